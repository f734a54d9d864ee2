import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { pick, seeded } from '../pipeline/photos/pictures.ts';
import { inventAd } from './phones-ads.ts';
import { inventedNumber } from './phones-spelling.ts';
import { STYLES } from './phones-styles.ts';

/**
 * Two versions of the finder, in processes in turn: on a machine whose neighbours take their turns, too, that alone tells a
 * few parts in a hundred. Of each the fastest of 25 rounds over the same 2,000 ads is counted, and of all its processes.
 * Run: npx tsx test/bench/phones-pair.ts FOLDER [processes each], FOLDER being a checkout of the other version (git worktree).
 */
const HERE = fileURLToPath(import.meta.url);
const ROUNDS = 25;
const SIZES = [10, 5_000, 100_000];
const CORPORA = [
  ['figures', 0],
  ['prose', 0.6],
] as const;

interface Compiled {
  find(fields: readonly object[]): { readonly sightings: readonly unknown[] };
}
type Compile = (numbers: readonly { readonly id: string; readonly e164: string }[]) => Compiled;

function ads(proseShare: number): string[] {
  const random = seeded(20261130);
  const styles = Object.values(STYLES);
  return Array.from({ length: 2_000 }, () => {
    const inserts: string[] = [];
    if (random() < 0.2) inserts.push(pick(random, styles)(random, inventedNumber(random)).body);
    if (random() < 0.1) inserts.push(`тел 8${inventedNumber(random)}`);
    const { title, body } = inventAd(random, inserts, proseShare);
    return `${title}\n${body}`;
  });
}

/** Microseconds an ad, for each corpus and each number of protected numbers. */
function measured(compile: Compile): number[] {
  const random = seeded(5);
  const finders = SIZES.map((size) =>
    compile(Array.from({ length: size }, (_, i) => ({ id: String(i), e164: `+7${inventedNumber(random)}` }))),
  );
  return CORPORA.flatMap(([, share]) => {
    const texts = ads(share);
    const best = finders.map(() => Number.POSITIVE_INFINITY);
    for (let round = 0; round < ROUNDS; round++)
      for (const [k, finder] of finders.entries()) {
        const begun = process.cpuUsage();
        for (const text of texts) finder.find([{ name: 'ad', kind: 'text', text }]);
        const { user, system } = process.cpuUsage(begun);
        best[k] = Math.min(best[k] as number, (user + system) / texts.length);
      }
    return best;
  });
}

const [folder = '', processes = '5', only] = process.argv.slice(2);
if (only === 'one') {
  const module = await import(pathToFileURL(resolve(folder, 'pipeline/phones/find.ts')).href);
  console.log(JSON.stringify(measured(module.compileNumbers as Compile)));
} else {
  const folders = [folder, resolve(HERE, '../../..')];
  const best = folders.map(() => [] as number[]);
  for (let n = 0; n < Number(processes); n++)
    for (const [f, one] of folders.entries()) {
      const child = spawnSync('npx', ['tsx', HERE, one, '1', 'one'], { encoding: 'utf8' });
      if (child.status !== 0) throw new Error(child.stderr);
      const times = JSON.parse(child.stdout) as number[];
      best[f] = times.map((time, i) => Math.min(time, best[f]?.[i] ?? time));
    }
  for (const [i, [name, size]] of CORPORA.flatMap(([corpus]) => SIZES.map((n) => [corpus, n] as const)).entries()) {
    const [other, ours] = best.map((times) => times[i] as number) as [number, number];
    console.log(
      `${name.padEnd(8)} ${size.toLocaleString('en').padStart(8)} numbers: ${other.toFixed(2)} µs an ad there, ${ours.toFixed(2)} here, ${(ours / other).toFixed(3)} of the time`,
    );
  }
}
