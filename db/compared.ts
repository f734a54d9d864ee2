import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { adTextDigest } from './ad-text.ts';
import { anyOf } from './any-of.ts';
import type { Db } from './database.ts';
import { matches } from './schema/matches.ts';
import { numbers } from './schema/people.ts';
import { sha256 } from './sha256.ts';
import type { Vault } from './vault.ts';

/** Ads opened at once: between two lots other pages get their turn. */
const AT_ONCE = 500;

const compared = z.object({
  /** Digest of platform and account, `null` where the platform does not say whose the ad is. */
  account: z.string().nullable(),
  /** Digest of title and description; empty when there are too few words. */
  text: z.string(),
  /** Digests of the pictures' addresses. */
  photos: z.array(z.string()),
  postedAt: z.string().nullable(),
});

/** What an ad is compared by, taken when it was matched. Digests: no word of the ad, no name, no number. */
export type Compared = z.infer<typeof compared>;

const listingShape = z.object({
  fields: z.array(z.object({ name: z.string(), kind: z.string(), text: z.string() })).catch([]),
  photos: z.array(z.string()).catch([]),
  seller: z.object({ id: z.string().nullable() }).catch({ id: null }),
  postedAt: z.string().nullable().catch(null),
});

/** Of a listing as it was read. What it does not have is not compared. Pure. */
export function comparedOf(platform: string, listing: unknown): Compared {
  const { data } = listingShape.safeParse(listing);
  if (!data) return { account: null, text: '', photos: [], postedAt: null };
  const { fields, photos, seller, postedAt } = data;
  return {
    account: seller.id === null ? null : sha256(JSON.stringify([platform, seller.id])),
    text: adTextDigest(fields),
    photos: [...new Set(photos)].map(sha256),
    postedAt,
  };
}

export type ComparedMatch = Compared & {
  readonly id: number;
  readonly platform: string;
  readonly personId: number;
  readonly firstSeenAt: Date;
};

/** What these matches are compared by; without those whose data were destroyed. Throws VaultError. */
export async function comparedMatches(db: Db, vault: Vault, ids: readonly number[]): Promise<ComparedMatch[]> {
  const found: ComparedMatch[] = [];
  const open = vault.opener();
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const rows = await db
      .select({
        id: matches.id,
        platform: matches.platform,
        numberId: matches.numberId,
        personId: numbers.personId,
        firstSeenAt: matches.firstSeenAt,
        sealed: matches.comparedSealed,
      })
      .from(matches)
      .innerJoin(numbers, eq(numbers.id, matches.numberId))
      .where(anyOf(matches.id, ids.slice(from, from + AT_ONCE)));
    for (const { sealed, numberId, ...row } of rows) {
      if (sealed.length === 0 || vault.isShredded(row.personId)) continue;
      const opened: unknown = JSON.parse(open(sealed, comparedContext({ numberId })).toString('utf8'));
      found.push({ ...row, ...compared.parse(opened) });
    }
  }
  return found;
}

/** One key for all ads of a number: they are opened together. */
export function comparedContext({ numberId }: { readonly numberId: number }): string {
  return `what is compared of ads with number ${numberId}`;
}
