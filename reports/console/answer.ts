import { basename } from 'node:path';
import type { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
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

/** Bytes to be taken, under the last part of their name: pictures are shown, everything else only saved. */
export function sentFile(visit: Visit, name: string, bytes: Buffer): Response {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  const disposition = SHOWN.includes(ending) ? 'inline' : 'attachment';
  visit.c.header('content-type', TYPES[ending] ?? 'application/octet-stream');
  visit.c.header('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(basename(name))}`);
  return visit.c.body(new Uint8Array(bytes));
}
