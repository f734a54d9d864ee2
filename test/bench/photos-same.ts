/**
 * How far apart the hashes of one picture and its copies lie, and those of different pictures: the ground of
 * SAME_PHOTO_BITS. `npx tsx test/bench/photos-same.ts [pictures]`
 */
import '../pipeline/photos/fonts.ts';
import sharp from 'sharp';
import { hashDistance } from '../../pipeline/photos/fingerprint.ts';
import type { Fingerprint } from '../../pipeline/photos/reading.ts';
import { between, draw, seeded } from '../pipeline/photos/pictures.ts';

const pictures = Number(process.argv[2] ?? 150);
const BOUNDS = [4, 6, 8, 10, 12, 14];

/** A made-up scene: a background of light and 5 to 14 soft or sharp shapes. */
function scene(seed: number): Promise<Buffer> {
  const random = seeded(seed);
  const colour = () =>
    `hsl(${Math.floor(random() * 360)},${Math.floor(random() * 60)}%,${Math.floor(between(random, 10, 90))}%)`;
  const shapes = Array.from({ length: 5 + Math.floor(random() * 10) }, () => {
    const [x, y, w, h] = [random() * 800, random() * 600, between(random, 30, 260), between(random, 30, 260)];
    return random() < 0.5
      ? `<ellipse cx="${x}" cy="${y}" rx="${w / 2}" ry="${h / 2}" fill="${colour()}"/>`
      : `<rect x="${x - w / 2}" y="${y - h / 2}" width="${w}" height="${h}" fill="${colour()}" transform="rotate(${random() * 90} ${x} ${y})"/>`;
  }).join('');
  return draw({ width: 800, height: 600, background: 'gradient', colours: [colour(), colour()] }, shapes);
}

const EDITS: Readonly<Record<string, (photo: Buffer) => Promise<Buffer>>> = {
  'JPEG, quality 30': (photo) => sharp(photo).jpeg({ quality: 30 }).toBuffer(),
  'to 240 wide, WebP': (photo) => sharp(photo).resize(240).webp({ quality: 60 }).toBuffer(),
  'to 1,280 wide, JPEG': (photo) => sharp(photo).resize(1280).jpeg({ quality: 70 }).toBuffer(),
  'to 640 wide, AVIF': (photo) => sharp(photo).resize(640).avif({ quality: 40 }).toBuffer(),
  'brighter, to 480 wide': (photo) => sharp(photo).linear(1.15, 10).resize(480).jpeg().toBuffer(),
};

const drawn: Buffer[] = [];
for (let i = 0; i < pictures; i++) drawn.push(await scene(7_000 + i));
const copies = new Map<string, Buffer[]>();
for (const [name, edit] of Object.entries(EDITS)) copies.set(name, await Promise.all(drawn.map(edit)));

// Only now: as soon as it is loaded, decode.ts forbids this process to draw (SVG).
const [{ decode }, { fingerprintOf }, { formatOf }] = await Promise.all([
  import('../../pipeline/photos/decode.ts'),
  import('../../pipeline/photos/fingerprint-picture.ts'),
  import('../../pipeline/photos/format.ts'),
]);
async function printOf(bytes: Buffer): Promise<Fingerprint> {
  const format = formatOf(bytes);
  if (format === 'not-an-image' || format === 'format-not-allowed') throw new Error(format);
  const decoded = await decode(bytes, format, 4_000_000);
  const print = decoded.state === 'whole' ? await fingerprintOf(decoded.pixels) : null;
  if (print === null) throw new Error('a drawn picture has no fingerprint');
  return print;
}
/** The smallest of the four distances that `samePhoto` compares. */
const apart = (a: Fingerprint, b: Fingerprint): number =>
  Math.min(
    hashDistance(a.dHash, b.dHash),
    hashDistance(a.pHash, b.pHash),
    hashDistance(a.dHash, b.dHashMirrored),
    hashDistance(a.pHash, b.pHashMirrored),
  );
const within = (distances: readonly number[]): string =>
  BOUNDS.map((bound) => `${bound}: ${distances.filter((one) => one <= bound).length}`).join(', ');

const originals = await Promise.all(drawn.map(printOf));
for (const [name, edited] of copies) {
  const prints = await Promise.all(edited.map(printOf));
  const distances = prints.map((print, i) => apart(originals[i]!, print));
  console.log(`${name}: of ${pictures} within ${within(distances)}; farthest ${Math.max(...distances)}`);
}
const pairs = originals.flatMap((a, i) => originals.slice(i + 1).map((b) => apart(a, b)));
console.log(`different: of ${pairs.length} pairs within ${within(pairs)}; nearest ${Math.min(...pairs)}`);
