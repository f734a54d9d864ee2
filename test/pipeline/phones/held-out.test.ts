import { describe, expect, it } from 'vitest';
import { compileNumbers } from '../../../pipeline/phones/find.ts';
import { ACROSS_FIELDS, HELD_OUT_NUMBERS, INNOCENT, WRITTEN } from './held-out.ts';

const finder = compileNumbers(HELD_OUT_NUMBERS);
const read = (texts: readonly string[]) =>
  finder.find(texts.map((text, i) => ({ name: `field ${i}`, kind: 'text', text })));

describe('what a reader of an ad would dial is found', () => {
  it.each(WRITTEN)('%s in "%s", at least %s', (id, text, least) => {
    const ours = read([text]).sightings.filter((sighting) => sighting.numberId === id);
    expect(ours.length).toBeGreaterThan(0);
    if (least === 'strong') expect(ours[0]).toMatchObject({ strength: 'strong' });
  });

  it.each(ACROSS_FIELDS)('%s over the fields %j', (id, texts) => {
    const ours = read(texts).sightings.filter((sighting) => sighting.numberId === id);
    expect(ours.length).toBeGreaterThan(0);
    expect(ours.flatMap((sighting) => sighting.spans.map((span) => span.field))).toEqual(
      expect.arrayContaining(['field 0', 'field 1']),
    );
  });
});

describe('what is no protected number is never strong', () => {
  it.each(INNOCENT)('%s', (text) => {
    expect(read([text]).sightings.filter((sighting) => sighting.strength === 'strong')).toEqual([]);
  });
});

describe('doubtful places are told as weak, with the reason', () => {
  it.each([
    ['a', 'Заказ №87095551234', 'labelled-id'],
    ['a', 'Цена 7095551234 тг', 'money'],
    ['a', 'наоборот 43215559078', 'reversed'],
    ['a', 'Код 8709, а дальше набирайте 5551234', 'long-gap'],
    ['a', 'кадастр 77-095-551-234', 'labelled-id'],
    ['v', 'в наличии 7090000012', 'vanity'],
  ] as const)('%s in "%s": %s', (id, text, reason) => {
    const ours = read([text]).sightings.filter((sighting) => sighting.numberId === id);
    expect(ours[0]).toMatchObject({ strength: 'weak', reasons: expect.arrayContaining([reason]) });
  });

  it('of two readings of the same words the one that uses the whole run wins', () => {
    const two = compileNumbers([
      { id: 'short', e164: '+77095550010' },
      { id: 'whole', e164: '+77095550011' },
    ]);
    const text = 'восемь семьсот девять пятьсот пятьдесят пять ноль ноль одиннадцать';
    const found = two.find([{ name: 'body', kind: 'text', text }]).sightings;
    expect(found.map((sighting) => sighting.numberId)).toEqual(['whole']);
  });
});
