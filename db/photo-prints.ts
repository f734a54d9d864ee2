import { eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from './database.ts';
import { matches } from './schema/matches.ts';
import { numbers } from './schema/people.ts';
import type { Vault } from './vault.ts';

const hash = z.string().regex(/^[0-9a-f]{16}$/);
const kept = z.array(
  z.object({
    sha256: z.string(),
    fingerprint: z.object({ dHash: hash, dHashMirrored: hash, pHash: hash, pHashMirrored: hash }).nullable(),
  }),
);

/** What is kept of one photo of a match, so that it is known when it is posted again. */
export type PhotoPrint = z.infer<typeof kept>[number];

/**
 * Keeps the prints of an ad's photos with each of its matches, sealed for the person it concerns: shredded with the
 * person's key. A hash cannot be turned into a keyed digest, as near ones must be found near.
 */
export async function keepPhotoPrints(
  db: Db,
  vault: Vault,
  ad: { readonly platform: string; readonly adId: string },
  prints: readonly PhotoPrint[],
): Promise<void> {
  if (prints.length === 0) return;
  const rows = await db
    .select({ id: matches.id, platform: matches.platform, numberId: matches.numberId, personId: numbers.personId })
    .from(matches)
    .innerJoin(numbers, eq(numbers.id, matches.numberId))
    .where(eq(matches.adDigest, vault.adDigest(ad.platform, ad.adId)));
  for (const row of rows) {
    if (vault.isShredded(row.personId)) continue;
    const photosSealed = vault.sealFor([row.personId], JSON.stringify(prints), photosContext(row));
    await db.update(matches).set({ photosSealed }).where(eq(matches.id, row.id));
  }
}

/** The prints kept with these matches. Throws VaultError, but not when a person's key was destroyed. */
export async function photoPrintsOf(db: Db, vault: Vault, matchIds: readonly number[]): Promise<PhotoPrint[]> {
  if (matchIds.length === 0) return [];
  const rows = await db
    .select({ platform: matches.platform, numberId: matches.numberId, photosSealed: matches.photosSealed })
    .from(matches)
    .where(inArray(matches.id, [...matchIds]));
  return rows.flatMap((row) =>
    row.photosSealed === null
      ? []
      : kept.parse(JSON.parse(vault.openOr(row.photosSealed, photosContext(row), '[]')) as unknown),
  );
}

export function photosContext({ platform, numberId }: { platform: string; numberId: number }): string {
  return `photos of ${platform} and number ${numberId}`;
}
