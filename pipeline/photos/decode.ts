import sharp, { type Sharp } from 'sharp';
import type { AllowedFormat } from './format.ts';

/** RGBA, eight bits each. */
export interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/** libvips knows some thirty loaders (SVG, PDF, TIFF, ImageMagick …); only these five may run in this process. */
const LOADERS = ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif'].map((name) => `VipsForeignLoad${name}Buffer`);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: LOADERS });
sharp.cache(false);
sharp.concurrency(1);

export type Decoded =
  | { readonly state: 'whole'; readonly pixels: Pixels }
  | { readonly state: 'truncated' | 'damaged'; readonly pixels: Pixels | null }
  | { readonly state: 'too-many-pixels' };

/** Grey behind transparent pictures, so that black and white lettering both stay visible. */
const BACKDROP = { r: 150, g: 150, b: 150 };
/** The picture kept for QR codes and the second, finer look. */
const KEPT_PIXELS = 2_600_000;

/**
 * Decodes the first frame, turned as its EXIF says, shrunk to about 2.6 megapixels. `bytes` must have passed `formatOf`.
 * Of a truncated or damaged picture, the part that a browser would show is still returned where there is one.
 */
export async function decode(bytes: Uint8Array, format: AllowedFormat, maxPixels: number): Promise<Decoded> {
  const open = (failOn: 'error' | 'none'): Sharp =>
    sharp(bytes, { limitInputPixels: maxPixels, failOn, pages: 1, sequentialRead: true, animated: false });
  let size: { width: number; height: number };
  try {
    const header = await open('none').metadata();
    if (header.format !== (format === 'avif' ? 'heif' : format)) return { state: 'damaged', pixels: null };
    size = { width: header.width, height: header.pageHeight ?? header.height };
  } catch (error) {
    return failure(error, null);
  }
  // libvips counts a bomb's pixels before decoding as well; this line keeps the rule where it can be read.
  if (size.width * size.height > maxPixels) return { state: 'too-many-pixels' };
  try {
    return { state: 'whole', pixels: await kept(open('error'), size) };
  } catch (error) {
    const part = await kept(open('none'), size).catch(() => null);
    return failure(error, part);
  }
}

function failure(error: unknown, pixels: Pixels | null): Decoded {
  const text = error instanceof Error ? error.message : '';
  if (/pixel limit|dimensions exceed|too large|too many pixels|exceeds/i.test(text))
    return { state: 'too-many-pixels' };
  const ended = /premature|truncat|end of (file|stream|data)|unexpected end|not enough|read error|bad seek/i.test(text);
  return { state: ended ? 'truncated' : 'damaged', pixels };
}

async function kept(image: Sharp, size: { width: number; height: number }): Promise<Pixels> {
  const scale = Math.min(1, Math.sqrt(KEPT_PIXELS / (size.width * size.height)));
  // A box, not a width: EXIF may turn the picture.
  const side = Math.max(1, Math.round(Math.max(size.width, size.height) * scale));
  const { data, info } = await image
    .autoOrient()
    .flatten({ background: BACKDROP })
    .toColourspace('srgb')
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: rgba(data, info.channels), width: info.width, height: info.height };
}

/** Grey pictures leave sharp with one channel, or two with alpha, whatever colour space was asked for. */
function rgba(data: Buffer, channels: number): Buffer {
  if (channels === 4) return data;
  const count = data.length / channels;
  const out = Buffer.alloc(count * 4, 255);
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < 3; c++) out[i * 4 + c] = data[i * channels + (channels < 3 ? 0 : c)]!;
  }
  return out;
}

export const fromPixels = (pixels: Pixels): Sharp =>
  sharp(pixels.data, { raw: { width: pixels.width, height: pixels.height, channels: 4 } });

/** The same picture turned clockwise and resized to `width`, as raw pixels. */
export async function reshape(pixels: Pixels, change: { turn?: 90 | 180 | 270; width?: number }): Promise<Pixels> {
  let image = fromPixels(pixels);
  if (change.width !== undefined) image = image.resize({ width: change.width, kernel: 'lanczos3' });
  if (change.turn !== undefined) image = image.rotate(change.turn);
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}
