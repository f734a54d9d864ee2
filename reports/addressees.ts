import type { InLanguages } from './language.ts';

/**
 * Where letters go that are not for a platform (those stand with the platform). Names are in the case that the address
 * needs: Russian and Kazakh dative. Nothing here counts as verified unless `checkedOn` says when: the draft says so.
 */
export interface Addressee {
  readonly id: string;
  readonly group: AddresseeGroup;
  readonly post: InLanguages | null;
  readonly entity: InLanguages;
  /** Street or e-mail address; `null`: not known, to be filled in by hand. */
  readonly address: string | null;
  /** Date on which a person last confirmed it, or `null`: never. */
  readonly checkedOn: string | null;
  readonly source: string;
}

export type AddresseeGroup = 'authority' | 'akimat' | 'police' | 'prosecutor' | 'operator' | 'notary' | 'lawyer';

/** At a platform a letter goes to the person that law 94-V art. 25(2)(10) makes every operator name. */
export const RESPONSIBLE_FOR_DATA: InLanguages = {
  ru: 'Лицу, ответственному за организацию обработки персональных данных',
  kk: 'Дербес деректерді өңдеуді ұйымдастыруға жауапты тұлғаға',
  en: 'To the person responsible for the processing of personal data',
};

const UNVERIFIED = { post: null, address: null, checkedOn: null } as const;
const AKIMAT = { ...UNVERIFIED, group: 'akimat', source: 'General knowledge of the regions; not confirmed.' } as const;
const OPERATOR = {
  ...UNVERIFIED,
  group: 'operator',
  source: 'General knowledge; legal entity not confirmed.',
} as const;

export const ADDRESSEES: readonly Addressee[] = [
  {
    ...UNVERIFIED,
    id: 'authority',
    group: 'authority',
    entity: {
      ru: 'Министерству искусственного интеллекта и цифрового развития Республики Казахстан',
      kk: 'Қазақстан Республикасының Жасанды интеллект және цифрлық даму министрлігіне',
      en: 'To the Ministry of Artificial Intelligence and Digital Development of the Republic of Kazakhstan',
    },
    source:
      'zakon.kz, 29 December 2025 (the minister signed the rules on data protection); the postal address was not found.',
  },
  {
    ...AKIMAT,
    id: 'akimat-almaty',
    entity: { ru: 'Акимату города Алматы', kk: 'Алматы қаласының әкімдігіне', en: 'To the Akimat of Almaty city' },
  },
  {
    ...AKIMAT,
    id: 'akimat-astana',
    entity: { ru: 'Акимату города Астаны', kk: 'Астана қаласының әкімдігіне', en: 'To the Akimat of Astana city' },
  },
  {
    ...AKIMAT,
    id: 'akimat-shymkent',
    entity: { ru: 'Акимату города Шымкента', kk: 'Шымкент қаласының әкімдігіне', en: 'To the Akimat of Shymkent city' },
  },
  {
    ...AKIMAT,
    id: 'akimat-abai',
    entity: { ru: 'Акимату области Абай', kk: 'Абай облысының әкімдігіне', en: 'To the Akimat of Abai region' },
  },
  {
    ...AKIMAT,
    id: 'akimat-akmola',
    entity: {
      ru: 'Акимату Акмолинской области',
      kk: 'Ақмола облысының әкімдігіне',
      en: 'To the Akimat of Akmola region',
    },
  },
  {
    ...AKIMAT,
    id: 'akimat-aktobe',
    entity: {
      ru: 'Акимату Актюбинской области',
      kk: 'Ақтөбе облысының әкімдігіне',
      en: 'To the Akimat of Aktobe region',
    },
  },
  {
    ...AKIMAT,
    id: 'akimat-almaty-region',
    entity: {
      ru: 'Акимату Алматинской области',
      kk: 'Алматы облысының әкімдігіне',
      en: 'To the Akimat of Almaty region',
    },
  },
  {
    ...AKIMAT,
    id: 'akimat-atyrau',
    entity: {
      ru: 'Акимату Атырауской области',
      kk: 'Атырау облысының әкімдігіне',
      en: 'To the Akimat of Atyrau region',
    },
  },
  {
    ...AKIMAT,
    id: 'akimat-east',
    entity: {
      ru: 'Акимату Восточно-Казахстанской области',
      kk: 'Шығыс Қазақстан облысының әкімдігіне',
      en: 'To the Akimat of East Kazakhstan region',
    },
  },
  {
    ...AKIMAT,
    id: 'akimat-zhambyl',
    entity: {
      ru: 'Акимату Жамбылской области',
      kk: 'Жамбыл облысының әкімдігіне',
      en: 'To the Akimat of Zhambyl region',
    },
  },
  {
    ...AKIMAT,
    id: 'akimat-zhetisu',
    entity: { ru: 'Акимату области Жетісу', kk: 'Жетісу облысының әкімдігіне', en: 'To the Akimat of Zhetisu region' },
  },
  {
    ...AKIMAT,
    id: 'akimat-west',
    entity: {
      ru: 'Акимату Западно-Казахстанской области',
      kk: 'Батыс Қазақстан облысының әкімдігіне',
      en: 'To the Akimat of West Kazakhstan region',
    },
  },
  {
    ...AKIMAT,
    id: 'akimat-karaganda',
    entity: {
      ru: 'Акимату Карагандинской области',
      kk: 'Қарағанды облысының әкімдігіне',
      en: 'To the Akimat of Karaganda region',
    },
  },
  {
    ...AKIMAT,
    id: 'akimat-kostanay',
    entity: {
      ru: 'Акимату Костанайской области',
      kk: 'Қостанай облысының әкімдігіне',
      en: 'To the Akimat of Kostanay region',
    },
  },
  {
    ...AKIMAT,
    id: 'akimat-kyzylorda',
    entity: {
      ru: 'Акимату Кызылординской области',
      kk: 'Қызылорда облысының әкімдігіне',
      en: 'To the Akimat of Kyzylorda region',
    },
  },
  {
    ...AKIMAT,
    id: 'akimat-mangystau',
    entity: {
      ru: 'Акимату Мангистауской области',
      kk: 'Маңғыстау облысының әкімдігіне',
      en: 'To the Akimat of Mangystau region',
    },
  },
  {
    ...AKIMAT,
    id: 'akimat-pavlodar',
    entity: {
      ru: 'Акимату Павлодарской области',
      kk: 'Павлодар облысының әкімдігіне',
      en: 'To the Akimat of Pavlodar region',
    },
  },
  {
    ...AKIMAT,
    id: 'akimat-north',
    entity: {
      ru: 'Акимату Северо-Казахстанской области',
      kk: 'Солтүстік Қазақстан облысының әкімдігіне',
      en: 'To the Akimat of North Kazakhstan region',
    },
  },
  {
    ...AKIMAT,
    id: 'akimat-turkistan',
    entity: {
      ru: 'Акимату Туркестанской области',
      kk: 'Түркістан облысының әкімдігіне',
      en: 'To the Akimat of Turkistan region',
    },
  },
  {
    ...AKIMAT,
    id: 'akimat-ulytau',
    entity: { ru: 'Акимату области Ұлытау', kk: 'Ұлытау облысының әкімдігіне', en: 'To the Akimat of Ulytau region' },
  },
  {
    ...UNVERIFIED,
    id: 'interior',
    group: 'police',
    entity: {
      ru: 'Министерству внутренних дел Республики Казахстан',
      kk: 'Қазақстан Республикасының Ішкі істер министрлігіне',
      en: 'To the Ministry of Internal Affairs of the Republic of Kazakhstan',
    },
    source: 'Named in the client’s statement; the reception address was not found.',
  },
  {
    ...UNVERIFIED,
    id: 'prosecutor-general',
    group: 'prosecutor',
    entity: {
      ru: 'Генеральной прокуратуре Республики Казахстан',
      kk: 'Қазақстан Республикасының Бас прокуратурасына',
      en: 'To the Prosecutor General’s Office of the Republic of Kazakhstan',
    },
    source: 'Named in the client’s statement; the reception address was not found.',
  },
  {
    ...OPERATOR,
    id: 'beeline',
    entity: { ru: 'ТОО «КаР-Тел» (Beeline)', kk: '«КаР-Тел» ЖШС-не (Beeline)', en: 'To KaR-Tel LLP (Beeline)' },
  },
  {
    ...OPERATOR,
    id: 'kcell',
    entity: { ru: 'АО «Кселл» (Kcell, activ)', kk: '«Кселл» АҚ-на (Kcell, activ)', en: 'To Kcell JSC (Kcell, activ)' },
  },
  {
    ...OPERATOR,
    id: 'tele2',
    entity: {
      ru: 'ТОО «Мобайл Телеком-Сервис» (Tele2, Altel)',
      kk: '«Мобайл Телеком-Сервис» ЖШС-не (Tele2, Altel)',
      en: 'To Mobile Telecom-Service LLP (Tele2, Altel)',
    },
  },
  {
    ...UNVERIFIED,
    id: 'notary',
    group: 'notary',
    entity: {
      ru: 'Нотариусу ____________________',
      kk: 'Нотариусқа ____________________',
      en: 'To the notary ____________________',
    },
    source: 'The notary is chosen by the applicant.',
  },
  {
    ...UNVERIFIED,
    id: 'lawyer',
    group: 'lawyer',
    entity: {
      ru: 'Адвокату ____________________',
      kk: 'Адвокатқа ____________________',
      en: 'To the lawyer ____________________',
    },
    source: 'The lawyer is chosen by the organisation.',
  },
];

/** The entry of a name, or `null`. */
export function addresseeOf(id: string): Addressee | null {
  return ADDRESSEES.find((one) => one.id === id) ?? null;
}
