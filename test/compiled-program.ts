import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const ROOT = resolve(import.meta.dirname, '..');
/** Every file at which a process of the program begins. */
const BEGINNINGS = ['qorgan.ts', 'db/embedded-host.ts', 'pipeline/photos/child.ts'];
/** Packages that look for files beside themselves. */
const STAY_WHERE_THEY_ARE = [
  ...['playwright', 'sharp', 'zxing-wasm', 'onnxruntime-node', '@gutenye/*', 'tesseract.js', '@electric-sql/*', 'tsx'],
  'pg-native',
];
/** They start the program's other processes, which lie beside them in the bundle. */
const START_OTHERS = ['db/embedded.ts', 'pipeline/photos/reading-process.ts'].map((file) => join(ROOT, file));

/**
 * The program in few files of plain JavaScript, in a new folder: tests start hundreds of processes, and to translate and
 * find its thousand files in each of them costs more than most of them do. It lies within the checkout, so that packages
 * are found; what is no code (tables, styles, fonts) is read from where it always lies.
 */
export async function compileProgram(): Promise<string> {
  const cache = join(ROOT, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const outdir = mkdtempSync(join(cache, 'qorgan-tests-'));
  await build({
    entryPoints: BEGINNINGS.map((file) => join(ROOT, file)),
    entryNames: '[name]',
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    keepNames: true,
    external: STAY_WHERE_THEY_ARE,
    // For packages written as CommonJS.
    banner: {
      js: `import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);`,
    },
    plugins: [keepPlaces],
    logLevel: 'error',
  });
  return outdir;
}

/** What a file of the program says of its own place stays true. */
const keepPlaces: Plugin = {
  name: 'keep-places',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (path.includes('node_modules')) return undefined;
      const text = readFileSync(path, 'utf8');
      const contents = START_OTHERS.includes(path)
        ? text
        : text
            .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
            .replaceAll('import.meta.filename', JSON.stringify(path))
            .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
      return { contents, loader: 'ts' };
    });
  },
};
