import { cpus } from 'node:os';
import { findPhoneNumbersInText } from 'libphonenumber-js/max';
import { CLASS } from '../../pipeline/phones/chars.ts';
import { compileNumbers } from '../../pipeline/phones/find.ts';
import { pick, seeded } from '../pipeline/photos/pictures.ts';
import { inventAd } from './phones-ads.ts';
import { inventedNumber } from './phones-spelling.ts';
import { STYLES } from './phones-styles.ts';

/**
 * Megabytes (UTF-8) and ads a second over the same ads in one run: our finder with 10, 5,000 and 100,000 numbers,
 * libphonenumber-js, a naive regular expression, and the bare loop that only looks up each character's class.
 * Run: npx tsx test/bench/phones-speed.ts [ads]
 */
const random = seeded(20261124);
const count = Number(process.argv[2] ?? 20_000);
const styles = Object.values(STYLES);
interface Sample {
  readonly name: string;
  readonly ads: readonly string[];
  readonly bytes: number;
}

// As in facts/phones.md: a fifth of the ads carry a number in some style, a tenth some other row of digits.
function sample(name: string, proseShare: number, size = count): Sample {
  const ads = Array.from({ length: size }, () => {
    const inserts: string[] = [];
    if (random() < 0.2) inserts.push(pick(random, styles)(random, inventedNumber(random)).body);
    if (random() < 0.1) inserts.push(`тел 8${inventedNumber(random)}`);
    const { title, body } = inventAd(random, inserts, proseShare);
    return `${title}\n${body}`;
  });
  return { name, ads, bytes: ads.reduce((sum, ad) => sum + Buffer.byteLength(ad), 0) };
}
const NAIVE = /(?:\+7|8)\D*7(?:\D*\d){9}/g;

const PASSES = 7;

interface Method {
  readonly name: string;
  readonly work: (ad: string) => void;
  /** Of the ads it is given every so many. */
  readonly every: number;
}

/**
 * MB for each second of processor time, best of several passes in which all methods take turns: the machine's neighbours take theirs, too.
 */
function measure({ ads }: Sample, methods: readonly Method[]): number[] {
  const parts = methods.map(({ every }) => ads.filter((_, n) => n % every === 0));
  const best = methods.map(() => Number.POSITIVE_INFINITY);
  for (let pass = 0; pass < PASSES; pass++)
    for (const [m, { work }] of methods.entries()) {
      const begun = process.cpuUsage();
      for (const ad of parts[m] as string[]) work(ad);
      const { user, system } = process.cpuUsage(begun);
      best[m] = Math.min(best[m] as number, (user + system) / 1e6);
    }
  return methods.map(({ name }, m) => {
    const part = parts[m] as string[];
    const seconds = best[m] as number;
    const rate = part.reduce((sum, ad) => sum + Buffer.byteLength(ad), 0) / 1e6 / seconds;
    const adsRate = Math.round(part.length / seconds).toLocaleString('en');
    console.log(`  ${name.padEnd(42)} ${rate.toFixed(1).padStart(8)} MB/s ${adsRate.padStart(12)} ads/s`);
    return rate;
  });
}

let sink = 0;

/** The loop that every scan contains: the class of each character, and nothing else. */
function bareLoop(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum += CLASS[text.charCodeAt(i)] as number;
  return sum;
}

const finders = [10, 5_000, 100_000].map((size) => {
  const numbers = Array.from({ length: size }, (_, i) => ({ id: String(i), e164: `+7${inventedNumber(random)}` }));
  return { size, finder: compileNumbers(numbers) };
});

function compare(all: Sample): void {
  const mean = (of: (ad: string) => number): string =>
    (all.ads.reduce((sum, ad) => sum + of(ad), 0) / all.ads.length).toFixed(0);
  console.log(
    `${all.name}: ${all.ads.length} ads, ${(all.bytes / 1e6).toFixed(1)} MB, mean ${mean((ad) => ad.length)} characters and ${mean((ad) => ad.replace(/\D/g, '').length)} digits`,
  );
  const [bare, , ours, , , lib] = measure(all, [
    {
      name: 'bare loop, class of each character',
      every: 1,
      work: (ad) => {
        sink += bareLoop(ad);
      },
    },
    ...finders.map(({ size, finder }) => ({
      name: `Qorgan, ${size.toLocaleString('en')} protected numbers`,
      every: 1,
      work: (ad: string) => {
        sink += finder.find([{ name: 'ad', kind: 'text', text: ad }]).sightings.length;
      },
    })),
    {
      name: 'naive regular expression',
      every: 1,
      work: (ad) => {
        sink += ad.match(NAIVE)?.length ?? 0;
      },
    },
    {
      name: 'libphonenumber-js findPhoneNumbersInText',
      every: 10,
      work: (ad) => {
        sink += findPhoneNumbersInText(ad, 'KZ').length;
      },
    },
  ]) as [number, number, number, number, number, number];
  console.log(
    `  with 5,000 numbers: ${(ours / lib).toFixed(1)} × libphonenumber-js, ${((100 * ours) / bare).toFixed(0)} % of the bare loop\n`,
  );
}

compare(sample('full of figures, as the sample of facts/phones.md', 0));
compare(sample('with plain prose', 0.6));
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load of others not known (${sink % 10})`);
