import { randomBytes } from 'node:crypto';
import { type EvidenceFile, storeCapture, type WriteFile } from '../../db/evidence-files.ts';
import { recipientFor } from '../../db/person-recipient.ts';
import type { CapturePurpose, CaptureState, CaptureStep } from '../../db/schema/captures.ts';
import { sha256 } from '../../db/sha256.ts';
import type { SigningKey } from '../../db/signing-key.ts';
import type { Vault } from '../../db/vault.ts';
import type { Listing, TextField } from '../../scrapers/adapter.ts';
import { LookFailure } from '../../scrapers/errors.ts';
import type { Snapshot } from '../../scrapers/page.ts';
import type { RevealExchange } from '../../scrapers/reveal.ts';
import type { Exchange, ShownPage, ShowWanted } from '../../scrapers/shown-page.ts';
import { LeaseLost } from '../jobs/lease.ts';
import type { Seen } from '../match.ts';
import { type Collector, manifestOf } from './manifest.ts';
import { filesOf, type StepName, type Steps } from './steps.ts';
import { createStriker } from './strike.ts';

export interface CaptureRequest {
  readonly purpose: CapturePurpose;
  /** Whose numbers it is about: without staff's keys it is sealed for them. */
  readonly people: readonly number[];
  readonly platform: string;
  readonly adId: string;
  readonly url: string;
  /** The page in which the number was seen, as it came; `null` when there was none (a proof of removal). */
  readonly seenIn: Snapshot | null;
  /** That page is the ad's own. An index page carries other people's ads, and only its record of this ad is kept. */
  readonly seenInItself: boolean;
  /** The platform's own data of the ad, which held the number; `null` when the page carries none. */
  readonly record: unknown;
  /** The ad as read; `null` when it is gone. */
  readonly listing: Listing | null;
  readonly seen: readonly Seen[];
  /** What brought a hidden number; without it a number behind a button is not proven. */
  readonly reveal: RevealExchange | null;
  /** The ad's own pictures in which the number was seen, as they came. */
  readonly pictures: readonly EvidenceFile[];
  /** Opens the ad in a browser, once, and takes all that is to be kept of it. */
  readonly show: (url: string, wanted: ShowWanted) => Promise<ShownPage>;
}

/** What every capture of an installation has in common. */
export interface EvidenceSettings {
  readonly home: string;
  readonly clock: () => Date;
  readonly collector: Collector;
  readonly signer: SigningKey;
  readonly vault: Vault;
  /** age public keys of staff, which this machine cannot open; empty: captures are sealed by the vault. */
  readonly recipients: readonly string[];
  readonly write?: WriteFile;
}

export interface CaptureResult {
  readonly purpose: CapturePurpose;
  readonly state: CaptureState;
  /** Relative to the data folder, with `/`. */
  readonly folder: string;
  readonly files: number;
  readonly sealed: boolean;
  readonly manifestSha256: string;
  readonly capturedAt: Date;
  readonly steps: readonly CaptureStep[];
  /** The ad's photos as they came: also what the folder keeps of them, which nobody may be able to open here. */
  readonly photos: readonly Buffer[];
}

/**
 * Takes the proof of an ad: picture, print, page, photos and raw exchanges, the page and the record in which the number
 * was seen, and a signed manifest with the SHA-256 of each. Steps fail one by one; what succeeded is kept and the rest
 * carries its reason. The folder appears whole or not at all, and sealed.
 * Throws EvidenceError, when the evidence folder cannot be written, and LeaseLost.
 */
export async function capture(request: CaptureRequest, settings: EvidenceSettings): Promise<CaptureResult> {
  const { clock, collector, signer, recipients } = settings;
  const capturedAt = clock();
  const steps = createSteps();
  const shown = await look(request, steps);
  const struck = strikerFor(request, shown);
  await filesOf(request, shown, { steps, striker: struck, capturedAt, tool: collector.tool });
  const manifest = manifestOf(
    {
      ...request,
      revealedAt: request.reveal?.at ?? null,
      shown,
      steps: steps.taken,
      strikes: struck.strikes(),
      files: steps.files,
      capturedAt,
    },
    collector,
    struck,
  );
  const stamp = capturedAt
    .toISOString()
    .replace(/[-:]/g, '')
    .replace(/\.(\d+)Z$/, '$1Z');
  // Not the ad's id: its name would tell where the number stands.
  const folder = `evidence/${request.platform}/${randomBytes(6).toString('hex')}/${stamp}`;
  const all: EvidenceFile[] = [
    ...steps.files,
    { name: 'manifest.json', bytes: manifest },
    { name: 'manifest.sig', bytes: signer.sign(manifest), open: true },
  ];
  await storeCapture(settings.home, folder, all, {
    recipients: recipients.length > 0 ? recipients : [recipientFor(settings.vault, request.people)],
    ...(settings.write === undefined ? {} : { write: settings.write }),
  });
  const whole = steps.taken.every((step) => step.ok);
  return {
    purpose: request.purpose,
    state: whole ? 'complete' : shown === null ? 'failed' : 'partial',
    folder,
    files: steps.files.length + 1,
    sealed: recipients.length > 0,
    manifestSha256: sha256(manifest),
    capturedAt,
    steps: steps.taken,
    photos: photosIn(request, shown),
  };
}

function photosIn({ pictures }: CaptureRequest, shown: ShownPage | null): Buffer[] {
  const taken = shown?.photos.flatMap(({ photo }) => (photo.ok && photo.value.body ? [photo.value.body] : [])) ?? [];
  return [...taken, ...pictures.map(({ bytes }) => Buffer.from(bytes))];
}

function createSteps(): Steps {
  const taken: CaptureStep[] = [];
  const files: EvidenceFile[] = [];
  return {
    taken,
    files,
    keep(name: StepName, kept: readonly EvidenceFile[], detail: string | null = null) {
      files.push(...kept);
      taken.push({ name, ok: true, detail });
    },
    fail: (name, detail) => taken.push({ name, ok: false, detail }),
  };
}

async function look(request: CaptureRequest, steps: Steps): Promise<ShownPage | null> {
  const { listing } = request;
  const wanted: ShowWanted = {
    numberTexts: textsOfNumber(request),
    ownTexts: listing ? [listing.title, ...listing.fields.filter(isOfTheAd).map((field) => field.text)] : [],
    photos: listing?.photos ?? [],
  };
  try {
    return await request.show(request.url, wanted);
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    steps.fail('page', error instanceof LookFailure ? error.message : 'the browser failed');
    return null;
  }
}

/** What the ad says, without who stands behind it: that can be an innocent person's name. */
function isOfTheAd({ name }: TextField): boolean {
  return !/^(seller|contact)\./.test(name);
}

/** How the number is written in the ad's own text, wherever it was seen. */
function textsOfNumber({ listing, seen }: CaptureRequest): string[] {
  const places = seen.flatMap((one) => one.whereSeen);
  const texts = places.flatMap(({ field, start, end }) =>
    (listing?.fields ?? []).filter((one) => one.name === field).map((one) => one.text.slice(start, end).trim()),
  );
  return [...new Set(texts)].filter((text) => text.length > 4);
}

function strikerFor(request: CaptureRequest, shown: ShownPage | null) {
  const text = ({ body }: Exchange) => body?.toString('latin1') ?? '';
  const bodies = [
    request.seenIn?.body ?? '',
    request.reveal?.body ?? '',
    shown?.snapshot.body ?? '',
    ...(shown?.exchanges.map(text) ?? []),
  ];
  return createStriker(bodies, [new URL(request.url).hostname]);
}
