import { html } from 'hono/html';
import type { Language } from '../../db/schema/language.ts';
import type { Html } from './answer.ts';

/** Almaty has been UTC+5 without summer time since 1 March 2024, whatever an older table of zones says. */
const ZONE = 'Etc/GMT-5';
const LOCALES: Readonly<Record<Language, string>> = { ru: 'ru-RU', kk: 'kk-KZ', en: 'en-GB' };
const DAY = { day: 'numeric', month: 'short', timeZone: ZONE } as const;
const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: ZONE } as const;

const formats = (options: Intl.DateTimeFormatOptions) => ({
  ru: new Intl.DateTimeFormat(LOCALES.ru, options),
  kk: new Intl.DateTimeFormat(LOCALES.kk, options),
  en: new Intl.DateTimeFormat(LOCALES.en, options),
});
const MOMENTS = formats({ ...DAY, ...TIME });
const DAYS = formats(DAY);
const LONG_DAYS = formats({ weekday: 'long', day: 'numeric', month: 'long', timeZone: ZONE });
const CLOCK = formats(TIME);
const MONTHS = formats({ month: 'long', year: 'numeric', timeZone: ZONE });
const WEEKDAYS = formats({ weekday: 'short', timeZone: ZONE });

/** `25 Nov, 06:14` by Almaty's clock, with the exact moment for machines. */
export function momentOf(language: Language, at: Date): Html {
  return html`<time class="number" datetime="${at.toISOString()}">${MOMENTS[language].format(at)}</time>`;
}

/** `25 Nov` of a moment, or of a day of Almaty (YYYY-MM-DD). */
export function dayOf(language: Language, at: Date | string): Html {
  const day = typeof at === 'string' ? new Date(`${at}T12:00:00+05:00`) : at;
  const machine = typeof at === 'string' ? at : at.toISOString();
  return html`<time class="number" datetime="${machine}">${DAYS[language].format(day)}</time>`;
}

/** `Wednesday 25 November`, as text. */
export function longDay(language: Language, at: Date): string {
  return LONG_DAYS[language].format(at);
}

/** `November 2026` of a month (YYYY-MM), as text. */
export function monthName(language: Language, month: string): string {
  return MONTHS[language].format(new Date(`${month}-15T12:00:00+05:00`));
}

/** Monday to Sunday, short. */
export function weekdayNames(language: Language): string[] {
  // 5 January 2026 is a Monday.
  return Array.from({ length: 7 }, (_, i) => WEEKDAYS[language].format(new Date(Date.UTC(2026, 0, 5 + i, 7))));
}

/** `06:14`, as text. */
export function clockOf(language: Language, at: Date): string {
  return CLOCK[language].format(at);
}

const RUSSIAN = new Intl.PluralRules('ru');

/** `3 объявления`: the number and the form of the word that goes with it. */
export function countedRu(n: number, one: string, few: string, many: string): string {
  const form = RUSSIAN.select(n);
  return `${n} ${form === 'one' ? one : form === 'few' ? few : many}`;
}

export function countedEn(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
