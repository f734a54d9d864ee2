import type { EvidenceProblem } from '../../../db/evidence-files.ts';
import type { Language } from '../../../db/schema/language.ts';
import { countedRu } from '../times.ts';
import { MATCHES_EN } from './texts-en.ts';
import { MATCHES_KK } from './texts-kk.ts';

export interface MatchTexts {
  readonly filter: string;
  readonly state: string;
  readonly platform: string;
  readonly person: string;
  readonly personHint: string;
  readonly campaign: string;
  readonly campaignHint: string;
  readonly any: string;
  readonly apply: string;
  readonly counts: (fresh: number, confirmed: number, dismissed: number) => string;
  readonly none: string;
  readonly match: string;
  readonly number: string;
  readonly how: string;
  readonly seen: string;
  readonly older: string;
  readonly newest: string;
  readonly back: string;
  readonly next: string;
  readonly decision: string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly confirm: string;
  readonly notOurs: string;
  readonly ownAd: string;
  readonly whyNotOurs: string;
  readonly goNext: string;
  readonly changed: (by: string, state: string) => string;
  readonly already: string;
  readonly decidedBy: string;
  readonly undecided: string;
  readonly ad: string;
  readonly masked: string;
  readonly showCaptured: string;
  readonly shownOnce: string;
  readonly hideAgain: string;
  readonly sealed: string;
  readonly sealedMend: string;
  readonly noCapture: string;
  readonly unreadable: string;
  readonly screenshot: string;
  readonly photo: string;
  readonly pageText: string;
  readonly files: string;
  readonly filesHint: string;
  readonly howSeen: string;
  readonly places: string;
  readonly sure: string;
  readonly sureParts: Readonly<Record<'place' | 'rule-strong' | 'rule-weak' | 'several', string>>;
  readonly address: string;
  readonly adId: string;
  readonly presence: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly history: string;
  readonly event: string;
  readonly when: string;
  readonly found: string;
  readonly captured: Readonly<Record<'complete' | 'partial' | 'failed', string>>;
  readonly rechecked: Readonly<Record<'live' | 'removed' | 'unknown', string>>;
  readonly letter: string;
  readonly letterSent: string;
  readonly sameCampaign: string;
  readonly toCampaign: (n: number) => string;
  readonly noCampaign: string;
  readonly field: Readonly<
    Record<'title' | 'description' | 'contact' | 'contact.name' | 'seller.name' | 'photo-alt', string>
  >;
  readonly evidence: string;
  readonly verified: (files: number) => string;
  readonly notVerified: string;
  readonly verifyLater: string;
  readonly times: string;
  readonly noTimes: string;
  readonly export: string;
  readonly exportHint: string;
  readonly exportProblem: Readonly<Record<EvidenceProblem | 'other', string>>;
  readonly whole: string;
  readonly working: string;
  readonly letters: string;
  readonly copy: string;
}

const RU: MatchTexts = {
  filter: 'Отбор',
  state: 'Решение',
  platform: 'Площадка',
  person: 'Человек',
  personHint: 'Краткое имя, например p1',
  campaign: 'Кампания',
  campaignHint: 'По совпадению, например m12',
  any: 'любое',
  apply: 'Показать',
  counts: (fresh, confirmed, dismissed) => `Новых: ${fresh}. Подтверждено: ${confirmed}. Отклонено: ${dismissed}.`,
  none: 'Таких совпадений нет.',
  match: 'Совпадение',
  number: 'Номер',
  how: 'Как указан номер',
  seen: 'Впервые замечено',
  older: 'Более старые',
  newest: 'К самым новым',
  back: 'К списку',
  next: 'Следующее',
  decision: 'Решение',
  reason: 'Причина',
  reasonHint: 'Для «не наше» обязательна. Остаётся в записях.',
  confirm: 'Подтвердить',
  notOurs: 'Не наше',
  ownAd: 'Своё объявление',
  whyNotOurs: 'Напишите, почему это не наше.',
  goNext: 'После решения открыть следующее в списке',
  changed: (by, state) =>
    `Пока вы смотрели, решение принял(а) ${by}: ${state}. Ваше решение не записано, прежнее не изменено.`,
  already: 'Такое решение уже записано.',
  decidedBy: 'Кто решил',
  undecided: 'Решения ещё нет.',
  ad: 'Объявление',
  masked: 'Текст прочитан с площадки и хранится у нас. Номер скрыт, его место отмечено.',
  showCaptured: 'Показать, как снято',
  shownOnce: 'Показ записан в журнал с вашим именем. Это снятые доказательства, не сама площадка.',
  hideAgain: 'Скрыть номер',
  sealed: 'Доказательства запечатаны ключами сотрудников: этот сервер не может их прочитать.',
  sealedMend:
    'Откройте их на своём компьютере со своим ключом age: скопируйте папку и выполните age -d -i KEY_FILE screenshot.png.age > screenshot.png, либо выгрузите дело командой:',
  noCapture: 'Для этого объявления ничего не снято.',
  unreadable: 'Файл прочитать нельзя: его нет или он изменён.',
  screenshot: 'Снимок страницы',
  photo: 'Фото',
  pageText: 'Исходный текст страницы',
  files: 'Файлы',
  filesHint: 'Каждое получение файла записывается в журнал. Страницы отдаются только как текст.',
  howSeen: 'Как замечен номер',
  places: 'Места',
  sure: 'Надёжность',
  sureParts: {
    place: 'где стоит номер',
    'rule-strong': 'чтение однозначно',
    'rule-weak': 'возможны другие прочтения, нужен взгляд человека',
    several: 'номер стоит в нескольких местах',
  },
  address: 'Адрес',
  adId: 'Номер объявления',
  presence: 'На площадке',
  firstSeen: 'Впервые',
  lastSeen: 'В последний раз',
  history: 'История',
  event: 'Что было',
  when: 'Когда',
  found: 'найдено',
  captured: { complete: 'снято полностью', partial: 'снято частично', failed: 'снять не удалось' },
  rechecked: { live: 'проверено: опубликовано', removed: 'проверено: удалено', unknown: 'проверить не удалось' },
  letter: 'письмо написано',
  letterSent: 'письмо отправлено',
  sameCampaign: 'Та же кампания',
  toCampaign: (n) => `Кампания: ${countedRu(n, 'объявление', 'объявления', 'объявлений')}`,
  noCampaign: 'Других подтверждённых объявлений этой кампании нет.',
  field: {
    title: 'Заголовок',
    description: 'Описание',
    contact: 'Контакты',
    'contact.name': 'Имя для связи',
    'seller.name': 'Имя продавца',
    'photo-alt': 'Подпись к фото',
  },
  evidence: 'Доказательства',
  verified: (files) =>
    `Проверено: ${countedRu(files, 'файл совпадает', 'файла совпадают', 'файлов совпадают')} с описью и подписью.`,
  notVerified: 'Проверка нашла расхождения',
  verifyLater: 'Запечатано: проверить может тот, у кого есть ключ (qorgan evidence verify --identity).',
  times: 'Время подтверждено',
  noTimes: 'Время не подтверждено третьей стороной.',
  export: 'Выгрузить доказательства',
  exportProblem: {
    'not-covered':
      'Передать доказательства нельзя: действующее согласие этого не разрешает. Обновите согласие на странице человека.',
    'nothing-captured': 'Передавать нечего: доказательств этого объявления не снято.',
    damaged: 'Доказательства повреждены или изменены. Что именно, показывает их проверка на этой странице.',
    sealed: 'Доказательства запечатаны для ключей сотрудников: их передаёт команда «qorgan evidence export» с ключом.',
    other: 'Файл записать не удалось. Попросите того, кто ведёт сервер, проверить место на диске.',
  },
  exportHint: 'Один подписанный ZIP для юриста, нотариуса или суда. Выгрузка записывается в журнал.',
  whole: 'всё: для нотариуса и суда, номер виден',
  working: 'рабочая копия: чужие данные закрыты',
  letters: 'Приложить письма',
  copy: 'Что выгрузить',
};

export const MATCHES: Readonly<Record<Language, MatchTexts>> = { ru: RU, kk: MATCHES_KK, en: MATCHES_EN };
