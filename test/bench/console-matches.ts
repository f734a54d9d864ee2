import { sql } from 'drizzle-orm';
import { captureContext } from '../../db/captures.ts';
import { comparedContext, comparedOf } from '../../db/compared.ts';
import { adContext, listingContext } from '../../db/matches.ts';
import { startRun } from '../../db/runs.ts';
import { captures } from '../../db/schema/captures.ts';
import { matches } from '../../db/schema/matches.ts';
import { matchReturns, rechecks } from '../../db/schema/rechecks.ts';
import { platforms } from '../../scrapers/directory.ts';
import type { TestConsole } from '../standins/console.ts';
import { enrolInvented } from '../standins/enrolled.ts';

/** What the open figure of the issue asks for, and what comes with it. */
export const MATCHES = 10_000;
/** Ours, and as many more as make 200. */
const REAL = platforms().map(({ id }) => id);
const PLATFORMS = [...REAL, ...Array.from({ length: 200 - REAL.length }, (_, n) => `bench-${n}`)];
const NIGHTS = 200;
const LOOKUPS = 3_000;
const NUMBERS = 40;
/** Ads of one text: what makes a campaign. */
const ADS_A_TEXT = 12;
const LOT = 500;

/** Matches with their evidence and what became of their ads, the nights of every platform, lookups by hand. */
export async function fillMatches(at: TestConsole): Promise<void> {
  const { db } = at.test;
  const personOf = new Map<number, number>();
  for (let n = 0; n < NUMBERS; n++) {
    const one = await enrolInvented(db, `+7 709 100 00 ${String(n + 10)}`, at.vault, ['scan', 'letters', 'police']);
    personOf.set(one.numberId, one.personId);
  }
  const { id: runId } = await startRun(db, { kind: 'scan', platform: 'olx' }, at.now());
  for (let from = 0; from < MATCHES; from += LOT) {
    const lot = Array.from({ length: LOT }, (_, i) => inventedMatch(at, personOf, from + i));
    const made = await db
      .insert(matches)
      .values(lot.map(({ match }) => ({ ...match, runId })))
      .returning({ id: matches.id, state: matches.state, seen: matches.firstSeenAt });
    const taken = await db
      .insert(captures)
      .values(lot.map(({ capture }) => ({ ...capture, runId })))
      .returning({ id: captures.id });
    const confirmed = made.flatMap((row, i) => (row.state === 'confirmed' ? [{ ...row, capture: taken[i]?.id }] : []));
    await db.insert(rechecks).values(
      confirmed.flatMap(({ id, seen, capture }, i) =>
        [12, 36, 60].map((hours) => ({
          ...{ matchId: id, runId, at: new Date(seen.getTime() + hours * 3_600_000), places: [] },
          reading: hours === 60 && i % 2 === 0 ? ('removed' as const) : ('live' as const),
          captureId: hours === 60 && i % 2 === 0 ? (capture ?? null) : null,
        })),
      ),
    );
    await db.insert(matchReturns).values(
      confirmed
        .filter((_, i) => i % 10 === 0)
        .map(({ id, seen }) => ({
          ...{ removedMatchId: id, matchId: id, reasons: ['same-ad'] },
          seenAt: new Date(seen.getTime() + 200 * 3_600_000),
        })),
    );
  }
  await fillNights(at);
}

function inventedMatch({ vault, now }: TestConsole, personOf: ReadonlyMap<number, number>, n: number) {
  const numberId = [...personOf.keys()][n % NUMBERS] ?? 1;
  const ad = { platform: PLATFORMS[n % PLATFORMS.length] ?? '', adId: `ID${n}`, numberId };
  const sealed = (text: string, context: string) => vault.sealFor([personOf.get(numberId) ?? 1], text, context);
  const text = `Продаю корову молодую ласковую звоните ${words(Math.floor(n / ADS_A_TEXT))} +7 709 100 00 ${(n % NUMBERS) + 10}`;
  const start = text.indexOf('+7');
  const fields = [
    { name: 'title', kind: 'text', text: 'Корова' },
    { name: 'description', kind: 'text', text: `${text} ${'и ещё слова '.repeat(40)}` },
  ];
  const listing = { ...ad, title: 'Корова', fields, photos: [], seller: { id: `s${n % 900}` }, postedAt: null };
  const seen = new Date(now().getTime() - n * 600_000);
  const state = (['new', 'confirmed', 'dismissed'] as const)[n % 3] ?? 'new';
  const adDigest = vault.adDigest(ad.platform, ad.adId);
  const match = {
    ...{ platform: ad.platform, numberId, adDigest, state, strength: 'strong' as const, how: 'plain' as const },
    ...(state === 'new' ? {} : { decidedBy: 'Bench', decidedAt: seen }),
    whereSeen: [{ field: 'description', start, end: start + 16 }],
    ...{ firstSeenAt: seen, lastSeenAt: seen, presence: n % 30 === 1 ? ('returned' as const) : ('live' as const) },
    adSealed: sealed(JSON.stringify({ adId: ad.adId, url: `https://example.kz/${n}` }), adContext(ad)),
    listingSealed: sealed(JSON.stringify(listing), listingContext(ad)),
    comparedSealed: sealed(JSON.stringify(comparedOf(ad.platform, listing)), comparedContext(ad)),
  };
  const capture = {
    ...{ platform: ad.platform, adDigest, adSealed: sealed(ad.adId, captureContext(ad.platform)) },
    ...{ purpose: 'match' as const, state: 'complete' as const, folder: `evidence/${n}`, files: 9 },
    ...{ manifestSha256: 'a'.repeat(64), capturedAt: seen, steps: [{ name: 'source', ok: true, detail: null }] },
  };
  return { match, capture };
}

async function fillNights({ test, now }: TestConsole): Promise<void> {
  await test.db.execute(sql`insert into runs (kind, platform, started_at, alive_at, ended_at, state, coverage, reasons, counts)
    select 'sweep', p, t, t, t, 'ended', c,
      case when c = 'complete' then '[]'::jsonb else '[{"kind":"blocked","where":"page","detail":"403"},{"kind":"layout","where":"page","detail":"-"}]'::jsonb end, '{}'::jsonb
    from unnest(array[${sql.join(
      PLATFORMS.map((id) => sql`${id}`),
      sql`, `,
    )}]::text[]) with ordinality as all_platforms(p, i), generate_series(0, ${NIGHTS - 1}) n,
      lateral (select ${now().toISOString()}::timestamptz - n * interval '1 day' - interval '4 hours' as t,
        (array['complete','partial','blind'])[1 + (i + n) % 3] as c) as x`);
  await test.db.execute(sql`insert into lookups (platform, ad_id, content_digest, url, score, parts, why, state, scored_at, created_at)
    select 'bench-' || (n % 100), 'L' || n, decode(repeat('00', 32), 'hex'), 'https://example.kz/' || n, n % 100,
      '[{"code":"same-text","points":40}]'::jsonb, 'login', 'open', ${now().toISOString()}::timestamptz, ${now().toISOString()}::timestamptz
    from generate_series(1, ${LOOKUPS}) n`);
}

/** A word of letters for a number: digits do not make another text. */
function words(n: number): string {
  return [...String(n)].map((digit) => 'абвгдежзик'[Number(digit)]).join('');
}
