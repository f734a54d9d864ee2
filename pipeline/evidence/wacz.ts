import JSZip from 'jszip';
import { CDXIndexer } from 'warcio';
import { sha256 } from '../../db/sha256.ts';

export interface WaczPage {
  readonly url: string;
  readonly title: string;
  /** UTC, ISO 8601. */
  readonly at: string;
}

/**
 * Packs a WARC as WACZ 1.1.1, in memory. @harvard-lil/js-wacz does the same from files and into a file: with sealed
 * evidence the ad would then lie on the disk in the clear for a while, and come back from it later.
 */
export async function packWacz(
  warc: Buffer,
  page: WaczPage,
  about: { readonly software: string; readonly description: string; readonly at: Date },
): Promise<Buffer> {
  const pages = [
    { format: 'json-pages-1.0', id: 'pages', title: 'Pages' },
    { id: 'page-1', url: page.url, ts: page.at, title: page.title },
  ];
  const files = [
    { path: 'archive/data.warc.gz', bytes: warc },
    { path: 'indexes/index.cdx', bytes: Buffer.from(await cdxjOf(warc)) },
    { path: 'pages/pages.jsonl', bytes: Buffer.from(`${pages.map((line) => JSON.stringify(line)).join('\n')}\n`) },
  ];
  const datapackage = Buffer.from(
    `${JSON.stringify(
      {
        profile: 'data-package',
        wacz_version: '1.1.1',
        title: 'Qorgan capture',
        description: about.description,
        created: about.at.toISOString(),
        software: about.software,
        mainPageUrl: page.url,
        mainPageDate: page.at,
        resources: files.map(({ path, bytes }) => ({
          name: path.split('/').at(-1),
          path,
          hash: `sha256:${sha256(bytes)}`,
          bytes: bytes.length,
        })),
      },
      null,
      2,
    )}\n`,
  );
  const digest = { path: 'datapackage.json', hash: `sha256:${sha256(datapackage)}` };
  const zip = new JSZip();
  const options = { date: about.at, createFolders: false } as const;
  // Players read single records out of the archive by their place: it must not be compressed again.
  for (const { path, bytes } of files) zip.file(path, bytes, { ...options, compression: 'STORE' });
  zip.file('datapackage.json', datapackage, options);
  zip.file('datapackage-digest.json', `${JSON.stringify(digest, null, 2)}\n`, options);
  return zip.generateAsync({ type: 'nodebuffer', compression: 'STORE' });
}

/** The index by which a player finds a record: sorted lines of address, time and place in the archive. */
async function cdxjOf(warc: Buffer): Promise<string> {
  const indexer = new CDXIndexer({ format: 'cdxj' });
  const lines: string[] = [];
  async function* whole() {
    yield warc;
  }
  for await (const row of indexer.iterIndex([{ filename: 'data.warc.gz', reader: whole() }]))
    lines.push(indexer.serializeCDXJ(row));
  return lines.sort().join('');
}
