import { RecordError } from '../../../db/errors.ts';
import { EvidenceError } from '../../../db/evidence-files.ts';
import type { Language } from '../../../db/schema/language.ts';
import type { InLanguages } from '../../language.ts';
import { DeniedNormCited } from '../../law/denied.ts';
import { NormNotInForce } from '../../law/editions.ts';
import { LetterError } from '../../letter-problem.ts';
import { PROBLEMS } from './problem-texts.ts';

const STANDS_ALREADY: InLanguages = {
  ru: 'Одно из этих объявлений уже стоит в открытом письме такого вида этому адресату.',
  kk: 'Осы хабарландырулардың бірі дәл осындай ашық хатта осы адресатқа жазылған.',
  en: 'One of these ads stands already in an open letter of this kind to this addressee.',
};
const NOT_CONFIRMED: InLanguages = {
  ru: 'Одно из этих совпадений не подтверждено или другой площадки.',
  kk: 'Осы сәйкестіктердің бірі расталмаған немесе басқа алаңға тиесілі.',
  en: 'One of these matches is not confirmed, or of another platform.',
};

/** Why a letter cannot be as asked, in the user's language; `null`: the error is of another kind. */
export function problemOf(error: unknown, language: Language): string | null {
  const say = PROBLEMS[language];
  if (error instanceof LetterError) return say[error.problem](error.about);
  if (error instanceof DeniedNormCited) return say['denied-norm'](error.code);
  if (error instanceof NormNotInForce) return say['no-norm'](error.code);
  if (error instanceof EvidenceError) return say['file-changed']('');
  if (error instanceof RecordError && error.kind === 'duplicate') return STANDS_ALREADY[language];
  return null;
}

/** The same while a draft is written, when the records themselves refuse. */
export function draftProblemOf(error: unknown, language: Language): string | null {
  if (error instanceof RecordError && error.kind === 'wrong-state') return NOT_CONFIRMED[language];
  return problemOf(error, language);
}
