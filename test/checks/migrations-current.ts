import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

/** Fails when the schema and the committed migrations differ: drizzle-kit, run on a copy, must have nothing to add. */
const root = resolve(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'qorgan-migrations-'));
try {
  cpSync(join(root, 'db/migrations'), copy, { recursive: true });
  const before = readdirSync(copy, { recursive: true }).length;
  const run = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/drizzle-kit/bin.cjs'),
      'generate',
      '--dialect=postgresql',
      '--schema=./db/schema/*.ts',
      `--out=./${relative(root, copy)}`,
    ],
    { cwd: root, encoding: 'utf8' },
  );
  const after = readdirSync(copy, { recursive: true }).length;
  if (run.status !== 0 || after !== before) {
    console.error(run.stdout, run.stderr);
    console.error('the schema and the migrations differ: run "npm run db:generate" and commit what it writes');
    process.exitCode = 1;
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
