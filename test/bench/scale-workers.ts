import type { ChildProcess } from 'node:child_process';
import { openDatabase } from '../../db/client.ts';
import { openQueue } from '../../db/job-queue.ts';
import { resolveBrowser } from '../../scrapers/browser-path.ts';
import { platforms } from '../../scrapers/directory.ts';
import { inventAds } from '../standins/ads.ts';
import { STANDINS } from '../standins/all.ts';
import { install, vaultOf } from '../standins/installation.ts';
import { startCluster, statement } from '../standins/postgres.ts';

/** Without a browser and without a walk of ids: what is measured is the queue, the leases and the database. */
const EIGHT = ['krisha', 'kolesa', 'salexy', 'avi', 'edc', 'slanet', 'kn', 'satu'] as const;
const LOOK_EVERY_MS = 200;

/** One sweep job for each of eight platforms, worked off by so many `qorgan worker` processes over one real Postgres. */
export async function workers(counts: readonly number[], adsEach: number, requestsPerMinute: number): Promise<void> {
  const cluster = await startCluster();
  const browser = await resolveBrowser({ given: undefined, path: process.env.PATH, note: () => undefined });
  try {
    for (const [round, count] of counts.entries()) {
      const name = `workers_${round}`;
      await statement(cluster.url('postgres'), `create database ${name}`);
      await workedOffBy(count, { databaseUrl: cluster.url(name), browser, adsEach, requestsPerMinute });
    }
  } finally {
    cluster.stop();
  }
}

async function workedOffBy(
  count: number,
  at: {
    readonly databaseUrl: string;
    readonly browser: string;
    readonly adsEach: number;
    readonly requestsPerMinute: number;
  },
): Promise<void> {
  const standins = await Promise.all(
    EIGHT.map(async (id) => {
      const walks =
        platforms()
          .find((one) => one.id === id)
          ?.indexWalks({ depth: 'full' }) ?? [];
      const ads = inventAds(
        at.adsEach,
        11,
        walks.map((walk) => walk.name),
        new Date(),
      );
      const start = STANDINS[id];
      if (!start) throw new Error(`no stand-in for ${id}`);
      return { id, standin: await start(ads.map((ad) => ({ ...ad, promoted: false }))) };
    }),
  );
  const paced = { requestsPerMinute: at.requestsPerMinute, revealsPerDay: 0 };
  const installation = await install(
    standins.map(({ id, standin }) => `${id}=${standin.origin}`).join(','),
    { DATABASE_URL: at.databaseUrl, QORGAN_BROWSER: at.browser },
    {
      platforms: Object.fromEntries(platforms().map(({ id }) => [id, { enabled: isOne(id), ...paced }])),
      photos: { perRun: 0 },
    },
  );
  const children: ChildProcess[] = [];
  const database = await openDatabase({ databaseUrl: at.databaseUrl, home: installation.home });
  try {
    const queue = await openQueue(database, await vaultOf(installation.home));
    const ended = Array.from({ length: count }, () =>
      installation.run(['worker'], { onStart: (child) => children.push(child) }),
    );
    // Every worker is there before there is work: its start is not measured.
    await new Promise((resolve) => setTimeout(resolve, 5_000 + count * 1_000));
    const began = performance.now();
    const jobs = await Promise.all(
      EIGHT.map(async (platform) => ({
        queue: `${platform}-patient`,
        id: await queue.add({ kind: 'sweep', platform }),
      })),
    );
    for (;;) {
      const states = await Promise.all(jobs.map((job) => queue.state(job)));
      if (states.every((state) => state === 'done' || state === 'dropped')) break;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    const seconds = (performance.now() - began) / 1000;
    for (const child of children) child.kill('SIGINT');
    await Promise.all(ended);
    const { rows } = await database.pool.query<{ coverage: string; cards: number }>(
      `select coverage, (counts->>'cards')::int as cards from runs where kind = 'sweep'`,
    );
    const cards = rows.reduce((sum, row) => sum + (row.cards ?? 0), 0);
    const requests = standins.reduce((sum, { standin }) => sum + standin.requests.length, 0);
    const gaps = standins.flatMap(({ standin }) =>
      standin.times.slice(1).map((time, i) => time - (standin.times[i] ?? 0)),
    );
    console.log(
      `${count} worker${count === 1 ? '' : 's'}: ${rows.length} sweeps (${[...new Set(rows.map((row) => row.coverage))].join(', ')}), ` +
        `${cards} cards, ${requests} requests in ${seconds.toFixed(1)} s (${(requests / seconds).toFixed(0)} requests/s), ` +
        `closest two on one platform ${Math.min(...gaps).toFixed(1)} ms apart`,
    );
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await database.close();
    await Promise.all(standins.map(({ standin }) => standin.close()));
    installation.remove();
  }
}

function isOne(id: string): boolean {
  return (EIGHT as readonly string[]).includes(id);
}
