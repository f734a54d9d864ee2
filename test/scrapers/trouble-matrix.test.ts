import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { createBrowserFetcher, launchBrowser } from '../../scrapers/browser.ts';
import { resolveBrowser } from '../../scrapers/browser-path.ts';
import { platforms } from '../../scrapers/directory.ts';
import { type FailureKind, LookFailure } from '../../scrapers/errors.ts';
import { createHttpFetcher } from '../../scrapers/fetch.ts';
import type { Looker } from '../../scrapers/look.ts';
import { openPage } from '../../scrapers/page.ts';
import { readIndex, readListing } from '../../scrapers/read.ts';
import { type Ground, hastyLooker, startGround } from '../standins/ground.ts';
import type { Standin, Trouble } from '../standins/platform.ts';

/** How a phase ended. Only the first four are answers; the rest is "could not look", and why. */
type Verdict = 'cards' | 'live' | 'removed' | 'empty' | FailureKind;

interface Look extends Omit<Ground, 'standin' | 'ad'> {
  readonly looker: Looker;
}

const PHASES = {
  index: async ({ adapter, looker }: Look): Promise<Verdict> => {
    const url = adapter.indexWalks({ depth: 'full' })[0]?.page(1) ?? '';
    const reading = readIndex(adapter, openPage(await looker.look(url)));
    return reading.state === 'unknown' ? reading.kind : reading.state;
  },
  listing: async ({ adapter, looker, adId, adUrl }: Look): Promise<Verdict> => {
    const reading = readListing(adapter, openPage(await looker.look(adUrl)), adId);
    return reading.state === 'unknown' ? reading.kind : reading.state;
  },
} as const;
type Phase = keyof typeof PHASES;
const PHASE_NAMES = Object.keys(PHASES) as Phase[];

/** The verdict expected of every platform. The compiler asks for a row for each trouble that the stand-ins know. */
const EXPECTED: Readonly<Record<Trouble | 'none', Readonly<Record<Phase, Verdict>>>> = {
  none: { index: 'cards', listing: 'live' },
  '403': { index: 'blocked', listing: 'blocked' },
  '429': { index: 'throttled', listing: 'throttled' },
  'retry-later': { index: 'throttled', listing: 'throttled' },
  '468': { index: 'blocked', listing: 'blocked' },
  '503': { index: 'unreachable', listing: 'unreachable' },
  captcha: { index: 'layout', listing: 'layout' },
  'login-wall': { index: 'layout', listing: 'layout' },
  redesign: { index: 'layout', listing: 'layout' },
  'empty-page': { index: 'layout', listing: 'layout' },
  'redirect-loop': { index: 'layout', listing: 'layout' },
  'huge-page': { index: 'layout', listing: 'layout' },
  'half-body': { index: 'unreachable', listing: 'unreachable' },
  stall: { index: 'unreachable', listing: 'unreachable' },
  reset: { index: 'unreachable', listing: 'unreachable' },
  // These two are read right: the bytes tell their encoding.
  'wrong-charset': { index: 'cards', listing: 'live' },
  'undeclared-charset': { index: 'cards', listing: 'live' },
  'soft-404': { index: 'cards', listing: 'layout' },
  archived: { index: 'cards', listing: 'removed' },
  'repeated-last-page': { index: 'cards', listing: 'live' },
  // What befalls a press of the phone button leaves the pages themselves as they are.
  overlay: { index: 'cards', listing: 'live' },
  'reveal-refused': { index: 'cards', listing: 'live' },
  'reveal-login': { index: 'cards', listing: 'live' },
  'reveal-captcha': { index: 'cards', listing: 'live' },
  'reveal-cap': { index: 'cards', listing: 'live' },
};
/** Where the facts say that a platform shows more, or that less is known of it. */
const OTHERWISE: Readonly<Record<string, Partial<typeof EXPECTED>>> = {
  // The words of its walls are on record (facts/kolesa-group.md 5); a page with cards or an advert is never judged by them.
  kolesa: { captcha: { index: 'blocked', listing: 'blocked' } },
  // No sign of an archived ad is known, so that it is never taken for removed (facts/other-platforms.md).
  ...Object.fromEntries(
    ['kaspi', 'slanet', 'kn', 'salexy', 'avi', 'edc', 'satu'].map(
      (id) => [id, { archived: { index: 'cards', listing: 'layout' } }] as const,
    ),
  ),
};
const TROUBLES = Object.keys(EXPECTED) as (keyof typeof EXPECTED)[];

/** Chromium is slow, so it meets the troubles that it handles by code of its own. What it shows in a wrong encoding is no text. */
const IN_BROWSER: Readonly<Partial<Record<Trouble | 'none', Readonly<Record<Phase, Verdict>>>>> = {
  none: EXPECTED.none,
  '403': EXPECTED['403'],
  'login-wall': EXPECTED['login-wall'],
  'redirect-loop': EXPECTED['redirect-loop'],
  'huge-page': EXPECTED['huge-page'],
  'half-body': EXPECTED['half-body'],
  stall: EXPECTED.stall,
  reset: EXPECTED.reset,
  'wrong-charset': { index: 'layout', listing: 'layout' },
};
const BROWSER_TROUBLES = Object.keys(IN_BROWSER) as (keyof typeof IN_BROWSER)[];
const BROWSER_PLATFORM = 'olx';
/** Short only where nothing comes at all: a busy machine is slow, and slowness is no stall. */
const STALL_MS = 150;
const BROWSER_STALL_MS = 1_500;

const clock = () => new Date();
const agent = { userAgent: 'Qorgan/test', clock };
const patient = createHttpFetcher(agent);
const hasty = createHttpFetcher({ ...agent, limits: { stallMs: STALL_MS, totalMs: STALL_MS } });
afterAll(async () => {
  await Promise.all([patient.close(), hasty.close()]);
});

const ground = (id: string) => startGround(id, patient.fetchPage);

async function verdict(run: () => Promise<Verdict>): Promise<Verdict> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof LookFailure) return error.kind;
    throw error;
  }
}

describe.each(platforms().map(({ id }) => id))('%s over plain HTTP', (id) => {
  let standin: Standin;
  let adapter: PlatformAdapter;
  let adId: string;
  let adUrl: string;
  let looker: Looker;
  let trouble: Trouble | 'none' = 'none';
  beforeAll(async () => {
    ({ standin, adapter, adId, adUrl } = await ground(id));
    looker = hastyLooker(adapter, (url, own) => (trouble === 'stall' ? hasty : patient).fetchPage(url, own));
    await looker.look(adUrl);
  });
  afterAll(async () => {
    await standin.close();
  });

  it.each(
    TROUBLES.flatMap((name) =>
      PHASE_NAMES.map((phase) => [name, phase, (OTHERWISE[id]?.[name] ?? EXPECTED[name])[phase]] as const),
    ),
  )('%s at the %s: %s', async (name, phase, expected) => {
    trouble = name;
    standin.trouble = name === 'none' ? null : name;
    expect(await verdict(() => PHASES[phase]({ adapter, looker, adId, adUrl }))).toBe(expected);
    expect(standin.unexpected).toEqual([]);
  });

  it.each(['wrong-charset', 'undeclared-charset'] as const)('%s: the words are the right ones', async (name) => {
    trouble = name;
    standin.trouble = name;
    const reading = readListing(adapter, openPage(await looker.look(adUrl)), adId);
    if (reading.state !== 'live') throw new Error('not read');
    standin.trouble = null;
    const whole = readListing(adapter, openPage(await looker.look(adUrl)), adId);
    if (whole.state !== 'live') throw new Error('not read');
    const words = (text: string) => text.replace(/[^\u0410-\u044f\u0401\u0451]+/g, ' ').trim();
    expect(words(reading.listing.title)).toBe(words(whole.listing.title));
    expect(words(reading.listing.title).length).toBeGreaterThan(5);
  });
});

describe(`${BROWSER_PLATFORM} through Chromium`, { timeout: 60_000 }, () => {
  let standin: Standin;
  let adapter: PlatformAdapter;
  let adId: string;
  let adUrl: string;
  let browser: Browser;
  let looker: Looker;
  let trouble: Trouble | 'none' = 'none';
  beforeAll(async () => {
    ({ standin, adapter, adId, adUrl } = await ground(BROWSER_PLATFORM));
    browser = await launchBrowser(
      await resolveBrowser({ given: process.env.QORGAN_BROWSER, path: process.env.PATH, note: () => undefined }),
    );
    const tabs = createBrowserFetcher({ browser: async () => browser, ...agent });
    const hastyTabs = createBrowserFetcher({
      browser: async () => browser,
      ...agent,
      limits: { navigationMs: BROWSER_STALL_MS },
    });
    looker = hastyLooker(adapter, (url, own) => (trouble === 'stall' ? hastyTabs : tabs).fetchPage(url, own));
  });
  afterAll(async () => {
    await browser.close();
    await standin.close();
  });

  it.each(
    BROWSER_TROUBLES.flatMap((name) => PHASE_NAMES.map((phase) => [name, phase, IN_BROWSER[name]?.[phase]] as const)),
  )('%s at the %s: %s', async (name, phase, expected) => {
    trouble = name;
    standin.trouble = name === 'none' ? null : name;
    expect(await verdict(() => PHASES[phase]({ adapter, looker, adId, adUrl }))).toBe(expected);
  });
});
