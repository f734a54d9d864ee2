import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const ROOT = resolve(import.meta.dirname, '..');
const AREAS = ['db', 'pipeline', 'reports', 'scrapers'];
/** Every file at which a process of the program begins. */
const BEGINNINGS = ['qorgan.ts', 'db/embedded-host.ts', 'pipeline/photos/child.ts'];

/**
 * The program as plain JavaScript, file for file, in a new folder: tests start hundreds of processes, and translating it
 * in each of them costs more than most of them do. It lies within the checkout, so that packages and git are found.
 */
export async function compileProgram(): Promise<string> {
  const cache = join(ROOT, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'qorgan-tests-'));
  const options = {
    noEmit: false,
    // `npm test` has it checked already.
    noCheck: true,
    rewriteRelativeImportExtensions: true,
    rootDir: ROOT,
    outDir: folder,
  };
  const settings = join(folder, 'tsconfig.json');
  const files = BEGINNINGS.map((file) => join(ROOT, file));
  writeFileSync(
    settings,
    JSON.stringify({ extends: join(ROOT, 'tsconfig.json'), compilerOptions: options, files, include: [] }),
  );
  await promisify(execFile)(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', settings]);
  const notCode = (path: string) => !path.endsWith('.ts');
  for (const area of AREAS) cpSync(join(ROOT, area), join(folder, area), { recursive: true, filter: notCode });
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  writeFileSync(join(folder, 'qorgan.mjs'), "import './qorgan.js';\n");
  return folder;
}
