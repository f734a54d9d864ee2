import { LANGUAGES, type Language } from '../db/schema/language.ts';
import { NOTICE_KINDS, type NoticeKind } from '../db/schema/notices.ts';
import { sha256 } from '../db/sha256.ts';
import { ADDRESSEES, RESPONSIBLE_FOR_DATA } from './addressees.ts';
import { KINDS, normCodesOf } from './kinds.ts';
import { normsInForce } from './law/editions.ts';
import type { LetterContent } from './letter-content.ts';
import { LETTER_WORDINGS, TEXTS } from './wording/all.ts';
import type { Case, TextFacts } from './wording/wording.ts';

/** Every kind in every language. */
export const TEMPLATES = NOTICE_KINDS.flatMap((kind) => LANGUAGES.map((language) => ({ kind, language })));

/** Numbers of +7 709 belong to no operator; people and organisations are plainly invented. */
export function inventedContent(
  kind: NoticeKind,
  language: Language,
  over: { ads?: number; journalist?: boolean; date?: string } = {},
): LetterContent {
  const { to, number, ads, signedBy, follows } = KINDS[kind];
  const entry = to === 'platform' ? null : ADDRESSEES.find((one) => to.includes(one.group));
  const count = ads === 'none' ? 0 : (over.ads ?? 2);
  return {
    kind,
    language,
    date: over.date ?? '2026-11-24',
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
      executor: { name: { ru: 'Ә. Мысалов', kk: 'Ә. Мысалов', en: 'A. Mysalov' }, phone: '+7 709 000 00 00' },
    },
    addressee: entry
      ? { id: entry.id, post: entry.post, entity: entry.entity, address: entry.address, checkedOn: entry.checkedOn }
      : {
          id: 'invented',
          post: RESPONSIBLE_FOR_DATA,
          entity: {
            ru: 'ТОО «Вымышленная площадка»',
            kk: '«Ойдан шығарылған алаң» ЖШС-не',
            en: 'Invented Platform LLP',
          },
          address: null,
          checkedOn: null,
        },
    platforms: [{ id: 'invented', name: 'Alan.example' }],
    numbers:
      number === 'none'
        ? []
        : [{ id: 1, personId: 1, subject: 'Айша Сынақова', e164: '+77091234501', masked: '+7 709 ***-**-01' }],
    ads: Array.from({ length: count }, (_, i) => ({
      matchId: i + 1,
      platformId: 'invented',
      adId: String(388_900_000 + i),
      url: `https://alan.example/d/obyavlenie/korova-ID${i}.html`,
      title: 'Продаю корову, срочно',
      numberId: 1,
      firstSeenAt: new Date('2026-11-23T20:30:00Z'),
      lastSeenAt: new Date('2026-11-24T01:00:00Z'),
      capture: { files: 5, manifestSha256: 'ab'.repeat(32) },
    })),
    earlier:
      follows.length === 0
        ? []
        : [
            { kind: follows[0] ?? 'takedown', reference: 'Q-2026-0001', date: '2026-11-18', ticket: 'A-1001' },
            ...(kind === 'reminder-2' || kind === 'authority-complaint'
              ? [{ kind: 'reminder-1' as const, reference: 'Q-2026-0002', date: '2026-11-20', ticket: null }]
              : []),
          ],
    journalist: over.journalist ?? true,
    calls:
      signedBy === 'person' && kind !== 'notary-request'
        ? {
            rows: [
              { date: '2026-11-23', fromHour: 6, toHour: 9, calls: 41, night: 0, messages: 12 },
              { date: '2026-11-23', fromHour: 22, toHour: 24, calls: 9, night: 9, messages: 3 },
              { date: '2026-11-24', fromHour: 0, toHour: 6, calls: 17, night: 17, messages: 5 },
            ],
            harm: [harmIn[language]],
          }
        : null,
    added: [],
    annexSheets: null,
  };
}

const harmIn: Readonly<Record<Language, string>> = {
  ru: 'Два дня не могу работать: телефон занят с раннего утра.',
  kk: 'Екі күннен бері жұмыс істей алмай отырмын: телефон таңертеңнен бастап бос емес.',
  en: 'For two days I have not been able to work: the telephone has been engaged since early morning.',
};

/**
 * The digest of a kind's words in a language, over everything its text can say and the norms it cites on a date. A check
 * by a lawyer holds for this digest: a word or an edition that changes makes another.
 */
export function textSha256(kind: NoticeKind, language: Language, date: string): string {
  const cases: readonly Case[] = ['ad', 'ads', 'numbers', 'persons'];
  const said = [true, false].flatMap((full) =>
    cases.map((which) => {
      const { warning, ...text } = TEXTS[kind][language](placeholders(which, full));
      return { ...text, warning: warning && { ...warning, text: warning.text('⟨citation⟩') } };
    }),
  );
  const { grounds, reserved } = normCodesOf(kind, true);
  const norms = normsInForce([...grounds, ...reserved], date).map(({ norm }) => norm.citation[language]);
  const letter = JSON.stringify(LETTER_WORDINGS[language]);
  return sha256(JSON.stringify([said, norms, letter]));
}

function placeholders(which: Case, full: boolean): TextFacts {
  return {
    platform: '⟨platform⟩',
    which,
    many: which !== 'ad',
    earlier: full
      ? [
          { kind: 'takedown', reference: '⟨reference⟩', date: '⟨date⟩', ticket: '⟨ticket⟩' },
          { kind: 'reminder-1', reference: '⟨reference⟩', date: '⟨date⟩', ticket: null },
        ]
      : [],
    reference: '⟨reference⟩',
    email: '⟨email⟩',
    organisation: '⟨organisation⟩',
    subject: full ? '⟨subject⟩' : null,
    journalist: full,
    calls: full
      ? { calls: 2, night: 1, messages: 1, days: 1, most: { calls: 2, hours: 1 }, from: '⟨from⟩', to: '⟨to⟩' }
      : null,
    harm: full ? ['⟨harm⟩'] : [],
  };
}
