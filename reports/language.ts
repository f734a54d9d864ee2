import type { Language } from '../db/schema/language.ts';

/** The same thing said in each language, each a whole text of its own. */
export type InLanguages = Readonly<Record<Language, string>>;
