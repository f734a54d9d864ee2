import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Pixels } from './decode.ts';

const require = createRequire(import.meta.url);
let ready: Promise<unknown> | null = null;

/** Left to itself zxing-wasm downloads its program from a CDN; here it gets the copy in its own package. */
async function prepare(): Promise<void> {
  const file = await readFile(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const wasmBinary = new Uint8Array(file).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

/** The contents of every QR code in the picture, also turned, mirrored or inverted ones, each once. */
export async function readQrCodes(picture: Pixels): Promise<string[]> {
  ready ??= prepare();
  await ready;
  const image = { data: new Uint8ClampedArray(picture.data), width: picture.width, height: picture.height };
  const found = await readBarcodes({ ...image, colorSpace: 'srgb' } as Parameters<typeof readBarcodes>[0], {
    formats: ['QRCode'],
    tryHarder: true,
    tryRotate: true,
    tryInvert: true,
    tryDownscale: true,
    maxNumberOfSymbols: 8,
  });
  return [...new Set(found.filter((code) => code.isValid).map((code) => code.text))].filter((text) => text !== '');
}
