import { cpus } from 'node:os';
import { compileNumbers } from '../../pipeline/phones/find.ts';
import type { FieldText } from '../../pipeline/phones/sighting.ts';
import { pick, type Random, seeded } from '../pipeline/photos/pictures.ts';
import { type Ad, DISTRACTORS, inventAd, neighbourOf } from './phones-ads.ts';
import { inventedNumber } from './phones-spelling.ts';
import { STYLES, WEAK_BY_RULE } from './phones-styles.ts';

/**
 * Recall over every style, and false sightings over ads without a protected number, from one seed.
 * Run: npx tsx test/bench/phones-recall.ts [ads a style] [ads without] [seed] [style to print the misses of]
 */
const perStyle = Number(process.argv[2] ?? 1_000);
const without = Number(process.argv[3] ?? 1_000_000);
const seed = Number(process.argv[4] ?? 20261124);
const shown = process.argv[5];
const random = seeded(seed);
const PROTECTED = 5_000;
const numbers = [...new Set(Array.from({ length: PROTECTED }, () => inventedNumber(random)))];
const known = new Set(numbers);
const finder = compileNumbers(numbers.map((national, i) => ({ id: String(i), e164: `+7${national}` })));

const fieldsOf = ({ title, body }: Ad): FieldText[] => [
  { name: 'title', kind: 'text', text: title },
  { name: 'description', kind: 'text', text: body },
];
/** A digit string near or like a protected number that is none. */
function stranger(r: Random): string {
  for (;;) {
    const near = neighbourOf(r, pick(r, numbers));
    if (!known.has(near)) return near;
  }
}
/** Never a row of digits that happens to hold a protected number: the corpus would be wrong, not the finder. */
function distractor(r: Random): string {
  for (;;) {
    const made = pick(r, DISTRACTORS)(r, stranger(r));
    const digits = made.replace(/\D/g, '');
    let holds = false;
    for (let at = 0; at + 10 <= digits.length; at++) holds ||= known.has(digits.slice(at, at + 10));
    if (!holds) return made;
  }
}

/** What stands beside the planted text. */
function around(body: string, planted: string): string {
  const at = body.indexOf(planted);
  return JSON.stringify(
    `…${body.slice(Math.max(0, at - 30), at)}<>${body.slice(at + planted.length, at + planted.length + 30)}…`,
  );
}

let strongAll = 0;
let foundAll = 0;
let strongable = 0;
let planted = 0;
let wrongBeside = 0;
for (const [style, spell] of Object.entries(STYLES)) {
  let strong = 0;
  let weak = 0;
  for (let i = 0; i < perStyle; i++) {
    const id = Math.floor(random() * numbers.length);
    const written = spell(random, numbers[id] ?? '');
    const beside = random() < 0.3 ? [distractor(random)] : [];
    const insert = written.title === undefined ? [written.body, ...beside] : beside;
    const ad = inventAd(random, insert);
    // What a reader joins, stands together: the second part begins the body.
    const whole =
      written.title === undefined ? ad : { title: `${ad.title} ${written.title}`, body: `${written.body} ${ad.body}` };
    const { sightings } = finder.find(fieldsOf(whole));
    const ours = sightings.filter((sighting) => sighting.numberId === String(id));
    const wrong = sightings.find((s) => s.numberId !== String(id) && s.strength === 'strong');
    if (wrong !== undefined) {
      wrongBeside++;
      console.log('WRONG', numbers[Number(wrong.numberId)], JSON.stringify(whole), JSON.stringify(wrong.spans));
    }
    if (ours.some((sighting) => sighting.strength === 'strong')) strong++;
    else if (ours.length > 0) weak++;
    if (shown === style && !ours.some((sighting) => sighting.strength === 'strong'))
      console.log(
        ours.length > 0 ? `weak (${ours[0]?.reasons.join()})` : 'missed',
        JSON.stringify(written),
        process.argv[6] ? JSON.stringify(whole) : around(whole.body, written.body),
      );
  }
  console.log(
    `${style.padEnd(34)} strong ${((100 * strong) / perStyle).toFixed(1)} %  strong + weak ${((100 * (strong + weak)) / perStyle).toFixed(1)} %`,
  );
  if (!WEAK_BY_RULE.has(style)) {
    strongAll += strong;
    strongable += perStyle;
  }
  foundAll += strong + weak;
  planted += perStyle;
}

let strongFalse = 0;
let weakFalse = 0;
let exhausted = 0;
const begun = performance.now();
let finding = 0;
for (let i = 0; i < without; i++) {
  const inserts = Array.from({ length: Math.floor(random() * 4) }, () => distractor(random));
  const fields = fieldsOf(inventAd(random, inserts));
  const start = performance.now();
  const result = finder.find(fields);
  finding += performance.now() - start;
  if (result.exhausted.length > 0) exhausted++;
  if (result.sightings.some((s) => s.strength === 'strong')) {
    strongFalse++;
    if (strongFalse <= 5)
      console.log('FALSE', JSON.stringify(result.sightings), numbers[Number(result.sightings[0]?.numberId)], inserts);
  } else if (result.sightings.length > 0) {
    weakFalse++;
    if (shown === 'weak' && weakFalse <= 20) console.log('weak', result.sightings[0]?.reasons.join(), inserts);
  }
}
console.log(
  `\n${planted} ads with a number, ${Object.keys(STYLES).length} styles: strong + weak ${((100 * foundAll) / planted).toFixed(2)} %, strong ${((100 * strongAll) / strongable).toFixed(2)} % (without the ${WEAK_BY_RULE.size} styles that are weak by rule); a wrong number strong beside it: ${wrongBeside}`,
);
console.log(
  `${without} ads without one, ${numbers.length} protected numbers: strong ${strongFalse}, weak ${weakFalse}, given up ${exhausted} (${((performance.now() - begun) / 1000).toFixed(0)} s, of them ${(finding / 1000).toFixed(0)} s finding)`,
);
console.log(`seed ${seed}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`);
