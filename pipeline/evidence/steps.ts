import type { EvidenceFile } from '../../db/evidence-files.ts';
import type { CaptureStep } from '../../db/schema/captures.ts';
import type { RevealExchange } from '../../scrapers/reveal.ts';
import type { Exchange, Header, ShownPage, Taken } from '../../scrapers/shown-page.ts';
import type { CaptureRequest } from './capture.ts';
import type { Striker } from './strike.ts';
import { packWacz } from './wacz.ts';
import { writeWarc } from './warc.ts';

export type StepName =
  | 'page-as-seen'
  | 'record'
  | 'reveal'
  | 'picture'
  | 'page'
  | 'screenshot'
  | 'number'
  | 'layout'
  | 'rendered-page'
  | 'print'
  | 'photos'
  | 'exchanges';

/** What has been taken so far. */
export interface Steps {
  readonly taken: CaptureStep[];
  readonly files: EvidenceFile[];
  keep(name: StepName, files: readonly EvidenceFile[], detail?: string | null): void;
  fail(name: StepName, detail: string): void;
}

interface At {
  readonly steps: Steps;
  readonly striker: Striker;
  readonly capturedAt: Date;
  readonly tool: string;
}

/** Turns what was seen and shown into files, step by step. */
export async function filesOf(request: CaptureRequest, shown: ShownPage | null, at: At): Promise<void> {
  asSeen(request, at);
  if (shown) asShown(shown, at);
  await exchangesOf(request, shown, at);
}

function asSeen(
  { seenIn, seenInItself, record, reveal, pictures, purpose }: CaptureRequest,
  { steps, striker }: At,
): void {
  if (seenIn && seenInItself) {
    const name = /json/.test(seenIn.headers['content-type'] ?? '') ? 'seen.json' : 'seen.html';
    steps.keep('page-as-seen', [{ name, bytes: Buffer.from(striker.text(seenIn.body)) }]);
  }
  if (record !== null) {
    const text = striker.text(JSON.stringify(record, null, 2));
    steps.keep('record', [{ name: 'record.json', bytes: Buffer.from(`${text}\n`) }]);
  } else if (purpose === 'match') steps.fail('record', 'the page carries no data record');
  if (pictures.length > 0) steps.keep('picture', pictures);
  if (reveal) {
    const { url, headers, body, ...told } = striker.exchange(revealed(reveal));
    const kept = { url, at: told.at, status: told.status, headers, body: body?.toString('utf8') ?? '' };
    steps.keep('reveal', [{ name: 'reveal.json', bytes: Buffer.from(`${JSON.stringify(kept, null, 2)}\n`) }]);
  }
}

function asShown(shown: ShownPage, { steps, striker }: At): void {
  keepTaken(steps, 'screenshot', 'screenshot.png', shown.screenshot);
  if (shown.numberCrop.ok && shown.numberCrop.value === null)
    steps.keep('number', [], 'the number does not stand on the page as text');
  else keepTaken(steps, 'number', 'number.png', shown.numberCrop as Taken<Buffer>);
  const { layout } = shown;
  if (layout.ok)
    steps.keep('layout', [{ name: 'layout.json', bytes: Buffer.from(`${JSON.stringify(layout.value)}\n`) }]);
  else steps.fail('layout', layout.why);
  steps.keep('rendered-page', [{ name: 'page.html', bytes: Buffer.from(striker.text(shown.snapshot.body)) }]);
  keepTaken(steps, 'print', 'print.pdf', shown.pdf);
  photosOf(shown, steps);
}

function keepTaken(steps: Steps, step: StepName, name: string, taken: Taken<Buffer>): void {
  if (taken.ok) steps.keep(step, [{ name, bytes: taken.value }]);
  else steps.fail(step, taken.why);
}

function photosOf({ photos }: ShownPage, steps: Steps): void {
  const files = photos.flatMap(({ photo }, i): EvidenceFile[] => {
    if (!photo.ok || photo.value.body === null) return [];
    const name = `photos/${String(i + 1).padStart(2, '0')}.${endingOf(photo.value.headers)}`;
    return [{ name, bytes: photo.value.body }];
  });
  const missing = photos.flatMap(({ photo }, i) => (photo.ok ? [] : `photo ${i + 1}: ${photo.why}`));
  if (missing.length === 0) steps.keep('photos', files, photos.length === 0 ? 'the ad shows no photo' : null);
  else {
    steps.files.push(...files);
    steps.fail('photos', missing.join('; '));
  }
}

/** The raw exchanges, packed: what a player shows again years later. */
async function exchangesOf(request: CaptureRequest, shown: ShownPage | null, at: At): Promise<void> {
  const all = [...(shown?.exchanges ?? []), ...(request.reveal ? [revealed(request.reveal)] : [])];
  if (all.length === 0) return;
  const { steps, striker, capturedAt, tool } = at;
  try {
    const struck = all.map(striker.exchange);
    const main = struck.find((one) => one.kind === 'document') ?? struck[0]!;
    const info = { software: tool, format: 'WARC File Format 1.1', isPartOf: `${request.platform} ${request.adId}` };
    const warc = await writeWarc(struck, info, capturedAt);
    const page = { url: main.url, at: main.at, title: `${request.platform} ${request.adId}` };
    const about = {
      software: tool,
      description: `${request.platform} ${request.adId}, ${request.purpose}`,
      at: capturedAt,
    };
    const lost = struck.filter((one) => one.body === null && one.kind !== 'redirect').length;
    steps.keep(
      'exchanges',
      [{ name: 'capture.wacz', bytes: await packWacz(warc, page, about) }],
      lost > 0 ? `${lost} of ${struck.length} answers without their body` : null,
    );
  } catch {
    steps.fail('exchanges', 'the exchanges could not be packed');
  }
}

function revealed({ url, status, headers, body, at }: RevealExchange): Exchange {
  const named = Object.entries(headers) as readonly Header[];
  return {
    kind: 'resource',
    method: 'GET',
    url,
    requestHeaders: [],
    status,
    statusText: '',
    headers: named,
    body: Buffer.from(body),
    at,
  };
}

function endingOf(headers: readonly Header[]): string {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return /image\/(png|webp|gif|avif)/.exec(type)?.[1] ?? 'jpg';
}
