import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idProgress } from '../../db/id-walks.ts';
import { listMatches } from '../../db/matches.ts';
import { activeNumbers, addNumber, numbersGeneration } from '../../db/numbers.ts';
import { addPerson } from '../../db/people.ts';
import { PhoneNumber } from '../../db/phone-number.ts';
import { openVault } from '../../db/vault.ts';
import { finderOf } from '../../pipeline/match.ts';
import { sweepPlatform } from '../../pipeline/sweep.ts';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { LookFailure } from '../../scrapers/errors.ts';
import { createHttpFetcher } from '../../scrapers/fetch.ts';
import { kaspi } from '../../scrapers/platforms/kaspi.ts';
import { isOwnHost } from '../../scrapers/read.ts';
import { inventAds } from '../standins/ads.ts';
import { freshDatabase, type TestDatabase } from '../standins/databases.ts';
import { inventedEvidence } from '../standins/evidence-settings.ts';
import { startKaspi } from '../standins/kaspi.ts';
import { consentOf } from '../standins/people.ts';
import { PROTECTED, plantedAds } from '../standins/planted.ts';
import type { Standin, StandinAd } from '../standins/platform.ts';
import { wholeSweep } from '../standins/whole-sweep.ts';

const NOW = new Date('2026-11-24T05:00:00Z');
const FIRST = 123_000_000;
const http = createHttpFetcher({ userAgent: 'Qorgan/test', clock: () => NOW });

/** The list that the sweep walks, and a category that no list shows. */
const LISTED = 'zhivotnye-almaty';
const UNLISTED = 'nowhere';

/** Ads with rising ids, newest first; every third is on the list. */
const STOCK: StandinAd[] = inventAds(30, 5, [LISTED, UNLISTED, UNLISTED], NOW).map((ad, i) => ({
  ...ad,
  n: FIRST - i,
}));

describe('a sweep by rising ids', () => {
  const vault = openVault(randomBytes(32));
  let test: TestDatabase;
  let standin: Standin;
  let adapter: PlatformAdapter;
  beforeEach(async () => {
    test = await freshDatabase('server');
    standin = await startKaspi(STOCK);
    const whole = kaspi(standin.origin);
    if (!whole.idWalk) throw new Error('no walk of ids');
    const lists = whole.indexWalks({ depth: 'full' }).filter((walk) => walk.name === LISTED);
    adapter = { ...whole, indexWalks: () => lists, idWalk: { ...whole.idWalk, settling: 5, perRun: 40 } };
    await enrol(PROTECTED);
  });
  afterEach(async () => {
    await standin.close();
    await test.close();
  });

  async function enrol(digits: string) {
    const consent = consentOf(new Date(NOW.getTime() + 86_400_000));
    const { id } = await addPerson(test.db, vault, { name: 'Айша Сынақова', language: 'kk', consent }, NOW);
    const control = { how: 'code read back', verifiedBy: 'Test Staff', verifiedAt: NOW };
    await addNumber(test.db, vault, { personId: id, number: PhoneNumber.parse(digits), control }, NOW);
  }

  async function sweep() {
    const before = standin.requests.length;
    const generation = await numbersGeneration(test.db);
    const result = await sweepPlatform(
      {
        adapter,
        db: test.db,
        vault,
        clock: () => NOW,
        evidence: await inventedEvidence(test.home, vault, () => NOW),
        controlUrl: null,
        whileMine: (work) => work(1),
        oldestGeneration: generation,
        photos: null,
        finder: finderOf(await activeNumbers(test.db, vault, NOW)),
        generation,
        look: (url) => http.fetchPage(url, (one) => isOwnHost(adapter, one)),
        show: async (url) => {
          throw new LookFailure('unreachable', url, 'no browser in this test');
        },
        hidden: {
          codes: new Set(),
          revealsPerDay: 0,
          reveal: async ({ url }) => {
            throw new LookFailure('disallowed', url, 'no reveal in this test');
          },
        },
        stopping: () => false,
        onEvent: () => undefined,
      },
      wholeSweep(),
    );
    const asked = standin.requests.slice(before).flatMap((line) => /\/a\/(?:[a-z-]+-)?(\d+)/.exec(line)?.[1] ?? []);
    return { ...result, asked: asked.map(Number), progress: await idProgress(test.db, 'kaspi', generation) };
  }
  /** Kaspi hides every contact number, so each run also says that a person could look. */
  const ofLooks = <R extends { readonly kind: string }>(reasons: readonly R[]): R[] =>
    reasons.filter(({ kind }) => kind !== 'number-hidden');
  const found = async () => (await listMatches(test.db, vault)).map((match) => Number(match.adId)).sort();

  it('finds the ads that stand on no list, and says that older ones were never looked at', async () => {
    const { visible } = plantedAds(FIRST - 130, [UNLISTED], NOW);
    const newer = visible.map((ad, i) => ({ ...ad, n: FIRST - 31 - i }));
    for (const ad of newer) standin.add(ad);
    const first = await sweep();
    expect(await found()).toEqual(newer.map((ad) => ad.n).sort());
    expect(first.coverage).toBe('partial');
    expect(ofLooks(first.reasons)).toEqual([expect.objectContaining({ kind: 'window-end', where: 'ids' })]);
    expect(standin.unexpected).toEqual([]);
  });

  it('asks each ad once: what a list has shown is not asked for by its id, and the next run asks for fresh gaps alone', async () => {
    const first = await sweep();
    expect(new Set(first.asked).size).toBe(first.asked.length);
    const second = await sweep();
    expect(second.asked).toEqual([]);
    expect(second.coverage).toBe('complete');
    expect(ofLooks(second.reasons)).toEqual([]);
    standin.add({ ...STOCK[0]!, n: FIRST + 3 });
    const third = await sweep();
    expect(third.asked).toEqual([FIRST + 3, FIRST + 2, FIRST + 1]);
    expect(third.coverage).toBe('complete');
  });

  it('an ad that was still being checked when its id was asked for is found by the next run', async () => {
    standin.remove(FIRST - 2);
    await sweep();
    const { visible } = plantedAds(1, [UNLISTED], NOW);
    standin.add({ ...visible[0]!, n: FIRST - 2 });
    const second = await sweep();
    expect(second.asked).toEqual([FIRST - 2]);
    expect(await found()).toEqual([FIRST - 2]);
  });

  it('an ad that cannot be read keeps the coverage partial until it can', async () => {
    await sweep();
    standin.add({ ...STOCK[0]!, n: FIRST + 2 });
    standin.onRequest = (path) => {
      standin.trouble = path.includes(`/a/${FIRST + 1}/`) ? 'redesign' : null;
    };
    const second = await sweep();
    expect(second.coverage).toBe('partial');
    const kinds = ofLooks(second.reasons).map((reason) => reason.kind);
    expect(kinds).toEqual(['layout', 'id-gap']);
    expect(second.progress?.gaps).toEqual([{ low: FIRST + 1, high: FIRST + 1 }]);
    standin.onRequest = null;
    standin.trouble = null;
    const third = await sweep();
    expect(third.asked).toEqual([FIRST + 1]);
    expect(third).toMatchObject({ coverage: 'complete', progress: { newest: FIRST + 2, gaps: [] } });
  });

  it('a number enrolled since makes every id of the window be asked for again', async () => {
    await sweep();
    await enrol('+77091234502');
    const again = await sweep();
    expect(again.asked.length).toBeGreaterThanOrEqual(30);
    expect(again.coverage).toBe('partial');
  });

  it('is not begun after the platform refused its lists, and the run says so', async () => {
    standin.trouble = '403';
    const refused = await sweep();
    expect(refused.asked).toEqual([]);
    expect(refused.coverage).toBe('blind');
    expect(refused.reasons).toContainEqual({ kind: 'interrupted', where: 'ids', detail: 'not begun' });
  });
});
