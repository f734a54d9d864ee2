import type { RevealAnswer } from './adapter.ts';

type Why = Extract<RevealAnswer, { state: 'refused' }>['why'];

/** What a status says of a refused number, on every platform that does not put it in words of its own. */
const WALLS: Readonly<Record<number, Why>> = { 401: 'login', 403: 'refused', 429: 'cap', 468: 'captcha' };

/** The refusal that this status of an answer to a request for a hidden number means, or `null`. */
export function wallOf({ status }: { readonly status: number }): Extract<RevealAnswer, { state: 'refused' }> | null {
  const why = WALLS[status];
  return why === undefined ? null : { state: 'refused', why, sign: `HTTP ${status} to the request for the number` };
}
