import type { Fingerprint } from './reading.ts';

/** Hashes at most this many bits apart are "the same photo, for a person to see": it survives JPEG, resizing, brightness
 * and a number drawn on, not a crop of 10 %. Thousands of pairs are compared a night: at 10 bits 1 of 2,000 drawn ones
 * that differ would be the same (README.md beside it). */
export const SAME_PHOTO_BITS = 6;

const HASH = /^[0-9a-f]{16}$/;

/** Bits in which two 64-bit hashes differ. Throws RangeError for anything but 16 hexadecimal digits. */
export function hashDistance(a: string, b: string): number {
  if (!HASH.test(a) || !HASH.test(b)) throw new RangeError('a picture hash is 16 hexadecimal digits');
  let differ = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let bits = 0;
  for (; differ !== 0n; differ &= differ - 1n) bits++;
  return bits;
}

/** Whether either kind of hash, straight or mirrored, is within SAME_PHOTO_BITS. */
export function samePhoto(a: Fingerprint, b: Fingerprint): boolean {
  return (
    hashDistance(a.dHash, b.dHash) <= SAME_PHOTO_BITS ||
    hashDistance(a.pHash, b.pHash) <= SAME_PHOTO_BITS ||
    hashDistance(a.dHash, b.dHashMirrored) <= SAME_PHOTO_BITS ||
    hashDistance(a.pHash, b.pHashMirrored) <= SAME_PHOTO_BITS
  );
}

/** dHash: does it get darker from left to right? `grey` is 9 × 8. */
export function dHash(grey: Uint8Array, mirrored = false): string {
  let bits = 0n;
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 8; x++) {
      const left = grey[y * 9 + (mirrored ? 8 - x : x)]!;
      const right = grey[y * 9 + (mirrored ? 7 - x : x + 1)]!;
      bits = (bits << 1n) | (left > right ? 1n : 0n);
    }
  }
  return bits.toString(16).padStart(16, '0');
}

const COSINES = Array.from({ length: 8 }, (_, k) =>
  Float64Array.from({ length: 32 }, (_, x) => Math.cos(((2 * x + 1) * (k + 1) * Math.PI) / 64)),
);

/** pHash: which of the 64 lowest frequencies (without the constant ones) lie above their median? `grey` is 32 × 32. */
export function pHash(grey: Uint8Array, mirrored = false): string {
  const rows = COSINES.map((wave) =>
    Float64Array.from({ length: 32 }, (_, y) => {
      let sum = 0;
      for (let x = 0; x < 32; x++) sum += grey[y * 32 + (mirrored ? 31 - x : x)]! * wave[x]!;
      return sum;
    }),
  );
  const waves = COSINES.flatMap((wave) => rows.map((row) => row.reduce((sum, value, y) => sum + value * wave[y]!, 0)));
  const sorted = [...waves].sort((a, b) => a - b);
  const median = (sorted[31]! + sorted[32]!) / 2;
  let bits = 0n;
  for (const value of waves) bits = (bits << 1n) | (value > median ? 1n : 0n);
  return bits.toString(16).padStart(16, '0');
}

/** How much the grey of one frame may vary, JPEG noise included. */
const FRAME_VARIES = 14;

/** The part of a square grey picture inside its frame: rows and columns of one tone, cut from each edge while they last. */
export function frameless(
  grey: Uint8Array,
  side: number,
): { left: number; top: number; width: number; height: number } {
  const plain = (at: (i: number) => number): boolean => {
    let [low, high] = [255, 0];
    for (let i = 0; i < side; i++) {
      const value = grey[at(i)]!;
      if (value < low) low = value;
      if (value > high) high = value;
      if (high - low > FRAME_VARIES) return false;
    }
    return true;
  };
  const half = side / 2 - 1;
  const cut = (line: (depth: number) => (i: number) => number): number => {
    let depth = 0;
    while (depth < half && plain(line(depth))) depth++;
    return depth;
  };
  const top = cut((depth) => (i) => depth * side + i);
  const bottom = cut((depth) => (i) => (side - 1 - depth) * side + i);
  const left = cut((depth) => (i) => i * side + depth);
  const right = cut((depth) => (i) => i * side + side - 1 - depth);
  return { left, top, width: side - left - right, height: side - top - bottom };
}
