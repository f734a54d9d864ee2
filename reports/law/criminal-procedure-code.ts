import type { Act } from './norm.ts';

const READ = { validFrom: '2026-07-01', validTo: null, checkedOn: '2026-07-01' } as const;

export const CRIMINAL_PROCEDURE_CODE = {
  code: 'criminal-procedure-code',
  title: {
    ru: 'Уголовно-процессуальный кодекс Республики Казахстан от 4 июля 2014 года № 231-V',
    kk: 'Қазақстан Республикасының 2014 жылғы 4 шілдедегі № 231-V Қылмыстық-процестік кодексі',
    en: 'Criminal Procedure Code of the Republic of Kazakhstan of 4 July 2014 No. 231-V',
  },
  heading: {
    ru: 'Уголовно-процессуальный кодекс Республики Казахстан от 4 июля 2014 года № 231-V:',
    kk: '2014 жылғы 4 шілдедегі № 231-V Қазақстан Республикасы Қылмыстық-процестік кодексінің:',
    en: 'Criminal Procedure Code of the Republic of Kazakhstan of 4 July 2014 No. 231-V:',
  },
  norms: [
    {
      ...READ,
      code: 'criminal-procedure-code/181',
      article: '181',
      citation: {
        ru: 'статья 181 Уголовно-процессуального кодекса Республики Казахстан от 4 июля 2014 года № 231-V',
        kk: '2014 жылғы 4 шілдедегі № 231-V Қазақстан Республикасы Қылмыстық-процестік кодексінің 181-бабы',
        en: 'article 181 of the Criminal Procedure Code of the Republic of Kazakhstan of 4 July 2014 No. 231-V',
      },
      provision: { ru: 'статья 181', kk: '181-бабы', en: 'article 181' },
      gives: {
        ru: 'заявление об уголовном правонарушении: форма, подпись заявителя и предупреждение об ответственности',
        kk: 'қылмыстық құқық бұзушылық туралы арыз: нысаны, арыз берушінің қолы және жауаптылық туралы ескерту',
        en: 'the crime report: its form, the applicant’s signature and the warning of liability',
      },
      deadline: null,
      confidence: 'A',
      source: 'Primary text, copy of the official base of mid-2026; article numbers only compared in Russian.',
    },
    {
      ...READ,
      code: 'criminal-procedure-code/185',
      article: '185',
      citation: {
        ru: 'статья 185 Уголовно-процессуального кодекса Республики Казахстан от 4 июля 2014 года № 231-V',
        kk: '2014 жылғы 4 шілдедегі № 231-V Қазақстан Республикасы Қылмыстық-процестік кодексінің 185-бабы',
        en: 'article 185 of the Criminal Procedure Code of the Republic of Kazakhstan of 4 July 2014 No. 231-V',
      },
      provision: { ru: 'статья 185', kk: '185-бабы', en: 'article 185' },
      gives: {
        ru: 'обязанность принять и зарегистрировать заявление и выдать документ о его регистрации',
        kk: 'арызды қабылдау және тіркеу, оның тіркелгені туралы құжат беру міндеті',
        en: 'the duty to accept and register the report and to issue a document of its registration',
      },
      deadline: null,
      confidence: 'B',
      source: 'Facts of November 2026: the rest of the article is still to be read.',
    },
  ],
} as const satisfies Act;
