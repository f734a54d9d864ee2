import type { Act } from './norm.ts';

/** In force six months after publication, about 11 July 2026: a letter of an earlier date must not cite it. */
const READ = {
  validFrom: '2026-07-12',
  validTo: null,
  checkedOn: '2026-07-01',
  confidence: 'A',
  source:
    'Primary text, copy of the official base of mid-2026 (the day was not recorded). The Kazakh title of the code was not seen in an official text.',
} as const;

export const DIGITAL_CODE = {
  code: 'digital-code',
  title: {
    ru: 'Цифровой кодекс Республики Казахстан от 9 января 2026 года № 255-VIII ЗРК',
    kk: 'Қазақстан Республикасының 2026 жылғы 9 қаңтардағы № 255-VIII ҚРЗ Цифрлық кодексі',
    en: 'Digital Code of the Republic of Kazakhstan of 9 January 2026 No. 255-VIII',
  },
  heading: {
    ru: 'Цифровой кодекс Республики Казахстан от 9 января 2026 года № 255-VIII ЗРК:',
    kk: '2026 жылғы 9 қаңтардағы № 255-VIII ҚРЗ Қазақстан Республикасы Цифрлық кодексінің:',
    en: 'Digital Code of the Republic of Kazakhstan of 9 January 2026 No. 255-VIII:',
  },
  norms: [
    {
      ...READ,
      code: 'digital-code/37-3-5',
      article: '37(3)-(5)',
      citation: {
        ru: 'статья 37, пункты 3, 4 и 5 Цифрового кодекса Республики Казахстан от 9 января 2026 года № 255-VIII ЗРК',
        kk: '2026 жылғы 9 қаңтардағы № 255-VIII ҚРЗ Қазақстан Республикасы Цифрлық кодексінің 37-бабының 3, 4 және 5-тармақтары',
        en: 'article 37, paragraphs 3, 4 and 5 of the Digital Code of the Republic of Kazakhstan of 9 January 2026 No. 255-VIII',
      },
      provision: {
        ru: 'статья 37, пункты 3, 4 и 5',
        kk: '37-бабының 3, 4 және 5-тармақтары',
        en: 'article 37, paragraphs 3, 4 and 5',
      },
      gives: {
        ru: 'обработка персональных данных с согласия субъекта; право на контроль, удаление и ограничение обработки, которое реализуется при подтверждении принадлежности данных субъекту',
        kk: 'дербес деректерді субъектінің келісімімен өңдеу; деректердің субъектіге тиесілі екені расталған кезде іске асырылатын бақылау, жою және өңдеуді шектеу құқығы',
        en: 'processing with the consent of the data subject; the right to control, deletion and restriction, exercised once it is confirmed that the data belong to the subject',
      },
      deadline: null,
    },
    {
      ...READ,
      code: 'digital-code/38-2-1',
      article: '38(2)(1)',
      citation: {
        ru: 'статья 38, пункт 2, подпункт 1) Цифрового кодекса Республики Казахстан от 9 января 2026 года № 255-VIII ЗРК',
        kk: '2026 жылғы 9 қаңтардағы № 255-VIII ҚРЗ Қазақстан Республикасы Цифрлық кодексінің 38-бабы 2-тармағының 1) тармақшасы',
        en: 'article 38, paragraph 2, subparagraph 1) of the Digital Code of the Republic of Kazakhstan of 9 January 2026 No. 255-VIII',
      },
      provision: {
        ru: 'статья 38, пункт 2, подпункт 1)',
        kk: '38-бабы 2-тармағының 1) тармақшасы',
        en: 'article 38, paragraph 2, subparagraph 1)',
      },
      gives: {
        ru: 'обязанность владельца цифрового объекта соблюдать права третьих лиц, в том числе на персональные данные',
        kk: 'цифрлық объект иесінің үшінші тұлғалардың құқықтарын, оның ішінде дербес деректерге құқықтарын сақтау міндеті',
        en: 'the duty of the owner of a digital object to respect the rights of third parties, including those to personal data',
      },
      deadline: null,
    },
    {
      ...READ,
      code: 'digital-code/41-1-2',
      article: '41(1)-(2)',
      citation: {
        ru: 'статья 41, пункты 1 и 2 Цифрового кодекса Республики Казахстан от 9 января 2026 года № 255-VIII ЗРК',
        kk: '2026 жылғы 9 қаңтардағы № 255-VIII ҚРЗ Қазақстан Республикасы Цифрлық кодексінің 41-бабының 1 және 2-тармақтары',
        en: 'article 41, paragraphs 1 and 2 of the Digital Code of the Republic of Kazakhstan of 9 January 2026 No. 255-VIII',
      },
      provision: {
        ru: 'статья 41, пункты 1 и 2',
        kk: '41-бабының 1 және 2-тармақтары',
        en: 'article 41, paragraphs 1 and 2',
      },
      gives: {
        ru: 'право требовать удаления, анонимизации или ограничения обработки персональных данных, размещённых в цифровой среде, независимо от основания их получения, и обязанность владельца цифровых объектов исполнить это требование',
        kk: 'цифрлық ортада орналастырылған дербес деректерді, олардың алыну негізіне қарамастан, жоюды, анонимдендіруді немесе өңдеуді шектеуді талап ету құқығы және цифрлық объектілер иесінің бұл талапты орындау міндеті',
        en: 'the right to demand deletion, anonymisation or restriction of personal data placed in the digital environment, whatever the ground on which they were obtained, and the duty of the owner of digital objects to comply',
      },
      deadline: null,
    },
    {
      ...READ,
      code: 'digital-code/41-4',
      article: '41(4)',
      citation: {
        ru: 'статья 41, пункт 4 Цифрового кодекса Республики Казахстан от 9 января 2026 года № 255-VIII ЗРК',
        kk: '2026 жылғы 9 қаңтардағы № 255-VIII ҚРЗ Қазақстан Республикасы Цифрлық кодексінің 41-бабының 4-тармағы',
        en: 'article 41, paragraph 4 of the Digital Code of the Republic of Kazakhstan of 9 January 2026 No. 255-VIII',
      },
      provision: { ru: 'статья 41, пункт 4', kk: '41-бабының 4-тармағы', en: 'article 41, paragraph 4' },
      gives: {
        ru: 'удаление не производится, если данные необходимы для рассмотрения дел по правонарушениям и осуществления правосудия',
        kk: 'деректер құқық бұзушылықтар жөніндегі істерді қарау және сот төрелігін іске асыру үшін қажет болса, олар жойылмайды',
        en: 'data are not deleted where they are needed for the consideration of cases on offences and for the administration of justice',
      },
      deadline: null,
    },
  ],
} as const satisfies Act;
