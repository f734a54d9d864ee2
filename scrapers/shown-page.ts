import type { Snapshot } from './page.ts';

/** One request of the browser and what came back, as it can be told afterwards. Headers in their order. */
export interface Exchange {
  readonly kind: 'redirect' | 'document' | 'resource' | 'photo';
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: readonly Header[];
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly Header[];
  /** After decompression; `null`: not kept (too large, or gone before it was read). */
  readonly body: Buffer | null;
  /** UTC, ISO 8601. */
  readonly at: string;
}
export type Header = readonly [name: string, value: string];

/** What one step of showing a page gave, or why it gave nothing: one that fails takes no other with it. */
export type Taken<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

/** In CSS pixels of the whole page; the picture has one pixel to each. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where things stand on the page: a working copy shows the ad's own words and hides the rest. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** The ad's own words. */
  readonly own: readonly Box[];
  /** The protected number, as it was seen. */
  readonly number: readonly Box[];
  /** Everything else that could be a phone number. */
  readonly otherNumbers: readonly Box[];
}

/** The far end of the connection; `tls` is `null` over plain HTTP. */
export interface ServerSeen {
  readonly address: string | null;
  readonly tls: {
    readonly protocol: string | null;
    readonly subject: string | null;
    readonly issuer: string | null;
    readonly validFrom: string | null;
    readonly validTo: string | null;
    /** DER in base64, the server's own certificate first; empty when the browser did not tell. */
    readonly chain: readonly string[];
  } | null;
}

export interface ShowWanted {
  /** How the number is written in the ad: where it stands is pictured apart. */
  readonly numberTexts: readonly string[];
  /** The ad's own words. */
  readonly ownTexts: readonly string[];
  readonly photos: readonly string[];
}

/** The page of one ad as a browser shows it, all from one load. */
export interface ShownPage {
  readonly snapshot: Snapshot;
  /** Full-page PNG. */
  readonly screenshot: Taken<Buffer>;
  /** The place of the number, PNG; `null` when it does not stand on the page as text. */
  readonly numberCrop: Taken<Buffer | null>;
  readonly layout: Taken<Layout>;
  /** As shown on the screen, with address and time on each sheet. */
  readonly pdf: Taken<Buffer>;
  readonly photos: readonly { readonly url: string; readonly photo: Taken<Exchange> }[];
  readonly exchanges: readonly Exchange[];
  readonly server: ServerSeen;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly locale: string;
  readonly timezone: string;
  readonly userAgent: string;
  readonly browserVersion: string;
}
