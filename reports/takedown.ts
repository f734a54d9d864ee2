import { almatyDate, almatyTime } from './calendar.ts';
import { type Block, type Cell, type Column, type LetterDocument, type Line, passagesOf } from './document.ts';
import { assertNoneDenied } from './law/denied.ts';
import { type NormCode, type NormInForce, normsInForce } from './law/editions.ts';
import type { LetterAd, LetterContent } from './letter-content.ts';
import { WORDINGS } from './wording/all.ts';
import type { Case, Wording } from './wording/wording.ts';

/** The ground of the demand, and what the person keeps the right to (facts/law.md 1.8). */
const GROUNDS: readonly NormCode[] = [
  'law-94-v/6',
  'law-94-v/7-1-3',
  'law-94-v/7-8',
  'law-94-v/8-7',
  'law-94-v/24-1-3-4',
  'law-94-v/25-2-8',
  'digital-code/37-3-5',
  'digital-code/38-2-1',
  'digital-code/41-1-2',
  'civil-code/141',
];
const RESERVED: readonly NormCode[] = ['administrative-offences-code/79', 'criminal-code/147', 'criminal-code/158'];
/** More than fit under the facts go into an annex. */
const ADS_IN_LETTER = 8;

/**
 * The takedown letter as a tree, in the order of facts/law.md 2.5. Pure: the same content gives the same letter.
 * Throws NormNotInForce when a norm has no edition on the letter's date, DeniedNormCited when the text cites a denied one.
 */
export function writeTakedown(content: LetterContent, reference: string, options: { draft: boolean }): LetterDocument {
  const wording = WORDINGS[content.language];
  const { letter } = wording;
  const norms = { grounds: normsInForce(GROUNDS, content.date), reserved: normsInForce(RESERVED, content.date) };
  const inAnnex = content.ads.length > ADS_IN_LETTER;
  const document: LetterDocument = {
    language: content.language,
    title: letter.fileTitle(reference, letter.date(content.date)),
    date: content.date,
    blocks: [
      ...(options.draft ? [draftMark(wording, norms)] : []),
      ...opening(content, wording, reference),
      ...facts(content, wording, inAnnex),
      ...demands(content, wording, norms),
      ...closing(content, wording, reference),
    ],
    annex: inAnnex
      ? [
          { kind: 'annex-mark', text: letter.annexMark(1, reference, letter.date(content.date)) },
          { kind: 'heading', text: wording.takedown.annexHeading },
          adsTable(content, wording),
        ]
      : null,
  };
  assertNoneDenied(passagesOf(withoutForeign(document)));
  return document;
}

interface Norms {
  readonly grounds: readonly NormInForce[];
  readonly reserved: readonly NormInForce[];
}

function caseOf(content: LetterContent): Case {
  if (new Set(content.numbers.map((number) => number.personId)).size > 1) return 'persons';
  if (content.numbers.length > 1) return 'numbers';
  return content.ads.length > 1 ? 'ads' : 'ad';
}

function draftMark({ language, letter }: Wording, { grounds, reserved }: Norms): Block {
  const doubtful = [...grounds, ...reserved].filter(({ norm }) => norm.confidence !== 'A');
  return {
    kind: 'draft-mark',
    title: letter.draft,
    items: [
      ...(letter.proofRead === null ? [letter.textNotProofRead] : []),
      ...doubtful.map(({ norm }) => `${letter.toBeChecked} ${norm.citation[language]}`),
    ],
  };
}

function opening(content: LetterContent, { language, letter, takedown }: Wording, reference: string): Block[] {
  const { organisation, platform } = content;
  const contacts = [
    ...(organisation.bin ? [`${letter.bin} ${organisation.bin}`] : []),
    organisation.address[language],
    `${letter.email} ${organisation.email}`,
    ...(organisation.phone ? [`${letter.phone} ${organisation.phone}`] : []),
  ];
  // Kazakh office practice: the state language left, Russian right; an English letter keeps to English.
  const head = (name: 'ru' | 'kk' | 'en') => [organisation.name[name], ...(name === language ? contacts : [])];
  return [
    language === 'en'
      ? { kind: 'letterhead', left: head('en'), right: [] }
      : { kind: 'letterhead', left: head('kk'), right: head('ru') },
    {
      kind: 'addressing',
      left: [letter.date(content.date), letter.outgoing(reference)],
      addressee: [
        letter.addresseePost,
        platform.entity[language],
        ...(platform.address === null ? [] : [platform.address]),
      ],
    },
    { kind: 'heading', text: takedown.heading[caseOf(content)] },
    { kind: 'salutation', text: letter.salutation },
  ];
}

function facts(content: LetterContent, wording: Wording, inAnnex: boolean): Block[] {
  const { takedown } = wording;
  const which = caseOf(content);
  return [
    paragraph(takedown.opening[which]),
    paragraph(takedown.facts[which](content.platform.name)),
    { kind: 'paragraph', line: text(takedown.numbersIntro[which]), keepWithNext: true },
    {
      kind: 'list',
      style: 'plain',
      items: content.numbers.map(
        (number, i): Line => [
          ...(content.numbers.length > 1 ? text(`${takedown.numberLabel(i + 1)}: `) : []),
          { kind: 'number', text: number.e164 },
          { kind: 'text', text: ` — ${takedown.subject} ${number.subject}` },
        ],
      ),
    },
    ...(inAnnex
      ? [paragraph(takedown.adsInAnnex(content.ads.length))]
      : [
          { kind: 'paragraph', line: text(takedown.adsIntro[which]), keepWithNext: true } satisfies Block,
          adsTable(content, wording),
        ]),
    paragraph(takedown.evidence),
  ];
}

function adsTable(content: LetterContent, wording: Wording): Block {
  const { columns, numberLabel } = wording.takedown;
  const several = content.numbers.length > 1;
  const headings: Column[] = [
    { label: columns.row, width: 6 },
    { label: columns.ad, width: several ? 50 : 62 },
    ...(several ? [{ label: columns.number, width: 12 }] : []),
    { label: columns.firstSeen, width: 16 },
    { label: columns.lastSeen, width: 16 },
  ];
  const rows = content.ads.map((ad, i): Cell[] => {
    const number = content.numbers.findIndex((one) => one.id === ad.numberId) + 1;
    return [
      [text(String(i + 1))],
      adCell(ad, content, wording),
      ...(several ? [[text(numberLabel(number))]] : []),
      moment(ad.firstSeenAt, wording),
      moment(ad.lastSeenAt, wording),
    ];
  });
  return { kind: 'table', columns: headings, rows };
}

function adCell(ad: LetterAd, content: LetterContent, { takedown }: Wording): Cell {
  const digits = content.numbers.map((number) => number.e164.slice(-10));
  const hides = digits.some((national) => ad.url.replace(/\D/g, '').includes(national));
  // The number stands in full once: an address or a title that repeats it is shown with its middle hidden.
  const shown = hides ? hideDigits(ad.url) : ad.url;
  const title = digits.some((national) => ad.title.replace(/\D/g, '').includes(national))
    ? hideDigits(ad.title)
    : ad.title;
  return [
    [{ kind: 'foreign', text: takedown.quoted(title) }],
    [{ kind: 'address', text: shown, href: hides ? null : ad.url }],
    text(takedown.adId(ad.adId)),
    ...(hides ? [text(takedown.addressHidesNumber)] : []),
    ...(ad.capture === null
      ? []
      : [
          [
            {
              kind: 'text',
              text: takedown.captured(ad.capture.files, ad.capture.manifestSha256),
              small: true,
            } as const,
          ],
        ]),
  ];
}

function demands(content: LetterContent, { language, takedown }: Wording, { grounds, reserved }: Norms): Block[] {
  const which = caseOf(content);
  const { demands, requests } = takedown;
  return [
    { kind: 'paragraph', line: text(takedown.lawIntro), keepWithNext: true },
    ...byAct(grounds, language),
    { kind: 'paragraph', line: text(takedown.demandsIntro[which]), keepWithNext: true },
    { kind: 'list', style: 'numbered', start: 1, items: [text(demands.remove[which]), text(demands.related[which])] },
    { kind: 'paragraph', line: text(takedown.requestsIntro), keepWithNext: true },
    {
      kind: 'list',
      style: 'numbered',
      start: 3,
      items: [text(requests.preserve), text(requests.answer), text(requests.prevent[which])],
    },
    paragraph(takedown.platformRules),
    paragraph(takedown.proofOfControl[which]),
    paragraph(takedown.authority.consent[which]),
    { kind: 'paragraph', line: text(takedown.reservation[which]), keepWithNext: true },
    { kind: 'list', style: 'dash', items: reserved.map(({ norm }) => text(norm.citation[language])) },
    paragraph(takedown.goodFaith),
  ];
}

/** The provisions under their act, in the order of the grounds. */
function byAct(norms: readonly NormInForce[], language: LetterContent['language']): Block[] {
  const acts = [...new Set(norms.map(({ act }) => act))];
  return acts.flatMap((act): Block[] => [
    { kind: 'paragraph', line: text(act.heading[language]), keepWithNext: true },
    {
      kind: 'list',
      style: 'dash',
      items: norms
        .filter((one) => one.act === act)
        .map(({ norm }) => text(`${norm.provision[language]} — ${norm.gives[language]}`)),
    },
  ]);
}

function closing(content: LetterContent, { language, letter, takedown }: Wording, reference: string): Block[] {
  const { signer, executor, email } = content.organisation;
  return [
    paragraph(takedown.reply(email, reference)),
    {
      kind: 'attachments',
      label: letter.attachments,
      items: [
        `${letter.attachment('screenshots')}, ${letter.electronic}`,
        `${letter.attachment('evidence')}, ${letter.electronic}`,
      ],
    },
    { kind: 'signature', closing: letter.closing, post: signer.post[language], name: signer.name[language] },
    { kind: 'executor', lines: [`${letter.executor} ${executor.name[language]}`, `${letter.phone} ${executor.phone}`] },
  ];
}

function moment(at: Date, { letter, takedown }: Wording): Cell {
  return [
    text(letter.shortDate(almatyDate(at))),
    text(takedown.localTime(almatyTime(at))),
    text(`${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`),
  ];
}

/** Every digit but the first four and the last two becomes a star. */
function hideDigits(written: string): string {
  const total = written.replace(/\D/g, '').length;
  let seen = 0;
  return written.replace(/\d/g, (digit) => {
    seen++;
    return seen <= 4 || seen > total - 2 ? digit : '*';
  });
}

/** An ad may say what it likes: only our own words are searched for denied norms. */
function withoutForeign(document: LetterDocument): LetterDocument {
  const own = (block: Block): Block =>
    block.kind === 'table'
      ? {
          ...block,
          rows: block.rows.map((row) =>
            row.map((cell) => cell.map((line) => line.filter((run) => run.kind === 'text'))),
          ),
        }
      : block;
  return { ...document, blocks: document.blocks.map(own), annex: document.annex?.map(own) ?? null };
}

function text(words: string): Line {
  return [{ kind: 'text', text: words }];
}

function paragraph(words: string): Block {
  return { kind: 'paragraph', line: text(words) };
}
