import { gunzipSync } from 'node:zlib';
import JSZip from 'jszip';
import type { Browser, BrowserContext } from 'playwright';

/** An answer out of an archive. */
export interface Replayed {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * A small player of our own: it reads a WACZ by its index alone, record by record at the places that the index names,
 * and knows nothing of the code that wrote it.
 */
export async function openWacz(bytes: Buffer): Promise<{ main: string; find(url: string): Replayed | null }> {
  const zip = await JSZip.loadAsync(bytes);
  const text = async (name: string) => (await zip.file(name)?.async('string')) ?? '';
  const warc = (await zip.file('archive/data.warc.gz')?.async('nodebuffer')) ?? Buffer.alloc(0);
  const index = new Map<string, { offset: number; length: number }>();
  for (const line of (await text('indexes/index.cdx')).split('\n').filter(Boolean)) {
    const entry = JSON.parse(line.slice(line.indexOf('{'))) as { url: string; offset: string; length: string };
    index.set(entry.url, { offset: Number(entry.offset), length: Number(entry.length) });
  }
  const page = JSON.parse((await text('pages/pages.jsonl')).split('\n')[1] ?? '{}') as { url: string };
  return {
    main: page.url,
    find(url) {
      const place = index.get(url);
      return place ? answerIn(gunzipSync(warc.subarray(place.offset, place.offset + place.length))) : null;
    },
  };
}

/** A browser context in which every request is answered from the archive, and the network is shut. */
export async function replayContext(
  browser: Browser,
  archive: Awaited<ReturnType<typeof openWacz>>,
): Promise<{ context: BrowserContext; missing: string[] }> {
  const missing: string[] = [];
  const context = await browser.newContext({ offline: true, serviceWorkers: 'block' });
  await context.route('**/*', (route) => {
    const answer = archive.find(route.request().url());
    if (answer) return route.fulfill({ ...answer, headers: { ...answer.headers } });
    missing.push(route.request().url());
    return route.abort();
  });
  return { context, missing };
}

function answerIn(record: Buffer): Replayed {
  const http = after(record);
  const head = http.subarray(0, http.indexOf('\r\n\r\n')).toString('latin1').split('\r\n');
  const headers = head
    .slice(1)
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
  const named = Object.fromEntries(headers) as Record<string, string>;
  // Two line ends close the record.
  const body = after(http).subarray(0, Number(named['content-length']));
  return { status: Number(head[0]?.split(' ')[1]), headers: named, body };
}

function after(bytes: Buffer): Buffer {
  return bytes.subarray(bytes.indexOf('\r\n\r\n') + 4);
}
