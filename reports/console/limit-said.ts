import { RecordError } from '../../db/errors.ts';
import type { Limits } from '../../db/limits.ts';
import type { InLanguages } from '../language.ts';

const LIMITS: Readonly<Record<keyof Limits, (n: number) => InLanguages>> = {
  people: (n) => ({
    ru: `Под защитой может быть не больше ${n} человек. Прекратите чью-то защиту или попросите администратора поднять предел.`,
    kk: `Қорғауда ${n} адамнан көп бола алмайды. Біреудің қорғауын тоқтатыңыз немесе әкімшіден шекті көтеруді сұраңыз.`,
    en: `No more than ${n} people can be protected. End somebody’s protection, or ask an admin to raise the limit.`,
  }),
  numbersPerPerson: (n) => ({
    ru: `У одного человека может быть не больше ${n} номеров. Снимите с защиты тот, который больше не нужен.`,
    kk: `Бір адамда ${n} нөмірден көп бола алмайды. Енді керек еместігін қорғаудан алыңыз.`,
    en: `One person can have no more than ${n} numbers. Retire one that is not needed any more.`,
  }),
  enrolmentsPerDay: (n) => ({
    ru: `За сутки можно взять под защиту не больше ${n} человек и ${n} номеров. Продолжите завтра.`,
    kk: `Тәулігіне ${n} адамнан және ${n} нөмірден артық қорғауға алуға болмайды. Ертең жалғастырыңыз.`,
    en: `No more than ${n} people and ${n} numbers can be enrolled a day. Go on tomorrow.`,
  }),
  looksPerNumberPerDay: (n) => ({
    ru: `Этот номер уже искали ${n} раз за сутки. Ночной просмотр идёт своим чередом.`,
    kk: `Бұл нөмір бір тәулікте ${n} рет ізделді. Түнгі шолу өз кезегімен жүреді.`,
    en: `This number was looked for ${n} times within a day already. The nightly sweep goes on as ever.`,
  }),
  checksPerDay: (n) => ({
    ru: `За сутки можно проверить не больше ${n} ссылок. Продолжите завтра.`,
    kk: `Тәулігіне ${n} сілтемеден артық тексеруге болмайды. Ертең жалғастырыңыз.`,
    en: `No more than ${n} links can be checked a day. Go on tomorrow.`,
  }),
};

/** What stands in the way, and what to do, of a RecordError limit; of every other error `null`. */
export function limitSaid(error: unknown, limits: Limits): InLanguages | null {
  if (!(error instanceof RecordError) || error.kind !== 'limit') return null;
  const name = (Object.keys(LIMITS) as (keyof Limits)[]).find((one) => one === error.limit);
  return name === undefined ? null : LIMITS[name](limits[name]);
}
