import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { migrate, openDatabase } from '../../db/client.ts';
import { inviteUser } from '../../db/invitations.ts';
import { adContext, listingContext } from '../../db/matches.ts';
import { startRun } from '../../db/runs.ts';
import { matches } from '../../db/schema/matches.ts';
import { shortName } from '../../db/short-name.ts';
import { ROUTES } from '../../reports/console/routes.ts';
import { openConsole, type TestConsole } from '../standins/console.ts';
import type { TestDatabase } from '../standins/databases.ts';
import { enrolInvented } from '../standins/enrolled.ts';
import { type Cluster, startCluster, statement } from '../standins/postgres.ts';

/**
 * How long each page of the console takes with a big database: 10,000 matches, 200 nights of 200 platforms, 3,000 lookups.
 * Every GET route of the table is asked, by an admin over HTTP. Not a test: it has no opinion, it prints.
 *   npx tsx test/bench/console.ts [times]
 */
const MATCHES = 10_000;
const PLATFORMS = 200;
const NIGHTS = 200;
const LOOKUPS = 3_000;
const NUMBERS = 40;
/** Ads of one text: what makes a campaign. */
const ADS_A_TEXT = 12;
const STREAMS = ['/live'];

const times = Number(process.argv[2] ?? 15);
const cluster = await startCluster();
const at = await openConsole({ database: await freshOn(cluster) });
await fill(at);
const staff = await at.signedIn('admin');
const link = `/first/${await inviteUser(at.test.db, (await at.add('reviewer', 'bench')).id, at.now())}`;

const rows: { page: string; first: number; median: number; p95: number; max: number; kb: number; status: number }[] =
  [];
for (const path of pathsAsked()) {
  const took: number[] = [];
  let last = { status: 0, text: '' };
  for (let i = 0; i <= times; i++) {
    const before = performance.now();
    last = await staff.get(path);
    took.push(performance.now() - before);
  }
  const [first = 0, ...rest] = took;
  const sorted = rest.sort((a, b) => a - b);
  const of = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  const times_ = { first: round(first), median: of(0.5), p95: of(0.95), max: of(1) };
  rows.push({ page: path.slice(0, 48), ...times_, kb: Math.round(last.text.length / 1024), status: last.status });
}
console.table(rows);
await at.close();
cluster.stop();

async function freshOn({ url }: Cluster): Promise<TestDatabase> {
  const home = mkdtempSync(join(tmpdir(), 'qorgan-bench-'));
  await statement(url('postgres'), 'create database bench');
  const database = await openDatabase({ databaseUrl: url('bench'), home });
  await migrate(database);
  const close = async () => {
    await database.close();
    rmSync(home, { recursive: true, force: true });
  };
  return { database, db: database.db, home, databaseUrl: url('bench'), close };
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}

/** Every GET of the table with ids of records that are there, and the lists as they are narrowed. */
function pathsAsked(): string[] {
  const known: Readonly<Record<string, string>> = {
    match: shortName('m', MATCHES - 5),
    number: 'n1',
    person: 'p1',
    run: 'r1',
    lookup: 'h1',
    platform: 'bench-7',
  };
  const own = ROUTES.filter(({ method, path }) => method === 'GET' && !STREAMS.includes(path)).map(({ path }) =>
    path.startsWith('/first/') ? link : path.replace(/:(\w+)/g, (_all, name: string) => known[name] ?? 'nothing'),
  );
  return [
    ...own,
    '/matches?state=new&platform=bench-7',
    '/matches?person=p3&before=m5000',
    `/matches?campaign=m${MATCHES - 5}`,
    '/coverage/olx',
  ];
}

async function fill({ test, vault, now }: TestConsole): Promise<void> {
  const { db } = test;
  const numberIds: number[] = [];
  const personOf = new Map<number, number>();
  for (let n = 0; n < NUMBERS; n++) {
    const one = await enrolInvented(db, `+7 709 100 00 ${String(n + 10)}`, vault);
    numberIds.push(one.numberId);
    personOf.set(one.numberId, one.personId);
  }
  const { id: runId } = await startRun(db, { kind: 'scan', platform: 'olx' }, now());
  for (let from = 0; from < MATCHES; from += 500) {
    const sealedFor = ({ numberId }: { numberId: number }, text: string, context: string) =>
      vault.sealFor([personOf.get(numberId) ?? 1], text, context);
    const batch = Array.from({ length: 500 }, (_, i) => {
      const n = from + i;
      const ad = { platform: `bench-${n % PLATFORMS}`, adId: `ID${n}`, numberId: numberIds[n % NUMBERS] ?? 1 };
      const text = `Продаю корову молодую ласковую звоните ${words(Math.floor(n / ADS_A_TEXT))} +7 709 100 00 ${(n % NUMBERS) + 10}`;
      const start = text.indexOf('+7');
      const fields = [
        { name: 'title', kind: 'text', text: 'Корова' },
        { name: 'description', kind: 'text', text: `${text} ${'и ещё слова '.repeat(40)}` },
      ];
      const listing = { ...ad, title: 'Корова', fields, photos: [], seller: { id: `s${n % 900}` }, postedAt: null };
      const seen = new Date(now().getTime() - n * 600_000);
      const state = (['new', 'confirmed', 'dismissed'] as const)[n % 3] ?? 'new';
      const decided = state === 'new' ? {} : { decidedBy: 'Bench', decidedAt: seen };
      return {
        ...{ platform: ad.platform, numberId: ad.numberId, ...decided, runId, state, strength: 'strong' as const },
        adDigest: vault.adDigest(ad.platform, ad.adId),
        adSealed: sealedFor(ad, JSON.stringify({ adId: ad.adId, url: `https://example.kz/${n}` }), adContext(ad)),
        ...{ how: 'plain' as const, whereSeen: [{ field: 'description', start, end: start + 16 }] },
        ...{ firstSeenAt: seen, lastSeenAt: seen },
        listingSealed: sealedFor(ad, JSON.stringify(listing), listingContext(ad)),
      };
    });
    await db.insert(matches).values(batch);
  }
  await db.execute(sql`insert into runs (kind, platform, started_at, alive_at, ended_at, state, coverage, reasons, counts)
    select 'sweep', 'bench-' || p, t, t, t, 'ended', c,
      case when c = 'complete' then '[]'::jsonb else '[{"kind":"blocked","where":"page","detail":"403"},{"kind":"layout","where":"page","detail":"-"}]'::jsonb end, '{}'::jsonb
    from generate_series(0, ${PLATFORMS - 1}) p, generate_series(0, ${NIGHTS - 1}) n,
      lateral (select ${now().toISOString()}::timestamptz - n * interval '1 day' - interval '4 hours' as t,
        (array['complete','partial','blind'])[1 + (p + n) % 3] as c) as x`);
  await db.execute(sql`insert into lookups (platform, ad_id, content_digest, url, score, parts, why, state, scored_at, created_at)
    select 'bench-' || (n % ${PLATFORMS}), 'L' || n, decode(repeat('00', 32), 'hex'), 'https://example.kz/' || n, n % 100,
      '[{"code":"same-text","points":40}]'::jsonb, 'login', 'open', ${now().toISOString()}::timestamptz, ${now().toISOString()}::timestamptz
    from generate_series(1, ${LOOKUPS}) n`);
  await db.execute(sql`analyze`).catch(() => undefined);
}

/** A word of letters for a number: digits do not make another text. */
function words(n: number): string {
  return [...String(n)].map((digit) => 'абвгдежзик'[Number(digit)]).join('');
}
