/** The formats that are decoded; everything else is refused by its first bytes, before any decoder sees it. */
export type AllowedFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif';

const ascii = (bytes: Uint8Array, start: number, end: number): string =>
  String.fromCharCode(...bytes.subarray(start, end));

const OTHER_IMAGES: readonly ((head: string) => boolean)[] = [
  (h) => h.startsWith('II*\0') || h.startsWith('MM\0*'), // TIFF
  (h) => h.startsWith('BM'),
  (h) => h.startsWith('8BPS'), // PSD
  (h) => h.startsWith('\0\0\u0001\0'), // ICO
  (h) => h.startsWith('\xff\x0a') || h.startsWith('\0\0\0\x0cJXL '),
  (h) => h.startsWith('\0\0\0\x0cjP  '), // JPEG 2000
  (h) => h.slice(4, 8) === 'ftyp' && /^(hei[cxms]|hev[cx]|mif1|msf1)/.test(h.slice(8)),
  (h) => h.startsWith('%PDF'),
  (h) => /<svg[\s>]/i.test(h),
];

/**
 * The format by magic bytes; file names and Content-Type are not asked. SVG is an image but refused: it can fetch files
 * and run for ever.
 */
export function formatOf(bytes: Uint8Array): AllowedFormat | 'format-not-allowed' | 'not-an-image' {
  const head = ascii(bytes, 0, 512);
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp';
  if (head.slice(4, 8) === 'ftyp') {
    const length = ((bytes[0] ?? 0) << 24) | ((bytes[1] ?? 0) << 16) | ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0);
    // The AVIF brand may stand first or among the compatible ones (with `mif1` first).
    const brands = head.slice(8, Math.max(8, Math.min(length, 512)));
    if (/avi[fs]/.test(brands)) return 'avif';
  }
  return OTHER_IMAGES.some((is) => is(head)) ? 'format-not-allowed' : 'not-an-image';
}
