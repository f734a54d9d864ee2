import { z } from 'zod';
import type { Language } from '../../../db/schema/language.ts';
import type { InLanguages } from '../../language.ts';

interface ProblemTexts {
  readonly missing: string;
  readonly short: (least: number) => string;
  readonly long: (most: number) => string;
  readonly number: string;
  readonly small: (least: number) => string;
  readonly big: (most: number) => string;
  readonly choice: string;
  readonly format: string;
  readonly few: string;
}

const TEXTS: Readonly<Record<Language, ProblemTexts>> = {
  ru: {
    missing: 'Заполните это поле.',
    short: (least) => `Слишком коротко: нужно не меньше ${least} знаков.`,
    long: (most) => `Слишком длинно: можно не больше ${most} знаков.`,
    number: 'Введите число цифрами.',
    small: (least) => `Слишком мало: не меньше ${least}.`,
    big: (most) => `Слишком много: не больше ${most}.`,
    choice: 'Выберите одно из предложенного.',
    format: 'Не читается: проверьте, как это записано.',
    few: 'Отметьте хотя бы одно.',
  },
  kk: {
    missing: 'Бұл жолды толтырыңыз.',
    short: (least) => `Тым қысқа: кемінде ${least} таңба керек.`,
    long: (most) => `Тым ұзын: ${most} таңбадан аспауы керек.`,
    number: 'Санды цифрмен жазыңыз.',
    small: (least) => `Тым аз: кемінде ${least}.`,
    big: (most) => `Тым көп: ${most} аспауы керек.`,
    choice: 'Ұсынылғандардың бірін таңдаңыз.',
    format: 'Оқылмайды: қалай жазылғанын тексеріңіз.',
    few: 'Кемінде біреуін белгілеңіз.',
  },
  en: {
    missing: 'Fill in this field.',
    short: (least) => `Too short: at least ${least} characters.`,
    long: (most) => `Too long: at most ${most} characters.`,
    number: 'Type a number in digits.',
    small: (least) => `Too small: at least ${least}.`,
    big: (most) => `Too large: at most ${most}.`,
    choice: 'Choose one of those offered.',
    format: 'This cannot be read: check how it is written.',
    few: 'Tick at least one.',
  },
};

const ownWords = z.object({ say: z.object({ ru: z.string(), kk: z.string(), en: z.string() }) });

/** One sentence that says what to mend. A rule's own words (`params.say`) come first. */
export function problemOf(issue: z.core.$ZodIssue, language: Language): string {
  const say = TEXTS[language];
  switch (issue.code) {
    case 'custom': {
      const own = ownWords.safeParse(issue.params);
      return own.success ? (own.data.say satisfies InLanguages)[language] : say.format;
    }
    case 'too_small':
      if (issue.origin === 'string') return Number(issue.minimum) <= 1 ? say.missing : say.short(Number(issue.minimum));
      return issue.origin === 'array' ? say.few : say.small(Number(issue.minimum));
    case 'too_big':
      return issue.origin === 'string' ? say.long(Number(issue.maximum)) : say.big(Number(issue.maximum));
    case 'invalid_type':
      return issue.expected === 'number' || issue.expected === 'int' ? say.number : say.missing;
    case 'invalid_value':
    case 'invalid_union':
      return say.choice;
    default:
      return say.format;
  }
}
