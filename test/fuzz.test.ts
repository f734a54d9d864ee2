import { afterAll, describe, expect, it } from 'vitest';
import { objectsAfter } from '../scrapers/embedded-json.ts';
import { attack } from './fuzz/attack.ts';
import { fuzzTargets } from './fuzz/targets.ts';

const { targets, close } = await fuzzTargets();
afterAll(close);

/** test/bench/fuzz.ts does the same a hundred thousand times. */
describe('changed bytes crash no parser, hang none, and make no live ad removed', () => {
  it.each(targets.map((target) => [target.name, target] as const))(
    '%s',
    async (_, target) => {
      expect(await attack(target, 300)).toEqual([]);
    },
    60_000,
  );
});

it('a script of a hundred thousand objects that never end costs as one does', () => {
  const text = 'items.push({"a":1}); '.repeat(10) + 'items.push({'.repeat(100_000);
  const begun = process.cpuUsage();
  const found = objectsAfter(text, /items\.push\(/g);
  expect(found).toHaveLength(100_010);
  expect(found.filter((one) => one !== undefined)).toHaveLength(10);
  const { user, system } = process.cpuUsage(begun);
  expect((user + system) / 1e6).toBeLessThan(3);
});
