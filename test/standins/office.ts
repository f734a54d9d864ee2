import type { CommandContext } from '../../command.ts';
import { readConfig } from '../../config.ts';
import type { Home } from '../../db/home.ts';
import type { Job } from '../../db/job-kinds.ts';
import { addAndWorkOff, chosenPlatforms, withWorkplace } from '../../pipeline/jobs/workplace.ts';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { resolveBrowser } from '../../scrapers/browser-path.ts';
import type { TestDatabase } from './databases.ts';
import { enrolInvented, inventedVault } from './enrolled.ts';
import { PROTECTED } from './planted.ts';

/** What commands do, done in the test's own process: on one database, as many workplaces as wished. */
export interface Office {
  readonly home: Home;
  readonly numberId: number;
  /** A command of its own that adds these jobs and works them off; returns the jobs' ids. */
  work(
    jobs: readonly Job[],
    options?: { readonly stopping?: () => boolean; readonly platforms?: Config['platforms'] },
  ): Promise<string[]>;
}
type Config = ReturnType<typeof readConfig>;

/**
 * Opens an office over a fresh database, with the invented journalist's number enrolled. With `http` pages are fetched
 * plainly where the platform's own way is Chromium: they read the same, and sooner. Proof is Chromium's in any case.
 */
export async function openOffice(
  test: TestDatabase,
  origins: string,
  requestsPerMinute: number,
  engine: 'usual' | 'http' = 'usual',
): Promise<Office> {
  const vault = inventedVault();
  const { numberId } = await enrolInvented(test.db, PROTECTED, vault);
  const home: Home = {
    path: test.home,
    keys: `${test.home}/keys`,
    database: test.database,
    db: test.db,
    vault,
    close: async () => undefined,
  };
  const browser = await resolveBrowser({ given: undefined, path: process.env.PATH, note: () => undefined });
  const fetched = (adapter: PlatformAdapter): PlatformAdapter =>
    engine === 'usual' ? adapter : { ...adapter, access: { ...adapter.access, engine } };
  return {
    home,
    numberId,
    work(jobs, { stopping = () => false, platforms = {} } = {}) {
      const config: Config = { ...readConfig({ QORGAN_HOME: test.home, QORGAN_ORIGINS: origins }), platforms };
      const ids = [...new Set(jobs.map((job) => job.platform))];
      const paced = ids.map(
        (id) => [id, { enabled: true, requestsPerMinute, revealsPerDay: 0, ...platforms[id] }] as const,
      );
      const at: CommandContext = {
        terminal: {
          out() {},
          note() {},
          progress() {},
          interactive: false,
          ask: async () => '',
          input: async () => '',
        },
        config: { ...config, platforms: Object.fromEntries(paced) },
        clock: () => new Date(),
        chromium: async () => browser,
        tool: 'Qorgan/test',
        account: 'Test Staff',
        stopping,
        withHome: (use) => use(home),
      };
      return withWorkplace(
        at,
        home,
        chosenPlatforms(at, ids).map(fetched),
        () => undefined,
        (place, queue) => addAndWorkOff(jobs, place, queue),
      );
    },
  };
}
