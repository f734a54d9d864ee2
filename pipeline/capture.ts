import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CaptureState, CaptureStep } from '../db/schema/captures.ts';
import { LookFailure } from '../scrapers/errors.ts';
import type { Snapshot } from '../scrapers/page.ts';
import type { RevealExchange } from '../scrapers/reveal.ts';
import { LeaseLost } from './jobs/lease.ts';

/** The page of one ad as a browser shows it. Produced by scrapers/browser.ts, through the platform's pace. */
export interface ShownPage {
  readonly snapshot: Snapshot;
  /** Full-page PNG. */
  readonly screenshot: Buffer;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly browserVersion: string;
}

type StepName = 'screenshot' | 'rendered-page' | 'page-as-seen' | 'record' | 'reveal' | 'picture';

export interface CaptureRequest {
  readonly platform: string;
  readonly adId: string;
  readonly url: string;
  /** The page in which the number was seen, as it came. */
  readonly seenIn: Snapshot;
  /** That page is the ad's own. An index page carries other people's ads, and only its record of this ad is kept. */
  readonly seenInItself: boolean;
  /** The platform's own data of the ad, which held the number; `null` when the page carries none. */
  readonly record: unknown;
  /** The answer that brought a hidden number; `null` when the number was not hidden. */
  readonly reveal: RevealExchange | null;
  /** The ad's own pictures in which the number was seen, as they came. */
  readonly pictures: readonly CapturedFile[];
  /** Opens the ad in a browser and takes the picture. */
  readonly show: (url: string) => Promise<ShownPage>;
}

export interface CaptureResult {
  readonly state: CaptureState;
  /** Relative to the data folder, with `/`. */
  readonly folder: string;
  readonly manifestSha256: string;
  readonly capturedAt: Date;
  readonly steps: readonly CaptureStep[];
}

/** A file of a capture. */
export interface CapturedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Takes the first proof of an ad: picture, rendered page, the page and the record in which the number was seen, and a
 * manifest with the SHA-256 of each. Steps fail one by one; what succeeded is kept and the rest carries its reason.
 * The folder appears whole or not at all: it is written beside its place, synced and renamed.
 * Throws only when the evidence folder cannot be written.
 */
export async function capture(
  request: CaptureRequest,
  at: { readonly home: string; readonly clock: () => Date; readonly tool: string },
): Promise<CaptureResult> {
  const capturedAt = at.clock();
  const steps: CaptureStep[] = [];
  const files: CapturedFile[] = [];
  const keep = (step: StepName, name: string, bytes: Buffer) => {
    files.push({ name, bytes });
    steps.push({ name: step, ok: true, detail: null });
  };

  const failed = (step: StepName, detail: string) => steps.push({ name: step, ok: false, detail });

  if (request.seenInItself) {
    const seenName = /json/.test(request.seenIn.headers['content-type'] ?? '') ? 'seen.json' : 'seen.html';
    keep('page-as-seen', seenName, Buffer.from(request.seenIn.body, 'utf8'));
  }
  if (request.record === null) failed('record', 'the page carries no data record');
  else keep('record', 'record.json', Buffer.from(`${JSON.stringify(request.record, null, 2)}\n`, 'utf8'));
  if (request.reveal !== null)
    keep('reveal', 'reveal.json', Buffer.from(`${JSON.stringify(request.reveal, null, 2)}\n`, 'utf8'));

  for (const { name, bytes } of request.pictures) keep('picture', name, bytes);

  let shown: ShownPage | null = null;
  try {
    shown = await request.show(request.url);
    keep('screenshot', 'screenshot.png', shown.screenshot);
    keep('rendered-page', 'page.html', Buffer.from(shown.snapshot.body, 'utf8'));
  } catch (error) {
    // Whoever has the platform now takes this proof.
    if (error instanceof LeaseLost) throw error;
    const reason = error instanceof LookFailure ? error.message : 'the browser failed';
    failed('screenshot', reason);
    failed('rendered-page', reason);
  }

  const manifest = Buffer.from(
    `${JSON.stringify(manifestOf(request, shown, files, steps, capturedAt, at.tool), null, 2)}\n`,
  );
  const stamp = capturedAt
    .toISOString()
    .replace(/[-:]/g, '')
    .replace(/\.(\d+)Z$/, '$1Z');
  // An ad's id may hold a slash (Telegram: channel/post), which must not open another folder.
  const folder = `evidence/${request.platform}/${request.adId.replace(/[^A-Za-z0-9_-]/g, '-')}/${stamp}`;
  await writeWhole(join(at.home, folder), [...files, { name: 'manifest.json', bytes: manifest }]);

  const done = steps.filter((step) => step.ok).length;
  const state = done === steps.length ? 'complete' : shown === null ? 'failed' : 'partial';
  return { state, folder, manifestSha256: sha256(manifest), capturedAt, steps };
}

function manifestOf(
  request: CaptureRequest,
  shown: ShownPage | null,
  files: readonly CapturedFile[],
  steps: readonly CaptureStep[],
  capturedAt: Date,
  tool: string,
) {
  const answer = shown?.snapshot;
  return {
    format: 'qorgan-capture-1',
    platform: request.platform,
    adId: request.adId,
    address: request.url,
    seen: { address: request.seenIn.url, status: request.seenIn.status, atUtc: request.seenIn.fetchedAt },
    shown: answer && {
      address: answer.url,
      redirects: answer.redirects,
      status: answer.status,
      headers: withoutCookies(answer.headers),
      atUtc: answer.fetchedAt,
      browser: shown?.browserVersion,
      viewport: shown?.viewport,
    },
    capturedAtUtc: capturedAt.toISOString(),
    tool,
    timeConfirmation: 'time not confirmed by a third party',
    steps,
    files: files.map((file) => ({ name: file.name, bytes: file.bytes.length, sha256: sha256(file.bytes) })),
  };
}

function withoutCookies(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'set-cookie'));
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function writeWhole(folder: string, files: readonly CapturedFile[]): Promise<void> {
  const unfinished = `${folder}.${randomBytes(4).toString('hex')}.unfinished`;
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  try {
    for (const file of files) {
      const handle = await open(join(unfinished, file.name), 'wx', 0o600);
      try {
        await handle.writeFile(file.bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
    }
    await rename(unfinished, folder);
    const parent = await open(dirname(folder), 'r');
    await parent.sync().finally(() => parent.close());
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}
