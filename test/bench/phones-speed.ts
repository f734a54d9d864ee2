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

/** Best of five passes, in MB for each second of processor time: the machine's neighbours take turns, not our time. */
function measure(name: string, { ads, bytes }: Sample, work: (ad: string) => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let pass = 0; pass < 5; pass++) {
    const begun = process.cpuUsage();
    for (const ad of ads) work(ad);
    const { user, system } = process.cpuUsage(begun);
    best = Math.min(best, (user + system) / 1000);
  }
  const rate = bytes / 1e6 / (best / 1000);
  const adsRate = Math.round(ads.length / (best / 1000)).toLocaleString('en');
  console.log(`  ${name.padEnd(42)} ${rate.toFixed(1).padStart(8)} MB/s ${adsRate.padStart(12)} ads/s`);
  return rate;
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
  const bare = measure('bare loop, class of each character', all, (ad) => {
    sink += bareLoop(ad);
  });
  const rates = finders.map(({ size, finder }) =>
    measure(`Qorgan, ${size.toLocaleString('en')} protected numbers`, all, (ad) => {
      sink += finder.find([{ name: 'ad', kind: 'text', text: ad }]).sightings.length;
    }),
  );
  measure('naive regular expression', all, (ad) => {
    sink += ad.match(NAIVE)?.length ?? 0;
  });
  const tenth = all.ads.slice(0, Math.ceil(all.ads.length / 10));
  const part = { ...all, ads: tenth, bytes: tenth.reduce((sum, ad) => sum + Buffer.byteLength(ad), 0) };
  const lib = measure('libphonenumber-js findPhoneNumbersInText', part, (ad) => {
    sink += findPhoneNumbersInText(ad, 'KZ').length;
  });
  const ours = rates[1] ?? 0;
  console.log(
    `  with 5,000 numbers: ${(ours / lib).toFixed(1)} × libphonenumber-js, ${((100 * ours) / bare).toFixed(0)} % of the bare loop\n`,
  );
}

compare(sample('full of figures, as the sample of facts/phones.md', 0));
compare(sample('with plain prose', 0.6));
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load of others not known (${sink % 10})`);
