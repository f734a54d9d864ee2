import type { Language } from '../db/schema.ts';

/** The same thing said in each language, each a whole text of its own. */
export type InLanguages = Readonly<Record<Language, string>>;
