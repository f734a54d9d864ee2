import { describe, expect, it } from 'vitest';
import { compileNumbers } from '../../../pipeline/phones/find.ts';
import { THIRD_INNOCENT, THIRD_NOT_READ, THIRD_NUMBERS, THIRD_WRITTEN } from './third-hand.ts';

const finder = compileNumbers(THIRD_NUMBERS);
const read = (text: string) => finder.find([{ name: 'body', kind: 'text', text }]).sightings;

describe('third set: what a reader of an ad would dial is found', () => {
  it.each(THIRD_WRITTEN)('%s in "%s", at least %s', (id, text, least) => {
    const ours = read(text).filter((sighting) => sighting.numberId === id);
    expect(ours.length).toBeGreaterThan(0);
    if (least === 'strong') expect(ours[0]).toMatchObject({ strength: 'strong' });
  });

  it.each([...THIRD_WRITTEN.map(([id, text]) => [id, text] as const), ...THIRD_NOT_READ])(
    '%s and no other number stands in "%s"',
    (id, text) => {
      expect(read(text).filter((sighting) => sighting.numberId !== id && sighting.strength === 'strong')).toEqual([]);
    },
  );
});

describe('third set: what is no protected number is never strong', () => {
  it.each(THIRD_INNOCENT)('%s', (text) => {
    expect(read(text).filter((sighting) => sighting.strength === 'strong')).toEqual([]);
  });
});

describe('number words glued behind one of two letters are read', () => {
  it.each(['сегиз жетижуз тогыз ушжуз тогыз нол жети онбес', 'сегіз жетіжүз тоғыз үшжүз тоғыз нөл жеті онбес'])(
    '%s',
    (text) => {
      expect(read(text)).toMatchObject([{ numberId: 'c', strength: 'strong' }]);
    },
  );
});
