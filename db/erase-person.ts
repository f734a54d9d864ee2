import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { and, asc, eq, exists, inArray, isNull, notExists, notInArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { recordDestruction } from './captures.ts';
import type { Db } from './database.ts';
import { removeCapture } from './evidence-files.ts';
import { appendToLog } from './evidence-log.ts';
import { noticeWithContent, rewriteContent } from './notices.ts';
import { erasedPersons, personsToErase } from './people.ts';
import { calls } from './schema/calls.ts';
import { captures } from './schema/captures.ts';
import { matches } from './schema/matches.ts';
import { noticeMatches, noticeReplies, noticeSteps, notices } from './schema/notices.ts';
import { consents, type Ending, numbers, persons } from './schema/people.ts';
import { shortName } from './short-name.ts';
import type { Vault } from './vault.ts';

export interface EraseDeps {
  readonly db: Db;
  readonly vault: Vault;
  /** The data folder. */
  readonly home: string;
  /** Destroys the keys of these persons, so that old copies of the database open nothing of them; harmless twice. */
  readonly shred: (personIds: readonly number[]) => void;
}

/** What is there of a person, by ids: what a receipt lists and what is destroyed. */
export interface Holdings {
  readonly numberIds: readonly number[];
  readonly matchIds: readonly number[];
  /** References of the letters that name a number of the person. */
  readonly letters: readonly { readonly id: number; readonly reference: string; readonly sent: boolean }[];
  /** Captures of ads that concern nobody else. */
  readonly captureIds: readonly number[];
  readonly heldCaptureIds: readonly number[];
  /** Matches in ads that carry somebody else's number too: that person's records of the ad stay. */
  readonly sharedMatchIds: readonly number[];
}

const ERASER = 'Qorgan, retention';
const NOTHING = Buffer.alloc(0);

/**
 * Destroys what is known of everyone whose day has come and whom no legal hold keeps. Each step is harmless when it is
 * done again, and the person counts as erased only after the last: a crash loses nothing of it. Returns their ids.
 */
export async function eraseDuePersons(deps: EraseDeps, now: Date): Promise<number[]> {
  const due = await personsToErase(deps.db, now);
  for (const { id, endedHow } of due) await erasePerson(deps, id, endedHow, now);
  deps.shred(await erasedPersons(deps.db));
  return due.map(({ id }) => id);
}

/** Everything of a person as it stands now. */
export async function holdingsOf(db: Db, personId: number): Promise<Holdings> {
  const own = await db.select({ id: numbers.id }).from(numbers).where(eq(numbers.personId, personId));
  const numberIds = own.map((row) => row.id);
  if (numberIds.length === 0)
    return { numberIds, matchIds: [], letters: [], captureIds: [], heldCaptureIds: [], sharedMatchIds: [] };
  const inOwn = inArray(matches.numberId, numberIds);
  const others = alias(matches, 'others');
  const ofOthers = db
    .select({ one: sql`1` })
    .from(others)
    .where(and(eq(others.adDigest, matches.adDigest), notInArray(others.numberId, numberIds)));
  const found = await db
    .select({ id: matches.id, shared: sql<boolean>`${exists(ofOthers)}` })
    .from(matches)
    .where(inOwn)
    .orderBy(asc(matches.id));
  const ownAds = db
    .select({ adDigest: matches.adDigest })
    .from(matches)
    .where(and(inOwn, notExists(ofOthers)));
  const taken = await db
    .select({ id: captures.id, heldAt: captures.heldAt })
    .from(captures)
    .where(and(inArray(captures.adDigest, ownAds), isNull(captures.destroyedAt)))
    .orderBy(asc(captures.id));
  const captureIds = taken.filter(({ heldAt }) => heldAt === null).map(({ id }) => id);
  const heldCaptureIds = taken.filter(({ heldAt }) => heldAt !== null).map(({ id }) => id);
  const sharedMatchIds = found.filter(({ shared }) => shared).map(({ id }) => id);
  const matchIds = found.map((row) => row.id);
  const links =
    matchIds.length === 0
      ? []
      : await db
          .selectDistinct({ id: notices.id, reference: notices.reference, sentAt: notices.sentAt })
          .from(noticeMatches)
          .innerJoin(notices, eq(notices.id, noticeMatches.noticeId))
          .where(inArray(noticeMatches.matchId, matchIds))
          .orderBy(asc(notices.id));
  const letters = links.map(({ id, reference, sentAt }) => ({ id, reference, sent: sentAt !== null }));
  return { numberIds, matchIds, letters, captureIds, heldCaptureIds, sharedMatchIds };
}

async function erasePerson(deps: EraseDeps, personId: number, how: Ending, now: Date): Promise<void> {
  const { db, home } = deps;
  const { numberIds, matchIds, letters, captureIds } = await holdingsOf(db, personId);
  // Who took the consent back takes the evidence along; where staff ended the protection it keeps its own term.
  const destroyed = how === 'withdrawn' ? captureIds : [];
  for (const id of destroyed) {
    const [capture] = await db.select({ folder: captures.folder }).from(captures).where(eq(captures.id, id));
    await recordDestruction(db, id, { by: ERASER, reason: 'consent withdrawn' }, now);
    if (capture) await removeCapture(home, capture.folder);
  }
  for (const { reference } of letters) await rm(join(home, 'letters', reference), { recursive: true, force: true });
  await db.transaction(async (tx) => {
    for (const letter of letters) await eraseFromLetter(tx, deps.vault, letter.id, personId, numberIds);
    if (matchIds.length > 0)
      await tx
        .update(matches)
        // Where the ad stands is sealed for the person too: it cannot be opened once the key is shredded.
        .set({
          listingSealed: NOTHING,
          comparedSealed: NOTHING,
          photosSealed: null,
          whereSeen: [],
          decisionReason: null,
        })
        .where(inArray(matches.id, [...matchIds]));
    await tx.update(numbers).set({ sealed: NOTHING, controlHow: '' }).where(eq(numbers.personId, personId));
    await tx
      .update(consents)
      .set({ subjectNameSealed: NOTHING, dataList: [], other: '', givenHow: '' })
      .where(eq(consents.personId, personId));
    await tx.delete(calls).where(eq(calls.personId, personId));
    await tx.update(persons).set({ nameSealed: NOTHING, destroyedAt: now }).where(eq(persons.id, personId));
    const detail = {
      person: shortName('p', personId),
      numbers: String(numberIds.length),
      letters: String(letters.length),
      captures: String(destroyed.length),
    };
    await appendToLog(tx, { kind: 'erased', by: ERASER, matches: matchIds, detail }, now);
  });
}

/** As far as it is looked into here; the rest stays as it is. */
const letterData = z.looseObject({
  numbers: z.array(
    z.looseObject({ personId: z.number(), e164: z.string(), masked: z.string(), subject: z.string().nullable() }),
  ),
  ads: z.array(z.looseObject({ numberId: z.number(), url: z.string(), title: z.string() })),
});

/** A letter may name several people: what concerns this one goes, and with it the files and the mail about it. */
async function eraseFromLetter(
  tx: Db,
  vault: Vault,
  noticeId: number,
  personId: number,
  numberIds: readonly number[],
): Promise<void> {
  const notice = await noticeWithContent(tx, vault, noticeId);
  const { data } = letterData.safeParse(notice?.content);
  if (data) {
    const erased = {
      ...data,
      numbers: data.numbers.map((one) =>
        one.personId === personId ? { ...one, e164: one.masked, subject: null } : one,
      ),
      ads: data.ads.map((ad) => (numberIds.includes(ad.numberId) ? { ...ad, url: '', title: '' } : ad)),
      calls: null,
    };
    const about = [...new Set(data.numbers.map((one) => one.personId).filter((one) => one !== personId))];
    await rewriteContent(tx, vault, noticeId, { content: erased, about });
  }
  await tx.update(notices).set({ folder: null, fileDigests: {}, editedFile: null }).where(eq(notices.id, noticeId));
  await tx.update(noticeSteps).set({ noteSealed: null }).where(eq(noticeSteps.noticeId, noticeId));
  await tx.delete(noticeReplies).where(eq(noticeReplies.noticeId, noticeId));
}
