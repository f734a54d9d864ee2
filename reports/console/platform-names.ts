import type { Language } from '../../db/schema/language.ts';
import { everyPlatform } from '../../scrapers/directory.ts';
import { ADDRESSEES } from '../addressees.ts';

const NAMES: ReadonlyMap<string, string> = new Map(everyPlatform().map(({ id, name }) => [id, name]));
const ENTITIES = new Map(ADDRESSEES.map(({ id, entity }) => [id, entity]));

/** As people call it; of a site that no directory knows its id. */
export function platformName(id: string): string {
  return NAMES.get(id) ?? id;
}

/** To whom a letter goes: a platform by its name, anybody else as the letter addresses them. */
export function addresseeName(language: Language, id: string): string {
  return NAMES.get(id) ?? ENTITIES.get(id)?.[language] ?? id;
}
