import type { Language } from '../../../db/schema/language.ts';
import { countedRu } from '../times.ts';
import { PEOPLE_EN } from './texts-en.ts';
import { PEOPLE_KK } from './texts-kk.ts';

export interface PeopleTexts {
  readonly enrol: string;
  readonly name: string;
  readonly language: string;
  readonly until: string;
  readonly numbersHead: string;
  readonly state: string;
  readonly nobody: string;
  readonly endedHead: string;
  readonly expired: string;
  readonly soon: (days: number) => string;
  readonly inForce: string;
  readonly held: string;
  readonly destroyOn: string;
  readonly destroyed: string;
  // The form
  readonly steps: readonly [string, string, string, string];
  readonly nameHint: string;
  readonly languageHint: string;
  readonly operator: string;
  readonly bin: string;
  readonly binShape: string;
  readonly validUntil: string;
  readonly validHint: string;
  readonly givenOn: string;
  readonly givenHow: string;
  readonly givenHowHint: string;
  readonly mayHead: string;
  readonly scopes: string;
  readonly terms: string;
  readonly thirdParties: string;
  readonly thirdPartiesHint: string;
  readonly crossBorder: string;
  readonly publicDistribution: string;
  readonly data: string;
  readonly dataWords: Readonly<Record<'name' | 'phone' | 'profession', string>>;
  readonly dataOther: string;
  readonly other: string;
  readonly optional: string;
  readonly digits: string;
  readonly digitsHint: string;
  readonly foreign: string;
  readonly control: string;
  readonly controlHint: string;
  readonly controlOn: string;
  readonly verifiedBy: (name: string) => string;
  readonly review: string;
  readonly print: string;
  readonly reviewTitle: string;
  readonly reviewHint: string;
  readonly save: string;
  readonly change: string;
  readonly yes: string;
  readonly no: string;
  readonly retype: string;
  readonly badDigits: string;
  readonly futureDay: string;
  readonly termOver: string;
  readonly termLong: string;
  readonly duplicate: string;
  readonly personEnded: string;
  readonly consentOver: string;
  readonly abroad: string;
  // One person
  readonly saved: string;
  readonly consent: string;
  readonly noConsent: string;
  readonly earlier: string;
  readonly renew: string;
  readonly renewTitle: (name: string) => string;
  readonly renewSave: string;
  readonly addNumber: string;
  readonly addNumberTitle: (name: string) => string;
  readonly retire: string;
  readonly retireTitle: (name: string) => string;
  readonly retireHint: string;
  readonly controlProven: string;
  readonly end: string;
  readonly endTitle: (name: string) => string;
  readonly endWhat: string;
  readonly endChoices: Readonly<Record<'withdrawn' | 'ended', string>>;
  readonly endEffects: (numbers: number, matches: number, letters: number) => string;
  readonly endConfirm: string;
  readonly receipt: string;
  readonly receiptHint: string;
  readonly hold: string;
  readonly holdHint: string;
  readonly holdReason: string;
  readonly holdSet: string;
  readonly holdLift: string;
  readonly heldBy: (name: string) => string;
  readonly scan: string;
  readonly calls: string;
  readonly back: string;
  readonly printHint: string;
}

const RU: PeopleTexts = {
  enrol: 'Оформить человека',
  name: 'Имя',
  language: 'Язык человека',
  until: 'Согласие до',
  numbersHead: 'Номера',
  state: 'Состояние',
  nobody: 'Пока никто не оформлен.',
  endedHead: 'Защита прекращена',
  expired: 'срок вышел: номера не ищутся',
  soon: (days) => `осталось ${countedRu(days, 'день', 'дня', 'дней')}`,
  inForce: 'действует',
  held: 'запрет на уничтожение',
  destroyOn: 'уничтожение',
  destroyed: 'данные уничтожены',
  steps: ['1. Человек', '2. Согласие', '3. Что разрешено', '4. Номер и проверка, что он его'],
  nameHint: 'Можно псевдоним. Это имя встанет в письма, только если согласие называет имя среди данных.',
  languageHint: 'На нём печатаются согласие и расписка.',
  operator: 'Кому даётся согласие (организация)',
  bin: 'БИН организации',
  binShape: 'БИН состоит из 12 цифр.',
  validUntil: 'Действует до',
  validHint: 'Обычно 90 дней, не больше года: потом человека спрашивают снова.',
  givenOn: 'Дано',
  givenHow: 'Как дано',
  givenHowHint: 'Например: подписано на бумаге, сказано в записанном звонке.',
  mayHead: 'Что разрешено',
  scopes: 'Что можно делать с номером',
  terms: 'Условия',
  thirdParties: 'Можно передавать третьим лицам (площадкам, юристу, полиции)',
  thirdPartiesHint: 'Без этого письма и обращения с номером невозможны.',
  crossBorder: 'Можно хранить и передавать за границей',
  publicDistribution: 'Можно распространять публично',
  data: 'Какие данные',
  dataWords: { name: 'имя', phone: 'номер телефона', profession: 'профессия' },
  dataOther: 'Другие данные, через запятую',
  other: 'Что ещё оговорено',
  optional: 'Можно оставить пустым.',
  digits: 'Номер телефона',
  digitsHint: 'После отправки целиком больше не показывается.',
  foreign: 'Номер другой страны (с + и кодом страны)',
  control: 'Как человек показал, что номер его',
  controlHint: 'Например: прочитал код из СМС. Копия удостоверения не нужна.',
  controlOn: 'Когда проверено',
  verifiedBy: (name) => `Проверил(а) и оформил(а): ${name}.`,
  review: 'Проверить перед сохранением',
  print: 'Напечатать для подписи',
  reviewTitle: 'Проверьте и сохраните',
  reviewHint: 'Ничего ещё не сохранено. Сохраняется всё вместе: человек, согласие и номер.',
  save: 'Сохранить',
  change: 'Исправить',
  yes: 'да',
  no: 'нет',
  retype: 'Введите номер ещё раз: он не показывается и не запоминается.',
  badDigits: 'Номер не читается: нужен казахстанский номер, +7 и десять цифр, или отметьте другую страну.',
  futureDay: 'Этот день ещё не наступил.',
  termOver: 'Срок должен заканчиваться в будущем.',
  termLong: 'Согласие даётся не больше чем на год.',
  duplicate: 'Этот номер уже под защитой. Попытка записана в журнал.',
  personEnded: 'Защита этого человека прекращена: оформите его заново.',
  consentOver: 'Согласие не действует: сначала обновите его.',
  abroad: 'Данные хранятся за пределами Казахстана: без согласия на это человека оформить нельзя.',
  saved: 'Сохранено.',
  consent: 'Согласие',
  noConsent: 'Данные согласия уничтожены.',
  earlier: 'Прежние согласия',
  renew: 'Обновить согласие',
  renewTitle: (name) => `Новое согласие: ${name}`,
  renewSave: 'Записать согласие',
  addNumber: 'Добавить номер',
  addNumberTitle: (name) => `Новый номер: ${name}`,
  retire: 'Снять с защиты',
  retireTitle: (name) => `Снять с защиты ${name}?`,
  retireHint: 'Номер больше не ищется. Найденное и письма остаются.',
  controlProven: 'Проверено',
  end: 'Прекратить защиту',
  endTitle: (name) => `Прекратить защиту ${name}?`,
  endWhat: 'Что случилось',
  endChoices: {
    withdrawn: 'Человек отозвал согласие: вместе с данными уничтожаются и доказательства',
    ended: 'Защита больше не нужна: доказательства хранятся свой срок',
  },
  endEffects: (numbers, matches, letters) =>
    `Сразу перестают искаться номера: ${numbers}. Через 15 рабочих дней уничтожаются данные человека, тексты ${countedRu(matches, 'совпадения', 'совпадений', 'совпадений')} и ${countedRu(letters, 'письма', 'писем', 'писем')}. Это нельзя отменить.`,
  endConfirm: 'Да, прекратить',
  receipt: 'Расписка',
  receiptHint: 'Для человека: что прекращено, что и когда уничтожается, что остаётся. Имени и номера в ней нет.',
  hold: 'Запрет на уничтожение',
  holdHint: 'Пока дело идёт в суде или полиции, данные не уничтожаются, даже если срок вышел.',
  holdReason: 'Какому делу нужны данные',
  holdSet: 'Запретить уничтожение',
  holdLift: 'Снять запрет',
  heldBy: (name) => `Запрет поставил(а) ${name}.`,
  scan: 'Искать сейчас',
  calls: 'Журнал звонков',
  back: 'Назад',
  printHint: 'Напечатайте страницу (Ctrl+P): меню и кнопки на бумагу не попадут. Номер вписывается от руки.',
};

export const PEOPLE: Readonly<Record<Language, PeopleTexts>> = { ru: RU, kk: PEOPLE_KK, en: PEOPLE_EN };
