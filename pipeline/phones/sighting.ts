/** A piece of an ad as the adapters hand it over; `scrapers/adapter.ts` TextField fits as it is. */
export interface FieldText {
  readonly name: string;
  /** `contact`: printed by the platform as the phone. `link`: an address to follow. `picture`: lines read from a photo. */
  readonly kind: 'text' | 'contact' | 'link' | 'picture';
  readonly text: string;
}

/** A protected number, revealed. Nothing in this folder prints or returns `e164`. */
export interface KnownNumber {
  readonly id: string;
  readonly e164: string;
}

export type Seen = 'field' | 'link' | 'plain' | 'disguised' | 'picture' | 'split';

export interface Span {
  readonly field: string;
  /** UTF-16 offsets in the field's text as it was given, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** One place of an ad where one protected number stands. */
export interface Sighting {
  readonly numberId: string;
  readonly how: Seen;
  readonly strength: 'strong' | 'weak';
  readonly spans: readonly Span[];
  /** Fixed codes, never text of the ad. */
  readonly reasons: readonly string[];
}

export interface FindResult {
  /** Strong before weak; in the order of the text within each. */
  readonly sightings: readonly Sighting[];
  /** Places where the search gave up before trying every reading: told, never silent. */
  readonly exhausted: readonly { readonly field: string; readonly start: number }[];
}

export interface NumberFinder {
  find(fields: readonly FieldText[]): FindResult;
}
