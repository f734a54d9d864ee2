import { z } from 'zod';
import { findCapture } from '../../../db/captures.ts';
import { namesInCapture, readCaptureFile } from '../../../db/evidence-files.ts';
import { appendToLog } from '../../../db/evidence-log.ts';
import { findMatch } from '../../../db/matches.ts';
import { identityOf } from '../../../db/person-recipient.ts';
import { shortName } from '../../../db/short-name.ts';
import { sentFile } from '../answer.ts';
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
  const match = await findMatch(deps.db, deps.vault, id);
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
  const capture = await findCapture(deps.db, deps.vault, id);
  if (!capture || capture.destroyedAt !== null) throw new Refused('missing');
  const read = readForm(visit, z.object({ name: line(200) }));
  if (!read.ok) throw new Refused('form');
  if (capture.sealed) {
    const { ru, kk, en } = MATCHES;
    throw new Refused('changed', { ru: ru.sealed, kk: kk.sealed, en: en.sealed });
  }
  const { name } = read.value;
  const names = await namesInCapture(deps.home, capture.folder);
  // Only a name that the folder holds: what is asked for is compared, never opened as a path.
  if (!names?.includes(name)) throw new Refused('missing');
  const bytes = await readCaptureFile(deps.home, capture.folder, name, [identityOf(deps.vault)]);
  if (!bytes) throw new Refused('missing');
  const detail = { where: 'a file of the capture' };
  await appendToLog(deps.db, { kind: 'number-shown', by: user.name, captures: [id], detail }, now);
  if (!AS_TEXT.test(name)) return sentFile(visit, name, bytes);
  visit.c.header('content-type', 'text/plain; charset=utf-8');
  visit.c.header(
    'content-disposition',
    `attachment; filename*=UTF-8''${encodeURIComponent(`${shortName('c', id)}-${name.replaceAll('/', '-')}.txt`)}`,
  );
  return visit.c.body(new Uint8Array(bytes));
}
