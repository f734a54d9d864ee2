import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordCapture } from '../../db/captures.ts';
import { saveLookups } from '../../db/lookups.ts';
import { confirmMatch, recordMatch } from '../../db/matches.ts';
import { endRun, startRun } from '../../db/runs.ts';
import type { TestConsole } from './console.ts';
import { enrolInvented } from './enrolled.ts';

/** What a seller or a platform might write to be run, to break out of its place, or to hide what stands around it. */
export const HOSTILE =
  `</textarea></title></svg>"'><script>window.ran=1</script><img src=x onerror="window.ran=1">` +
  `<svg onload="window.ran=1"><a href="javascript:window.ran=1">x</a>{{7*7}}\u202Etxt.exe\u2066\u200B\u0007\u0001`;

/** Ads, a lookup and a night in which every text that is not ours is hostile. */
export async function inventHostile(
  at: TestConsole,
): Promise<{ readonly matchId: number; readonly captureId: number; readonly numberId: number }> {
  const { test, vault, now, home } = at;
  const { numberId } = await enrolInvented(test.db, '+7 709 000 00 51', vault);
  const { id: runId } = await startRun(test.db, { kind: 'sweep', platform: HOSTILE }, now());
  const reasons = [{ kind: HOSTILE, where: HOSTILE, detail: HOSTILE }];
  await endRun(test.db, runId, { coverage: 'blind', reasons, counts: {} }, now());
  const ids: number[] = [];
  for (const n of [1, 2, 3]) {
    const adId = `${HOSTILE}${n}`;
    const url = `javascript:window.ran=1//${HOSTILE}`;
    const text = `${HOSTILE} звоните +7 709 000 00 51 ${HOSTILE}`;
    const start = text.indexOf('+7');
    const fields = ['title', 'description', HOSTILE].map((name) => ({ name, kind: 'text', text }));
    const seller = { id: HOSTILE, name: HOSTILE };
    const listing = { adId, url, title: text, fields, photos: [HOSTILE], seller, category: HOSTILE, city: HOSTILE };
    const whereSeen = fields.map(({ name }) => ({ field: name, start, end: start + 17 }));
    const match = { platform: HOSTILE, adId, numberId, runId, url, listing, whereSeen };
    ids.push((await recordMatch(test.db, vault, { ...match, strength: 'weak', how: 'plain' }, now())).id);
  }
  const [matchId = 0, ...joined] = ids;
  for (const id of joined) await confirmMatch(test.db, id, HOSTILE, HOSTILE, now());
  const folder = 'evidence/hostile/1/1';
  await mkdir(join(home.path, folder, 'photos'), { recursive: true });
  await writeFile(join(home.path, folder, 'page.html'), HOSTILE);
  await writeFile(join(home.path, folder, 'screenshot.png'), HOSTILE);
  await writeFile(join(home.path, folder, 'photos', '<img src=x onerror=window.ran=1>.jpg'), HOSTILE);
  const captured = { platform: HOSTILE, adId: `${HOSTILE}1`, runId, purpose: 'match', state: 'partial' } as const;
  const steps = [{ name: HOSTILE, ok: false, detail: HOSTILE }];
  const capture = { ...captured, folder, files: 3, sealed: false, manifestSha256: null, steps };
  const { id: captureId } = await recordCapture(test.db, vault, capture, now());
  const digest = Buffer.alloc(32, 3);
  const parts = [{ code: HOSTILE, points: 40 }];
  const lookup = {
    adId: HOSTILE,
    url: `javascript:window.ran=1//${HOSTILE}`,
    digest,
    score: 40,
    parts,
    why: 'login',
  } as const;
  await saveLookups(test.db, HOSTILE, [lookup], now());
  return { matchId, captureId, numberId };
}
