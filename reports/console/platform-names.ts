import { BY_HAND, platforms } from '../../scrapers/directory.ts';

const NAMES: ReadonlyMap<string, string> = new Map([...platforms(), ...BY_HAND].map(({ id, name }) => [id, name]));

/** As people call it; of something that is no platform (an authority) the word as it stands. */
export function platformName(id: string): string {
  return NAMES.get(id) ?? id;
}
