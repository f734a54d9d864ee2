import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import { appendToLog } from './evidence-log.ts';
import { LANGUAGES, type Language } from './schema/language.ts';
import { consents, numbers, persons, SCOPES, type Scope } from './schema/people.ts';
import { shortName } from './short-name.ts';
import type { Vault } from './vault.ts';

const filled = z.string().trim().min(1);

/**
 * A consent as it is typed or read from a file. Fields of law 94-V art. 8(4): operator and BIN, subject's name, term,
 * third parties, cross-border, public distribution, list of data, other; then how it was given and who checked that.
 */
export const consentInput = z.strictObject({
  operatorName: filled,
  operatorBin: z.string().regex(/^\d{12}$/, 'a BIN is 12 digits'),
  subjectName: filled,
  validUntil: z.coerce.date(),
  thirdParties: z.boolean(),
  crossBorder: z.boolean(),
  publicDistribution: z.boolean(),
  dataList: z.array(filled).min(1),
  /** What else the consent says; empty when nothing. */
  other: z.string().trim(),
  scopes: z.array(z.enum(SCOPES)).min(1),
  language: z.enum(LANGUAGES),
  givenAt: z.coerce.date(),
  /** On paper, by signature, by a call … (art. 8(1): any way that lets one confirm it). */
  givenHow: filled,
  verifiedBy: filled,
});
export type ConsentInput = z.infer<typeof consentInput>;

export interface Consent {
  readonly id: number;
  readonly personId: number;
  readonly operatorName: string;
  readonly operatorBin: string;
  readonly subjectName: string;
  readonly validUntil: Date;
  readonly thirdParties: boolean;
  readonly crossBorder: boolean;
  readonly publicDistribution: boolean;
  readonly dataList: readonly string[];
  readonly other: string;
  readonly scopes: readonly Scope[];
  readonly language: Language;
  readonly givenAt: Date;
  readonly givenHow: string;
  readonly verifiedBy: string;
  readonly withdrawnAt: Date | null;
}

/**
 * Everything that a consent can let be done. Beside the scopes: `abroad`, data leave the country (storage, a backup);
 * `name` and `profession`, these stand in letters.
 */
export const ACTS = [...SCOPES, 'abroad', 'name', 'profession'] as const;
export type Act = (typeof ACTS)[number];

/** What a consent calls the person's name, and the person's profession, in its list of data. */
const NAME_WORDS = /^(name|full name|имя|ф\.?\s?и\.?\s?о\.?|аты|аты-жөні|есімі)$/iu;
const PROFESSION_WORDS = /^(profession|occupation|journalist|профессия|журналист|кәсібі|мамандығы)$/iu;

type Terms = Pick<Consent, 'scopes' | 'thirdParties' | 'crossBorder' | 'dataList'>;

/**
 * Whether a consent lets this be done, by its own terms; whether it is in force is another question. What is handed to
 * a platform, a lawyer, the police is passed to a third party, so that needs that term as well. Pure.
 */
export function covers(consent: Terms, act: Act): boolean {
  const listed = (words: RegExp) => consent.dataList.some((entry) => words.test(entry.trim()));
  switch (act) {
    case 'scan':
      return consent.scopes.includes('scan');
    case 'site-search':
    case 'letters':
    case 'police':
    case 'export':
      return consent.scopes.includes(act) && consent.thirdParties;
    case 'abroad':
      return consent.crossBorder;
    case 'name':
      return listed(NAME_WORDS);
    case 'profession':
      return listed(PROFESSION_WORDS);
  }
}

/** The scopes that a consent really gives. */
export function coveredScopes(consent: Terms): Scope[] {
  return SCOPES.filter((scope) => covers(consent, scope));
}

export type ConsentStanding = 'in-force' | 'expired' | 'withdrawn';

export function consentStanding(consent: { validUntil: Date; withdrawnAt: Date | null }, now: Date): ConsentStanding {
  if (consent.withdrawnAt) return 'withdrawn';
  return consent.validUntil.getTime() > now.getTime() ? 'in-force' : 'expired';
}

/** No purpose of ours lasts longer without the person being asked again (law 94-V art. 8(5)). */
const LONGEST_TERM_DAYS = 366;

/**
 * Records a consent of a person who is enrolled already (a renewal); it governs from now on. Where nothing was looked
 * for before it, ads looked at meanwhile are read again for these numbers. Throws RecordError not-found, ended, expired
 * (its term is over already), or wrong-state (given in the future, or for more than a year).
 */
export async function addConsent(
  db: Db,
  vault: Vault,
  personId: number,
  consent: ConsentInput,
  now: Date,
): Promise<{ id: number }> {
  if (consent.validUntil.getTime() <= now.getTime())
    throw new RecordError('expired', 'the consent has expired already: its term must end in the future');
  if (consent.givenAt.getTime() > now.getTime())
    throw new RecordError('wrong-state', 'the consent is dated in the future');
  if (consent.validUntil.getTime() > now.getTime() + LONGEST_TERM_DAYS * 86_400_000)
    throw new RecordError('wrong-state', 'a consent is for a year at most: the person is asked again');
  return db.transaction(async (tx) => {
    const [person] = await tx.select().from(persons).where(eq(persons.id, personId)).for('update');
    if (!person) throw new RecordError('not-found', `no person ${shortName('p', personId)}`);
    if (person.endedAt) throw new RecordError('ended', `protection of ${shortName('p', personId)} has ended`);
    const [before] = await tx
      .select()
      .from(consents)
      .where(eq(consents.personId, personId))
      .orderBy(desc(consents.id))
      .limit(1);
    const looking = before !== undefined && consentStanding(before, now) === 'in-force' && covers(before, 'scan');
    if (before !== undefined && !looking) await beginAgain(tx, personId);
    const { subjectName, scopes, ...plain } = consent;
    const [row] = await tx
      .insert(consents)
      .values({
        ...plain,
        personId,
        scopes: [...new Set(scopes)],
        subjectNameSealed: vault.sealFor([personId], subjectName, consentContext(personId)),
      })
      .returning({ id: consents.id });
    const detail = {
      person: shortName('p', personId),
      change: before === undefined ? 'given' : 'renewed',
      scopes: [...new Set(scopes)].join(' '),
      until: consent.validUntil.toISOString().slice(0, 10),
    };
    await appendToLog(tx, { kind: 'consent', by: consent.verifiedBy, detail }, now);
    return { id: row!.id };
  });
}

/** The next generation of numbers begins with those of this person: they are looked for anew. */
async function beginAgain(tx: Db, personId: number): Promise<void> {
  await tx
    .update(numbers)
    .set({ generation: sql`(select max(generation) + 1 from numbers)` })
    .where(and(eq(numbers.personId, personId), isNull(numbers.retiredAt)));
}

/** The consent that governs a person now (the newest), or `null` when the person is unknown or was erased. */
export async function governingConsent(db: Db, vault: Vault, personId: number): Promise<Consent | null> {
  const [row] = await db
    .select({ consent: consents, destroyedAt: persons.destroyedAt })
    .from(consents)
    .innerJoin(persons, eq(persons.id, consents.personId))
    .where(eq(consents.personId, personId))
    .orderBy(desc(consents.id))
    .limit(1);
  if (!row || row.destroyedAt) return null;
  const { subjectNameSealed, withdrawnBy: _, ...plain } = row.consent;
  return { ...plain, subjectName: vault.openOr(subjectNameSealed, consentContext(personId), '(destroyed)') };
}

/**
 * People whose data may not leave the country: of everyone not erased, those whose newest consent does not cover it. A
 * backup that goes abroad, or a database that stands there, is refused while this is not empty.
 */
export async function personsNotCoveredAbroad(db: Db): Promise<number[]> {
  const rows = await db
    .selectDistinctOn([consents.personId], { personId: consents.personId, crossBorder: consents.crossBorder })
    .from(consents)
    .innerJoin(persons, eq(persons.id, consents.personId))
    .where(isNull(persons.destroyedAt))
    .orderBy(consents.personId, desc(consents.id));
  return rows.filter((row) => !row.crossBorder).map((row) => row.personId);
}

/** Throws RecordError that names them, before anything leaves the country. */
export async function assertCoveredAbroad(db: Db): Promise<void> {
  const not = (await personsNotCoveredAbroad(db)).map((id) => shortName('p', id));
  if (not.length > 0)
    throw new RecordError('wrong-state', `no consent lets the data of ${not.join(', ')} be stored or sent abroad`);
}

export function consentContext(personId: number): string {
  return `consent of person ${personId}`;
}

/** A consent without the name of whom it is about: what lists show. */
export type ConsentTerms = Omit<Consent, 'subjectName'>;

/** Every consent of a person, newest first. */
export async function consentsOf(db: Db, personId: number): Promise<ConsentTerms[]> {
  const rows = await db.select().from(consents).where(eq(consents.personId, personId)).orderBy(desc(consents.id));
  return rows.map(({ subjectNameSealed: _, withdrawnBy: __, ...plain }) => plain);
}

/** The consent that governs each person. */
export async function governingTerms(db: Db): Promise<ReadonlyMap<number, ConsentTerms>> {
  const rows = await db
    .selectDistinctOn([consents.personId])
    .from(consents)
    .orderBy(consents.personId, desc(consents.id));
  return new Map(rows.map(({ subjectNameSealed: _, withdrawnBy: __, ...plain }) => [plain.personId, plain]));
}
