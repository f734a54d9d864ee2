import './fonts.ts';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { dHash, hashDistance, pHash, samePhoto } from '../../../pipeline/photos/fingerprint.ts';
import { createPhotoReader } from '../../../pipeline/photos/reader.ts';
import type { Fingerprint } from '../../../pipeline/photos/reading.ts';
import { draw, seeded } from './pictures.ts';

const reader = createPhotoReader({ workers: 1 });
afterAll(() => reader.close());

async function fingerprint(picture: Buffer): Promise<Fingerprint> {
  const { fingerprint: print } = await reader.read(picture);
  expect(print).not.toBeNull();
  return print!;
}
/** A made-up room: big soft shapes, no lettering. */
function room(seed: number): Promise<Buffer> {
  const random = seeded(seed);
  const shapes = Array.from({ length: 9 }, () => {
    const fill = `hsl(${Math.floor(random() * 360)},40%,${Math.floor(15 + random() * 70)}%)`;
    return `<ellipse cx="${random() * 600}" cy="${random() * 450}" rx="${40 + random() * 160}" ry="${40 + random() * 160}" fill="${fill}"/>`;
  }).join('');
  return draw({ width: 600, height: 450, background: 'gradient', colours: ['#9ab', '#432'] }, shapes);
}

describe('a photo posted again is recognised', () => {
  const label = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="450"><text x="150" y="420" font-size="40" fill="#fff">8 709 123 45 67</text></svg>',
  );
  test.each<[string, (photo: Buffer) => Promise<Buffer>]>([
    ['saved as a poor JPEG', (photo) => sharp(photo).jpeg({ quality: 30 }).toBuffer()],
    ['made smaller', (photo) => sharp(photo).resize(240).webp().toBuffer()],
    ['made brighter', (photo) => sharp(photo).linear(1.15, 10).png().toBuffer()],
    ['made grey', (photo) => sharp(photo).greyscale().png().toBuffer()],
    [
      'with a number drawn on it',
      (photo) =>
        sharp(photo)
          .composite([{ input: label }])
          .jpeg()
          .toBuffer(),
    ],
    [
      'in a white frame',
      (photo) => sharp(photo).extend({ top: 40, bottom: 40, left: 40, right: 40, background: '#fff' }).png().toBuffer(),
    ],
    ['mirrored', (photo) => sharp(photo).flop().jpeg().toBuffer()],
  ])('%s', async (_edit, edit) => {
    for (const seed of [11, 12, 13]) {
      const photo = await room(seed);
      expect(samePhoto(await fingerprint(photo), await fingerprint(await edit(photo)))).toBe(true);
    }
  });
});

test('different photos are different', async () => {
  const prints: Fingerprint[] = [];
  for (let seed = 20; seed < 32; seed++) prints.push(await fingerprint(await room(seed)));
  const pairs = prints.flatMap((a, i) => prints.slice(i + 1).map((b) => samePhoto(a, b)));
  expect(pairs).toHaveLength(66);
  expect(pairs).not.toContain(true);
});

test('a picture of one tone has no fingerprint: blank pictures are not "the same photo"', async () => {
  const blank = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#eee' } })
    .png()
    .toBuffer();
  expect(await reader.read(blank)).toMatchObject({ state: 'read', fingerprint: null });
});

test('the mirrored hash is the hash of the mirrored picture', () => {
  const random = seeded(1);
  for (const [hash, width, height] of [
    [dHash, 9, 8],
    [pHash, 32, 32],
  ] as const) {
    const grey = Uint8Array.from({ length: width * height }, () => Math.floor(random() * 256));
    const mirrored = grey.map((_, i) => grey[i - (i % width) + width - 1 - (i % width)]!);
    expect(hash(grey, true)).toBe(hash(mirrored));
    expect(hash(grey)).not.toBe(hash(mirrored));
  }
});

test('the distance counts differing bits and takes nothing but hashes', () => {
  expect(hashDistance('0000000000000000', 'ffffffffffffffff')).toBe(64);
  expect(hashDistance('00000000000000f0', '0000000000000010')).toBe(3);
  expect(() => hashDistance('0', '00000000000000f0')).toThrow(RangeError);
});
