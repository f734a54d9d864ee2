import { PLATFORM_IDS } from '../../scrapers/directory.ts';

/**
 * config.json of an invented helpline with these platforms alone; the others are off, so that no test and no demo asks
 * the internet. The pace is for loopback only, where nobody else is asked.
 */
export function inventedConfig(ids: readonly string[], revealsPerDay = 3) {
  const platforms = PLATFORM_IDS.map(
    (id) => [id, { enabled: ids.includes(id), requestsPerMinute: 60_000, revealsPerDay }] as const,
  );
  return { ...HELPLINE, platforms: Object.fromEntries(platforms) };
}

const HELPLINE = {
  contact: 'mailto:robot@oydan.example',
  organisation: {
    name: {
      ru: 'Общественный фонд «Ойдан Шығарылған Қор» (вымышленный)',
      kk: '«Ойдан Шығарылған Қор» қоғамдық қоры (ойдан шығарылған)',
      en: 'Oydan Shygarylgan Qor Public Foundation (invented)',
    },
    bin: '000000000000',
    address: {
      ru: 'г. Алматы, ул. Вымышленная, 1',
      kk: 'Алматы қ., Ойдан шығарылған көшесі, 1',
      en: '1 Invented Street, Almaty',
    },
    email: 'help@oydan.example',
    phone: null,
    signer: {
      post: { ru: 'Директор', kk: 'Директор', en: 'Director' },
      name: { ru: 'Г. Примерова', kk: 'Г. Үлгілова', en: 'G. Primerova' },
    },
    executor: {
      name: { ru: 'Ә. Мысалов', kk: 'Ә. Мысалов', en: 'A. Mysalov' },
      phone: '+7 709 000 00 00',
    },
  },
};

export const INVENTED_CONFIG = inventedConfig(['olx', 'krisha']);

/** The whole record of an invented person, as `person add --from` takes it. */
export const INVENTED_PERSON = {
  name: 'Айша Сынақова',
  language: 'kk',
  operatorName: 'Ойдан Шығарылған Қор',
  operatorBin: '000000000000',
  thirdParties: true,
  crossBorder: false,
  publicDistribution: false,
  dataList: ['name', 'phone number'],
  scopes: ['scan', 'letters'],
  givenOn: '2026-01-15',
  givenHow: 'signed on paper',
  verifiedBy: 'Demo Staff',
};
