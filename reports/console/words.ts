import type { NumberStatus } from '../../db/numbers.ts';
import type { Role } from '../../db/schema/accounts.ts';
import type { Language } from '../../db/schema/language.ts';
import type { How, MatchState, Presence, Strength } from '../../db/schema/matches.ts';
import type { Ending, Scope } from '../../db/schema/people.ts';
import type { Coverage } from '../../db/schema/runs.ts';
import type { DueWhat } from '../due.ts';

/** Why something was not looked at: what runs store as a reason's kind. */
export type ReasonKind =
  | 'blocked'
  | 'throttled'
  | 'disallowed'
  | 'layout'
  | 'unreachable'
  | 'window-end'
  | 'interrupted'
  | 'search-exhausted'
  | 'id-gap'
  | 'photos'
  | 'evidence'
  | 'number-hidden'
  | 'control-missed'
  | 'unlike-before';

/** The closed lists of the records in people's words: one word, one meaning, on every page. */
interface Words {
  readonly how: Readonly<Record<How, string>>;
  readonly strength: Readonly<Record<Strength, string>>;
  readonly match: Readonly<Record<MatchState, string>>;
  readonly presence: Readonly<Record<Presence, string>>;
  readonly coverage: Readonly<Record<Coverage, string>>;
  readonly reason: Readonly<Record<ReasonKind, string>>;
  readonly otherReason: string;
  readonly due: Readonly<Record<DueWhat, string>>;
  readonly scope: Readonly<Record<Scope, string>>;
  readonly numberStatus: Readonly<Record<NumberStatus, string>>;
  readonly ending: Readonly<Record<Ending, string>>;
  readonly role: Readonly<Record<Role, string>>;
}

export const WORDS: Readonly<Record<Language, Words>> = {
  ru: {
    how: {
      field: 'в поле телефона',
      link: 'в ссылке',
      plain: 'в тексте',
      disguised: 'в тексте, замаскирован',
      picture: 'на фото',
      split: 'в тексте, по частям',
    },
    strength: { strong: 'надёжно', weak: 'нужно проверить' },
    match: { new: 'новое', confirmed: 'подтверждено', dismissed: 'отклонено' },
    presence: { live: 'опубликовано', 'gone-once': 'не видно один раз', removed: 'удалено', returned: 'вернулось' },
    coverage: { complete: 'полностью', partial: 'частично', blind: 'не удалось' },
    reason: {
      blocked: 'площадка отказала в доступе',
      throttled: 'площадка попросила ждать',
      disallowed: 'robots.txt запрещает',
      layout: 'страница изменилась, прочитать нельзя',
      unreachable: 'площадка не ответила',
      'window-end': 'площадка не показывает более старые страницы',
      interrupted: 'работа прервана',
      'search-exhausted': 'текст просмотрен не до конца',
      'id-gap': 'пропущены номера объявлений',
      photos: 'просмотрены не все фото',
      evidence: 'доказательство не снято',
      'number-hidden': 'номер скрыт кнопкой',
      'control-missed': 'контрольное объявление не найдено',
      'unlike-before': 'результат не похож на прежние ночи',
    },
    otherReason: 'другая причина',
    due: {
      send: 'отправить',
      'send-again': 'отправить заново: письмо вернулось',
      'prove-receipt': 'доказать получение',
      'reminder-1': 'первое напоминание',
      'reminder-2': 'второе напоминание',
      'authority-complaint': 'жалоба в ведомство',
      'authority-answer': 'вышел срок ответа ведомства',
      'watch-ends': 'наблюдение закончено',
    },
    scope: {
      scan: 'искать номер в объявлениях',
      'site-search': 'вводить номер в поиск самих площадок',
      letters: 'называть номер в письмах площадкам',
      police: 'называть номер в обращениях в полицию и ведомства',
      export: 'передавать материалы вовне (юристу, суду)',
    },
    numberStatus: {
      active: 'ищется',
      retired: 'снят с защиты',
      'consent-expired': 'срок согласия вышел',
      'consent-withdrawn': 'согласие отозвано',
    },
    ending: { ended: 'защита прекращена', withdrawn: 'согласие отозвано' },
    role: { reviewer: 'разбирает', approver: 'утверждает письма', admin: 'администратор' },
  },
  kk: {
    how: {
      field: 'телефон өрісінде',
      link: 'сілтемеде',
      plain: 'мәтінде',
      disguised: 'мәтінде, бүркемеленген',
      picture: 'фотода',
      split: 'мәтінде, бөлшектеп',
    },
    strength: { strong: 'сенімді', weak: 'тексеру керек' },
    match: { new: 'жаңа', confirmed: 'расталды', dismissed: 'қабылданбады' },
    presence: { live: 'жарияланып тұр', 'gone-once': 'бір рет көрінбеді', removed: 'жойылды', returned: 'қайта шықты' },
    coverage: { complete: 'толық', partial: 'ішінара', blind: 'қаралмады' },
    reason: {
      blocked: 'алаң кіргізбеді',
      throttled: 'алаң күтуді сұрады',
      disallowed: 'robots.txt тыйым салады',
      layout: 'бет өзгерген, оқу мүмкін емес',
      unreachable: 'алаң жауап бермеді',
      'window-end': 'алаң ескірек беттерді көрсетпейді',
      interrupted: 'жұмыс үзілді',
      'search-exhausted': 'мәтін соңына дейін қаралмады',
      'id-gap': 'хабарландыру нөмірлері өткізіп алынды',
      photos: 'фотосуреттердің бәрі қаралмады',
      evidence: 'дәлел түсірілмеді',
      'number-hidden': 'нөмір батырманың артында жасырын',
      'control-missed': 'бақылау хабарландыруы табылмады',
      'unlike-before': 'нәтиже бұрынғы түндерге ұқсамайды',
    },
    otherReason: 'басқа себеп',
    due: {
      send: 'жіберу',
      'send-again': 'қайта жіберу: хат қайтып келді',
      'prove-receipt': 'алғанын дәлелдеу',
      'reminder-1': 'бірінші ескерту хаты',
      'reminder-2': 'екінші ескерту хаты',
      'authority-complaint': 'уәкілетті органға шағым',
      'authority-answer': 'органның жауап беру мерзімі өтті',
      'watch-ends': 'бақылау аяқталды',
    },
    scope: {
      scan: 'нөмірді хабарландырулардан іздеу',
      'site-search': 'нөмірді алаңдардың өз іздеуіне енгізу',
      letters: 'алаңдарға жазылған хаттарда нөмірді атау',
      police: 'полицияға және ведомстволарға өтініштерде нөмірді атау',
      export: 'материалдарды сыртқа беру (заңгерге, сотқа)',
    },
    numberStatus: {
      active: 'ізделуде',
      retired: 'қорғаудан алынған',
      'consent-expired': 'келісім мерзімі өткен',
      'consent-withdrawn': 'келісім кері қайтарылған',
    },
    ending: { ended: 'қорғау тоқтатылды', withdrawn: 'келісім кері қайтарылды' },
    role: { reviewer: 'тексеруші', approver: 'хаттарды бекітуші', admin: 'әкімші' },
  },
  en: {
    how: {
      field: 'in the phone field',
      link: 'in a link',
      plain: 'in the text',
      disguised: 'in the text, disguised',
      picture: 'in a photo',
      split: 'in the text, in pieces',
    },
    strength: { strong: 'sure', weak: 'to be checked' },
    match: { new: 'new', confirmed: 'confirmed', dismissed: 'dismissed' },
    presence: { live: 'published', 'gone-once': 'not seen once', removed: 'removed', returned: 'came back' },
    coverage: { complete: 'complete', partial: 'partial', blind: 'not possible' },
    reason: {
      blocked: 'the platform refused us',
      throttled: 'the platform asked us to wait',
      disallowed: 'robots.txt forbids it',
      layout: 'the page has changed and cannot be read',
      unreachable: 'the platform did not answer',
      'window-end': 'the platform shows no older pages',
      interrupted: 'the work was cut off',
      'search-exhausted': 'a text was not searched to its end',
      'id-gap': 'ids of ads were passed over',
      photos: 'not every photo was looked at',
      evidence: 'no evidence could be taken',
      'number-hidden': 'the number is hidden behind a button',
      'control-missed': 'the control ad was not found',
      'unlike-before': 'unlike the nights before',
    },
    otherReason: 'another reason',
    due: {
      send: 'send it',
      'send-again': 'send again: it came back',
      'prove-receipt': 'prove receipt',
      'reminder-1': 'first reminder',
      'reminder-2': 'second reminder',
      'authority-complaint': 'complaint to the authority',
      'authority-answer': 'the authority’s term is over',
      'watch-ends': 'the watch is over',
    },
    scope: {
      scan: 'look for the number in ads',
      'site-search': 'type the number into the platforms’ own search',
      letters: 'name the number in letters to platforms',
      police: 'name the number to the police and authorities',
      export: 'hand material out (to a lawyer, a court)',
    },
    numberStatus: {
      active: 'looked for',
      retired: 'retired',
      'consent-expired': 'consent has expired',
      'consent-withdrawn': 'consent withdrawn',
    },
    ending: { ended: 'protection ended', withdrawn: 'consent withdrawn' },
    role: { reviewer: 'reviewer', approver: 'approver', admin: 'admin' },
  },
};

/** A reason as it is stored; one that this version does not know is another one. */
export function reasonWords(language: Language, kind: string): string {
  const { reason, otherReason } = WORDS[language];
  return Object.hasOwn(reason, kind) ? reason[kind as ReasonKind] : otherReason;
}
