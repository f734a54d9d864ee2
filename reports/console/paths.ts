import { idOfShortName, type ShortNameLetter, shortName } from '../../db/short-name.ts';
import { Refused } from './refused.ts';
import type { Visit } from './visit.ts';

/** Where a record has its page: `/matches/m12`. */
const FOLDERS: Readonly<Record<ShortNameLetter, string>> = {
  p: '/people',
  n: '/numbers',
  m: '/matches',
  l: '/letters',
  r: '/runs',
  c: '/captures',
  h: '/lookups',
  i: '/imports',
};

/** Address of the page of one record. */
export function pathOf(letter: ShortNameLetter, id: number): string {
  return `${FOLDERS[letter]}/${shortName(letter, id)}`;
}

/** The id in a parameter of the path, `:match` = `m12`. Throws Refused wrong-id. */
export function idInPath(visit: Visit, parameter: string, letter: ShortNameLetter): number {
  const id = idOfShortName(letter, visit.c.req.param(parameter) ?? '');
  if (id === null) throw new Refused('wrong-id');
  return id;
}
