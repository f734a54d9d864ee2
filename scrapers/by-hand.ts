import type { LegalContact } from './adapter.ts';

/**
 * A platform that no sweep looks at: a person opens its pages. `check`, letters and figures know it; nothing is read
 * from it unattended, and `why` stands wherever a sweep tells what it did not look at.
 */
export interface ByHandPlatform {
  /** Stored on every row, as an adapter's is; renaming orphans them. */
  readonly id: string;
  readonly name: string;
  /** One that begins with a dot stands for every host beneath it. */
  readonly hosts: readonly string[];
  readonly legal: LegalContact;
  /** Why a sweep does not look, for staff. */
  readonly why: string;
  /** When `why` was last known to hold, ISO 8601 as exact as the source gives it; `null`: the source has no date. */
  readonly knownOn: string | null;
  /**
   * `escort`: looked at only where the configuration names the platform and says `enabled`, by the exact number of an
   * enrolled person, and never with a picture kept: the pages show people who are strangers to the case.
   */
  readonly kind: 'board' | 'jobs' | 'chats' | 'escort';
}

const FACTS = 'facts/other-platforms.md';

function contact(host: string, source: string, known: Partial<LegalContact> = {}): LegalContact {
  return {
    entity: { ru: `Администрация ${host}`, kk: `${host} әкімшілігі`, en: `${host} administration` },
    email: null,
    formUrl: null,
    postalAddress: null,
    bin: null,
    language: 'ru',
    checkedOn: null,
    source: `${FACTS} ${source}`,
    ...known,
  };
}

function board(
  id: string,
  host: string,
  said: {
    readonly why: string;
    readonly source: string;
    /** What the source does tell of the contact. */
    readonly known?: Partial<LegalContact>;
  } & Partial<Omit<ByHandPlatform, 'id' | 'why' | 'legal'>>,
): ByHandPlatform {
  const { source, known, ...rest } = said;
  return Object.freeze({
    id,
    name: host,
    hosts: [host, `www.${host}`],
    legal: contact(host, source, known),
    knownOn: null,
    kind: 'board' as const,
    ...rest,
  });
}

const NOT_FOUND = 'entity and complaint channel not found';
const UNREAD = 'its pages have not been read: nothing is known that an adapter could go by';

/** Every platform that is looked at by hand only. */
export const BY_HAND_PLATFORMS: readonly ByHandPlatform[] = Object.freeze([
  board('flagma', 'flagma.kz', {
    hosts: ['flagma.kz', '.flagma.kz'],
    why: 'its terms forbid robots, and it bans addresses and headless browsers',
    knownOn: '2026-02',
    source: `1.2: ${NOT_FOUND}`,
  }),
  board('allbiz', 'kz.all.biz', {
    hosts: ['kz.all.biz', '.kz.all.biz'],
    why: 'a catalogue of firms of which only links to pictures are known',
    source: `1.2: ${NOT_FOUND}`,
  }),
  board('nedvizhka', 'nedvizhka.kz', {
    why: 'its terms forbid automatic collection (п. 4.2)',
    source: '1.2: name of the group from its terms; legal form, e-mail and address not found',
    known: {
      entity: {
        ru: 'D&D Group (администрация nedvizhka.kz)',
        kk: 'D&D Group (nedvizhka.kz әкімшілігі)',
        en: 'D&D Group (nedvizhka.kz administration)',
      },
    },
  }),
  board('kerege', 'kerege.kz', {
    why: 'only landlords whose identity was checked can post there: the risk is low',
    source: '1.2: entity from the site’s own page; e-mail and address not found',
    known: { entity: { ru: 'ТОО «Telse»', kk: '«Telse» ЖШС', en: 'Telse LLP' } },
  }),
  board('va', 'va.kz', {
    why: 'a city newspaper’s board where a person reads every ad before it appears: the risk is low',
    source: '1.2: e-mail from its rules page, undated',
    known: { email: 'operator@lada.kz' },
  }),
  board('hh', 'hh.kz', {
    hosts: ['hh.kz', '.hh.kz'],
    why: 'employers are checked, and the site hides contacts from guests',
    knownOn: '2026-11-02',
    source: `1.2: ${NOT_FOUND}`,
    kind: 'jobs',
  }),
  board('enbek', 'enbek.kz', {
    why: 'the state’s own board of vacancies, where an employer has to be registered',
    source: `1.1 row 11, 1.2: ${NOT_FOUND}`,
    kind: 'jobs',
  }),
  board('rabota', 'rabota.kz', {
    why: 'a board of vacancies behind employers’ accounts; its pages have not been read',
    source: `1.1 row 11: ${NOT_FOUND}`,
    kind: 'jobs',
  }),
  board('naimi', 'naimi.kz', {
    why: 'masters sign in by a code sent to their number; its pages have not been read',
    source: `1.2: ${NOT_FOUND}`,
    kind: 'jobs',
  }),
  board('m2bomber', 'kz.m2bomber.com', {
    hosts: ['kz.m2bomber.com'],
    why: UNREAD,
    source: `1.2: ${NOT_FOUND}`,
  }),
  board('korter', 'korter.kz', { why: UNREAD, source: `1.2: ${NOT_FOUND}` }),
  board('skidoska', 'skidoska.kz', { why: UNREAD, source: `1.2: ${NOT_FOUND}` }),
  board('whatsapp', 'chat.whatsapp.com', {
    name: 'WhatsApp',
    hosts: ['chat.whatsapp.com'],
    why: 'its chats are closed to guests: paste the message that was forwarded',
    source: `1.1 row 1: ${NOT_FOUND}`,
    kind: 'chats',
  }),
  board('instagram', 'instagram.com', {
    name: 'Instagram',
    hosts: ['instagram.com', 'www.instagram.com'],
    why: 'no list of the accounts to look at is known: open the link by hand',
    source: `1.1 row 1: ${NOT_FOUND}`,
    kind: 'chats',
  }),
  board('threads', 'threads.net', {
    name: 'Threads',
    hosts: ['threads.net', 'www.threads.net', 'threads.com', 'www.threads.com'],
    why: 'no list of the accounts to look at is known: open the link by hand',
    source: `1.1 row 1: ${NOT_FOUND}`,
    kind: 'chats',
  }),
  board('kyzdar', 'kyzdar.net', {
    why: 'an escort board: looked at only by hand, only where config.json enables it, and no picture is kept',
    knownOn: '2023',
    source: `1.1 row 3, 2: ${NOT_FOUND}; a removal once took almost a month`,
    kind: 'escort',
  }),
]);
