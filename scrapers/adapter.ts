import type { Page } from './page.ts';

/** A named piece of an ad's own text, as a reader sees it: no markup, no scripts, no ids, no coordinates. */
export interface TextField {
  /** `title`, `description`, `param:<name>`, `seller.name`, `contact.name`, `photo-alt` … */
  readonly name: string;
  /** `contact`: the platform itself prints it as the phone. `link`: an address a reader can follow (tel:, wa.me …). */
  readonly kind: 'text' | 'contact' | 'link';
  readonly text: string;
}

/** A number the platform hides behind a button: what it shows of it. `null` = the platform does not say. */
export interface HiddenNumber {
  readonly count: number | null;
  /** Digits of the operator code shown, e.g. `775`. */
  readonly prefix: string | null;
}

export interface Seller {
  readonly id: string | null;
  readonly name: string | null;
  /** The platform's own word: owner, specialist, business … */
  readonly kind: string | null;
}

/** One ad, read. */
export interface Listing {
  readonly adId: string;
  readonly url: string;
  readonly title: string;
  readonly fields: readonly TextField[];
  readonly hidden: HiddenNumber | null;
  readonly photos: readonly string[];
  readonly seller: Seller;
  readonly price: { readonly amount: number; readonly currency: string } | null;
  readonly category: string | null;
  readonly city: string | null;
  /** ISO 8601, as exact as the platform gives it (a date alone stays a date). */
  readonly postedAt: string | null;
  readonly refreshedAt: string | null;
}

/** An ad's row on an index page. */
export interface Card {
  readonly adId: string;
  readonly url: string;
  readonly title: string;
  /** Paid to stand on top: it repeats on every page and says nothing about where "new" ends. */
  readonly promoted: boolean;
  /** Everything the card shows that changes when the ad's text changes; goes into the keyed content digest only. */
  readonly content: string;
  /** The whole ad, when the index already carries its full text (OLX): the listing page need not be opened. */
  readonly listing: Listing | null;
  readonly hidden: HiddenNumber | null;
}

export interface IndexContents {
  readonly cards: readonly Card[];
  /** How many ads the platform says the query has; `null` when it does not say. */
  readonly total: number | null;
  /** Last page number of this index by the platform's own word; `null` when it does not say. */
  readonly lastPage: number | null;
  /** Which of the adapter's ways served (`state`, `api`, `dom`): told in the run, because a change of it is news. */
  readonly via: string;
}

/** Looks for a sign that is present on the page; returns what was seen, in words for staff, or `null`. */
export type Sign = (page: Page) => string | null;

/** Who receives letters. Nothing here is verified unless `checkedOn` says when and `source` says where. */
export interface LegalContact {
  readonly entity: { readonly ru: string; readonly kk: string; readonly en: string };
  readonly email: string | null;
  readonly formUrl: string | null;
  readonly postalAddress: string | null;
  readonly bin: string | null;
  readonly language: 'ru' | 'kk' | 'en';
  /** Date the contact was last confirmed by a person, or `null`: never confirmed. */
  readonly checkedOn: string | null;
  readonly source: string;
}

export interface AccessPolicy {
  readonly engine: 'http' | 'browser';
  readonly requestsPerMinute: number;
  /** How many phone reveals a day at most; 0 = never. */
  readonly revealsPerDay: number;
  /** Hosts besides the origin's own that belong to the platform (mobile host, image hosts). */
  readonly hosts: readonly string[];
}

/** What part of the platform a run walks. */
export interface IndexScope {
  /** First page only of each category (a pulse), or as deep as the platform lets us. */
  readonly depth: 'newest' | 'full';
}

/** One index to walk, page by page: a category, newest first. */
export interface IndexWalk {
  /** Stable name, e.g. `zhivotnye`: coverage and progress speak of it. */
  readonly name: string;
  /** Address of page n, counted from 1. */
  page(n: number): string;
  /** The platform serves no page beyond this one. */
  readonly maxPages: number;
}

/** What is confirmed of this adapter and what is a guess, with the date; shown by `doctor` and in CONTRIBUTING. */
export interface Confidence {
  readonly asOf: string;
  readonly confirmed: readonly string[];
  readonly guesses: readonly string[];
  readonly unknown: readonly string[];
}

/** A platform: a frozen object plus pure parsers, filled in like a form. One file each in `platforms/`. */
export interface PlatformAdapter {
  /** Stored on every row; renaming orphans them. */
  readonly id: string;
  readonly name: string;
  readonly origin: string;
  readonly legal: LegalContact;
  readonly access: AccessPolicy;
  readonly confidence: Confidence;
  /** What the platform's guest pages never show: told in reports so that "no match" is not read as "no ad". */
  readonly blindSpots: readonly string[];
  readonly signs: Record<'index' | 'indexEmpty' | 'listing' | 'removed' | 'blocked', Sign>;
  /** Categories at risk first. */
  indexWalks(scope: IndexScope): readonly IndexWalk[];
  /** The ad id in an address of this platform in any of its shapes, or `null`. */
  adIdOf(url: URL): string | null;
  /** The plainest address of an ad. */
  listingUrl(adId: string): string | null;
  /** Throws LookFailure('layout') when the page is an index but cannot be read. */
  parseIndex(page: Page): IndexContents;
  /** Throws LookFailure('layout') when the page is a listing but cannot be read. */
  parseListing(page: Page): Listing;
  /** The platform's own record of the ad inside the page, as it stands there, for the evidence; `null` without one. */
  adRecord(page: Page, adId: string): unknown;
}
