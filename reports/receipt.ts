import type { Organisation } from '../config.ts';
import { almatyDate } from '../db/almaty-time.ts';
import type { Holdings } from '../db/erase-person.ts';
import type { Language } from '../db/schema/language.ts';
import type { Ending } from '../db/schema/people.ts';
import { shortName } from '../db/short-name.ts';
import { normsInForce } from './law/editions.ts';
import { LETTER_WORDINGS } from './wording/all.ts';
import { RECEIPT_EN } from './wording/receipt/en.ts';
import { RECEIPT_KK } from './wording/receipt/kk.ts';
import { RECEIPT_RU } from './wording/receipt/ru.ts';

/** What a person gets in hand when a protection ends, in words. Every figure stands in it as text already. */
export interface ReceiptWording {
  readonly title: string;
  readonly organisation: (name: string) => string;
  readonly person: (name: string) => string;
  readonly ended: Readonly<Record<Ending, (date: string) => string>>;
  readonly stopped: string;
  readonly stops: (numbers: number) => readonly string[];
  readonly goesOn: (date: string) => string;
  readonly goes: (figures: { numbers: number; matches: number; letters: number; captures: number | null }) => string[];
  readonly done: (date: string) => string;
  readonly hold: (date: string) => string;
  readonly stays: string;
  readonly stay: {
    readonly log: string;
    readonly course: string;
    readonly held: (captures: string, norm: string) => string;
    readonly evidence: (captures: number) => string;
    readonly shared: (matches: number) => string;
    readonly sent: (references: string) => string;
    readonly copies: string;
  };
  readonly ground: (norm: string) => string;
  readonly keep: string;
}

const WORDINGS: Readonly<Record<Language, ReceiptWording>> = { ru: RECEIPT_RU, kk: RECEIPT_KK, en: RECEIPT_EN };

export interface ReceiptFacts {
  readonly personId: number;
  readonly endedHow: Ending;
  readonly endedAt: Date;
  /** YYYY-MM-DD. */
  readonly destroyOn: string;
  readonly destroyedAt: Date | null;
  readonly heldAt: Date | null;
  readonly holdings: Holdings;
  readonly organisation: Organisation | undefined;
}

/**
 * The receipt of an ended protection as plain text: what stopped, what is destroyed by when, and what stays by which
 * rule. No name and no number stands in it, so it may lie on a table. Pure.
 */
export function receiptOf(facts: ReceiptFacts, language: Language): string {
  const wording = WORDINGS[language];
  const { date } = LETTER_WORDINGS[language];
  const on = (day: string) => date(day);
  const { holdings, endedHow, destroyedAt } = facts;
  const endedOn = almatyDate(facts.endedAt);
  const [stop, hold] = normsInForce(['law-94-v/8-7', 'digital-code/41-4'], endedOn);
  const captures = endedHow === 'withdrawn' ? holdings.captureIds.length : null;
  const sent = holdings.letters.filter((letter) => letter.sent).map((letter) => letter.reference);
  const held = holdings.heldCaptureIds.map((id) => shortName('c', id));
  const figures = {
    numbers: holdings.numberIds.length,
    matches: holdings.matchIds.length,
    letters: holdings.letters.length,
    captures,
  };
  const lines = [
    wording.title,
    '',
    ...(facts.organisation ? [wording.organisation(facts.organisation.name[language])] : []),
    wording.person(shortName('p', facts.personId)),
    wording.ended[endedHow](on(endedOn)),
    '',
    wording.stopped,
    ...wording.stops(figures.numbers).map(item),
    '',
    destroyedAt === null ? wording.goesOn(on(facts.destroyOn)) : wording.done(on(almatyDate(destroyedAt))),
    ...wording.goes(figures).map(item),
    ...(facts.heldAt === null ? [] : ['', wording.hold(on(almatyDate(facts.heldAt)))]),
    '',
    wording.stays,
    item(wording.stay.log),
    item(wording.stay.course),
    ...(held.length > 0 ? [item(wording.stay.held(held.join(', '), hold?.norm.citation[language] ?? ''))] : []),
    ...(endedHow === 'ended' && holdings.captureIds.length > 0
      ? [item(wording.stay.evidence(holdings.captureIds.length))]
      : []),
    ...(holdings.sharedMatchIds.length > 0 ? [item(wording.stay.shared(holdings.sharedMatchIds.length))] : []),
    ...(sent.length > 0 ? [item(wording.stay.sent(sent.join(', ')))] : []),
    item(wording.stay.copies),
    '',
    wording.ground(stop?.norm.citation[language] ?? ''),
    wording.keep,
  ];
  return lines.join('\n');
}

function item(said: string): string {
  return `  — ${said}`;
}
