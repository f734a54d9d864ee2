import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { findCapture } from '../../../db/captures.ts';
import { appendToLog } from '../../../db/evidence-log.ts';
import { findMatch } from '../../../db/matches.ts';
import { shortName } from '../../../db/short-name.ts';
import { fileOf, insideOf } from '../answer.ts';
import { readForm } from '../forms/read-form.ts';
import { line } from '../forms/shapes.ts';
import { idInPath } from '../paths.ts';
import { Refused } from '../refused.ts';
import type { StaffVisit } from '../visit.ts';
import { matchPage } from './match.ts';
import { MATCHES } from './texts.ts';

/** The ad as captured, number and all, on this one page. It is logged before it is shown. */
export async function showCaptured(visit: StaffVisit): Promise<Response> {
  const { deps, user, now } = visit;
  const id = idInPath(visit, 'match', 'm');
  const match = await findMatch(deps.db, id);
  if (!match) throw new Refused('missing');
  const detail = { number: shortName('n', match.numberId), where: 'the ad as captured' };
  await appendToLog(deps.db, { kind: 'number-shown', by: user.name, matches: [id], detail }, now);
  return matchPage(visit, id, { inFull: true });
}

/** Captured pages and records are told as text: nothing of them may run, here or when it is opened from the disk. */
const AS_TEXT = /\.(html?|xhtml|svg|xml|json|js|mjs)$/i;

/** One file of a capture, to be saved. Logged first: it may hold the number. */
export async function takeFile(visit: StaffVisit): Promise<Response> {
  const { deps, user, now } = visit;
  const id = idInPath(visit, 'capture', 'c');
  const capture = await findCapture(deps.db, id);
  if (!capture || capture.destroyedAt !== null) throw new Refused('missing');
  const read = readForm(visit, z.object({ name: line(200) }));
  if (!read.ok) throw new Refused('form');
  if (capture.sealed) {
    const { ru, kk, en } = MATCHES;
    throw new Refused('changed', { ru: ru.sealed, kk: kk.sealed, en: en.sealed });
  }
  const { name } = read.value;
  const folder = join(deps.home, capture.folder);
  const path = await insideOf(folder, name);
  const detail = { where: 'a file of the capture' };
  await appendToLog(deps.db, { kind: 'number-shown', by: user.name, captures: [id], detail }, now);
  if (!AS_TEXT.test(name)) return fileOf(visit, folder, name);
  visit.c.header('content-type', 'text/plain; charset=utf-8');
  visit.c.header(
    'content-disposition',
    `attachment; filename*=UTF-8''${encodeURIComponent(`${shortName('c', id)}-${name.replaceAll('/', '-')}.txt`)}`,
  );
  return visit.c.body(new Uint8Array(await readFile(path)));
}
