import '../pipeline/photos/fonts.ts';
import { cpus } from 'node:os';
import { compileNumbers } from '../../pipeline/phones/find.ts';
import { createPhotoReader } from '../../pipeline/photos/reader.ts';
import { photoFields } from '../../pipeline/photos/reading.ts';
import { around, asText, between, seeded, spelled } from '../pipeline/photos/pictures.ts';
import { encoded, STYLES } from './photos-styles.ts';

/**
 * Recall, precision and seconds per picture over 200 rendered pictures (20 styles × 10) with one protected number each, and
 * 40 that carry a neighbour of one, a digit off.
 * Run: npx tsx test/bench/photos-recall.ts [workers] [style]
 */
const workers = Number(process.argv[2] ?? 1);
const only = process.argv[3];
const random = seeded(20261124);
const invented = (): string => `709${String(Math.floor(random() * 1e7)).padStart(7, '0')}`;
const protectedNumbers = Array.from({ length: 5_000 }, invented);
const finder = compileNumbers(protectedNumbers.map((national, i) => ({ id: String(i), e164: `+7${national}` })));
const reader = createPhotoReader({ workers, timeoutMs: 60_000 });

interface Outcome {
  readonly style: string;
  readonly found: 'strong' | 'weak' | 'missed' | 'could-not-look';
  readonly wrong: number;
  readonly seconds: number;
}
async function tryOne(style: string, picture: Buffer, planted: number | null): Promise<Outcome> {
  const begun = performance.now();
  const reading = await reader.read(picture);
  const seconds = (performance.now() - begun) / 1000;
  const { sightings } = finder.find(photoFields(reading, 'photo'));
  const ours = sightings.filter((sighting) => sighting.numberId === String(planted));
  const wrong = sightings.filter((s) => s.numberId !== String(planted) && s.strength === 'strong').length;
  const best = ours.some((sighting) => sighting.strength === 'strong') ? 'strong' : ours.length > 0 ? 'weak' : 'missed';
  const found = best === 'missed' && reading.state === 'could-not-look' ? reading.state : best;
  if (only && found !== 'strong')
    console.log(found, planted && protectedNumbers[planted], JSON.stringify(reading.texts), reading.links);
  return { style, found, wrong, seconds };
}

const outcomes: Outcome[] = [];
let turn = 0;
for (const [style, draw] of Object.entries(STYLES)) {
  const pictures: [Buffer, number][] = [];
  for (let i = 0; i < 10; i++) {
    const planted = Math.floor(random() * protectedNumbers.length);
    const png = await draw(random, protectedNumbers[planted]!);
    pictures.push([only && !style.includes(only) ? png : await encoded(png, turn++), planted]);
  }
  if (only && !style.includes(only)) continue;
  outcomes.push(...(await inLanes(pictures, ([bytes, planted]) => tryOne(style, bytes, planted))));
}
const neighbours: Buffer[] = [];
for (let i = 0; i < 40 && !only; i++) {
  const near = [...protectedNumbers[i]!];
  const at = 3 + Math.floor(random() * 7);
  near[at] = String((Number(near[at]) + 1 + Math.floor(random() * 9)) % 10);
  const scene = { width: 900, height: 500, background: 'plain' as const };
  const rows = [around(random), spelled(random, near.join(''))];
  neighbours.push(await encoded(await asText(scene, { rows, size: between(random, 12, 44) }), i));
}
const negatives = await inLanes(neighbours, (bytes) => tryOne('a digit off', bytes, null));
await reader.close();

async function inLanes<A, B>(all: readonly A[], work: (one: A) => Promise<B>): Promise<B[]> {
  const results: B[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < all.length) {
      const i = next++;
      results[i] = await work(all[i]!);
    }
  };
  await Promise.all(Array.from({ length: workers }, lane));
  return results;
}

const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
const count = (of: readonly Outcome[], found: Outcome['found']): number => of.filter((o) => o.found === found).length;
const middle = (of: readonly Outcome[]): number => of.map((o) => o.seconds).sort((a, b) => a - b)[of.length >> 1] ?? 0;
const mean = (of: readonly Outcome[]): number => of.reduce((sum, o) => sum + o.seconds, 0) / of.length;
for (const style of new Set(outcomes.map((o) => o.style))) {
  const of = outcomes.filter((o) => o.style === style);
  console.log(
    `${style.padEnd(36)} strong ${count(of, 'strong')}  weak ${count(of, 'weak')}  missed ${count(of, 'missed')}  could not look ${count(of, 'could-not-look')}  ${middle(of).toFixed(2)} s`,
  );
}
const wrong = [...outcomes, ...negatives].reduce((sum, o) => sum + o.wrong, 0);
const strong = count(outcomes, 'strong');
console.log(
  `\n${outcomes.length} pictures: recall ${share(strong, outcomes.length)} strong, ${share(strong + count(outcomes, 'weak'), outcomes.length)} strong + weak`,
);
console.log(
  `precision of strong ${share(strong, strong + wrong)} (${wrong} wrong in ${outcomes.length + negatives.length} pictures)`,
);
console.log(
  `seconds a picture: median ${middle(outcomes).toFixed(2)}, mean ${mean(outcomes).toFixed(2)}; without a protected number: median ${middle(negatives).toFixed(2)}`,
);
console.log(
  `${workers} process(es), Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load of others not known`,
);
