import type { Language } from '../../../db/schema/language.ts';
import type { FIGURE_COLUMNS } from '../../figures.ts';

type Column = (typeof FIGURE_COLUMNS)[number];

interface FigureTexts {
  readonly internal: string;
  readonly published: string;
  readonly internalNote: string;
  readonly publishedNote: (least: number) => string;
  readonly meaning: string;
  readonly byMonth: string;
  readonly byPlatform: string;
  readonly columns: Readonly<Record<Column, string>>;
  readonly most: (most: string) => string;
  readonly none: string;
  readonly download: string;
  readonly cut: (shown: number) => string;
}

export const FIGURES: Readonly<Record<Language, FigureTexts>> = {
  ru: {
    internal: 'Для работы',
    published: 'Для публикации',
    internalNote: 'Для внутреннего пользования: малые числа показаны.',
    publishedNote: (least) =>
      `Числа меньше ${least} скрыты (–) и не нарисованы, чтобы по ним никого нельзя было узнать.`,
    meaning:
      'Найдено: подтверждено человеком. Удалено: знак самой площадки, дважды, с промежутком не меньше часа. Ночь вслепую: площадку не удалось посмотреть, это не ночь без объявлений.',
    byMonth: 'По месяцам',
    byPlatform: 'По месяцам и площадкам',
    columns: {
      month: 'Месяц',
      platform: 'Площадка',
      found: 'Найдено',
      sent: 'Потребовано',
      removed: 'Удалено',
      refused: 'Отказов',
      silent: 'Без ответа',
      medianHours: 'Часов до удаления, медиана',
      reappeared: 'Вернулось',
      blindNights: 'Ночей вслепую',
    },
    most: (most) => `больше всего: ${most}`,
    none: 'Считать пока нечего.',
    download: 'Скачать',
    cut: (shown) => `Показаны последние ${shown} строк, в файлах все.`,
  },
  kk: {
    internal: 'Жұмысқа',
    published: 'Жариялауға',
    internalNote: 'Ішкі пайдалануға: шағын сандар көрсетілген.',
    publishedNote: (least) =>
      `${least} санынан кіші сандар жасырылған (–) және сызылмаған: олардан ешкімді тануға болмасын.`,
    meaning:
      'Табылды: адам растаған. Жойылды: алаңның өз белгісі, кемінде бір сағат аралықпен екі рет. Қаралмаған түн: алаңды қарау мүмкін болмады, бұл хабарландырусыз түн емес.',
    byMonth: 'Айлар бойынша',
    byPlatform: 'Айлар мен алаңдар бойынша',
    columns: {
      month: 'Ай',
      platform: 'Алаң',
      found: 'Табылды',
      sent: 'Талап етілді',
      removed: 'Жойылды',
      refused: 'Бас тарту',
      silent: 'Жауапсыз',
      medianHours: 'Жойғанға дейінгі сағат, медиана',
      reappeared: 'Қайта шықты',
      blindNights: 'Қаралмаған түндер',
    },
    most: (most) => `ең көбі: ${most}`,
    none: 'Әзірге санайтын ештеңе жоқ.',
    download: 'Жүктеп алу',
    cut: (shown) => `Соңғы ${shown} жол көрсетілген, файлдарда барлығы бар.`,
  },
  en: {
    internal: 'For our work',
    published: 'For publication',
    internalNote: 'For internal use: small counts are shown.',
    publishedNote: (least) =>
      `Counts below ${least} are left out (–) and not drawn, so that nobody can be told from them.`,
    meaning:
      'Found: confirmed by a person. Removed: the platform’s own sign, twice, at least an hour apart. A night blind: the platform could not be looked at; it is no night without ads.',
    byMonth: 'By month',
    byPlatform: 'By month and platform',
    columns: {
      month: 'Month',
      platform: 'Platform',
      found: 'Found',
      sent: 'Asked',
      removed: 'Removed',
      refused: 'Refused',
      silent: 'No answer',
      medianHours: 'Hours to removal, median',
      reappeared: 'Came back',
      blindNights: 'Nights blind',
    },
    most: (most) => `most: ${most}`,
    none: 'There is nothing to count yet.',
    download: 'Download',
    cut: (shown) => `The latest ${shown} rows are shown; the files hold all.`,
  },
};
