import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CommandContext } from '../command.ts';
import { workAll } from '../pipeline/jobs/workers.ts';
import { chosenPlatforms } from '../pipeline/jobs/workplace.ts';
import { resolveBrowser } from '../scrapers/browser-path.ts';
import { platforms } from '../scrapers/directory.ts';
import { createHttpFetcher } from '../scrapers/fetch.ts';
import { parseOrigins } from '../scrapers/origins.ts';
import { openPage } from '../scrapers/page.ts';
import { isOwnHost } from '../scrapers/read.ts';
import { adIdOn, INVENTED_OPTIONS, STANDINS } from './standins/all.ts';
import { openConsole, type TestConsole, type Visitor } from './standins/console.ts';
import { enrolInvented } from './standins/enrolled.ts';
import { PROTECTED, plantedAds } from './standins/planted.ts';
import type { Standin, StandinAd } from './standins/platform.ts';

/** A link from the console is looked at on every platform, also where no address follows from an ad's id. */
const NOW = new Date();
const IDS = Object.keys(STANDINS);
const standins = new Map<string, Standin>();
const planted = new Map<string, StandinAd>();
const notes: string[] = [];
let at: TestConsole;
let staff: Visitor;
let worker: Promise<void> | undefined;
let stopped = false;

const origins = () => [...standins].map(([id, { origin }]) => `${id}=${origin}`).join(',');
const adapters = () => platforms(parseOrigins(origins()), INVENTED_OPTIONS);

beforeAll(async () => {
  for (const adapter of platforms(new Map(), INVENTED_OPTIONS)) {
    const [first = ''] = adapter.indexWalks({ depth: 'full' }).map(({ name }) => name);
    const [ad] = plantedAds(388_900_000, [first], NOW).visible;
    const start = STANDINS[adapter.id];
    if (!ad || !start) throw new Error(`no imitation of ${adapter.id}`);
    planted.set(adapter.id, ad);
    standins.set(adapter.id, await start([ad]));
  }
  at = await openConsole({ platforms: IDS, now: NOW, over: { origins: origins() } });
  await enrolInvented(at.test.db, PROTECTED, at.vault);
  staff = await at.signedIn('reviewer');
}, 120_000);
afterAll(async () => {
  stopped = true;
  await worker;
  await at.close();
  await Promise.all([...standins.values()].map((standin) => standin.close()));
}, 60_000);

/** The link of the planted ad as the platform's own index page has it. */
async function linkOn(id: string): Promise<string> {
  const adapter = adapters().find((one) => one.id === id);
  const ad = planted.get(id);
  const walk = adapter?.indexWalks({ depth: 'full' })[0];
  if (!adapter || !ad || !walk) throw new Error(`no platform ${id}`);
  const fetcher = createHttpFetcher({ userAgent: 'Qorgan/test (mailto:robot@oydan.example)', clock: () => NOW });
  const snapshot = await fetcher.fetchPage(walk.page(1), (url) => isOwnHost(adapter, url));
  await fetcher.close();
  const { cards } = adapter.parseIndex(openPage(snapshot));
  const link = cards.find((card) => card.adId === adIdOn(id, ad))?.url;
  if (!link) throw new Error(`the index of ${id} shows no planted ad`);
  return link;
}

/** What `qorgan worker` runs, on the console's own data folder. */
async function work(): Promise<void> {
  const chromium = await resolveBrowser({ given: undefined, path: process.env.PATH, note: () => undefined });
  const channels = [...INVENTED_OPTIONS.telegram.channels];
  const quick = { enabled: true, requestsPerMinute: 60_000, revealsPerDay: 0 };
  const paced = Object.fromEntries(IDS.map((id) => [id, id === 'telegram' ? { ...quick, channels } : quick]));
  const context: CommandContext = {
    terminal: {
      ...{ out: () => undefined, progress: () => undefined, interactive: false },
      ...{ note: (line) => notes.push(line), ask: async () => '', input: async () => '' },
    },
    config: { ...at.config, platforms: paced },
    ...{ tool: 'Qorgan/test', account: 'Test Staff', clock: () => at.now(), stopping: () => stopped },
    chromium: async () => chromium,
    withHome: (use) => use(at.home),
  };
  await workAll(context, at.home, chosenPlatforms(context, IDS), () => undefined);
}

it('a link of every platform becomes a job, is looked at and found, and stands nowhere in the clear', {
  timeout: 240_000,
}, async () => {
  expect(
    IDS.filter(
      (id) =>
        adapters()
          .find((one) => one.id === id)
          ?.listingUrl('1') === null,
    ).length,
  ).toBeGreaterThan(3);
  const links = await Promise.all(IDS.map(linkOn));
  const { location } = await staff.post('/scan/checks', { text: links.join('\n') });
  const first = (await staff.get(location ?? '')).text;
  expect(first.match(/waits its turn/g)?.length).toBe(IDS.length);
  expect(first).not.toContain('“qorgan check”');
  const { rows } = await at.test.db.execute<{ all: string }>(
    `select string_agg(j::text, ' ') as all from qorgan_jobs.job j`,
  );
  for (const link of links) expect(rows[0]?.all ?? link).not.toContain(new URL(link).pathname);
  worker = work();
  const found = async () => (await staff.get(location ?? '')).text.match(/href="\/matches\/m\d+"/g)?.length ?? 0;
  await expect.poll(found, { timeout: 200_000, interval: 1_000, message: notes.join('\n') }).toBe(IDS.length);
});
