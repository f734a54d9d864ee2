import type { Act } from './norm.ts';

export const CIVIL_CODE = {
  code: 'civil-code',
  title: {
    ru: 'Гражданский кодекс Республики Казахстан (Общая часть) от 27 декабря 1994 года',
    kk: 'Қазақстан Республикасының 1994 жылғы 27 желтоқсандағы Азаматтық кодексі (Жалпы бөлім)',
    en: 'Civil Code of the Republic of Kazakhstan (General Part) of 27 December 1994',
  },
  heading: {
    ru: 'Гражданский кодекс Республики Казахстан (Общая часть) от 27 декабря 1994 года:',
    kk: '1994 жылғы 27 желтоқсандағы Қазақстан Республикасы Азаматтық кодексінің (Жалпы бөлім):',
    en: 'Civil Code of the Republic of Kazakhstan (General Part) of 27 December 1994:',
  },
  norms: [
    {
      code: 'civil-code/141',
      article: '141',
      citation: {
        ru: 'статья 141 Гражданского кодекса Республики Казахстан (Общая часть) от 27 декабря 1994 года',
        kk: '1994 жылғы 27 желтоқсандағы Қазақстан Республикасы Азаматтық кодексінің (Жалпы бөлім) 141-бабы',
        en: 'article 141 of the Civil Code of the Republic of Kazakhstan (General Part) of 27 December 1994',
      },
      provision: { ru: 'статья 141', kk: '141-бабы', en: 'article 141' },
      gives: {
        ru: 'защита личных неимущественных прав независимо от вины и устранение последствий их нарушения',
        kk: 'жеке мүліктік емес құқықтарды кінәға қарамастан қорғау және олардың бұзылу салдарын жою',
        en: 'protection of personal non-property rights regardless of fault, and elimination of the consequences of their infringement',
      },
      deadline: null,
      validFrom: '2026-07-01',
      validTo: null,
      checkedOn: '2026-07-01',
      confidence: 'A',
      source: 'Primary text, copy of the official base of mid-2026 (the day was not recorded).',
    },
  ],
} as const satisfies Act;
