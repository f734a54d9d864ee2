import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PhoneNumber } from '../../db/phone-number.ts';
import { lookEverywhere } from '../../pipeline/look-everywhere.ts';
import { finderOf } from '../../pipeline/match.ts';
import { judgeRound } from '../../pipeline/removal.ts';
import { platforms } from '../../scrapers/directory.ts';
import type { FailureKind } from '../../scrapers/errors.ts';
import { createHttpFetcher } from '../../scrapers/fetch.ts';
import { type Ground, hastyLooker, startGround } from '../standins/ground.ts';
import { PROTECTED } from '../standins/planted.ts';
import type { Trouble } from '../standins/platform.ts';

/** What one round of looks says of an ad that was confirmed before; a kind of failure is "could not look", and why. */
type Verdict = 'live' | 'removed' | FailureKind;

/** The verdict expected of every platform. The compiler asks for a row for each trouble that the stand-ins know. */
const EXPECTED: Readonly<Record<Trouble | 'none' | 'gone', Verdict>> = {
  none: 'live',
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
  'wrong-charset': 'live',
  'undeclared-charset': 'live',
  'soft-404': 'layout',
  // Its own sign of an archive, and the number stands there still: nothing was removed.
  archived: 'live',
  'repeated-last-page': 'live',
  overlay: 'live',
  'reveal-refused': 'live',
  'reveal-login': 'live',
  'reveal-captcha': 'live',
  'reveal-cap': 'live',
  // Last: it does not come back.
  gone: 'removed',
};
/** Where the facts say that a platform shows more, or that less is known of it (facts/other-platforms.md). */
const OTHERWISE: Readonly<Record<string, Partial<typeof EXPECTED>>> = {
  kolesa: { captcha: 'blocked' },
  // A deleted post leaves its word and nothing else.
  telegram: { archived: 'removed' },
  ...Object.fromEntries(
    ['kaspi', 'slanet', 'kn', 'salexy', 'avi', 'edc', 'satu'].map((id) => [id, { archived: 'layout' }] as const),
  ),
};
const TROUBLES = Object.keys(EXPECTED) as (keyof typeof EXPECTED)[];
const STALL_MS = 150;
const NUMBER_ID = 1;

const agent = { userAgent: 'Qorgan/test', clock: () => new Date() };
const patient = createHttpFetcher(agent);
const hasty = createHttpFetcher({ ...agent, limits: { stallMs: STALL_MS, totalMs: STALL_MS } });
const finder = finderOf([{ id: NUMBER_ID, number: PhoneNumber.parse(PROTECTED), scopes: [] } as never]);
afterAll(async () => {
  await Promise.all([patient.close(), hasty.close()]);
});

describe.each(platforms().map(({ id }) => id))('a recheck on %s', (id) => {
  let ground: Ground;
  let trouble: keyof typeof EXPECTED = 'none';
  let look: (url: string) => ReturnType<typeof patient.fetchPage>;
  beforeAll(async () => {
    ground = await startGround(id, patient.fetchPage, { description: `Тел 8 709 123 45 01, пишите в любое время.` });
    const looker = hastyLooker(ground.adapter, (url, own) =>
      (trouble === 'stall' ? hasty : patient).fetchPage(url, own),
    );
    look = looker.look;
    await look(ground.adUrl);
  });
  afterAll(() => ground.standin.close());

  it.each(TROUBLES.map((name) => [name, OTHERWISE[id]?.[name] ?? EXPECTED[name]] as const))(
    '%s: %s',
    async (name, expected) => {
      const { standin, adapter, adId, adUrl, ad } = ground;
      trouble = name;
      standin.trouble = name === 'none' || name === 'gone' ? null : name;
      if (name === 'gone') standin.remove(ad.n);
      const wanted = { adId, numberId: NUMBER_ID, url: adUrl, sellerId: null, title: '' };
      const { looks, failure } = await lookEverywhere({ adapter, finder, look }, wanted);
      const said = judgeRound(looks);
      expect(said === 'unknown' ? failure?.kind : said, JSON.stringify(looks)).toBe(expected);
      expect(standin.unexpected).toEqual([]);
    },
  );
});
