import { adsTable } from './ads-table.ts';
import { ADS_IN_LETTER, annexesOf } from './annexes.ts';
import { totalsOf } from './call-log.ts';
import { type Block, type LetterDocument, type Line, passagesOf } from './document.ts';
import { KINDS, normCodesOf } from './kinds.ts';
import { assertNoneDenied } from './law/denied.ts';
import { type NormInForce, normsInForce } from './law/editions.ts';
import { FALSE_DENUNCIATION } from './law/false-denunciation.ts';
import type { Norm } from './law/norm.ts';
import type { LetterContent } from './letter-content.ts';
import { LETTER_WORDINGS, TEXTS } from './wording/all.ts';
import type { Case, LetterText, LetterWording, Points, TextFacts } from './wording/wording.ts';

export interface WriteOptions {
  readonly draft: boolean;
  /** A lawyer has read this kind's text in this language as it now stands. */
  readonly textChecked: boolean;
}

/**
 * A letter of any kind as a tree, in the order of facts/law.md 2.5. Pure: the same content gives the same letter.
 * Throws NormNotInForce when a norm has no edition on the letter's date, DeniedNormCited when the text cites a denied one.
 */
export function writeLetter(content: LetterContent, reference: string, options: WriteOptions): LetterDocument {
  const wording = LETTER_WORDINGS[content.language];
  const text = TEXTS[content.kind][content.language](factsOf(content, reference, wording));
  const codes = normCodesOf(content.kind, content.journalist);
  const norms = {
    grounds: normsInForce(codes.grounds, content.date),
    reserved: normsInForce(codes.reserved, content.date),
  };
  const annexes = annexesOf(content, wording, reference);
  const document: LetterDocument = {
    language: content.language,
    title: wording.fileTitle(reference, wording.dateOf(content.date)),
    date: content.date,
    blocks: [
      ...(options.draft ? [draftMark(content, wording, options)] : []),
      ...opening(content, text, wording, reference),
      ...facts(content, text, wording),
      ...law(content, text, norms),
      ...points(text.demands, 1),
      ...points(text.requests, 1 + (text.demands?.items.length ?? 0)),
      ...reservation(content, text, norms.reserved),
      ...text.closing.map(paragraph),
      ...closing(content, text, wording),
    ],
    annexes: annexes.map(({ blocks }) => blocks),
  };
  assertNoneDenied(passagesOf(ownWords(document)));
  return document;
}

/** Norms of a letter that nobody has compared with the primary text: a person by name has to answer for them. */
export function unverifiedNorms(content: LetterContent): Norm[] {
  const { grounds, reserved } = normCodesOf(content.kind, content.journalist);
  const cited = normsInForce([...grounds, ...reserved], content.date).map(({ norm }) => norm);
  const warned = KINDS[content.kind].scope === 'police' ? [FALSE_DENUNCIATION] : [];
  return [...cited, ...warned].filter((norm) => norm.confidence !== 'A');
}

interface Norms {
  readonly grounds: readonly NormInForce[];
  readonly reserved: readonly NormInForce[];
}

function factsOf(content: LetterContent, reference: string, wording: LetterWording): TextFacts {
  const dateOf = (day: string) => wording.dateOf(day);
  return {
    platform: content.platforms.map(({ name }) => wording.ads.quoted(name)).join(', '),
    which: caseOf(content),
    many: content.ads.length > 1,
    earlier: content.earlier.map(({ kind, reference: earlier, date, ticket }) => ({
      kind,
      reference: earlier,
      date: dateOf(date),
      ticket,
    })),
    reference,
    email: content.organisation.email,
    organisation: content.organisation.name[content.language],
    subject: content.numbers[0]?.subject ?? null,
    journalist: content.journalist,
    calls: content.calls && totalsOf(content.calls, (day) => wording.shortDate(day)),
    harm: content.calls?.harm ?? [],
  };
}

function caseOf(content: LetterContent): Case {
  if (new Set(content.numbers.map((number) => number.personId)).size > 1) return 'persons';
  if (content.numbers.length > 1) return 'numbers';
  return content.ads.length > 1 ? 'ads' : 'ad';
}

function draftMark(content: LetterContent, wording: LetterWording, { textChecked }: WriteOptions): Block {
  return {
    kind: 'draft-mark',
    title: wording.draft,
    items: [
      ...(textChecked ? [] : [wording.textNotProofRead]),
      ...(content.addressee.checkedOn === null ? [wording.addresseeNotChecked] : []),
      ...unverifiedNorms(content).map((norm) => `${wording.toBeChecked} ${norm.citation[content.language]}`),
    ],
  };
}

function opening(content: LetterContent, text: LetterText, wording: LetterWording, reference: string): Block[] {
  const { organisation, addressee, language } = content;
  const contacts = [
    ...(organisation.bin ? [`${wording.bin} ${organisation.bin}`] : []),
    organisation.address[language],
    `${wording.email} ${organisation.email}`,
    ...(organisation.phone ? [`${wording.phone} ${organisation.phone}`] : []),
  ];
  // Kazakh office practice: the state language left, Russian right; an English letter keeps to English.
  const head = (name: 'ru' | 'kk' | 'en') => [organisation.name[name], ...(name === language ? contacts : [])];
  const letterhead: Block =
    language === 'en'
      ? { kind: 'letterhead', left: head('en'), right: [] }
      : { kind: 'letterhead', left: head('kk'), right: head('ru') };
  // A person writes without a letterhead and without an outgoing number.
  const byPerson = KINDS[content.kind].signedBy === 'person';
  return [
    ...(byPerson ? [] : [letterhead]),
    {
      kind: 'addressing',
      left: [wording.date(content.date), ...(byPerson ? [] : [wording.outgoing(reference)])],
      addressee: [
        ...(addressee.post === null ? [] : [addressee.post[language]]),
        addressee.entity[language],
        ...(addressee.address === null ? [] : [addressee.address]),
        ...text.applicant,
      ],
    },
    { kind: 'heading', text: text.heading },
    ...(text.salutation === '' ? [] : [{ kind: 'salutation' as const, text: text.salutation ?? wording.salutation }]),
  ];
}

function facts(content: LetterContent, text: LetterText, wording: LetterWording): Block[] {
  const inAnnex = content.ads.length > ADS_IN_LETTER;
  const { number: shown, signedBy } = KINDS[content.kind];
  // The name stands where the number does in full, unless the person writes and signs.
  const named = shown === 'full' && signedBy === 'organisation';
  return [
    ...text.opening.map(paragraph),
    ...(text.numbersIntro === null || content.numbers.length === 0
      ? []
      : [
          intro(text.numbersIntro),
          {
            kind: 'list' as const,
            style: 'plain' as const,
            items: content.numbers.map(
              (number, i): Line => [
                ...(content.numbers.length > 1 ? words(`${wording.ads.numberLabel(i + 1)}: `) : []),
                shown === 'full' ? { kind: 'number', text: number.e164 } : { kind: 'text', text: number.masked },
                ...(number.subject === null || !named ? [] : words(` — ${wording.subject} ${number.subject}`)),
              ],
            ),
          },
        ]),
    ...(text.adsIntro === null || content.ads.length === 0
      ? []
      : inAnnex
        ? [paragraph(wording.ads.adsInAnnex(content.ads.length))]
        : [intro(text.adsIntro), adsTable(content, wording)]),
    ...text.facts.map(paragraph),
    ...content.added.map(paragraph),
  ];
}

function law(content: LetterContent, text: LetterText, { grounds }: Norms): Block[] {
  if (text.lawIntro === null || grounds.length === 0) return [];
  const acts = [...new Set(grounds.map(({ act }) => act))];
  return [
    intro(text.lawIntro),
    ...acts.flatMap((act): Block[] => [
      intro(act.heading[content.language]),
      {
        kind: 'list',
        style: 'dash',
        items: grounds
          .filter((one) => one.act === act)
          .map(({ norm }) => words(`${norm.provision[content.language]} — ${norm.gives[content.language]}`)),
      },
    ]),
  ];
}

function points(given: Points | null, start: number): Block[] {
  return given === null
    ? []
    : [intro(given.intro), { kind: 'list', style: 'numbered', start, items: given.items.map(words) }];
}

function reservation(content: LetterContent, text: LetterText, reserved: readonly NormInForce[]): Block[] {
  if (text.reservation === null || reserved.length === 0) return [];
  return [
    intro(text.reservation),
    { kind: 'list', style: 'dash', items: reserved.map(({ norm }) => words(norm.citation[content.language])) },
  ];
}

function closing(content: LetterContent, text: LetterText, wording: LetterWording): Block[] {
  const { language, organisation } = content;
  const { signer, executor } = organisation;
  const annexes = annexesOf(content, wording, '').map(({ attachment }, i) => {
    const sheets = content.annexSheets?.[i];
    return `${wording.attachment(attachment)}${sheets === undefined ? '' : `, ${wording.sheets(sheets)}`}`;
  });
  const electronic = text.attachments
    .filter((kind) => kind !== 'ads' && kind !== 'calls')
    .map((kind) => `${wording.attachment(kind)}, ${wording.electronic}`);
  const items = [...annexes, ...electronic];
  const byPerson = KINDS[content.kind].signedBy === 'person';
  return [
    ...(items.length === 0 ? [] : [{ kind: 'attachments' as const, label: wording.attachments, items }]),
    byPerson
      ? {
          kind: 'signature',
          closing: text.salutation === '' ? '' : wording.closing,
          post: '',
          name: content.numbers[0]?.subject ?? '____________________',
        }
      : { kind: 'signature', closing: wording.closing, post: signer.post[language], name: signer.name[language] },
    ...(text.warning === null
      ? []
      : [
          {
            kind: 'warning' as const,
            title: text.warning.title,
            text: text.warning.text(FALSE_DENUNCIATION.citation[language]),
            sign: text.warning.sign,
          },
        ]),
    ...(byPerson
      ? []
      : [
          {
            kind: 'executor' as const,
            lines: [`${wording.executor} ${executor.name[language]}`, `${wording.phone} ${executor.phone}`],
          },
        ]),
  ];
}

/**
 * The words that are ours to answer for. An ad may say what it likes, and what an applicant is warned of is the one
 * place of the norm on false denunciation; of a draft's marks the same norm is named to be checked.
 */
function ownWords(document: LetterDocument): LetterDocument {
  const own = (block: Block): Block[] => {
    if (block.kind === 'warning' || block.kind === 'draft-mark') return [];
    if (block.kind !== 'table') return [block];
    const rows = block.rows.map((row) =>
      row.map((cell) => cell.map((line) => line.filter((run) => run.kind === 'text'))),
    );
    return [{ ...block, rows }];
  };
  return {
    ...document,
    blocks: document.blocks.flatMap(own),
    annexes: document.annexes.map((annex) => annex.flatMap(own)),
  };
}

function intro(said: string): Block {
  return { kind: 'paragraph', line: words(said), keepWithNext: true };
}

function words(said: string): Line {
  return [{ kind: 'text', text: said }];
}

function paragraph(said: string): Block {
  return { kind: 'paragraph', line: words(said) };
}
