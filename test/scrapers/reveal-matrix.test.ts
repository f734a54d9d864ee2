import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowserFetcher, launchBrowser } from '../../scrapers/browser.ts';
import { resolveBrowser } from '../../scrapers/browser-path.ts';
import { platforms } from '../../scrapers/directory.ts';
import { type FailureKind, LookFailure } from '../../scrapers/errors.ts';
import { createHttpFetcher } from '../../scrapers/fetch.ts';
import { revealNumber } from '../../scrapers/reveal.ts';
import { type Ground, hastyLooker, startGround } from '../standins/ground.ts';
import type { Trouble } from '../standins/platform.ts';

/** How asking for a hidden number ended. Only `phones` is an answer; never is any of these "no number". */
type Verdict =
  | 'phones'
  | 'gone'
  | 'unknown'
  | 'refused: login'
  | 'refused: captcha'
  | 'refused: cap'
  | Refusal
  | FailureKind;
type Refusal = 'refused: refused';
type Row = Readonly<Record<Trouble | 'none', Verdict>>;

/** Where the page's own request brings the number. The compiler asks for a row for each trouble that the stand-ins know. */
const BY_REQUEST: Row = {
  none: 'phones',
  '403': 'blocked',
  '429': 'throttled',
  'retry-later': 'throttled',
  '468': 'blocked',
  '503': 'unreachable',
  captcha: 'layout',
  'login-wall': 'layout',
  redesign: 'layout',
  'empty-page': 'layout',
  'redirect-loop': 'layout',
  'huge-page': 'layout',
  'half-body': 'unreachable',
  stall: 'unreachable',
  reset: 'unreachable',
  'wrong-charset': 'phones',
  'undeclared-charset': 'phones',
  'soft-404': 'layout',
  // No sign of an archived ad is known of these boards.
  archived: 'layout',
  'repeated-last-page': 'phones',
  overlay: 'phones',
  'reveal-refused': 'refused: refused',
  'reveal-login': 'refused: login',
  'reveal-captcha': 'refused: captcha',
  'reveal-cap': 'refused: cap',
};
/** Where the page's button is pressed in Chromium, which shows no text in a wrong encoding. */
const BY_CLICK: Row = {
  ...BY_REQUEST,
  'wrong-charset': 'layout',
  'undeclared-charset': 'phones',
  archived: 'gone',
};
const OTHERWISE: Readonly<Record<string, Partial<Row>>> = {
  // An empty list in place of the number is how Kolesa Group puts a captcha, and its cap too (facts/kolesa-group.md 1).
  krisha: { 'reveal-cap': 'refused: captcha' },
  // No overlay is on record there: one that comes is told, and nothing is forced.
  kolesa: { captcha: 'blocked', overlay: 'unknown', 'reveal-cap': 'refused: refused' },
};
const TROUBLES = Object.keys(BY_REQUEST) as (keyof Row)[];
const STALL_MS = 150;
const BROWSER_STALL_MS = 1_500;

const clock = () => new Date();
const agent = { userAgent: 'Qorgan/test', clock };
const patient = createHttpFetcher(agent);
const hasty = createHttpFetcher({ ...agent, limits: { stallMs: STALL_MS, totalMs: STALL_MS } });
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser(
    await resolveBrowser({ given: process.env.QORGAN_BROWSER, path: process.env.PATH, note: () => undefined }),
  );
}, 60_000);
afterAll(async () => {
  await Promise.all([patient.close(), hasty.close(), browser.close()]);
});

const REVEALING = platforms().filter(({ reveal }) => reveal !== null);
const SILENT = platforms().filter(({ reveal }) => reveal === null);

describe.each(REVEALING.map(({ id, reveal }) => [id, reveal?.how === 'click' ? BY_CLICK : BY_REQUEST] as const))(
  'asking for a hidden number on %s',
  { timeout: 60_000 },
  (id, usual) => {
    let ground: Ground;
    let ask: (trouble: keyof Row) => Promise<Verdict>;
    beforeAll(async () => {
      ground = await startGround(id, patient.fetchPage);
      const { adapter, adId, adUrl, standin } = ground;
      const tabs = createBrowserFetcher({ browser: async () => browser, ...agent });
      const hastyTabs = createBrowserFetcher({
        browser: async () => browser,
        ...agent,
        limits: { navigationMs: BROWSER_STALL_MS },
      });
      const looker = hastyLooker(adapter, patient.fetchPage);
      await looker.look(adUrl);
      ask = async (trouble) => {
        standin.trouble = trouble === 'none' ? null : trouble;
        const stalls = trouble === 'stall';
        const means = { adapter, looker, tabs: stalls ? hastyTabs : tabs, http: stalls ? hasty : patient, clock };
        try {
          const given = await revealNumber({ adId, url: adUrl }, null, means);
          if (given.state === 'gone') return 'gone';
          return given.answer.state === 'refused' ? `refused: ${given.answer.why}` : given.answer.state;
        } catch (error) {
          if (error instanceof LookFailure) return error.kind;
          throw error;
        }
      };
    });
    afterAll(() => ground.standin.close());

    it.each(TROUBLES.map((name) => [name, OTHERWISE[id]?.[name] ?? usual[name]] as const))(
      '%s: %s',
      async (name, is) => {
        const before = ground.standin.requests.length;
        expect(await ask(name)).toBe(is);
        expect(ground.standin.unexpected).toEqual([]);
        // One press at most, whatever came of it.
        const presses = ground.standin.requests.slice(before).filter((request) => /phone/i.test(request));
        expect(presses.length).toBeLessThanOrEqual(1);
      },
    );
  },
);

describe.each(SILENT.map(({ id }) => id))('%s, whose hidden numbers nobody knows a way to', (id) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await startGround(id, patient.fetchPage);
  });
  afterAll(() => ground.standin.close());

  it.each(TROUBLES)('%s: layout, and nothing is asked', async (name) => {
    const { adapter, adId, adUrl, standin } = ground;
    standin.trouble = name === 'none' ? null : name;
    const before = standin.requests.length;
    const tabs = createBrowserFetcher({ browser: async () => browser, ...agent });
    const looker = hastyLooker(adapter, patient.fetchPage);
    const asking = revealNumber({ adId, url: adUrl }, null, { adapter, looker, tabs, http: patient, clock });
    await expect(asking).rejects.toMatchObject({ kind: 'layout' });
    expect(standin.requests).toHaveLength(before);
  });
});
