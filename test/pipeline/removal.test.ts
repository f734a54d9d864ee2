import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capturesOf } from '../../db/captures.ts';
import { confirmMatch, findMatch, recordMatch } from '../../db/matches.ts';
import { moveNotice, stepsOf } from '../../db/notice-steps.ts';
import { createNotice, findNotice } from '../../db/notices.ts';
import { activeNumbers, addNumber } from '../../db/numbers.ts';
import { addPerson } from '../../db/people.ts';
import { PhoneNumber } from '../../db/phone-number.ts';
import { listReturns, rechecksOf } from '../../db/rechecks.ts';
import { startRun } from '../../db/runs.ts';
import { openVault } from '../../db/vault.ts';
import { readOwnPage } from '../../pipeline/look-everywhere.ts';
import { finderOf } from '../../pipeline/match.ts';
import { recheckPlatform } from '../../pipeline/recheck.ts';
import {
  APART_MS,
  judgePresence,
  judgeRound,
  type Likeness,
  type PlaceLook,
  type Round,
  returnReasons,
} from '../../pipeline/removal.ts';
import { createHttpFetcher } from '../../scrapers/fetch.ts';
import { openPage, type Snapshot } from '../../scrapers/page.ts';
import { olx } from '../../scrapers/platforms/olx.ts';
import { isOwnHost } from '../../scrapers/read.ts';
import { freshDatabase, KINDS, type TestDatabase } from '../standins/databases.ts';
import { inventedEvidence, shownWithoutBrowser } from '../standins/evidence-settings.ts';
import { startOlx } from '../standins/olx.ts';
import { consentOf } from '../standins/people.ts';
import type { Standin, StandinAd } from '../standins/platform.ts';

const NOW = new Date('2026-11-24T05:00:00Z');
const past = (ms: number) => new Date(NOW.getTime() + ms);
const READINGS = ['live', 'removed', 'unknown'] as const;
const LOOKS = ['live', 'removed', 'unknown', 'not-offered'] as const;

describe('the removal matrix: sign × twice × time', () => {
  const gaps = [0, 1, APART_MS / 2, APART_MS - 1, APART_MS, APART_MS * 24];
  const cells = READINGS.flatMap((first) => READINGS.flatMap((second) => gaps.map((gap) => ({ first, second, gap }))));
  it.each(cells)('$first, then $second after $gap ms', ({ first, second, gap }) => {
    const presence = judgePresence([
      { at: NOW, reading: first },
      { at: past(gap), reading: second },
    ]);
    const proven = first === 'removed' && second === 'removed' && gap >= APART_MS;
    expect(presence === 'removed').toBe(proven);
    if (second === 'live') expect(presence).toBe('live');
  });

  it('never says removed without two signs an hour apart and nobody seeing it live between', () => {
    const history = fc.array(
      fc.record({ reading: fc.constantFrom(...READINGS), minutes: fc.integer({ min: 0, max: 90 }) }),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(history, (given) => {
        let at = NOW.getTime();
        const rounds = given.map(({ reading, minutes }): Round => {
          at += minutes * 60_000;
          return { at: new Date(at), reading };
        });
        if (judgePresence(rounds) !== 'removed') return;
        const lastLive = rounds.findLastIndex((round) => round.reading === 'live');
        const signs = rounds.slice(lastLive + 1).filter((round) => round.reading === 'removed');
        const [first] = signs;
        const last = signs.at(-1);
        expect((last?.at.getTime() ?? 0) - (first?.at.getTime() ?? 0)).toBeGreaterThanOrEqual(APART_MS);
      }),
      { numRuns: 2000 },
    );
  });

  it('live after a proven removal is a return, and stays one', () => {
    const rounds = (...readings: Round['reading'][]) =>
      readings.map((reading, i) => ({ at: past(i * APART_MS), reading }));
    expect(judgePresence(rounds('removed', 'removed', 'live'))).toBe('returned');
    expect(judgePresence(rounds('removed', 'removed', 'live', 'unknown'))).toBe('returned');
    expect(judgePresence(rounds('removed', 'removed', 'unknown', 'unknown'))).toBe('removed');
    expect(judgePresence(rounds('removed', 'unknown'))).toBe('gone-once');
  });

  const rounds = LOOKS.flatMap((page) => LOOKS.flatMap((list) => LOOKS.map((api) => ({ page, list, api }))));
  it.each(rounds)('page $page, list $list, api $api', ({ page, list, api }) => {
    const looks: PlaceLook[] = [
      { place: 'page', reading: page, sign: '' },
      { place: 'list', reading: list, sign: '' },
      { place: 'api', reading: api, sign: '' },
    ];
    const said = judgeRound(looks);
    if ([page, list, api].includes('live')) expect(said).toBe('live');
    else if (page === 'removed' && list !== 'unknown' && api !== 'unknown') expect(said).toBe('removed');
    else expect(said).toBe('unknown');
  });
});

it('a return is told by id, account, text and photo, on top of the number; another number is none', () => {
  const one: Likeness = { platform: 'olx', adId: '1', numberId: 1, account: 'a', text: 't', photos: ['p'] };
  expect(returnReasons(one, one)).toEqual(['same-number', 'same-id', 'same-account', 'same-text', 'same-photo']);
  expect(returnReasons(one, { ...one, platform: 'krisha', text: 'u', photos: [] })).toEqual(['same-number']);
  expect(returnReasons(one, { ...one, numberId: 2 })).toEqual([]);
  expect(
    returnReasons({ ...one, account: null, text: '' }, { ...one, adId: '2', account: null, text: '', photos: [] }),
  ).toEqual(['same-number']);
});

const E164 = '+77091234501';
const ad: StandinAd = {
  n: 388_900_001,
  title: 'Продаю корову',
  description: 'Срочно, звоните 8 709 123 45 01',
  price: 100_000,
  city: 'Алматы',
  category: 'zhivotnye',
  sellerName: 'Вымышленный',
  phone: '',
  postedAt: NOW,
};

describe.each(KINDS)('rechecking on the %s database', (kind) => {
  let test: TestDatabase;
  let standin: Standin;
  let matchId: number;
  let numberId: number;
  let noticeId: number;
  let now = NOW;
  const vault = openVault(randomBytes(32));
  const clock = () => now;
  const http = createHttpFetcher({ userAgent: 'Qorgan/test', clock });

  beforeAll(async () => {
    test = await freshDatabase(kind);
    standin = await startOlx([ad]);
    const consent = consentOf(past(90 * 24 * 3_600_000));
    const { id: personId } = await addPerson(test.db, vault, { name: 'Айша Сынақова', language: 'kk', consent }, NOW);
    const control = { how: 'code read back', verifiedBy: 'Test Staff', verifiedAt: NOW };
    numberId = (await addNumber(test.db, vault, { personId, number: PhoneNumber.parse(E164), control }, NOW)).id;
    const { id: runId } = await startRun(test.db, { kind: 'sweep', platform: 'olx' }, NOW);
    const adapter = olx(standin.origin);
    const page = await http.fetchPage(adapter.listingUrl(String(ad.n)) ?? '', () => true);
    const listing = adapter.parseListing(openPage(page));
    const seen = { strength: 'strong', how: 'plain', whereSeen: [] } as const;
    const found = { platform: 'olx', adId: listing.adId, numberId, runId, url: listing.url, listing, ...seen };
    matchId = (await recordMatch(test.db, vault, found, NOW)).id;
    await confirmMatch(test.db, matchId, 'Test Staff', null, NOW);
    const about = { platform: 'olx', addressee: 'olx', kind: 'takedown', language: 'ru', followsId: null } as const;
    const draft = { ...about, createdBy: 'A', content: {}, matchIds: [matchId] };
    noticeId = (await createNotice(test.db, vault, draft, NOW)).id;
    const rules = { fourEyes: false, now: NOW };
    await moveNotice(test.db, vault, noticeId, { move: 'approve', by: 'A' }, rules);
    await moveNotice(test.db, vault, noticeId, { move: 'send', by: 'A', channel: 'form', ticket: '1' }, rules);
  });
  afterAll(async () => {
    await http.close();
    await standin.close();
    await test.close();
  });

  const recheck = async (hours: number) => {
    now = past(hours * 3_600_000);
    const adapter = olx(standin.origin);
    const active = await activeNumbers(test.db, vault, now);
    const own = (url: string) => isOwnHost(adapter, url);
    return recheckPlatform({
      adapter,
      db: test.db,
      vault,
      clock,
      evidence: await inventedEvidence(test.home, vault, clock),
      finder: finderOf(active),
      activeNumberIds: new Set(active.map((number) => number.id)),
      look: (url) => http.fetchPage(url, own),
      show: async (url) => shownWithoutBrowser(await http.fetchPage(url, own)),
      stopping: () => false,
    });
  };
  const presence = async () => (await findMatch(test.db, vault, matchId))?.presence;
  const state = async () => (await findNotice(test.db, { id: noticeId }))?.state;

  it('an ad that is shown is live, and no trouble of the platform makes it removed', { timeout: 120_000 }, async () => {
    expect((await recheck(1)).counts).toMatchObject({ looked: 1, live: 1 });
    for (const trouble of [
      '403',
      '468',
      'captcha',
      'redesign',
      'soft-404',
      'redirect-loop',
      'reset',
      'half-body',
    ] as const) {
      standin.trouble = trouble;
      for (const hours of [2, 4]) {
        const result = await recheck(hours);
        expect(result.counts.removed + result.counts.goneOnce, trouble).toBe(0);
        expect(result.coverage, trouble).toBe('blind');
      }
      standin.trouble = null;
    }
    expect(await presence()).toBe('live');
    expect(await state()).toBe('sent');
  });

  it('an archived page that still shows the number is not removed', async () => {
    standin.trouble = 'archived';
    expect((await recheck(5)).counts).toMatchObject({ live: 1, removed: 0, goneOnce: 0 });
    standin.trouble = null;
  });

  it('the first sign proves nothing; the second an hour later does, with a capture of its own, and moves the letter on', async () => {
    standin.remove(ad.n);
    expect((await recheck(6)).counts).toMatchObject({ goneOnce: 1, removed: 0 });
    expect(await state()).toBe('sent');
    expect((await recheck(6.5)).counts).toMatchObject({ waiting: 1, looked: 0 });
    expect((await recheck(7)).counts).toMatchObject({ removed: 1 });
    expect(await presence()).toBe('removed');
    expect(await state()).toBe('monitoring');
    const proof = (await rechecksOf(test.db, matchId)).at(-1);
    expect(proof?.places.map((place) => place.place)).toEqual(['page', 'list', 'list']);
    const captures = await capturesOf(test.db, vault, 'olx', String(ad.n));
    expect(captures.map((one) => one.id)).toContain(proof?.captureId);
    const steps = await stepsOf(test.db, vault, noticeId);
    expect(steps.find((step) => step.move === 'remove')).toMatchObject({
      actor: 'recheck',
      evidenceId: proof?.captureId,
    });
    expect(standin.unexpected).toEqual([]);
  });

  it('a removed ad that shows again is back, linked to its case', async () => {
    standin.add(ad);
    expect((await recheck(30)).counts).toMatchObject({ returned: 1 });
    expect(await state()).toBe('closed');
    expect(await listReturns(test.db)).toMatchObject([
      { removedMatchId: matchId, matchId, reasons: ['same-number', 'same-id'] },
    ]);
  });

  it('nobody looks for a number whose protection has ended', async () => {
    now = past(91 * 24 * 3_600_000);
    expect((await recheck(91 * 24)).counts).toMatchObject({ looked: 0 });
  });

  it('a redirect to another address is no removal, whatever that address says', () => {
    const adapter = olx('https://www.olx.kz');
    const snapshot: Snapshot = {
      requestedUrl: adapter.listingUrl(String(ad.n)) ?? '',
      url: 'https://www.olx.kz/zhivotnye/',
      redirects: [adapter.listingUrl(String(ad.n)) ?? ''],
      status: 404,
      headers: {},
      body: '<html><body>404</body></html>',
      engine: 'http',
      fetchedAt: NOW.toISOString(),
    };
    const finder = finderOf([]);
    const wanted = { adId: String(ad.n), numberId: 1 };
    expect(readOwnPage({ adapter, finder }, openPage(snapshot), wanted).reading).toBe('unknown');
    const straight = { ...snapshot, url: snapshot.requestedUrl, redirects: [] };
    expect(readOwnPage({ adapter, finder }, openPage(straight), wanted).reading).toBe('removed');
  });
});
