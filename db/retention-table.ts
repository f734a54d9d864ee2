import { IMPORT_DAYS } from './imports.ts';
import type { Language } from './schema/language.ts';

type Words = Readonly<Record<Language, string>>;

export const RETENTION_KINDS = [
  'person',
  'evidence',
  'looked-at',
  'photos',
  'lookups',
  'imports',
  'sessions',
  'messages',
  'unfinished',
  'cases',
  'log',
] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

/** Days after which what is left of strangers' ads is forgotten: an ad not met for so long has left the lists. */
export const FORGET_DAYS = 90;
/** A session on a platform that nobody renewed. */
export const SESSION_DAYS = 90;
/** Messages to staff, once they are sent. */
export const MESSAGE_DAYS = 90;

/** One kind of data: how long it is kept, from when, and why; enforced every night unless `enforced` is false. */
export interface RetentionRule {
  readonly kind: RetentionKind;
  readonly what: Words;
  readonly howLong: Words;
  readonly why: Words;
  /** The norm behind it, by its code in reports/law; `null`: our own rule. */
  readonly ground: string | null;
  readonly enforced: boolean;
}

/** The whole table. `months`: evidence.retentionMonths of the configuration. */
export function retentionTable(months: number): readonly RetentionRule[] {
  return [
    {
      kind: 'person',
      what: {
        ru: 'имя, номера, согласие, тексты объявлений (с отпечатками их фото) и писем о человеке',
        kk: 'адамның аты, нөмірлері, келісімі, ол туралы хабарландырулар (суреттерінің іздерімен) мен хаттардың мәтіні',
        en: 'name, numbers, consent, texts of ads (with prints of their photos) and letters about a person',
      },
      howLong: {
        ru: '15 рабочих дней после прекращения защиты или отзыва согласия',
        kk: 'қорғау тоқтаған немесе келісім кері қайтарылған соң 15 жұмыс күні',
        en: '15 working days after the protection ends or the consent is withdrawn',
      },
      why: {
        ru: 'цель обработки достигнута или согласия больше нет',
        kk: 'өңдеу мақсатына қол жетті немесе келісім жоқ',
        en: 'the purpose is reached, or there is no consent any more',
      },
      ground: 'law-94-v/8-7',
      enforced: true,
    },
    {
      kind: 'evidence',
      what: {
        ru: 'доказательства (снимки объявлений)',
        kk: 'дәлелдемелер (хабарландыру түсірілімдері)',
        en: 'evidence (captures of ads)',
      },
      howLong: {
        ru: `${months} мес. после закрытия дела; при отзыве согласия — вместе с данными человека`,
        kk: `іс жабылғаннан кейін ${months} ай; келісім кері қайтарылса — адамның деректерімен бірге`,
        en: `${months} months after the case has closed; on a withdrawn consent, together with the person’s data`,
      },
      why: {
        ru: 'срок, в который может понадобиться суду; при запрете на уничтожение хранится до его снятия',
        kk: 'сотқа керек болуы мүмкін мерзім; жоюға тыйым салынса, ол алынғанша сақталады',
        en: 'the time in which a court may need it; under a legal hold it is kept until that is lifted',
      },
      ground: 'digital-code/41-4',
      enforced: true,
    },
    {
      kind: 'looked-at',
      what: {
        ru: 'чужие объявления: площадка, номер объявления, ключевой дайджест, день',
        kk: 'бөгде хабарландырулар: алаң, хабарландыру нөмірі, кілтті дайджест, күн',
        en: 'strangers’ ads: platform, ad id, keyed digest, day',
      },
      howLong: {
        ru: `${FORGET_DAYS} дней после последней встречи`,
        kk: `соңғы рет кездескеннен кейін ${FORGET_DAYS} күн`,
        en: `${FORGET_DAYS} days after it was last met`,
      },
      why: {
        ru: 'чтобы не читать одно и то же каждую ночь; баз чужих данных не создаём',
        kk: 'бір нәрсені әр түн сайын оқымау үшін; бөгде деректер базасын жасамаймыз',
        en: 'so that the same is not read every night; no database of strangers is built',
      },
      ground: null,
      enforced: true,
    },
    {
      kind: 'photos',
      what: {
        ru: 'картинки без защищаемого номера: ключевые дайджесты',
        kk: 'қорғалатын нөмірі жоқ суреттер: кілтті дайджестер',
        en: 'pictures without a protected number: keyed digests',
      },
      howLong: {
        ru: `${FORGET_DAYS} дней после последней встречи`,
        kk: `соңғы рет кездескеннен кейін ${FORGET_DAYS} күн`,
        en: `${FORGET_DAYS} days after it was last met`,
      },
      why: {
        ru: 'чтобы не загружать и не читать их снова',
        kk: 'оларды қайта жүктемеу және оқымау үшін',
        en: 'so that they are not fetched and read again',
      },
      ground: null,
      enforced: true,
    },
    {
      kind: 'lookups',
      what: {
        ru: 'объявления со скрытым номером, ждущие человека',
        kk: 'нөмірі жасырын, адамды күтіп тұрған хабарландырулар',
        en: 'ads with a hidden number that wait for a person',
      },
      howLong: {
        ru: 'без ответа 14 дней, после ответа 180 дней (без адреса)',
        kk: 'жауапсыз 14 күн, жауаптан кейін 180 күн (мекенжайсыз)',
        en: '14 days unanswered, 180 days after an answer (without the address)',
      },
      why: {
        ru: 'чтобы спросить один раз и не спрашивать снова',
        kk: 'бір рет сұрап, қайта сұрамау үшін',
        en: 'so that a person is asked once and not again',
      },
      ground: null,
      enforced: true,
    },
    {
      kind: 'imports',
      what: {
        ru: 'списки людей, ждущие второго сотрудника',
        kk: 'екінші қызметкерді күтіп тұрған адамдар тізімі',
        en: 'lists of people that wait for a second officer',
      },
      howLong: { ru: `${IMPORT_DAYS} дней`, kk: `${IMPORT_DAYS} күн`, en: `${IMPORT_DAYS} days` },
      why: {
        ru: 'без второго решения список не нужен',
        kk: 'екінші шешімсіз тізім қажет емес',
        en: 'without a second decision the list has no use',
      },
      ground: null,
      enforced: true,
    },
    {
      kind: 'sessions',
      what: {
        ru: 'входы сотрудников на площадки',
        kk: 'қызметкерлердің алаңдарға кірулері',
        en: 'staff’s sessions on platforms',
      },
      howLong: {
        ru: `${SESSION_DAYS} дней после входа`,
        kk: `кіргеннен кейін ${SESSION_DAYS} күн`,
        en: `${SESSION_DAYS} days after the sign-in`,
      },
      why: {
        ru: 'забытый вход не должен жить вечно',
        kk: 'ұмытылған кіру мәңгі сақталмауы тиіс',
        en: 'a forgotten session must not live for ever',
      },
      ground: null,
      enforced: true,
    },
    {
      kind: 'messages',
      what: {
        ru: 'отправленные сообщения сотрудникам',
        kk: 'қызметкерлерге жіберілген хабарламалар',
        en: 'messages sent to staff',
      },
      howLong: {
        ru: `${MESSAGE_DAYS} дней после отправки`,
        kk: `жіберілгеннен кейін ${MESSAGE_DAYS} күн`,
        en: `${MESSAGE_DAYS} days after they were sent`,
      },
      why: {
        ru: 'в них только краткие имена и площадки',
        kk: 'оларда тек қысқа атаулар мен алаңдар бар',
        en: 'they hold short names and platforms only',
      },
      ground: null,
      enforced: true,
    },
    {
      kind: 'unfinished',
      what: {
        ru: 'незаконченные папки доказательств (после сбоя)',
        kk: 'аяқталмаған дәлелдеме қалталары (іркілістен кейін)',
        en: 'unfinished folders of evidence (after a crash)',
      },
      howLong: { ru: '1 день', kk: '1 күн', en: '1 day' },
      why: {
        ru: 'это не доказательство: объявление снимается заново',
        kk: 'бұл дәлелдеме емес: хабарландыру қайта түсіріледі',
        en: 'it is no evidence: the ad is captured anew',
      },
      ground: null,
      enforced: true,
    },
    {
      kind: 'cases',
      what: {
        ru: 'ход дел без текста: площадка, номер объявления, решения, даты, исходящие номера писем, прогоны',
        kk: 'мәтінсіз іс барысы: алаң, хабарландыру нөмірі, шешімдер, күндер, хаттардың шығыс нөмірлері, шолулар',
        en: 'the course of cases without texts: platform, ad id, decisions, dates, references of letters, runs',
      },
      howLong: { ru: 'бессрочно', kk: 'мерзімсіз', en: 'without end' },
      why: {
        ru: 'сводные показатели; имени и номера в них нет',
        kk: 'жиынтық көрсеткіштер; оларда аты да, нөмірі де жоқ',
        en: 'figures; there is no name and no number in it',
      },
      ground: null,
      enforced: false,
    },
    {
      kind: 'log',
      what: {
        ru: 'журнал действий: кто, когда, что, краткие имена и дайджесты',
        kk: 'әрекеттер журналы: кім, қашан, не істеді, қысқа атаулар мен дайджестер',
        en: 'the log of acts: who, when, what, short names and digests',
      },
      howLong: { ru: 'бессрочно', kk: 'мерзімсіз', en: 'without end' },
      why: {
        ru: 'каждая запись связана с предыдущей: убрать одну значит порвать цепь',
        kk: 'әр жазба алдыңғысымен байланысты: біреуін алып тастау тізбекті үзеді',
        en: 'each entry is bound to the one before: to take one out breaks the chain',
      },
      ground: null,
      enforced: false,
    },
  ];
}
