import { attack } from '../fuzz/attack.ts';
import { fuzzTargets } from '../fuzz/targets.ts';

/**
 * Attacks every parser of outside bytes with changed fixtures.
 * Run: npx tsx test/bench/fuzz.ts [inputs a parser, 100000] [parser] [first seed]
 */
const count = Number(process.argv[2] ?? 100_000);
const name = process.argv[3];
const firstSeed = Number(process.argv[4] ?? 1);
const { targets, close } = await fuzzTargets();
for (const target of targets.filter((one) => !name || one.name === name)) {
  const begun = process.cpuUsage();
  const faults = await attack(target, count, firstSeed);
  const { user, system } = process.cpuUsage(begun);
  const seconds = (user + system) / 1e6;
  console.log(
    `${target.name.padEnd(18)} ${count} inputs, ${seconds.toFixed(1)} s of processor time, ${Math.round(count / seconds)} a second, ${faults.length} faults`,
  );
  for (const { seed, what } of faults) console.log(`  seed ${seed}: ${what}`);
  if (faults.length > 0) process.exitCode = 1;
}
close();
