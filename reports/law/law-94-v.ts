import type { Act } from './norm.ts';

const READ = {
  validFrom: '2026-07-01',
  validTo: null,
  checkedOn: '2026-07-01',
  confidence: 'A',
  source:
    'Primary text, copy of the official base of mid-2026 (the day was not recorded). Articles 6, 8, 24 and 25 to be read again on adilet.zan.kz: Laws 255-VIII and 256-VIII of 2026 replace terms in them.',
} as const;

export const LAW_94_V = {
  code: 'law-94-v',
  title: {
    ru: 'Закон Республики Казахстан от 21 мая 2013 года № 94-V «О персональных данных и их защите»',
    kk: '«Дербес деректер және оларды қорғау туралы» Қазақстан Республикасының 2013 жылғы 21 мамырдағы № 94-V Заңы',
    en: 'Law of the Republic of Kazakhstan of 21 May 2013 No. 94-V “On Personal Data and their Protection”',
  },
  heading: {
    ru: 'Закон Республики Казахстан от 21 мая 2013 года № 94-V «О персональных данных и их защите»:',
    kk: '«Дербес деректер және оларды қорғау туралы» 2013 жылғы 21 мамырдағы № 94-V Қазақстан Республикасы Заңының:',
    en: 'Law of the Republic of Kazakhstan of 21 May 2013 No. 94-V “On Personal Data and their Protection”:',
  },
  norms: [
    {
      ...READ,
      code: 'law-94-v/6',
      article: '6, part 3',
      citation: {
        ru: 'статья 6, часть третья Закона Республики Казахстан от 21 мая 2013 года № 94-V «О персональных данных и их защите»',
        kk: '«Дербес деректер және оларды қорғау туралы» 2013 жылғы 21 мамырдағы № 94-V Қазақстан Республикасы Заңының 6-бабының үшінші бөлігі',
        en: 'article 6, part three of the Law of the Republic of Kazakhstan of 21 May 2013 No. 94-V “On Personal Data and their Protection”',
      },
      provision: { ru: 'статья 6, часть третья', kk: '6-бабының үшінші бөлігі', en: 'article 6, part three' },
      gives: {
        ru: 'сведения, собранные и обработанные с нарушением законодательства, исключаются из общедоступных источников в течение одного рабочего дня по требованию субъекта или его законного представителя',
        kk: 'заңнаманы бұза отырып жиналған және өңделген мәліметтер субъектінің немесе оның заңды өкілінің талабы бойынша бір жұмыс күні ішінде жалпыға бірдей қолжетімді дереккөздерден алып тасталады',
        en: 'data collected and processed in breach of the law are removed from public sources within one working day at the demand of the data subject or the subject’s legal representative',
      },
      deadline: { workingDays: 1 },
    },
    {
      ...READ,
      code: 'law-94-v/7-1-3',
      article: '7(1), 7(3)',
      citation: {
        ru: 'статья 7, пункты 1 и 3 Закона Республики Казахстан от 21 мая 2013 года № 94-V «О персональных данных и их защите»',
        kk: '«Дербес деректер және оларды қорғау туралы» 2013 жылғы 21 мамырдағы № 94-V Қазақстан Республикасы Заңының 7-бабының 1 және 3-тармақтары',
        en: 'article 7, paragraphs 1 and 3 of the Law of the Republic of Kazakhstan of 21 May 2013 No. 94-V “On Personal Data and their Protection”',
      },
      provision: {
        ru: 'статья 7, пункты 1 и 3',
        kk: '7-бабының 1 және 3-тармақтары',
        en: 'article 7, paragraphs 1 and 3',
      },
      gives: {
        ru: 'сбор и обработка персональных данных, а также их распространение в общедоступных источниках допускаются с согласия субъекта',
        kk: 'дербес деректерді жинауға, өңдеуге және жалпыға бірдей қолжетімді дереккөздерде таратуға субъектінің келісімімен жол беріледі',
        en: 'personal data are collected, processed and distributed in public sources with the consent of the data subject',
      },
      deadline: null,
    },
    {
      ...READ,
      code: 'law-94-v/7-8',
      article: '7(8)',
      citation: {
        ru: 'статья 7, пункт 8 Закона Республики Казахстан от 21 мая 2013 года № 94-V «О персональных данных и их защите»',
        kk: '«Дербес деректер және оларды қорғау туралы» 2013 жылғы 21 мамырдағы № 94-V Қазақстан Республикасы Заңының 7-бабының 8-тармағы',
        en: 'article 7, paragraph 8 of the Law of the Republic of Kazakhstan of 21 May 2013 No. 94-V “On Personal Data and their Protection”',
      },
      provision: { ru: 'статья 7, пункт 8', kk: '7-бабының 8-тармағы', en: 'article 7, paragraph 8' },
      gives: {
        ru: 'не допускаются сбор и обработка персональных данных в целях причинения имущественного ущерба и (или) морального вреда, ограничения реализации прав, свобод и законных интересов субъекта',
        kk: 'мүліктік залал және (немесе) моральдық зиян келтіру, субъектінің құқықтарын, бостандықтары мен заңды мүдделерін іске асыруды шектеу мақсатында дербес деректерді жинауға және өңдеуге жол берілмейді',
        en: 'personal data may not be collected or processed in order to cause material or moral harm or to restrict the rights, freedoms and lawful interests of the data subject',
      },
      deadline: null,
    },
    {
      ...READ,
      code: 'law-94-v/8-7',
      article: '8(7)',
      citation: {
        ru: 'статья 8, пункт 7 Закона Республики Казахстан от 21 мая 2013 года № 94-V «О персональных данных и их защите»',
        kk: '«Дербес деректер және оларды қорғау туралы» 2013 жылғы 21 мамырдағы № 94-V Қазақстан Республикасы Заңының 8-бабының 7-тармағы',
        en: 'article 8, paragraph 7 of the Law of the Republic of Kazakhstan of 21 May 2013 No. 94-V “On Personal Data and their Protection”',
      },
      provision: { ru: 'статья 8, пункт 7', kk: '8-бабының 7-тармағы', en: 'article 8, paragraph 7' },
      gives: {
        ru: 'в течение пятнадцати рабочих дней прекратить обработку персональных данных либо представить мотивированный отказ',
        kk: 'он бес жұмыс күні ішінде дербес деректерді өңдеуді тоқтату немесе уәжді бас тарту ұсыну',
        en: 'within fifteen working days stop processing the personal data or give a reasoned refusal',
      },
      deadline: { workingDays: 15 },
    },
    {
      ...READ,
      code: 'law-94-v/24-1-3-4',
      article: '24(1)(3)-(4)',
      citation: {
        ru: 'статья 24, пункт 1, подпункты 3) и 4) Закона Республики Казахстан от 21 мая 2013 года № 94-V «О персональных данных и их защите»',
        kk: '«Дербес деректер және оларды қорғау туралы» 2013 жылғы 21 мамырдағы № 94-V Қазақстан Республикасы Заңының 24-бабы 1-тармағының 3) және 4) тармақшалары',
        en: 'article 24, paragraph 1, subparagraphs 3) and 4) of the Law of the Republic of Kazakhstan of 21 May 2013 No. 94-V “On Personal Data and their Protection”',
      },
      provision: {
        ru: 'статья 24, пункт 1, подпункты 3) и 4)',
        kk: '24-бабы 1-тармағының 3) және 4) тармақшалары',
        en: 'article 24, paragraph 1, subparagraphs 3) and 4)',
      },
      gives: {
        ru: 'субъект вправе требовать от собственника, оператора и третьего лица блокирования своих персональных данных, а обработанных с нарушением законодательства — уничтожения',
        kk: 'субъект меншік иесінен, оператордан және үшінші тұлғадан өзінің дербес деректерін бұғаттауды, ал заңнама бұзыла отырып өңделгендерін жоюды талап етуге құқылы',
        en: 'the data subject may demand that the owner, the operator and a third party block the personal data, and destroy those processed in breach of the law',
      },
      deadline: null,
    },
    {
      ...READ,
      code: 'law-94-v/25-2-8',
      article: '25(2)(8)',
      citation: {
        ru: 'статья 25, пункт 2, подпункт 8) Закона Республики Казахстан от 21 мая 2013 года № 94-V «О персональных данных и их защите»',
        kk: '«Дербес деректер және оларды қорғау туралы» 2013 жылғы 21 мамырдағы № 94-V Қазақстан Республикасы Заңының 25-бабы 2-тармағының 8) тармақшасы',
        en: 'article 25, paragraph 2, subparagraph 8) of the Law of the Republic of Kazakhstan of 21 May 2013 No. 94-V “On Personal Data and their Protection”',
      },
      provision: {
        ru: 'статья 25, пункт 2, подпункт 8)',
        kk: '25-бабы 2-тармағының 8) тармақшасы',
        en: 'article 25, paragraph 2, subparagraph 8)',
      },
      gives: {
        ru: 'обязанность в течение одного рабочего дня блокировать персональные данные при наличии информации о нарушении и уничтожить их, если нарушение подтвердилось',
        kk: 'бұзушылық туралы ақпарат болған кезде дербес деректерді бір жұмыс күні ішінде бұғаттау, ал бұзушылық расталса, оларды жою міндеті',
        en: 'the duty to block personal data within one working day on information of a breach, and to destroy them once the breach is confirmed',
      },
      deadline: { workingDays: 1 },
    },
    {
      ...READ,
      code: 'law-94-v/27-1',
      article: '27-1(1)(3), (5), 27-1(2)(1), (4)',
      citation: {
        ru: 'статья 27-1, пункт 1, подпункты 3) и 5), пункт 2, подпункты 1) и 4) Закона Республики Казахстан от 21 мая 2013 года № 94-V «О персональных данных и их защите»',
        kk: '«Дербес деректер және оларды қорғау туралы» 2013 жылғы 21 мамырдағы № 94-V Қазақстан Республикасы Заңының 27-1-бабы 1-тармағының 3) және 5) тармақшалары, 2-тармағының 1) және 4) тармақшалары',
        en: 'article 27-1, paragraph 1, subparagraphs 3) and 5), paragraph 2, subparagraphs 1) and 4) of the Law of the Republic of Kazakhstan of 21 May 2013 No. 94-V “On Personal Data and their Protection”',
      },
      provision: {
        ru: 'статья 27-1, пункт 1, подпункты 3) и 5), пункт 2, подпункты 1) и 4)',
        kk: '27-1-бабы 1-тармағының 3) және 5) тармақшалары, 2-тармағының 1) және 4) тармақшалары',
        en: 'article 27-1, paragraph 1, subparagraphs 3) and 5), paragraph 2, subparagraphs 1) and 4)',
      },
      gives: {
        ru: 'уполномоченный орган и местные исполнительные органы рассматривают обращения субъектов и вправе требовать блокирования и уничтожения персональных данных',
        kk: 'уәкілетті орган мен жергілікті атқарушы органдар субъектілердің өтініштерін қарайды және дербес деректерді бұғаттауды және жоюды талап етуге құқылы',
        en: 'the authorised body and the local executive bodies consider appeals of data subjects and may demand that personal data be blocked and destroyed',
      },
      deadline: null,
    },
  ],
} as const satisfies Act;
