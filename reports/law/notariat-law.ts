import type { Act } from './norm.ts';

const READ = {
  validFrom: '2026-07-01',
  validTo: null,
  checkedOn: '2026-07-01',
  confidence: 'A',
  source: 'Primary text, copy of the official base of mid-2026; the order of words in Kazakh is to be compared.',
} as const;

export const NOTARIAT_LAW = {
  code: 'notariat-law',
  title: {
    ru: 'Закон Республики Казахстан от 14 июля 1997 года № 155-I «О нотариате»',
    kk: '«Нотариат туралы» Қазақстан Республикасының 1997 жылғы 14 шілдедегі № 155-I Заңы',
    en: 'Law of the Republic of Kazakhstan of 14 July 1997 No. 155-I “On Notaries”',
  },
  heading: {
    ru: 'Закон Республики Казахстан от 14 июля 1997 года № 155-I «О нотариате»:',
    kk: '«Нотариат туралы» 1997 жылғы 14 шілдедегі № 155-I Қазақстан Республикасы Заңының:',
    en: 'Law of the Republic of Kazakhstan of 14 July 1997 No. 155-I “On Notaries”:',
  },
  norms: [
    {
      ...READ,
      code: 'notariat-law/98-1',
      article: '98(1)-(2)',
      citation: {
        ru: 'статья 98, пункты 1 и 2 Закона Республики Казахстан от 14 июля 1997 года № 155-I «О нотариате»',
        kk: '«Нотариат туралы» 1997 жылғы 14 шілдедегі № 155-I Қазақстан Республикасы Заңының 98-бабының 1 және 2-тармақтары',
        en: 'article 98, paragraphs 1 and 2 of the Law of the Republic of Kazakhstan of 14 July 1997 No. 155-I “On Notaries”',
      },
      provision: {
        ru: 'статья 98, пункты 1 и 2',
        kk: '98-бабының 1 және 2-тармақтары',
        en: 'article 98, paragraphs 1 and 2',
      },
      gives: {
        ru: 'нотариус обеспечивает доказательства, если их представление впоследствии может стать невозможным или затруднительным, до начала производства по делу',
        kk: 'дәлелдемелерді кейін ұсыну мүмкін болмайды немесе қиын болады деп пайымдауға негіз болса, нотариус оларды іс жүргізу басталғанға дейін қамтамасыз етеді',
        en: 'the notary secures evidence where presenting it later may become impossible or difficult, before proceedings begin',
      },
      deadline: null,
    },
    {
      ...READ,
      code: 'notariat-law/99',
      article: '99(1), (3)-(4)',
      citation: {
        ru: 'статья 99, пункты 1, 3 и 4 Закона Республики Казахстан от 14 июля 1997 года № 155-I «О нотариате»',
        kk: '«Нотариат туралы» 1997 жылғы 14 шілдедегі № 155-I Қазақстан Республикасы Заңының 99-бабының 1, 3 және 4-тармақтары',
        en: 'article 99, paragraphs 1, 3 and 4 of the Law of the Republic of Kazakhstan of 14 July 1997 No. 155-I “On Notaries”',
      },
      provision: {
        ru: 'статья 99, пункты 1, 3 и 4',
        kk: '99-бабының 1, 3 және 4-тармақтары',
        en: 'article 99, paragraphs 1, 3 and 4',
      },
      gives: {
        ru: 'осмотр электронных доказательств; без извещения — в случаях, не терпящих отлагательства, или когда неизвестно, кто впоследствии будет участвовать в деле',
        kk: 'электрондық дәлелдемелерді қарап-тексеру; кейінге қалдыруға болмайтын жағдайларда немесе іске кейін кімдер қатысатыны белгісіз болғанда — хабарламай жүргізіледі',
        en: 'inspection of electronic evidence; without notification in urgent cases or where it is not known who will take part in the case',
      },
      deadline: null,
    },
  ],
} as const satisfies Act;
