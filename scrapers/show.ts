import type { CDPSession, Response, Page as Tab } from 'playwright';
import type { JudgeAddress } from './browser-guard.ts';
import { cropAround, locateTexts } from './locate-texts.ts';
import type { Snapshot } from './page.ts';
import { type ExchangeRecorder, serverOf, takePhotos } from './record-exchanges.ts';
import type { Exchange, Header, Layout, ShownPage, ShowWanted, Taken } from './shown-page.ts';

const STEP_MS = 30_000;
const ALMATY_OFFSET_MS = 5 * 3_600_000;

/** Everything that is taken of one loaded page, step by step; a step that fails tells why and the next goes on. */
export async function takeShownPage(
  tab: Tab,
  page: { readonly snapshot: Snapshot; readonly response: Response },
  at: {
    readonly wanted: ShowWanted;
    readonly recorder: ExchangeRecorder;
    readonly session: CDPSession;
    readonly judge: JudgeAddress;
    readonly clock: () => Date;
  },
): Promise<Omit<ShownPage, 'viewport' | 'locale' | 'timezone' | 'userAgent' | 'browserVersion'>> {
  const { wanted, recorder, session, judge, clock } = at;
  const { snapshot, response } = page;
  const screenshot = await taken(() => tab.screenshot({ fullPage: true, type: 'png', timeout: STEP_MS }));
  const layout = await taken(() => locateTexts(tab, wanted));
  const numberCrop = layout.ok ? await taken(() => cropOf(tab, layout.value)) : layout;
  const loaded = withDocument(await recorder.exchanges(), snapshot);
  const photos = await takePhotos(tab, wanted.photos, { loaded, judge, clock });
  const pdf = await taken(() => print(tab, snapshot));
  const asked = photos.flatMap(({ photo }) =>
    photo.ok && !loaded.some((one) => one.url === photo.value.url) ? photo.value : [],
  );
  const server = await serverOf(response, session);
  return { snapshot, screenshot, layout, numberCrop, pdf, photos, exchanges: [...loaded, ...asked], server };
}

async function cropOf(tab: Tab, layout: Layout): Promise<Buffer | null> {
  const clip = cropAround(layout);
  return clip && tab.screenshot({ clip, fullPage: true, type: 'png', timeout: STEP_MS });
}

/** The page as the screen shows it, on A4; where it came from and when stands on every sheet. */
async function print(tab: Tab, snapshot: Snapshot): Promise<Buffer> {
  await tab.emulateMedia({ media: 'screen' });
  const utc = new Date(snapshot.fetchedAt);
  const almaty = new Date(utc.getTime() + ALMATY_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
  const style = 'font:7px sans-serif;width:100%;padding:0 10mm;overflow-wrap:anywhere';
  return tab.pdf({
    format: 'A4',
    printBackground: true,
    margin: { top: '20mm', bottom: '16mm', left: '10mm', right: '10mm' },
    displayHeaderFooter: true,
    headerTemplate: `<div style="${style}">${escaped(snapshot.url)}</div>`,
    footerTemplate: `<div style="${style}">UTC ${utc.toISOString().slice(0, 19).replace('T', ' ')} · Алматы ${almaty} (UTC+5) · <span class="pageNumber"></span> / <span class="totalPages"></span></div>`,
  });
}

/** Chromium can have forgotten the document's own body; then what the page was made of is its rendered text. */
function withDocument(exchanges: readonly Exchange[], snapshot: Snapshot): Exchange[] {
  if (exchanges.some((one) => one.kind === 'document' && one.body !== null)) return [...exchanges];
  const headers = Object.entries(snapshot.headers) as readonly Header[];
  return [
    ...exchanges.filter((one) => one.kind !== 'document'),
    {
      kind: 'document',
      method: 'GET',
      url: snapshot.url,
      requestHeaders: [],
      status: snapshot.status,
      statusText: '',
      headers,
      body: Buffer.from(snapshot.body),
      at: snapshot.fetchedAt,
    },
  ];
}

async function taken<T>(step: () => Promise<T>): Promise<Taken<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Timeout')), STEP_MS);
  });
  try {
    return { ok: true, value: await Promise.race([step(), late]) };
  } catch (error) {
    // The browser's own words may quote the page.
    return { ok: false, why: /timeout/i.test(String(error)) ? 'the browser took too long' : 'the browser failed' };
  } finally {
    clearTimeout(timer);
  }
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
