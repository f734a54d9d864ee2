import type { Language } from '../../../db/schema/language.ts';
import type { Coverage } from '../../../db/schema/runs.ts';
import { countedEn, countedRu } from '../times.ts';

/** `none`: no sweep of that night ended. */
export type NightLook = Coverage | 'none';

interface CoverageTexts {
  readonly intro: (nights: number) => string;
  readonly platform: string;
  readonly nights: string;
  readonly sums: string;
  readonly night: string;
  readonly looked: string;
  readonly why: string;
  readonly state: Readonly<Record<NightLook, string>>;
  readonly sum: (counts: Readonly<Record<NightLook, number>>) => string;
  readonly strip: (platform: string, nights: number) => string;
  readonly all: string;
  readonly more: string;
  readonly times: (n: number) => string;
}

export const COVERAGE: Readonly<Record<Language, CoverageTexts>> = {
  ru: {
    intro: (nights) =>
      `Последние ${countedRu(nights, 'ночь', 'ночи', 'ночей')}, самая новая справа. Откройте площадку, чтобы увидеть 200 ночей с причинами.`,
    platform: 'Площадка',
    nights: 'Ночи',
    sums: 'Итого',
    night: 'Ночь на',
    looked: 'Просмотрено',
    why: 'Причина',
    state: { complete: 'полностью', partial: 'частично', blind: 'не удалось', none: 'не начинали' },
    sum: (n) => `полностью ${n.complete}, частично ${n.partial}, не удалось ${n.blind}, не начинали ${n.none}`,
    strip: (platform, nights) => `${platform}: ${countedRu(nights, 'ночь', 'ночи', 'ночей')}`,
    all: 'Все площадки',
    more: 'Другие площадки',
    times: (n) => countedRu(n, 'раз', 'раза', 'раз'),
  },
  kk: {
    intro: (nights) => `Соңғы ${nights} түн, ең жаңасы оң жақта. 200 түнді себептерімен көру үшін алаңды ашыңыз.`,
    platform: 'Алаң',
    nights: 'Түндер',
    sums: 'Барлығы',
    night: 'Түн',
    looked: 'Қаралғаны',
    why: 'Себебі',
    state: { complete: 'толық', partial: 'ішінара', blind: 'қаралмады', none: 'басталмады' },
    sum: (n) => `толық ${n.complete}, ішінара ${n.partial}, қаралмады ${n.blind}, басталмады ${n.none}`,
    strip: (platform, nights) => `${platform}: ${nights} түн`,
    all: 'Барлық алаң',
    more: 'Басқа алаңдар',
    times: (n) => `${n} рет`,
  },
  en: {
    intro: (nights) =>
      `The last ${countedEn(nights, 'night', 'nights')}, the newest on the right. Open a platform to see 200 nights with their reasons.`,
    platform: 'Platform',
    nights: 'Nights',
    sums: 'Together',
    night: 'Night before',
    looked: 'Looked at',
    why: 'Why',
    state: { complete: 'completely', partial: 'in part', blind: 'not possible', none: 'not begun' },
    sum: (n) => `completely ${n.complete}, in part ${n.partial}, not possible ${n.blind}, not begun ${n.none}`,
    strip: (platform, nights) => `${platform}: ${countedEn(nights, 'night', 'nights')}`,
    all: 'All platforms',
    more: 'More platforms',
    times: (n) => countedEn(n, 'time', 'times'),
  },
};
