import type { Language } from '../../../db/schema/language.ts';

interface NumberTexts {
  readonly reveal: string;
  readonly shown: (name: string) => string;
  readonly once: string;
  readonly back: string;
}

export const NUMBERS: Readonly<Record<Language, NumberTexts>> = {
  ru: {
    reveal: 'Показать номер',
    shown: (name) => `Номер ${name}`,
    once: 'Показ записан в журнал с вашим именем. После ухода с этой страницы номер снова скрыт.',
    back: 'Назад',
  },
  kk: {
    reveal: 'Нөмірді көрсету',
    shown: (name) => `${name} нөмірі`,
    once: 'Көрсету журналға сіздің атыңызбен жазылды. Осы беттен шыққан соң нөмір қайтадан жасырылады.',
    back: 'Артқа',
  },
  en: {
    reveal: 'Show the number',
    shown: (name) => `Number ${name}`,
    once: 'This was written to the log under your name. When you leave this page the number is masked again.',
    back: 'Back',
  },
};
