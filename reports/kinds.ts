import type { NoticeKind } from '../db/schema/notices.ts';
import type { Scope } from '../db/schema/people.ts';
import type { AddresseeGroup } from './addressees.ts';
import type { NormCode } from './law/editions.ts';

/** What sets one kind of letter apart from another, besides its words. */
export interface Kind {
  /** `platform`: goes to the platform of the ads. */
  readonly to: readonly AddresseeGroup[] | 'platform';
  /** How a number stands in it. In full it stands once. */
  readonly number: 'full' | 'masked' | 'none';
  readonly ads: 'required' | 'optional' | 'none';
  /** About one person only: it carries what concerns nobody else. */
  readonly onePerson: boolean;
  readonly signedBy: 'organisation' | 'person';
  /** What the person's consent has to cover. */
  readonly scope: Scope;
  /** Kinds of earlier letters that it needs at least one of. */
  readonly follows: readonly NoticeKind[];
  readonly grounds: readonly NormCode[];
  readonly reserved: readonly NormCode[];
}

/** The ground of the demand, and what the person keeps the right to (facts/law.md 1.4). */
const DEMAND: readonly NormCode[] = [
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
const TERMS: readonly NormCode[] = ['law-94-v/6', 'law-94-v/25-2-8', 'law-94-v/8-7', 'digital-code/41-1-2'];
/** To a platform, about the ads of any number of people. */
const TO_PLATFORM = {
  to: 'platform',
  ads: 'required',
  onePerson: false,
  signedBy: 'organisation',
  scope: 'letters',
} as const;

export const KINDS: Readonly<Record<NoticeKind, Kind>> = {
  takedown: { ...TO_PLATFORM, number: 'full', follows: [], grounds: DEMAND, reserved: RESERVED },
  'reminder-1': {
    ...TO_PLATFORM,
    number: 'masked',
    follows: ['takedown', 'back-again'],
    grounds: TERMS,
    reserved: [],
  },
  'reminder-2': {
    ...TO_PLATFORM,
    number: 'masked',
    follows: ['takedown', 'back-again'],
    grounds: TERMS,
    reserved: ['law-94-v/27-1', ...RESERVED],
  },
  'back-again': {
    ...TO_PLATFORM,
    number: 'full',
    follows: ['takedown', 'back-again'],
    grounds: DEMAND,
    reserved: RESERVED,
  },
  prevention: {
    ...TO_PLATFORM,
    ads: 'none',
    number: 'none',
    follows: [],
    grounds: ['law-94-v/7-1-3', 'digital-code/38-2-1'],
    reserved: [],
  },
  preservation: {
    ...TO_PLATFORM,
    number: 'masked',
    follows: [],
    grounds: ['digital-code/41-4'],
    reserved: ['criminal-code/147'],
  },
  'authority-complaint': {
    to: ['authority', 'akimat'],
    number: 'full',
    ads: 'required',
    onePerson: true,
    signedBy: 'organisation',
    scope: 'letters',
    follows: ['takedown', 'back-again', 'reminder-1', 'reminder-2'],
    grounds: [
      ...DEMAND.filter((code) => code !== 'civil-code/141'),
      'law-94-v/27-1',
      'administrative-procedure-code/76',
    ],
    reserved: [],
  },
  'police-statement': {
    to: ['police'],
    number: 'full',
    ads: 'required',
    onePerson: true,
    signedBy: 'person',
    scope: 'police',
    follows: [],
    grounds: ['criminal-code/147', 'criminal-code/158', 'criminal-procedure-code/181', 'criminal-procedure-code/185'],
    reserved: [],
  },
  'prosecutor-complaint': {
    to: ['prosecutor'],
    number: 'full',
    ads: 'required',
    onePerson: true,
    signedBy: 'person',
    scope: 'police',
    follows: ['police-statement'],
    grounds: ['criminal-code/147', 'criminal-code/158', 'criminal-procedure-code/181', 'criminal-procedure-code/185'],
    reserved: [],
  },
  'operator-request': {
    to: ['operator'],
    number: 'full',
    ads: 'none',
    onePerson: true,
    signedBy: 'person',
    scope: 'letters',
    follows: [],
    grounds: [],
    reserved: [],
  },
  'notary-request': {
    to: ['notary'],
    number: 'full',
    ads: 'required',
    onePerson: true,
    signedBy: 'person',
    scope: 'letters',
    follows: [],
    grounds: ['notariat-law/98-1', 'notariat-law/99'],
    reserved: [],
  },
  'lawyer-cover': {
    to: ['lawyer'],
    number: 'masked',
    ads: 'required',
    onePerson: false,
    signedBy: 'organisation',
    scope: 'letters',
    follows: [],
    grounds: [],
    reserved: [],
  },
};

/**
 * The norms that a letter rests on. The article on obstructing a journalist tells the person's profession: without the
 * consent to that it is left out.
 */
export function normCodesOf(
  kind: NoticeKind,
  journalist: boolean,
): { readonly grounds: readonly NormCode[]; readonly reserved: readonly NormCode[] } {
  const { grounds, reserved } = KINDS[kind];
  const told = (code: NormCode) => journalist || code !== 'criminal-code/158';
  return { grounds: grounds.filter(told), reserved: reserved.filter(told) };
}
