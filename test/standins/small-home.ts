import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { capturesOf, listCaptures, recordCapture } from '../../db/captures.ts';
import { checkedLinks, startCheck } from '../../db/checks.ts';
import { type Home, type HomeSettings, initHome, openHome } from '../../db/home.ts';
import { openQueue } from '../../db/job-queue.ts';
import { DEFAULT_LIMITS } from '../../db/limits.ts';
import { confirmMatch, matchWithListing, recordMatch } from '../../db/matches.ts';
import { createNotice, noticeWithContent } from '../../db/notices.ts';
import { activeNumbers } from '../../db/numbers.ts';
import { listPersons } from '../../db/people.ts';
import { keepPhotoPrints, photoPrintsOf } from '../../db/photo-prints.ts';
import { startRun } from '../../db/runs.ts';
import { unsealJob } from '../../db/sealed-jobs.ts';
import { saveSession, sessionOf } from '../../db/sessions.ts';
import { openSigningKey } from '../../db/signing-key.ts';
import { capture } from '../../pipeline/evidence/capture.ts';
import { verifyHome } from '../../pipeline/evidence/verify-home.ts';
import { freshDatabase, type KINDS } from './databases.ts';
import { enrolInvented } from './enrolled.ts';
import { inventedEvidence, shownWithoutBrowser } from './evidence-settings.ts';
import { serveSeeded } from './seeded-database.ts';

/** A data folder with its keys and some of everything that is sealed. */
export interface SmallHome {
  readonly settings: HomeSettings;
  open(): Promise<Home>;
  close(): Promise<void>;
}

export async function smallHome(kind: (typeof KINDS)[number], over: Partial<HomeSettings> = {}): Promise<SmallHome> {
  const test = kind === 'server' ? await freshDatabase('server') : null;
  const folder = mkdtempSync(join(tmpdir(), 'qorgan-small-'));
  const settings: HomeSettings = {
    home: join(folder, 'home'),
    databaseUrl: test?.databaseUrl,
    passphrase: undefined,
    rootKey: undefined,
    ...over,
  };
  if (kind === 'embedded') await serveSeeded(settings.home);
  const home = await initHome(settings, new Date());
  await fill(home);
  await home.close();
  return {
    settings,
    open: () => openHome(settings, new Date()),
    async close() {
      await test?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const SMALL = {
  number: '+77090000777',
  name: 'Айша Сынақова',
  ad: '7788001122',
  title: 'Жылқы сатамын',
} as const;

async function fill({ db, vault, keys, path, database }: Home): Promise<void> {
  const now = new Date();
  const { numberId } = await enrolInvented(db, SMALL.number, vault);
  await enrolInvented(db, '+77090000778', vault);
  const { id: runId } = await startRun(db, { kind: 'sweep', platform: 'olx' }, now);
  const url = `https://olx.example/${SMALL.ad}`;
  const seen = { strength: 'strong', how: 'plain', whereSeen: [], listing: { title: SMALL.title } } as const;
  const { id } = await recordMatch(db, vault, { platform: 'olx', adId: SMALL.ad, numberId, runId, url, ...seen }, now);
  await keepPhotoPrints(db, vault, { platform: 'olx', adId: SMALL.ad }, [{ sha256: 'ab', fingerprint: null }]);
  await confirmMatch(db, id, 'Test Staff', null, now);
  const snapshot = {
    requestedUrl: url,
    url,
    redirects: [],
    status: 200,
    headers: {},
    body: `<p>${SMALL.title} ${SMALL.number}</p>`,
    engine: 'http',
    fetchedAt: now.toISOString(),
  } as const;
  const taken = await capture(
    {
      purpose: 'match',
      people: [1],
      platform: 'olx',
      adId: SMALL.ad,
      url,
      seenIn: snapshot,
      seenInItself: true,
      record: { id: SMALL.ad, title: SMALL.title },
      listing: null,
      seen: [],
      reveal: null,
      pictures: [],
      show: async () => shownWithoutBrowser(snapshot),
    },
    await inventedEvidence(path, vault),
  );
  await recordCapture(db, vault, { platform: 'olx', adId: SMALL.ad, runId, ...taken }, taken.capturedAt);
  const notice = { platform: 'olx', addressee: 'olx', kind: 'takedown', language: 'ru', followsId: null } as const;
  const content = { text: `${SMALL.title} ${SMALL.number}` };
  await createNotice(db, vault, { ...notice, createdBy: 'Test Staff', content, matchIds: [id] }, now);
  await saveSession(db, vault, { platform: 'olx', state: { cookies: ['a'] }, by: 'Test Staff' }, now);
  await openSigningKey(keys, vault);
  const link = { platform: 'olx', adId: SMALL.ad, url: null, notAsked: null } as const;
  const asked = { by: 'Test Staff', tried: 1, links: [link], sightings: null };
  await startCheck(db, vault, await openQueue(database, vault), asked, DEFAULT_LIMITS, now);
}

/** Everything sealed in it, read back: two states with the same records give the same. */
export async function everythingIn(home: Home): Promise<object> {
  const { db, vault, keys } = home;
  return {
    names: (await listPersons(db, vault)).map((person) => person.name),
    numbers: (await activeNumbers(db, vault, new Date())).map(({ number }) => number.reveal()),
    match: await matchWithListing(db, vault, 1),
    photos: await photoPrintsOf(db, vault, [1]),
    captures: (await listCaptures(db, vault)).map(({ adDigest: _, ...capture }) => capture),
    captured: (await capturesOf(db, vault, 'olx', SMALL.ad)).length,
    notice: await noticeWithContent(db, vault, 1),
    checked: (await checkedLinks(db, vault, 1)).map(({ adId }) => adId),
    session: await sessionOf(db, vault, 'olx'),
    signer: (await openSigningKey(keys, vault)).fingerprint,
  };
}

/** Every job of the queue, opened. */
export async function jobsIn({ db, vault }: Home): Promise<unknown[]> {
  const { rows } = await db.execute<{ data: unknown }>(sql`select data from qorgan_jobs.job order by id`);
  return rows.map(({ data }) => unsealJob(vault, data));
}

/** What a check of the evidence finds to differ. */
export async function evidenceDifferences(home: Home): Promise<unknown> {
  const { publicPem } = await openSigningKey(home.keys, home.vault);
  const at = { db: home.db, vault: home.vault, home: home.path, publicPem, roots: new Map(), identities: [] };
  const { captures, differences, leftovers } = await verifyHome(at, []);
  return { captures: captures.length, differences, leftovers };
}

/** All rows of all tables as text, as a dump would show them. */
export async function dumpOf({ db }: Pick<Home['database'], 'db'>): Promise<string> {
  const { rows } = await db.execute<{ name: string }>(
    sql`select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const tables: string[] = [];
  for (const { name } of rows)
    tables.push(
      `${name} ${JSON.stringify((await db.execute(sql.raw(`select t::text as row from ${name} t order by 1`))).rows)}`,
    );
  return tables.join('\n');
}

/** Every file beneath a folder with its bytes. */
export function filesUnder(folder: string): { readonly path: string; readonly bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, bytes: readFileSync(path) }));
}
