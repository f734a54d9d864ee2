import { describe, expect, it } from 'vitest';
import { compileNumbers } from '../../../pipeline/phones/find.ts';
import { SECOND_ACROSS, SECOND_INNOCENT, SECOND_NUMBERS, SECOND_WRITTEN } from './second-hand.ts';

const finder = compileNumbers(SECOND_NUMBERS);
const read = (texts: readonly string[]) =>
  finder.find(texts.map((text, i) => ({ name: `field ${i}`, kind: 'text', text })));

describe('second set: what a reader of an ad would dial is found', () => {
  it.each(SECOND_WRITTEN)('%s in "%s", at least %s', (id, text, least) => {
    const ours = read([text]).sightings.filter((sighting) => sighting.numberId === id);
    expect(ours.length).toBeGreaterThan(0);
    if (least === 'strong') expect(ours[0]).toMatchObject({ strength: 'strong' });
  });

  it.each(SECOND_ACROSS)('%s over the fields %j', (id, texts) => {
    const ours = read(texts).sightings.filter((sighting) => sighting.numberId === id);
    expect(ours.flatMap((sighting) => sighting.spans.map((span) => span.field))).toEqual(
      expect.arrayContaining(['field 0', 'field 1']),
    );
  });
});

describe('second set: what is no protected number is never strong', () => {
  it.each(SECOND_INNOCENT)('%s', (text) => {
    expect(read([text]).sightings.filter((sighting) => sighting.strength === 'strong')).toEqual([]);
  });
});
