import type { Language } from '../../../db/schema/language.ts';
import { countedEn, countedRu } from '../times.ts';
import type { NightState, Verdict } from './gather.ts';

interface MorningTexts {
  readonly verdict: Readonly<Record<Verdict, string>>;
  readonly looked: (whole: number, all: number) => string;
  readonly since: (time: string) => string;
  readonly newMatches: string;
  readonly noNew: string;
  readonly allMatches: (n: number) => string;
  readonly tonight: string;
  readonly deadlines: string;
  readonly noDeadlines: string;
  readonly allDue: (n: number) => string;
  readonly back: string;
  readonly noBack: string;
  readonly gone: string;
  readonly lookups: string;
  readonly noLookups: string;
  readonly toLookups: string;
  readonly platforms: string;
  readonly covered: string;
  readonly neverCovered: string;
  readonly state: Readonly<Record<NightState, string>>;
  readonly pausedUntil: (time: string) => string;
  readonly idle: (names: string) => string;
  readonly byHand: (n: number) => string;
  readonly dueSince: string;
  readonly times: (n: number) => string;
}

export const MORNING: Readonly<Record<Language, MorningTexts>> = {
  ru: {
    verdict: {
      everything: 'Этой ночью всё действительно просмотрено',
      'not-everything': 'Этой ночью просмотрено не всё',
      nothing: 'Этой ночью ничего не просмотрено',
      'under-way': 'Просмотр ещё идёт',
      'no-platforms': 'Все площадки выключены: ничего не просматривается',
    },
    looked: (whole, all) => `Полностью просмотрено площадок: ${whole} из ${all}.`,
    since: (time) => `Начало отсчёта: ${time}, время Алматы.`,
    newMatches: 'Новые совпадения',
    noNew: 'Новых совпадений нет.',
    allMatches: (n) => `Разобрать: ${countedRu(n, 'совпадение', 'совпадения', 'совпадений')}`,
    tonight: 'этой ночью',
    deadlines: 'Сроки на сегодня',
    noDeadlines: 'На сегодня сроков нет.',
    allDue: (n) => `Все сроки: ${n}`,
    back: 'Вернулись',
    noBack: 'Ничего не вернулось.',
    gone: 'Удалены этой ночью',
    lookups: 'Открыть вручную',
    noLookups: 'Вручную открывать нечего.',
    toLookups: 'К очереди',
    platforms: 'Площадки этой ночью',
    covered: 'без пропусков до',
    neverCovered: 'без пропусков ещё ни разу',
    state: {
      complete: 'полностью',
      partial: 'частично',
      blind: 'не удалось',
      running: 'идёт сейчас',
      'not-begun': 'не начинали',
    },
    pausedUntil: (time) => `пауза до ${time}`,
    idle: (names) => `Включены, но смотреть нечего, потому что не настроены: ${names}.`,
    byHand: (n) =>
      `Ещё ${countedRu(n, 'площадка', 'площадки', 'площадок')} программа не просматривает: туда заходят вручную.`,
    dueSince: 'срок с',
    times: (n) => countedRu(n, 'раз', 'раза', 'раз'),
  },
  kk: {
    verdict: {
      everything: 'Осы түні бәрі шынымен қаралды',
      'not-everything': 'Осы түні бәрі бірдей қаралған жоқ',
      nothing: 'Осы түні ештеңе қаралмады',
      'under-way': 'Қарау әлі жүріп жатыр',
      'no-platforms': 'Барлық алаң өшірулі: ештеңе қаралмайды',
    },
    looked: (whole, all) => `Толық қаралған алаң: ${all} ішінен ${whole}.`,
    since: (time) => `${time} бастап, Алматы уақыты.`,
    newMatches: 'Жаңа сәйкестіктер',
    noNew: 'Жаңа сәйкестік жоқ.',
    allMatches: (n) => `Қарап шығу: ${n} сәйкестік`,
    tonight: 'осы түні',
    deadlines: 'Бүгінгі мерзімдер',
    noDeadlines: 'Бүгінге мерзім жоқ.',
    allDue: (n) => `Барлық мерзім: ${n}`,
    back: 'Қайта шыққандар',
    noBack: 'Ештеңе қайта шықпады.',
    gone: 'Осы түні жойылғандар',
    lookups: 'Қолмен ашу керек',
    noLookups: 'Қолмен ашатын ештеңе жоқ.',
    toLookups: 'Кезекке өту',
    platforms: 'Осы түнгі алаңдар',
    covered: 'үзіліссіз қаралған уақыты:',
    neverCovered: 'әлі бір рет те үзіліссіз қаралмаған',
    state: {
      complete: 'толық',
      partial: 'ішінара',
      blind: 'қаралмады',
      running: 'қазір жүріп жатыр',
      'not-begun': 'басталмады',
    },
    pausedUntil: (time) => `${time} дейін үзіліс`,
    idle: (names) => `Қосулы, бірақ бапталмағандықтан қарайтын ештеңе жоқ: ${names}.`,
    byHand: (n) => `Тағы ${n} алаңды бағдарлама қарамайды: оларды қолмен ашады.`,
    dueSince: 'мерзімі:',
    times: (n) => `${n} рет`,
  },
  en: {
    verdict: {
      everything: 'Everything was really looked at tonight',
      'not-everything': 'Not everything was looked at tonight',
      nothing: 'Nothing was looked at tonight',
      'under-way': 'Tonight’s look is still under way',
      'no-platforms': 'Every platform is switched off: nothing is looked at',
    },
    looked: (whole, all) => `Looked at completely: ${whole} of ${countedEn(all, 'platform', 'platforms')}.`,
    since: (time) => `Since ${time}, Almaty time.`,
    newMatches: 'New matches',
    noNew: 'No new matches.',
    allMatches: (n) => `Decide on ${countedEn(n, 'match', 'matches')}`,
    tonight: 'tonight',
    deadlines: 'Deadlines today',
    noDeadlines: 'Nothing is due today.',
    allDue: (n) => `All deadlines: ${n}`,
    back: 'Came back',
    noBack: 'Nothing came back.',
    gone: 'Removed tonight',
    lookups: 'To be opened by hand',
    noLookups: 'Nothing to be opened by hand.',
    toLookups: 'To the queue',
    platforms: 'Platforms tonight',
    covered: 'without a gap until',
    neverCovered: 'never without a gap yet',
    state: {
      complete: 'completely',
      partial: 'in part',
      blind: 'not possible',
      running: 'under way',
      'not-begun': 'not begun',
    },
    pausedUntil: (time) => `paused until ${time}`,
    idle: (names) => `Switched on, but nothing is set for them to look at: ${names}.`,
    byHand: (n) =>
      `${countedEn(n, 'more platform is', 'more platforms are')} not looked at by the program: a person opens them.`,
    dueSince: 'since',
    times: (n) => countedEn(n, 'time', 'times'),
  },
};
