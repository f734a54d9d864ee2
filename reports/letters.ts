import { createHash } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Organisation } from '../config.ts';
import { type Capture, capturesOf } from '../db/captures.ts';
import type { Db } from '../db/database.ts';
import { matchWithListing } from '../db/matches.ts';
import { approveNotice, createNotice, matchesAwaitingNotice, noticeWithContent, recordFiles } from '../db/notices.ts';
import { type ActiveNumber, activeNumbers } from '../db/numbers.ts';
import { findPerson } from '../db/people.ts';
import type { Language } from '../db/schema/language.ts';
import { shortName } from '../db/short-name.ts';
import type { Vault } from '../db/vault.ts';
import type { LegalContact } from '../scrapers/adapter.ts';
import { almatyDate } from './calendar.ts';
import { type LetterContent, letterContent } from './letter-content.ts';
import { renderDocx } from './render-docx.ts';
import { renderHtml } from './render-html.ts';
import { writeTakedown } from './takedown.ts';

/** A letter cannot be written as asked. One line. */
export class LetterError extends Error {
  override readonly name = 'LetterError';
}

export interface LetterDeps {
  readonly db: Db;
  readonly vault: Vault;
  readonly home: string;
  readonly clock: () => Date;
  readonly organisation: Organisation;
  readonly platforms: readonly { readonly id: string; readonly name: string; readonly legal: LegalContact }[];
  readonly printPdf: (html: string) => Promise<Buffer>;
}

export interface LetterFiles {
  readonly noticeId: number;
  readonly reference: string;
  readonly platform: string;
  /** Relative to the data folder. */
  readonly folder: string;
  readonly files: readonly string[];
  readonly matchIds: readonly number[];
  /** Matches left out, each with the reason. */
  readonly skipped: readonly string[];
}

const titled = z.object({ title: z.string() });

/**
 * One draft for each platform with confirmed matches that stand in no letter yet. A number whose protection has ended,
 * or whose consent does not cover letters, gets none. Throws LetterError when there is nothing to write.
 */
export async function draftNotices(
  deps: LetterDeps,
  options: { readonly platform?: string; readonly language: Language; readonly by: string },
): Promise<LetterFiles[]> {
  const { db, vault, clock } = deps;
  const awaiting = await matchesAwaitingNotice(db, options.platform);
  const active = new Map((await activeNumbers(db, vault, clock())).map((number) => [number.id, number]));
  const covered = awaiting.filter((match) => active.get(match.numberId)?.scopes.includes('letters'));
  const skipped = awaiting
    .filter((match) => !covered.includes(match))
    .map(
      (match) =>
        `${shortName('m', match.id)}: no consent in force covers letters about ${shortName('n', match.numberId)}`,
    );
  if (covered.length === 0)
    throw new LetterError(skipped[0] ?? 'no confirmed match waits for a letter: "qorgan match confirm" comes first');
  const letters: LetterFiles[] = [];
  for (const platform of [...new Set(covered.map((match) => match.platform))]) {
    const matchIds = covered.filter((match) => match.platform === platform).map((match) => match.id);
    const content = await contentOf(deps, platform, matchIds, active, options.language);
    // Written once before anything is stored, so that a letter that cannot be written leaves no draft.
    writeTakedown(content, 'Q-0000-0000', { draft: true });
    const { language, by: createdBy } = options;
    const draft = { platform, kind: 'takedown' as const, language, createdBy, content, matchIds };
    const notice = await createNotice(db, vault, draft, clock());
    letters.push({ ...(await reprintLetter(deps, notice.id)), skipped });
  }
  return letters;
}

/**
 * A named person answers for the letter; its files are printed again without the mark of a draft. Nothing is sent.
 * If printing fails after the approval, `reprintLetter` catches up. Throws RecordError wrong-state when it is no draft.
 */
export async function approveLetter(deps: LetterDeps, noticeId: number, by: string): Promise<LetterFiles> {
  await approveNotice(deps.db, noticeId, by, deps.clock());
  return reprintLetter(deps, noticeId);
}

/** Prints a letter's files again from its sealed content, as a draft or not by its state. Throws LetterError. */
export async function reprintLetter(deps: LetterDeps, noticeId: number): Promise<LetterFiles> {
  const notice = await noticeWithContent(deps.db, deps.vault, noticeId);
  if (!notice) throw new LetterError(`no notice ${shortName('l', noticeId)}`);
  const { reference, platform, matchIds, state } = notice;
  const content = letterContent.parse(notice.content);
  const document = writeTakedown(content, reference, { draft: state === 'draft' });
  const folder = `letters/${reference}`;
  const printed = [
    { name: `${reference}.pdf`, bytes: await deps.printPdf(renderHtml(document)) },
    { name: `${reference}.docx`, bytes: await renderDocx(document) },
  ];
  await mkdir(join(deps.home, folder), { recursive: true, mode: 0o700 });
  for (const { name, bytes } of printed) await writeWhole(join(deps.home, folder, name), bytes);
  const digests = Object.fromEntries(
    printed.map(({ name, bytes }) => [name, createHash('sha256').update(bytes).digest('hex')]),
  );
  if (state === 'draft' || state === 'approved') await recordFiles(deps.db, noticeId, { folder, fileDigests: digests });
  return { noticeId, reference, platform, folder, files: printed.map((file) => file.name), matchIds, skipped: [] };
}

async function contentOf(
  deps: LetterDeps,
  platformId: string,
  matchIds: readonly number[],
  active: ReadonlyMap<number, ActiveNumber>,
  language: Language,
): Promise<LetterContent> {
  const { db, vault, organisation, clock } = deps;
  const platform = deps.platforms.find((one) => one.id === platformId);
  if (!platform) throw new LetterError(`platform ${platformId} is not in the directory`);
  const ads: LetterContent['ads'] = [];
  for (const id of matchIds) {
    const match = await matchWithListing(db, vault, id);
    if (!match) throw new LetterError(`no match ${shortName('m', id)}`);
    const { adId, url, numberId, firstSeenAt, lastSeenAt } = match;
    const proof = (await capturesOf(db, platformId, adId)).findLast((capture) => capture.state === 'complete');
    const { title } = titled.parse(match.listing);
    ads.push({ matchId: id, adId, url, title, numberId, firstSeenAt, lastSeenAt, capture: captureOf(proof) });
  }
  const numbers: LetterContent['numbers'] = [];
  for (const id of [...new Set(ads.map((ad) => ad.numberId))]) {
    const number = active.get(id);
    const person = number && (await findPerson(db, vault, number.personId));
    if (!number || !person) throw new LetterError(`${shortName('n', id)} is not protected any more`);
    numbers.push({ id, personId: number.personId, subject: person.name, e164: number.number.reveal() });
  }
  const { name, legal } = platform;
  return {
    kind: 'takedown',
    language,
    date: almatyDate(clock()),
    organisation,
    platform: { id: platformId, name, entity: legal.entity, address: legal.postalAddress ?? legal.email },
    numbers,
    ads,
  };
}

function captureOf(proof: Capture | undefined): LetterContent['ads'][number]['capture'] {
  if (!proof?.manifestSha256) return null;
  return { files: proof.files, manifestSha256: proof.manifestSha256 };
}

async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const unfinished = `${path}.unfinished`;
  try {
    await writeFile(unfinished, bytes, { mode: 0o600 });
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
