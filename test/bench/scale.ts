import { type ChildProcess, fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveBrowser } from '../../scrapers/browser-path.ts';
import { type Installation, install, walksOf } from '../standins/installation.ts';
import { workers } from './scale-workers.ts';

/**
 * What a sweep costs, without pacing, against a stand-in in a process of its own. Not a test: it has no opinion.
 *   npx tsx test/bench/scale.ts sweep krisha 20000   first sweep, then a second one with nothing new
 *   npx tsx test/bench/scale.ts crawlee 2000         the same index pages through crawlee's CheerioCrawler and ours
 *   npx tsx test/bench/scale.ts workers 1,2,4 400    sweeps of eight platforms by 1, 2 and 4 workers over one Postgres
 *   npx tsx test/bench/scale.ts workers 1,2,4 60 60  the same at a pace of 60 requests a minute for each platform
 */
const NO_PACE = 60_000_000;
const LOOK_EVERY_MS = 100;

interface Row {
  readonly coverage: string;
  readonly counts: Record<string, number>;
}

async function startStandin(platform: string, ads: number) {
  const child = fork(join(import.meta.dirname, 'scale-standin.ts'), [String(ads), platform], {
    execArgv: ['--import', import.meta.resolve('tsx')],
  });
  const { origin } = await said<{ origin: string }>(child);
  return {
    origin,
    async requests() {
      child.send('how many');
      return (await said<{ requests: number }>(child)).requests;
    },
    stop: () => child.kill(),
  };
}

function said<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve) => child.once('message', (message) => resolve(message as T)));
}

/** Highest memory a process had, in MB, as the kernel kept it. */
function highest(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function hostPid(home: string): number | undefined {
  const folder = join(home, 'db');
  const lock = readdirSync(folder).find((name) => /^host\.\d+\.lock$/.test(name));
  return lock === undefined ? undefined : (JSON.parse(readFileSync(join(folder, lock), 'utf8')) as { pid: number }).pid;
}

async function timedSweep(installation: Installation, platform: string) {
  let child: ChildProcess | undefined;
  let memory = 0;
  let hostMemory = 0;
  const watch = setInterval(() => {
    memory = Math.max(memory, highest(child?.pid));
    hostMemory = Math.max(hostMemory, highest(hostPid(installation.home)));
  }, LOOK_EVERY_MS);
  const began = performance.now();
  const result = await installation.run(['sweep', '--platform', platform, '--json'], {
    onStart: (started) => {
      child = started;
    },
  });
  clearInterval(watch);
  const [row] = JSON.parse(result.stdout) as Row[];
  return { seconds: (performance.now() - began) / 1000, memory, hostMemory, row };
}

async function sweep(platform: string, ads: number): Promise<void> {
  const standin = await startStandin(platform, ads);
  const browser = await resolveBrowser({ given: undefined, path: process.env.PATH, note: () => undefined });
  const settings = { platforms: { [platform]: { requestsPerMinute: NO_PACE } } };
  const installation = await install(`${platform}=${standin.origin}`, { QORGAN_BROWSER: browser }, settings);
  let before = 0;
  try {
    for (const name of ['first sweep', 'second sweep, nothing new']) {
      const { seconds, memory, hostMemory, row } = await timedSweep(installation, platform);
      const requests = (await standin.requests()) - before;
      before += requests;
      const fresh = row?.counts.fresh ?? 0;
      console.log(
        `${name}: ${row?.coverage}, ${row?.counts.cards} cards, ${fresh} new, ${seconds.toFixed(1)} s, ` +
          `${((row?.counts.cards ?? 0) / seconds).toFixed(0)} cards/s, ${requests} requests` +
          `${fresh > 0 ? ` (${(requests / fresh).toFixed(4)} a new listing)` : ''}, ` +
          `highest memory ${memory.toFixed(0)} MB, database process ${hostMemory.toFixed(0)} MB`,
      );
    }
  } finally {
    standin.stop();
    installation.remove();
  }
}

async function crawlee(ads: number): Promise<void> {
  const standin = await startStandin('olx', ads);
  const { CheerioCrawler, Configuration, log } = await import('@crawlee/cheerio');
  const { olx } = await import('../../scrapers/platforms/olx.ts');
  const { createHttpFetcher } = await import('../../scrapers/fetch.ts');
  const { openPage } = await import('../../scrapers/page.ts');
  const { readIndex } = await import('../../scrapers/read.ts');
  log.setLevel(log.LEVELS.ERROR);
  const adapter = olx(standin.origin);
  const perIndex = Math.ceil(ads / walksOf('olx').length / 40);
  const urls = adapter
    .indexWalks({ depth: 'full' })
    .flatMap((walk) => Array.from({ length: Math.min(perIndex, walk.maxPages) }, (_, i) => walk.page(i + 1)));
  try {
    const http = createHttpFetcher({ userAgent: 'Qorgan/bench', clock: () => new Date() });
    let ours = 0;
    const oursBegan = performance.now();
    for (const url of urls) {
      const reading = readIndex(adapter, openPage(await http.fetchPage(url, () => true)));
      if (reading.state === 'cards') ours += reading.contents.cards.length;
    }
    const oursSeconds = (performance.now() - oursBegan) / 1000;
    await http.close();

    let theirs = 0;
    const crawler = new CheerioCrawler(
      {
        maxConcurrency: 1,
        maxRequestRetries: 0,
        requestHandler: async ({ $ }) => {
          theirs += $('[data-cy="l-card"]').length;
        },
      },
      new Configuration({ persistStorage: false }),
    );
    const theirsBegan = performance.now();
    await crawler.run(urls);
    const theirsSeconds = (performance.now() - theirsBegan) / 1000;
    console.log(
      `${urls.length} index pages one at a time: Qorgan ${ours} cards with their whole text in ${oursSeconds.toFixed(1)} s ` +
        `(${(urls.length / oursSeconds).toFixed(0)} pages/s); CheerioCrawler ${theirs} cards counted in ` +
        `${theirsSeconds.toFixed(1)} s (${(urls.length / theirsSeconds).toFixed(0)} pages/s)`,
    );
  } finally {
    standin.stop();
  }
}

const [what, ...args] = process.argv.slice(2);
if (what === 'sweep') await sweep(args[0] ?? 'olx', Number(args[1] ?? 10_000));
else if (what === 'crawlee') await crawlee(Number(args[0] ?? 2_000));
else if (what === 'workers') {
  const [counts = '1,2,4', ads = '400', pace = String(NO_PACE)] = args;
  await workers(counts.split(',').map(Number), Number(ads), Number(pace));
} else
  console.error('usage: scale.ts sweep <olx|krisha> <ads> | crawlee <ads> | workers <1,2,4> <ads> [requests a minute]');
