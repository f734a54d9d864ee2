import { type CheerioAPI, load } from 'cheerio';

/** How a page was fetched: a plain HTTP client, or Playwright's Chromium. Both give the same Snapshot. */
export type FetchEngine = 'http' | 'browser';

/** The platform’s answer that brought a hidden number, as it came: the core of the evidence. */
export interface RevealExchange {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** UTC, ISO 8601. */
  readonly at: string;
}

/** One page as it came. A saved snapshot is a complete test: every parser and sign works on this alone. */
export interface Snapshot {
  /** The address we asked for. */
  readonly requestedUrl: string;
  /** The address that answered, after redirects. */
  readonly url: string;
  /** Addresses that redirected, in order; empty when none did. */
  readonly redirects: readonly string[];
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly engine: FetchEngine;
  /** UTC, ISO 8601. */
  readonly fetchedAt: string;
}

/** A snapshot with its DOM parsed at most once. */
export interface Page {
  readonly snapshot: Snapshot;
  readonly $: CheerioAPI;
}

/** Wraps a snapshot; the DOM is parsed on first use and kept. */
export function openPage(snapshot: Snapshot): Page {
  let $: CheerioAPI | undefined;
  return {
    snapshot,
    get $() {
      $ ??= load(snapshot.body);
      return $;
    },
  };
}
