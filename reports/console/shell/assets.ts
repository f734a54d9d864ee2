import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { sha256 } from '../../../db/sha256.ts';

const require = createRequire(import.meta.url);

/** Together they are console.css, in this order. A feature adds its own. */
const STYLES = [
  'fonts.css',
  'tokens.css',
  'frame.css',
  'parts.css',
  'forms.css',
  'records.css',
  'people.css',
  'letters.css',
  'print.css',
];
/** Together they are console.mjs: each is whole in itself and works where the page has what it looks for. */
const SCRIPTS = ['hide.mjs', 'keys.mjs', 'live.mjs', 'copy.mjs'];
/** Subsets of Golos Text: Ә Ғ Қ Ң Ө Ұ Ү Һ stand in cyrillic-ext, І in cyrillic. */
const FONTS = ['cyrillic-ext', 'cyrillic', 'latin-ext', 'latin'];

interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
}

const here = (folder: string, name: string) => readFileSync(join(import.meta.dirname, folder, name));
const joined = (folder: string, names: readonly string[]) =>
  Buffer.concat(names.flatMap((name) => [here(folder, name), Buffer.from('\n')]));

/** Every file that a page may load, by its name: nothing else can be asked for. */
const ASSETS: ReadonlyMap<string, Asset> = new Map([
  ['console.css', { type: 'text/css; charset=utf-8', bytes: joined('styles', STYLES) }],
  ['console.mjs', { type: 'text/javascript; charset=utf-8', bytes: joined('browser', SCRIPTS) }],
  ['icon.svg', { type: 'image/svg+xml', bytes: here('styles', 'icon.svg') }],
  ...FONTS.map((subset) => {
    const file = require.resolve(`@fontsource-variable/golos-text/files/golos-text-${subset}-wght-normal.woff2`);
    return [`golos-${subset}.woff2`, { type: 'font/woff2', bytes: readFileSync(file) }] as const;
  }),
]);

/** Its digest stands in the address, so that a browser keeps it until it changes. */
export function assetPath(name: 'console.css' | 'console.mjs' | 'icon.svg'): string {
  return `/assets/${name}?v=${sha256(ASSETS.get(name)!.bytes).slice(0, 12)}`;
}

export function assetNamed(name: string): Asset | null {
  return ASSETS.get(name) ?? null;
}
