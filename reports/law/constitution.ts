import type { Act } from './norm.ts';

export const CONSTITUTION = {
  code: 'constitution',
  title: {
    ru: 'Конституция Республики Казахстан',
    kk: 'Қазақстан Республикасының Конституциясы',
    en: 'Constitution of the Republic of Kazakhstan',
  },
  heading: {
    ru: 'Конституция Республики Казахстан:',
    kk: 'Қазақстан Республикасы Конституциясының:',
    en: 'Constitution of the Republic of Kazakhstan:',
  },
  norms: [
    {
      code: 'constitution/privacy',
      article: '18 (1995)',
      citation: {
        ru: 'статья 18 Конституции Республики Казахстан',
        kk: 'Қазақстан Республикасы Конституциясының 18-бабы',
        en: 'article 18 of the Constitution of the Republic of Kazakhstan',
      },
      provision: { ru: 'статья 18', kk: '18-бабы', en: 'article 18' },
      gives: {
        ru: 'право на неприкосновенность частной жизни, личную и семейную тайну',
        kk: 'жеке өмірге қолсұғылмауы, жеке және отбасылық құпия құқығы',
        en: 'the right to privacy and to personal and family secrets',
      },
      deadline: null,
      validFrom: '1995-09-05',
      validTo: '2026-06-30',
      checkedOn: '2026-07-01',
      confidence: 'C',
      source: 'General knowledge; replaced by the Constitution in force since 1 July 2026.',
    },
    {
      code: 'constitution/privacy',
      article: '21 (2026)',
      citation: {
        ru: 'статья 21 Конституции Республики Казахстан',
        kk: 'Қазақстан Республикасы Конституциясының 21-бабы',
        en: 'article 21 of the Constitution of the Republic of Kazakhstan',
      },
      provision: { ru: 'статья 21', kk: '21-бабы', en: 'article 21' },
      gives: {
        ru: 'право на неприкосновенность частной жизни и защиту персональных данных от незаконного сбора, обработки, хранения и использования, в том числе с применением цифровых технологий',
        kk: 'жеке өмірге қолсұғылмауы және дербес деректерді, оның ішінде цифрлық технологияларды қолдана отырып, заңсыз жинаудан, өңдеуден, сақтаудан және пайдаланудан қорғау құқығы',
        en: 'the right to privacy and to protection of personal data from unlawful collection, processing, storage and use, including by digital technologies',
      },
      deadline: null,
      validFrom: '2026-07-01',
      validTo: null,
      checkedOn: '2026-07-01',
      confidence: 'B',
      source: 'Two secondary sources; the official text was not read.',
    },
  ],
} as const satisfies Act;
