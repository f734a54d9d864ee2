import sharp, { type Sharp } from 'sharp';
import { fromPixels, type Pixels } from './decode.ts';
import { dHash, frameless, pHash } from './fingerprint.ts';
import type { Fingerprint } from './reading.ts';

/** Below this spread of grey (standard deviation, 0–255) a picture has no shape to recognise: all blank ones would be alike. */
const FLAT = 4;
const SIDE = 256;

/** The hashes of a picture with its plain frame cut off; null for a picture that is all one tone. */
export async function fingerprintOf(pixels: Pixels): Promise<Fingerprint | null> {
  const small = await greyOf(fromPixels(pixels).removeAlpha(), SIDE, SIDE);
  const inner = (): Sharp =>
    sharp(small, { raw: { width: SIDE, height: SIDE, channels: 1 } }).extract(frameless(small, SIDE));
  const [lines, square] = await Promise.all([greyOf(inner(), 9, 8), greyOf(inner(), 32, 32)]);
  if (spread(square) < FLAT) return null;
  return {
    dHash: dHash(lines),
    dHashMirrored: dHash(lines, true),
    pHash: pHash(square),
    pHashMirrored: pHash(square, true),
  };
}

function greyOf(image: Sharp, width: number, height: number): Promise<Buffer> {
  return image
    .greyscale()
    .toColourspace('b-w')
    .resize({ width, height, fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer();
}

function spread(values: Uint8Array): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
}
