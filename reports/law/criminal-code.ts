import type { Act } from './norm.ts';

const READ = { validFrom: '2026-07-01', validTo: null, checkedOn: '2026-07-01' } as const;

export const CRIMINAL_CODE = {
  code: 'criminal-code',
  title: {
    ru: 'Уголовный кодекс Республики Казахстан от 3 июля 2014 года № 226-V',
    kk: 'Қазақстан Республикасының 2014 жылғы 3 шілдедегі № 226-V Қылмыстық кодексі',
    en: 'Criminal Code of the Republic of Kazakhstan of 3 July 2014 No. 226-V',
  },
  heading: {
    ru: 'Уголовный кодекс Республики Казахстан от 3 июля 2014 года № 226-V:',
    kk: '2014 жылғы 3 шілдедегі № 226-V Қазақстан Республикасы Қылмыстық кодексінің:',
    en: 'Criminal Code of the Republic of Kazakhstan of 3 July 2014 No. 226-V:',
  },
  norms: [
    {
      ...READ,
      code: 'criminal-code/147',
      article: '147',
      citation: {
        ru: 'статья 147 Уголовного кодекса Республики Казахстан от 3 июля 2014 года № 226-V',
        kk: '2014 жылғы 3 шілдедегі № 226-V Қазақстан Республикасы Қылмыстық кодексінің 147-бабы',
        en: 'article 147 of the Criminal Code of the Republic of Kazakhstan of 3 July 2014 No. 226-V',
      },
      provision: { ru: 'статья 147', kk: '147-бабы', en: 'article 147' },
      gives: {
        ru: 'нарушение неприкосновенности частной жизни и законодательства о персональных данных и их защите',
        kk: 'жеке өмірге қолсұқпаушылықты және дербес деректер мен оларды қорғау туралы заңнаманы бұзу',
        en: 'violation of privacy and of the legislation on personal data and their protection',
      },
      deadline: null,
      confidence: 'A',
      source:
        'Primary text of parts 4 and 5, copy of the official base of mid-2026; official Kazakh heading not found. Read again after the tightening announced on 26 March 2026.',
    },
    {
      ...READ,
      code: 'criminal-code/158',
      article: '158',
      citation: {
        ru: 'статья 158 Уголовного кодекса Республики Казахстан от 3 июля 2014 года № 226-V',
        kk: '2014 жылғы 3 шілдедегі № 226-V Қазақстан Республикасы Қылмыстық кодексінің 158-бабы',
        en: 'article 158 of the Criminal Code of the Republic of Kazakhstan of 3 July 2014 No. 226-V',
      },
      provision: { ru: 'статья 158', kk: '158-бабы', en: 'article 158' },
      gives: {
        ru: 'воспрепятствование законной профессиональной деятельности журналиста',
        kk: 'журналистің заңды кәсіптік қызметіне кедергі жасау',
        en: 'obstruction of the lawful professional activity of a journalist',
      },
      deadline: null,
      confidence: 'A',
      source: 'Primary text of part 1, copy of the official base of mid-2026; part 2 was not read.',
    },
    {
      ...READ,
      code: 'criminal-code/115-1',
      article: '115-1',
      citation: {
        ru: 'статья 115-1 Уголовного кодекса Республики Казахстан от 3 июля 2014 года № 226-V',
        kk: '2014 жылғы 3 шілдедегі № 226-V Қазақстан Республикасы Қылмыстық кодексінің 115-1-бабы',
        en: 'article 115-1 of the Criminal Code of the Republic of Kazakhstan of 3 July 2014 No. 226-V',
      },
      provision: { ru: 'статья 115-1', kk: '115-1-бабы', en: 'article 115-1' },
      gives: { ru: 'сталкинг', kk: 'сталкинг', en: 'stalking' },
      deadline: null,
      confidence: 'B',
      source:
        'Law of 16 July 2025; the text was read, its application here is arguable: calls are made by deceived strangers, not by the poster. Only at a lawyer’s word.',
    },
  ],
} as const satisfies Act;
