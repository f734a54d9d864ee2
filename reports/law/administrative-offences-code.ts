import type { Act } from './norm.ts';

export const ADMINISTRATIVE_OFFENCES_CODE = {
  code: 'administrative-offences-code',
  title: {
    ru: 'Кодекс Республики Казахстан об административных правонарушениях от 5 июля 2014 года № 235-V',
    kk: 'Қазақстан Республикасының 2014 жылғы 5 шілдедегі № 235-V Әкімшілік құқық бұзушылық туралы кодексі',
    en: 'Code of the Republic of Kazakhstan on Administrative Offences of 5 July 2014 No. 235-V',
  },
  heading: {
    ru: 'Кодекс Республики Казахстан об административных правонарушениях от 5 июля 2014 года № 235-V:',
    kk: '2014 жылғы 5 шілдедегі № 235-V Қазақстан Республикасы Әкімшілік құқық бұзушылық туралы кодексінің:',
    en: 'Code of the Republic of Kazakhstan on Administrative Offences of 5 July 2014 No. 235-V:',
  },
  norms: [
    {
      code: 'administrative-offences-code/79',
      article: '79',
      citation: {
        ru: 'статья 79 Кодекса Республики Казахстан об административных правонарушениях от 5 июля 2014 года № 235-V',
        kk: '2014 жылғы 5 шілдедегі № 235-V Қазақстан Республикасы Әкімшілік құқық бұзушылық туралы кодексінің 79-бабы',
        en: 'article 79 of the Code of the Republic of Kazakhstan on Administrative Offences of 5 July 2014 No. 235-V',
      },
      provision: { ru: 'статья 79', kk: '79-бабы', en: 'article 79' },
      gives: {
        ru: 'нарушение законодательства о персональных данных и их защите',
        kk: 'дербес деректер және оларды қорғау туралы заңнаманы бұзу',
        en: 'violation of the legislation on personal data and their protection',
      },
      deadline: null,
      validFrom: '2026-07-01',
      validTo: null,
      checkedOn: '2026-07-01',
      confidence: 'A',
      source:
        'Primary text, copy of the official base of mid-2026 (start of part 1 cut off); official Kazakh heading not found. Read again after the tightening announced on 26 March 2026.',
    },
  ],
} as const satisfies Act;
