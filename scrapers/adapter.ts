import type { Page, Snapshot } from './page.ts';

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
  /** When the account was made, ISO 8601: an account minutes old is a sign of an attack. */
  readonly since: string | null;
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
  /**
   * Hosts besides the origin's own that belong to the platform (mobile host, image hosts). One that begins with a dot
   * stands for every host beneath it: `.salexy.kz` for the city hosts.
   */
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
  /** Address of page n, counted from 1. Where there is `next`, only the first is asked for by its number. */
  page(n: number): string;
  /**
   * For a platform that names each page by what stands on the one before (Telegram: `?before=` the lowest post):
   * address of the page after this one, or `null` when this one is the last.
   */
  next?(page: Page): string | null;
  /** The platform serves no page beyond this one. */
  readonly maxPages: number;
}

/** A platform whose ads carry one rising sequence of ids: what its index pages miss is found by asking for the ids. */
export interface IdWalk {
  /** Stable name: coverage and progress speak of it. */
  readonly name: string;
  /** Address of the ad with this id. 404 there means: no ad (yet). */
  url(id: number): string;
  /** The newest id among the cards of an index page, `null` without one. */
  newestOf(cards: readonly Card[]): number | null;
  /** So many ids beneath the newest may still be in moderation: those without an ad are asked for once more next run. */
  readonly settling: number;
  /** How many ids one run asks for at most. */
  readonly perRun: number;
}

/** What is confirmed of this adapter and what is a guess, with the date; shown by `doctor` and in CONTRIBUTING. */
export interface Confidence {
  readonly asOf: string;
  readonly confirmed: readonly string[];
  readonly guesses: readonly string[];
  readonly unknown: readonly string[];
}

/** What one press of the page's own "show phone" gave. `refused` ends reveals on the platform for the day. */
export type RevealAnswer =
  | { readonly state: 'phones'; readonly phones: readonly string[] }
  | { readonly state: 'refused'; readonly why: 'login' | 'captcha' | 'cap' | 'refused'; readonly sign: string }
  | { readonly state: 'unknown'; readonly why: string };

export interface RevealRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /**
   * An address whose answer sets the cookie that the request must carry, as a first visit of any guest does: asked once
   * before it, and the cookie is forgotten with the reveal. Absent: none is needed.
   */
  readonly cookieFrom?: string;
}

/**
 * How a person gets to see the hidden number. `click`: the page's own button, pressed in Chromium. `request`: the page
 * asks a plain address of the platform itself and shows the answer; no token, captcha or sign-in is in the way.
 */
export type Reveal =
  | {
      readonly how: 'click';
      /** CSS selectors of the button: the first that is visible is pressed. */
      readonly buttons: readonly string[];
      /** What may lie above the button and is closed first: selectors of closing controls. */
      readonly overlays: readonly string[];
      /** Part of the address of the answer that brings the number: kept as evidence. */
      readonly exchange: RegExp;
      /** Reads the page after the press and the answers that came; pure. */
      read(page: Page, answers: readonly Snapshot[]): RevealAnswer;
    }
  | {
      readonly how: 'request';
      request(listing: Listing): RevealRequest;
      read(answer: Snapshot): RevealAnswer;
    };

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
  /** Why a sweep has nothing to look at here as the platform is configured, in words for staff; absent when it has. */
  readonly notSwept?: string;
  /** Categories at risk first. */
  indexWalks(scope: IndexScope): readonly IndexWalk[];
  readonly idWalk?: IdWalk;
  /** The ad id in an address of this platform in any of its shapes, or `null`. */
  adIdOf(url: URL): string | null;
  /** The plainest address of an ad. */
  listingUrl(adId: string): string | null;
  /** Throws LookFailure('layout') when the page is an index but cannot be read. */
  parseIndex(page: Page): IndexContents;
  /** Throws LookFailure('layout') when the page is a listing but cannot be read. */
  parseListing(page: Page): Listing;
  /** How the hidden number is shown to a person, or `null` where the platform hides none or nothing is known of it. */
  readonly reveal: Reveal | null;
  /** Address of the page that lists the other ads of an account, readable by `parseIndex`; `null` where there is none. */
  accountUrl(sellerId: string): string | null;
  /** Address of the platform's own search for these words, readable by `parseIndex`; `null` where there is none. */
  searchUrl(words: string): string | null;
  /** The platform's own record of the ad inside the page, as it stands there, for the evidence; `null` without one. */
  adRecord(page: Page, adId: string): unknown;
}
