import type { Language } from '../../../db/schema/language.ts';
import type { CampaignReason } from '../../campaigns.ts';
import { countedEn, countedRu } from '../times.ts';

interface CampaignTexts {
  readonly intro: string;
  readonly none: string;
  readonly name: (match: string) => string;
  readonly ads: (n: number) => string;
  readonly persons: (n: number) => string;
  readonly why: string;
  readonly reason: Readonly<Record<CampaignReason, string>>;
  readonly timeline: string;
  readonly perHour: string;
  readonly perDay: string;
  readonly most: (n: number) => string;
  readonly map: string;
  readonly platform: string;
  readonly count: string;
  readonly when: string;
  readonly match: string;
  readonly matches: string;
  readonly report: string;
  readonly older: string;
  readonly back: string;
}

export const CAMPAIGNS: Readonly<Record<Language, CampaignTexts>> = {
  ru: {
    intro: 'Подтверждённые объявления, которые связаны между собой. Кто их разместил, неизвестно.',
    none: 'Связанных объявлений нет.',
    name: (match) => `Кампания ${match}`,
    ads: (n) => countedRu(n, 'объявление', 'объявления', 'объявлений'),
    persons: (n) => countedRu(n, 'человек', 'человека', 'человек'),
    why: 'Почему вместе',
    reason: {
      'same-account': 'одна учётная запись',
      'same-text': 'одинаковый текст',
      'same-photo': 'одинаковое фото',
      'time-burst': 'несколько на одного человека за шесть часов',
      'several-persons': 'задеты несколько человек',
      'several-platforms': 'несколько площадок',
    },
    timeline: 'Ход во времени',
    perHour: 'объявлений в час',
    perDay: 'объявлений в день',
    most: (n) => `больше всего: ${n}`,
    map: 'Площадки',
    platform: 'Площадка',
    count: 'Объявлений',
    when: 'Размещено или замечено',
    match: 'Совпадение',
    matches: 'Разобрать эти совпадения списком',
    report: 'Сохранить отчёт (без имён, номеров и адресов)',
    older: 'Более старые',
    back: 'Все кампании',
  },
  kk: {
    intro: 'Өзара байланысты расталған хабарландырулар. Оларды кім орналастырғаны белгісіз.',
    none: 'Байланысты хабарландыру жоқ.',
    name: (match) => `${match} науқаны`,
    ads: (n) => `${n} хабарландыру`,
    persons: (n) => `${n} адам`,
    why: 'Неге бірге',
    reason: {
      'same-account': 'бір тіркелгі',
      'same-text': 'бірдей мәтін',
      'same-photo': 'бірдей фото',
      'time-burst': 'алты сағатта бір адамға бірнешеуі',
      'several-persons': 'бірнеше адамға қарсы',
      'several-platforms': 'бірнеше алаң',
    },
    timeline: 'Уақыт бойынша',
    perHour: 'сағатына хабарландыру',
    perDay: 'күніне хабарландыру',
    most: (n) => `ең көбі: ${n}`,
    map: 'Алаңдар',
    platform: 'Алаң',
    count: 'Хабарландыру саны',
    when: 'Орналастырылған не байқалған уақыты',
    match: 'Сәйкестік',
    matches: 'Осы сәйкестіктерді тізіммен қарау',
    report: 'Есепті сақтау (аты-жөнсіз, нөмірсіз, мекенжайсыз)',
    older: 'Ескірегі',
    back: 'Барлық науқан',
  },
  en: {
    intro: 'Confirmed ads that belong together. Who posted them is not known.',
    none: 'No ads belong together.',
    name: (match) => `Campaign ${match}`,
    ads: (n) => countedEn(n, 'ad', 'ads'),
    persons: (n) => countedEn(n, 'person', 'persons'),
    why: 'Why together',
    reason: {
      'same-account': 'one account',
      'same-text': 'the same text',
      'same-photo': 'the same picture',
      'time-burst': 'several upon one person within six hours',
      'several-persons': 'several persons struck',
      'several-platforms': 'several platforms',
    },
    timeline: 'Timeline',
    perHour: 'ads an hour',
    perDay: 'ads a day',
    most: (n) => `most: ${n}`,
    map: 'Platforms',
    platform: 'Platform',
    count: 'Ads',
    when: 'Posted or first seen',
    match: 'Match',
    matches: 'Go through these matches as a list',
    report: 'Save the report (no names, numbers or addresses)',
    older: 'Older ones',
    back: 'All campaigns',
  },
};
