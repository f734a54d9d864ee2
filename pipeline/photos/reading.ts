import type { FieldText } from '../phones/sighting.ts';

/** Why a picture, or a part of it, could not be looked at. Never to be taken for "no number in it". */
export const COULD_NOT_LOOK = [
  'not-fetched', // the caller could not load it
  'not-an-image',
  'format-not-allowed', // an image, but not JPEG, PNG, WebP, AVIF or GIF
  'too-large', // bytes
  'too-many-pixels',
  'truncated',
  'damaged',
  'timeout',
  'memory', // its reader outgrew the memory allowed and was ended
  'crashed', // its reader ended by itself, or failed
  'engine-missing', // an optional package that this picture needed is not installed
  'stopped', // the reader was closed first
] as const;
export type CouldNotLook = (typeof COULD_NOT_LOOK)[number];

/** The perceptual hashes of one picture, 16 hexadecimal digits each (`fingerprint.ts`). */
export interface Fingerprint {
  readonly dHash: string;
  readonly dHashMirrored: string;
  readonly pHash: string;
  readonly pHashMirrored: string;
}

/** What has been seen in a picture, whether or not the look came to its end. */
export interface SoFar {
  /** Text read, one string a way of looking (upright, turned, number words); its lines in reading order, by newlines. */
  readonly texts: readonly string[];
  /** Contents of the QR codes. */
  readonly links: readonly string[];
  /** Null when the picture is too flat to have one, or was not decoded. */
  readonly fingerprint: Fingerprint | null;
}

/**
 * What one look at a picture says. `could-not-look` may carry what was seen before the look broke off: a number found
 * there counts, its absence does not.
 */
export type PhotoReading =
  | ({ readonly state: 'read' } & SoFar)
  | ({ readonly state: 'could-not-look'; readonly why: CouldNotLook } & SoFar);

const NOTHING_SEEN: SoFar = { texts: [], links: [], fingerprint: null };

export function couldNotLook(why: CouldNotLook, seen: Partial<SoFar> = {}): PhotoReading {
  return { state: 'could-not-look', why, ...NOTHING_SEEN, ...seen };
}

/** What was read, as fields for the number finder. Each way of looking is a field of its own, so that no number is glued
 * together from two of them; `photoName` is the name that sightings will carry (`photo 3`). */
export function photoFields(reading: PhotoReading, photoName: string): FieldText[] {
  return [
    ...reading.texts.map((text): FieldText => ({ name: photoName, kind: 'picture', text })),
    ...reading.links.map((text): FieldText => ({ name: `${photoName} QR`, kind: 'link', text })),
  ];
}
