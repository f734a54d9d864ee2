import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { Refused } from './refused.ts';
import { layout } from './shell/layout.ts';
import type { Visit } from './visit.ts';

/** Markup in which every value was escaped. */
export type Html = ReturnType<typeof html>;

/** A page of the console. */
export async function page(
  visit: Visit,
  body: Html,
  { title, status = 200 }: { readonly title?: string; readonly status?: ContentfulStatusCode } = {},
): Promise<Response> {
  return visit.c.html(await layout(visit, { title: title ?? visit.route.title[visit.language], body }), status);
}

/** After an action: the browser goes on with a GET, so that reloading repeats nothing. `path` is ours. */
export function seeOther(visit: Visit, path: string): Response {
  return visit.c.redirect(path, 303);
}

/** A path of this console from a form or an address, or `otherwise`: never another site's. */
export function ownPath(typed: unknown, otherwise: string): string {
  return typeof typed === 'string' && /^\/(?![/\\])[\w\-./?=&%]*$/.test(typed) ? typed : otherwise;
}

const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  zip: 'application/zip',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  eml: 'message/rfc822',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
};
/** Shown inside a page; everything else is only ever saved: a captured page must not run here. */
const SHOWN = ['png', 'jpg', 'webp'];

/**
 * A file of `folder` (one of ours, in the data folder). The name may come from an address: one that leaves the folder,
 * by `..` or by a link, is missing. Throws Refused missing.
 */
export async function fileOf(visit: Visit, folder: string, name: string): Promise<Response> {
  const path = await insideOf(folder, name);
  const { size } = await stat(path);
  const ending = path.split('.').at(-1)?.toLowerCase() ?? '';
  const disposition = SHOWN.includes(ending) ? 'inline' : 'attachment';
  visit.c.header('content-type', TYPES[ending] ?? 'application/octet-stream');
  visit.c.header('content-length', String(size));
  visit.c.header('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(basename(path))}`);
  return visit.c.body(Readable.toWeb(createReadStream(path)) as ReadableStream);
}

/** Bytes that were unsealed, under the last part of their name: pictures are shown, everything else only saved. */
export function savedAs(visit: Visit, bytes: Buffer, name: string): Response {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  const disposition = SHOWN.includes(ending) ? 'inline' : 'attachment';
  visit.c.header('content-type', TYPES[ending] ?? 'application/octet-stream');
  visit.c.header('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(basename(name))}`);
  return visit.c.body(new Uint8Array(bytes));
}

/** Bytes to be saved under a name of ours. */
export function sentFile(visit: Visit, name: string, bytes: Buffer): Response {
  visit.c.header('content-type', TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
  visit.c.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
  return visit.c.body(new Uint8Array(bytes));
}

/** The real path of a file that lies in `folder`. Throws Refused missing: also for one that leaves it. */
async function insideOf(folder: string, name: string): Promise<string> {
  try {
    const home = await realpath(folder);
    const path = await realpath(join(home, name));
    if (path.startsWith(home + sep) && (await stat(path)).isFile()) return path;
  } catch {
    // No such file, or a name that no file can have.
  }
  throw new Refused('missing');
}
