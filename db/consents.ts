import { and, desc, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import { LANGUAGES, type Language } from './schema/language.ts';
import { consents, persons, SCOPES, type Scope } from './schema/people.ts';
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

export type ConsentStanding = 'in-force' | 'expired' | 'withdrawn';

export function consentStanding(consent: { validUntil: Date; withdrawnAt: Date | null }, now: Date): ConsentStanding {
  if (consent.withdrawnAt) return 'withdrawn';
  return consent.validUntil.getTime() > now.getTime() ? 'in-force' : 'expired';
}

/**
 * Records a consent of a person who is enrolled already (a renewal); it governs from now on. Throws RecordError
 * not-found, ended, or expired (its term is over already, or it was given in the future).
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
  return db.transaction(async (tx) => {
    const [person] = await tx.select().from(persons).where(eq(persons.id, personId)).for('update');
    if (!person) throw new RecordError('not-found', `no person ${shortName('p', personId)}`);
    if (person.endedAt) throw new RecordError('ended', `protection of ${shortName('p', personId)} has ended`);
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
    return { id: row!.id };
  });
}

/** The consent that governs a person now (the newest), or `null` when the person is unknown. */
export async function governingConsent(db: Db, vault: Vault, personId: number): Promise<Consent | null> {
  const [row] = await db
    .select()
    .from(consents)
    .where(eq(consents.personId, personId))
    .orderBy(desc(consents.id))
    .limit(1);
  if (!row) return null;
  const { subjectNameSealed, withdrawnBy: _, ...plain } = row;
  return { ...plain, subjectName: vault.openOr(subjectNameSealed, consentContext(personId), '(destroyed)') };
}

/** Withdraws every consent of the person; the next sweep no longer looks for the numbers. Throws RecordError not-found. */
export async function withdrawConsent(db: Db, personId: number, by: string, now: Date): Promise<void> {
  const [person] = await db.select({ id: persons.id }).from(persons).where(eq(persons.id, personId));
  if (!person) throw new RecordError('not-found', `no person ${shortName('p', personId)}`);
  await db
    .update(consents)
    .set({ withdrawnAt: now, withdrawnBy: by })
    .where(and(eq(consents.personId, personId), isNull(consents.withdrawnAt)));
}

export function consentContext(personId: number): string {
  return `consent of person ${personId}`;
}
