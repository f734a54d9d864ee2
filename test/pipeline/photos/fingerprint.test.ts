import './fonts.ts';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { dHash, hashDistance, pHash, samePhoto } from '../../../pipeline/photos/fingerprint.ts';
import type { Fingerprint } from '../../../pipeline/photos/reading.ts';
import { draw, seeded } from './pictures.ts';

/** A made-up room: big soft shapes, no lettering. */
function room(seed: number): Promise<Buffer> {
  const random = seeded(seed);
  const shapes = Array.from({ length: 9 }, () => {
    const fill = `hsl(${Math.floor(random() * 360)},40%,${Math.floor(15 + random() * 70)}%)`;
    return `<ellipse cx="${random() * 600}" cy="${random() * 450}" rx="${40 + random() * 160}" ry="${40 + random() * 160}" fill="${fill}"/>`;
  }).join('');
  return draw({ width: 600, height: 450, background: 'gradient', colours: ['#9ab', '#432'] }, shapes);
}

const label = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="450"><text x="150" y="420" font-size="40" fill="#fff">8 709 123 45 67</text></svg>',
);
const EDITS: Readonly<Record<string, (photo: Buffer) => Promise<Buffer>>> = {
  'saved as a poor JPEG': (photo) => sharp(photo).jpeg({ quality: 30 }).toBuffer(),
  'made smaller': (photo) => sharp(photo).resize(240).webp().toBuffer(),
  'made brighter': (photo) => sharp(photo).linear(1.15, 10).png().toBuffer(),
  'made grey': (photo) => sharp(photo).greyscale().png().toBuffer(),
  'with a number drawn on it': (photo) =>
    sharp(photo)
      .composite([{ input: label }])
      .jpeg()
      .toBuffer(),
  'in a white frame': (photo) =>
    sharp(photo).extend({ top: 40, bottom: 40, left: 40, right: 40, background: '#fff' }).png().toBuffer(),
  mirrored: (photo) => sharp(photo).flop().jpeg().toBuffer(),
};
const EDITED_ROOMS = 3;

let rooms: Fingerprint[];
let edited: Map<string, (Fingerprint | null)[]>;
let blank: Fingerprint | null;

// Everything is drawn first: decode.ts forbids this process to draw (SVG) as soon as it is loaded. The reader is not
// asked, because it would run OCR over each picture; that a reading carries the fingerprint is shown in reading.test.ts.
beforeAll(async () => {
  const drawn = await Promise.all(Array.from({ length: 12 }, (_, i) => room(20 + i)));
  const made = new Map<string, Buffer[]>();
  for (const [name, edit] of Object.entries(EDITS))
    made.set(name, await Promise.all(drawn.slice(0, EDITED_ROOMS).map(edit)));
  const grey = { width: 300, height: 200, channels: 3, background: '#eee' } as const;
  const plain = await sharp({ create: grey }).png().toBuffer();

  const [{ decode }, { fingerprintOf }, { formatOf }] = await Promise.all([
    import('../../../pipeline/photos/decode.ts'),
    import('../../../pipeline/photos/fingerprint-picture.ts'),
    import('../../../pipeline/photos/format.ts'),
  ]);
  const printOf = async (picture: Buffer): Promise<Fingerprint | null> => {
    const format = formatOf(picture);
    if (format === 'not-an-image' || format === 'format-not-allowed') throw new Error(format);
    const decoded = await decode(picture, format, 1_000_000);
    if (decoded.state !== 'whole') throw new Error(decoded.state);
    return fingerprintOf(decoded.pixels);
  };
  rooms = (await Promise.all(drawn.map(printOf))).flatMap((print) => print ?? []);
  edited = new Map();
  for (const [name, pictures] of made) edited.set(name, await Promise.all(pictures.map(printOf)));
  blank = await printOf(plain);
});

describe('a photo posted again is recognised', () => {
  test.each(Object.keys(EDITS))('%s', (name) => {
    const prints = edited.get(name) ?? [];
    expect(prints).toHaveLength(EDITED_ROOMS);
    for (const [i, print] of prints.entries()) {
      const original = rooms[i];
      expect(print !== null && original !== undefined && samePhoto(original, print)).toBe(true);
    }
  });
});

test('different photos are different', () => {
  const pairs = rooms.flatMap((a, i) => rooms.slice(i + 1).map((b) => samePhoto(a, b)));
  expect(pairs).toHaveLength(66);
  expect(pairs).not.toContain(true);
});

test('a picture of one tone has no fingerprint: blank pictures are not "the same photo"', () => {
  expect(blank).toBeNull();
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
