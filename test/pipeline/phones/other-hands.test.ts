import { describe, expect, it } from 'vitest';
import { compileNumbers } from '../../../pipeline/phones/find.ts';
import { OTHERS_INNOCENT, OTHERS_NOT_READ, OTHERS_WRITTEN } from './other-hands.ts';

const numbers = [...OTHERS_WRITTEN, ...OTHERS_NOT_READ, ...OTHERS_INNOCENT].map(([number]) => number);
const finder = compileNumbers([...new Set(numbers)].map((e164) => ({ id: e164, e164 })));
const read = (text: string) => finder.find([{ name: 'body', kind: 'text', text }]).sightings;

describe('sets of three other writers: what a reader of an ad would dial is found', () => {
  it.each(OTHERS_WRITTEN)('%s in "%s", at least %s', (number, text, least) => {
    const ours = read(text).filter((sighting) => sighting.numberId === number);
    expect(ours.length).toBeGreaterThan(0);
    if (least === 'strong') expect(ours[0]).toMatchObject({ strength: 'strong' });
  });

  it.each([...OTHERS_WRITTEN.map(([number, text]) => [number, text] as const), ...OTHERS_NOT_READ])(
    '%s and no other number stands in "%s"',
    (number, text) => {
      expect(read(text).filter((sighting) => sighting.numberId !== number && sighting.strength === 'strong')).toEqual(
        [],
      );
    },
  );
});

describe('sets of three other writers: what is no protected number is never strong', () => {
  it.each(OTHERS_INNOCENT)('%s is not in "%s"', (number, text) => {
    expect(read(text).filter((sighting) => sighting.numberId === number && sighting.strength === 'strong')).toEqual([]);
  });
});
