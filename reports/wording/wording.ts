import type { Language } from '../../db/schema/language.ts';
import type { NoticeKind } from '../../db/schema/notices.ts';

/**
 * What a letter is about. Russian and Kazakh inflect too much for words to be put in and taken out: a sentence that
 * depends on the case is written out for each.
 * `ad`: one ad, one number. `ads`: several ads, one number. `numbers`: several numbers of one person. `persons`:
 * numbers of several persons.
 */
export type Case = 'ad' | 'ads' | 'numbers' | 'persons';

/** What every letter has, whatever its kind. */
export interface LetterWording {
  /** `YYYY-MM-DD` as it stands in an official letter. */
  date(day: string): string;
  /** The same before a noun: «письмо от 23 ноября», «23 қарашадағы хат». */
  dateOf(day: string): string;
  /** `YYYY-MM-DD` as it stands in a table. */
  shortDate(day: string): string;
  outgoing(reference: string): string;
  readonly bin: string;
  readonly email: string;
  readonly phone: string;
  readonly salutation: string;
  readonly closing: string;
  readonly attachments: string;
  attachment(kind: AttachmentKind): string;
  sheets(count: number): string;
  readonly electronic: string;
  annexMark(number: number, reference: string, date: string): string;
  /** Of an annex to a letter that has no outgoing number. */
  annexLabel(number: number): string;
  readonly executor: string;
  /** Before the subject's name, where the consent lets the name stand in the letter. */
  readonly subject: string;
  /** Marks of a draft; they are gone from the approved letter. */
  readonly draft: string;
  readonly toBeChecked: string;
  readonly textNotProofRead: string;
  readonly addresseeNotChecked: string;
  /** Title among the file's properties. */
  fileTitle(reference: string, date: string): string;
  readonly ads: AdsWording;
  readonly calls: CallsWording;
}

export type AttachmentKind = 'screenshots' | 'evidence' | 'ads' | 'calls' | 'consent' | 'earlier' | 'manifest';

/** The table of ads. */
export interface AdsWording {
  numberLabel(n: number): string;
  readonly annexHeading: string;
  readonly columns: {
    readonly row: string;
    readonly ad: string;
    readonly number: string;
    readonly firstSeen: string;
    readonly lastSeen: string;
  };
  quoted(title: string): string;
  adId(id: string): string;
  readonly addressHidesNumber: string;
  captured(files: number, sha256: string): string;
  localTime(time: string): string;
  adsInAnnex(total: number): string;
}

/** The table of calls that the person received. */
export interface CallsWording {
  readonly annexHeading: string;
  readonly columns: {
    readonly date: string;
    readonly hours: string;
    readonly calls: string;
    readonly night: string;
    readonly messages: string;
  };
  readonly total: string;
}

/** What a kind's text may depend on. Everything in it is ready to be printed. */
export interface TextFacts {
  /** Names of the platforms of the ads, in quotation marks of the language. */
  readonly platform: string;
  readonly which: Case;
  /** More than one ad. */
  readonly many: boolean;
  /** Earlier letters of the case, oldest first. */
  readonly earlier: readonly EarlierLetter[];
  readonly reference: string;
  readonly email: string;
  readonly organisation: string;
  /** The person's name, where the letter is about one and the consent lets it stand. */
  readonly subject: string | null;
  /** The consent lets it be said that the person is a journalist. */
  readonly journalist: boolean;
  readonly calls: CallTotals | null;
  /** What the person says of the harm, in their own words. */
  readonly harm: readonly string[];
}

export interface EarlierLetter {
  readonly kind: NoticeKind;
  readonly reference: string;
  readonly date: string;
  readonly ticket: string | null;
}

export interface CallTotals {
  readonly calls: number;
  readonly night: number;
  readonly messages: number;
  readonly days: number;
  /** The busiest row: calls within so many hours. */
  readonly most: { readonly calls: number; readonly hours: number };
  readonly from: string;
  readonly to: string;
}

/**
 * A kind's whole text in one language, in the order in which it is printed (facts/law.md 2.5). `null` and an empty list
 * say that this letter has no such part; a part left out does not compile.
 */
export interface LetterText {
  readonly heading: string;
  /** `null`: the usual one. */
  readonly salutation: string | null;
  /** Under the addressee, when a person and not the organisation writes. */
  readonly applicant: readonly string[];
  readonly opening: readonly string[];
  /** Stands above the number or its masked form. */
  readonly numbersIntro: string | null;
  readonly adsIntro: string | null;
  readonly facts: readonly string[];
  readonly lawIntro: string | null;
  /** Of the statutory right. */
  readonly demands: Points | null;
  /** Asked for, not demanded; numbered on from the demands. */
  readonly requests: Points | null;
  readonly closing: readonly string[];
  /** Stands above the norms that the person keeps the right to rely on. */
  readonly reservation: string | null;
  readonly attachments: readonly AttachmentKind[];
  /** What an applicant signs apart. Only here may the law on false denunciation stand. */
  readonly warning: Warning | null;
}

export interface Points {
  readonly intro: string;
  readonly items: readonly string[];
}

export interface Warning {
  readonly title: string;
  /** Given the citation of the norm in force. */
  text(citation: string): string;
  readonly sign: string;
}

export type KindText = (facts: TextFacts) => LetterText;
export type TextInLanguages = Readonly<Record<Language, KindText>>;
