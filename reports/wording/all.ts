import type { Language } from '../../db/schema/language.ts';
import { EN } from './en.ts';
import { KK } from './kk.ts';
import { RU } from './ru.ts';
import type { Wording } from './wording.ts';

/** The texts of every language a letter can be written in. */
export const WORDINGS: Readonly<Record<Language, Wording>> = { ru: RU, kk: KK, en: EN };
