import { WARCRecord, WARCSerializer } from 'warcio';
import type { Exchange, Header } from '../../scrapers/shown-page.ts';

/** Bodies are kept as the browser gave them, after decompression: the old headers stay under another name. */
const ABOUT_THE_WIRE = /^(content-encoding|transfer-encoding|content-length)$/i;

/** Exchanges as one WARC 1.1 file (ISO 28500), each record compressed by itself so that an index can point at it. */
export async function writeWarc(
  exchanges: readonly Exchange[],
  info: Readonly<Record<string, string>>,
  at: Date,
): Promise<Buffer> {
  const about = WARCRecord.createWARCInfo(
    { filename: 'data.warc.gz', warcVersion: 'WARC/1.1', date: at.toISOString() },
    info,
  );
  const parts = [await serialized(about)];
  for (const exchange of exchanges) {
    const response = responseOf(exchange);
    parts.push(await serialized(response));
    parts.push(await serialized(requestOf(exchange, response.warcHeader('WARC-Record-ID') ?? '')));
  }
  return Buffer.concat(parts);
}

function responseOf({ url, at, status, statusText, headers, body }: Exchange): WARCRecord {
  const content = body ?? Buffer.alloc(0);
  const kept = headers.map(([name, value]): Header => [ABOUT_THE_WIRE.test(name) ? `x-orig-${name}` : name, value]);
  return WARCRecord.create(
    {
      url,
      date: at,
      type: 'response',
      warcVersion: 'WARC/1.1',
      statusline: `HTTP/1.1 ${status} ${statusText}`.trim(),
      httpHeaders: [...kept, ['content-length', String(content.length)]].map(([name, value]) => pair(name, value)),
      keepHeadersCase: true,
      ...(body === null ? { warcHeaders: { 'WARC-Truncated': 'unspecified' } } : {}),
    },
    [content],
  );
}

function requestOf({ url, at, method, requestHeaders }: Exchange, concurrentTo: string): WARCRecord {
  const { pathname, search } = new URL(url);
  return WARCRecord.create(
    {
      url,
      date: at,
      type: 'request',
      warcVersion: 'WARC/1.1',
      statusline: `${method} ${pathname}${search} HTTP/1.1`,
      httpHeaders: requestHeaders.map(([name, value]) => pair(name, value)),
      keepHeadersCase: true,
      warcHeaders: { 'WARC-Concurrent-To': concurrentTo },
    },
    [],
  );
}

/** A header that a server folded or filled with control characters would break the record's own lines. */
function pair(name: string = '', value: string = ''): [string, string] {
  return [name, value.replace(/[\r\n\0]+/g, ' ')];
}

function serialized(record: WARCRecord): Promise<Uint8Array> {
  return WARCSerializer.serialize(record, { gzip: true, digest: { algo: 'sha-256', prefix: 'sha256:' } });
}
