import type { Language } from '../../../db/schema/language.ts';
import { EN } from './en.ts';
import { KK } from './kk.ts';
import { RU } from './ru.ts';
import type { PagesWording } from './wording.ts';

export const PAGES_WORDINGS: Readonly<Record<Language, PagesWording>> = { ru: RU, kk: KK, en: EN };
