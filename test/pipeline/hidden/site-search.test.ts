import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listMatches } from '../../../db/matches.ts';
import { type ActiveNumber, activeNumbers, addNumber } from '../../../db/numbers.ts';
import { addPerson } from '../../../db/people.ts';
import { PhoneNumber } from '../../../db/phone-number.ts';
import { findRun } from '../../../db/runs.ts';
import type { Scope } from '../../../db/schema/people.ts';
import { openVault } from '../../../db/vault.ts';
import { ConsentMissing, type SearchDeps, searchPlatformFor } from '../../../pipeline/hidden/site-search.ts';
import { spellingsOf } from '../../../pipeline/hidden/spellings.ts';
import { finderOf } from '../../../pipeline/match.ts';
import type { PlatformAdapter } from '../../../scrapers/adapter.ts';
import { LookFailure } from '../../../scrapers/errors.ts';
import { createHttpFetcher } from '../../../scrapers/fetch.ts';
import { olx } from '../../../scrapers/platforms/olx.ts';
import { isOwnHost } from '../../../scrapers/read.ts';
import { inventAds } from '../../standins/ads.ts';
import { freshDatabase, type TestDatabase } from '../../standins/databases.ts';
import { inventedEvidence } from '../../standins/evidence-settings.ts';
import { startOlx } from '../../standins/olx.ts';
import { consentOf } from '../../standins/people.ts';
import { PROTECTED, plantedAds } from '../../standins/planted.ts';
import type { Standin } from '../../standins/platform.ts';

const NOW = new Date('2026-11-24T05:00:00Z');
const WALKS = olx()
  .indexWalks({ depth: 'full' })
  .map((walk) => walk.name);
const { visible } = plantedAds(388_900_500, WALKS, NOW);
const vault = openVault({ sealKey: randomBytes(32), lookupKey: randomBytes(32) });
const http = createHttpFetcher({ userAgent: 'Qorgan/test', clock: () => NOW });

let test: TestDatabase;
let standin: Standin;
let adapter: PlatformAdapter;
beforeAll(async () => {
  test = await freshDatabase('server');
  standin = await startOlx([...inventAds(80, 3, WALKS, NOW), ...visible]);
  adapter = olx(standin.origin);
});
afterAll(async () => {
  await http.close();
  await standin.close();
  await test.close();
});
beforeEach(() => {
  standin.trouble = null;
});

async function enrolled(digits: string, scopes: Scope[]): Promise<ActiveNumber> {
  const consent = { ...consentOf(new Date('2027-05-01T00:00:00Z')), scopes };
  const { id: personId } = await addPerson(test.db, vault, { name: 'Айша Сынақова', language: 'kk', consent }, NOW);
  const control = { how: 'code read back', verifiedBy: 'Test Staff', verifiedAt: NOW };
  const { id } = await addNumber(test.db, vault, { personId, number: PhoneNumber.parse(digits), control }, NOW);
  const found = (await activeNumbers(test.db, vault, NOW)).find((number) => number.id === id);
  if (!found) throw new Error('not enrolled');
  return found;
}

async function search(number: ActiveNumber, more: Partial<PlatformAdapter> = {}, other: Partial<SearchDeps> = {}) {
  const used = { ...adapter, ...more };
  return searchPlatformFor(number, {
    ...{ adapter: used, db: test.db, vault, clock: () => NOW },
    evidence: await inventedEvidence(test.home, vault, () => NOW),
    finder: finderOf([number]),
    look: (url) => http.fetchPage(url, (one) => isOwnHost(used, one)),
    show: async (url) => {
      throw new LookFailure('unreachable', url, 'no browser in this test');
    },
    stillCovered: async () => true,
    stopping: () => false,
    onMatch: () => undefined,
    ...other,
  });
}

describe('a platform’s own search for a number', { timeout: 60_000 }, () => {
  it('is never asked without a consent that covers it: nothing leaves, no run is recorded', async () => {
    const number = await enrolled('+77090000111', ['scan', 'letters']);
    const before = standin.requests.length;
    await expect(search(number)).rejects.toThrow(ConsentMissing);
    await expect(search(number)).rejects.not.toThrow(/0000111/);
    expect(standin.requests.length).toBe(before);
    const { rows } = await test.db.execute(sql.raw('select id from runs'));
    expect(rows).toEqual([]);
  });

  it('is asked in every usual spelling, and only ads in which the number stands count', async () => {
    const number = await enrolled(PROTECTED, ['scan', 'site-search']);
    const before = standin.requests.length;
    const result = await search(number);
    const asked = standin.requests.slice(before).filter((request) => request.includes('/list/q-'));
    const addresses = new Set(spellingsOf(number.number).map((one) => adapter.searchUrl(one)));
    expect(asked).toHaveLength(addresses.size);
    expect(new Set(asked).size).toBe(asked.length);
    // The board shows unrelated ads for spellings it does not find: all of them were read, none was taken.
    expect(result).toMatchObject({ coverage: 'complete', reasons: [], counts: { matchesSeen: visible.length } });
    expect(result?.counts.cards).toBeGreaterThan(visible.length);
    expect((await listMatches(test.db)).map((match) => match.adId).sort()).toEqual(
      visible.map((ad) => String(ad.n)).sort(),
    );
    expect(standin.unexpected).toEqual([]);
  });

  it('a search that finds nothing of the person says so, though the board shows other ads', async () => {
    const number = await enrolled('+77090000112', ['scan', 'site-search']);
    expect(await search(number)).toMatchObject({ coverage: 'complete', counts: { matchesSeen: 0, listingsRead: 0 } });
  });

  it.each([
    ['403', 'blind'],
    ['redesign', 'blind'],
    ['reset', 'blind'],
  ] as const)('%s is "could not look" (%s), and no record of the run names the number', async (trouble, coverage) => {
    const digits = `+770900002${trouble.length}${trouble.charCodeAt(0) % 10}`;
    const number = await enrolled(digits, ['scan', 'site-search']);
    standin.trouble = trouble;
    const result = await search(number);
    expect(result?.coverage).toBe(coverage);
    expect(result?.reasons[0]).toMatchObject({ where: 'spelling 1' });
    const recorded = JSON.stringify([result, await findRun(test.db, result?.runId ?? 0)]);
    for (const spelling of [...spellingsOf(number.number), digits.slice(-7)]) expect(recorded).not.toContain(spelling);
  });

  it('an error that is none of the platform’s does not carry the address out', async () => {
    const number = await enrolled('+77090000119', ['scan', 'site-search']);
    const broken = {
      look: async (url: string) => {
        throw new Error(`navigating to ${url} failed`);
      },
    };
    const failed = await search(number, {}, broken).then(
      () => null,
      (error: Error) => error,
    );
    expect(String(failed?.stack)).not.toContain('0000119');
    expect(failed).toBeInstanceOf(Error);
  });

  it('a platform without a known search is no run at all', async () => {
    const number = await enrolled('+77090000120', ['scan', 'site-search']);
    expect(await search(number, { searchUrl: () => null })).toBeNull();
  });
});
