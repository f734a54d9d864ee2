import type { ActiveNumber } from '../db/numbers.ts';
import type { MessageSighting } from '../db/schema/scans.ts';
import { finderOf } from './match.ts';
import type { NumberFinder } from './phones/sighting.ts';

/** Which protected numbers stand in the words of a forwarded message, each once. Nothing of the message is kept. */
export function sightingsIn(
  message: string,
  active: readonly ActiveNumber[],
  finder: NumberFinder = finderOf(active),
): MessageSighting[] {
  const { sightings } = finder.find([{ name: 'message', kind: 'text', text: message }]);
  const first = new Map(sightings.toReversed().map((sighting) => [sighting.numberId, sighting]));
  return active.flatMap(({ id }) => {
    const seen = first.get(String(id));
    return seen ? [{ numberId: id, how: seen.how, strength: seen.strength }] : [];
  });
}
