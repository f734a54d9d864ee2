import type { CheerioAPI } from 'cheerio';
import { openHtml } from './html.ts';

/** How a page was fetched: a plain HTTP client, or Playwright's Chromium. Both give the same Snapshot. */
export type FetchEngine = 'http' | 'browser';

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
  /** Throws LookFailure('layout') where the page has no measure (html.ts). */
  readonly $: CheerioAPI;
}

const opened = new WeakMap<Snapshot, Page>();

/**
 * Wraps a snapshot; the DOM is parsed on first use and kept. One snapshot gives one page: several parts of a run ask
 * the same answer different things, and pages reach megabytes.
 */
export function openPage(snapshot: Snapshot): Page {
  const before = opened.get(snapshot);
  if (before) return before;
  let tree: { readonly $: CheerioAPI } | { readonly refused: unknown } | undefined;
  const page: Page = {
    snapshot,
    get $() {
      tree ??= treeOf(snapshot.body);
      if ('refused' in tree) throw tree.refused;
      return tree.$;
    },
  };
  opened.set(snapshot, page);
  return page;
}

/** What was refused once is not parsed again for each sign that is looked for. */
function treeOf(body: string): { readonly $: CheerioAPI } | { readonly refused: unknown } {
  try {
    return { $: openHtml(body, 'page') };
  } catch (refused) {
    return { refused };
  }
}
