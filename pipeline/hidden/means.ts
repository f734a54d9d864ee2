import type { Config } from '../../config.ts';
import type { Home } from '../../db/home.ts';
import type { ActiveNumber } from '../../db/numbers.ts';
import { sessionOf } from '../../db/sessions.ts';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import type { BrowserSession } from '../../scrapers/browser.ts';
import type { Revealed, RevealTarget } from '../../scrapers/reveal.ts';
import { parseSession } from '../../scrapers/session.ts';

/** What a run may do about hidden numbers on one platform. */
export interface HiddenMeans {
  /** Operator codes that a protected number could show. */
  readonly codes: ReadonlySet<string>;
  readonly revealsPerDay: number;
  readonly reveal: (target: RevealTarget) => Promise<Revealed>;
}

/** The session that staff opened goes into reveals and nowhere else. Throws VaultError. */
export async function hiddenMeans(given: {
  readonly adapter: PlatformAdapter;
  readonly config: Config;
  readonly home: Pick<Home, 'db' | 'vault'>;
  readonly active: readonly ActiveNumber[];
  readonly reveal: (target: RevealTarget, session: BrowserSession | null) => Promise<Revealed>;
}): Promise<HiddenMeans> {
  const { adapter, config, home } = given;
  const session = parseSession(await sessionOf(home.db, home.vault, adapter.id));
  return {
    codes: new Set(given.active.flatMap(({ number }) => number.operatorCodes())),
    revealsPerDay: revealsPerDay(adapter, config),
    reveal: (target) => given.reveal(target, session),
  };
}

/** The configuration may lower what the adapter allows, never raise it. */
export function revealsPerDay(adapter: PlatformAdapter, { platforms }: Pick<Config, 'platforms'>): number {
  if (adapter.reveal === null) return 0;
  const { revealsPerDay: usual } = adapter.access;
  return Math.min(usual, platforms[adapter.id]?.revealsPerDay ?? usual);
}
