import type { AlertKind } from '../../../db/schema/jobs.ts';
import type { Language } from '../../../db/schema/language.ts';
import { EN } from './en.ts';
import { KK } from './kk.ts';
import { RU } from './ru.ts';

/** All that an alert says, in one language; whole sentences. A kind that is not worded in each does not compile. */
export interface AlertWording {
  /** `others`: alerts that are no new match. At least one of the two is above 0. */
  subject(counted: { readonly matches: number; readonly others: number }): string;
  /** A line for each kind, in the order in which staff should read them; `named` is a list of short names or platforms. */
  readonly lines: Readonly<Record<AlertKind, (named: string, count: number) => string>>;
  /** So many are named, and so many more are there. */
  more(named: string, count: number): string;
  readonly closing: string;
}

export const ALERT_WORDINGS: Readonly<Record<Language, AlertWording>> = { ru: RU, kk: KK, en: EN };
