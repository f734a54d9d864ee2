import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../../config.ts';
import { closeBreaker } from '../../../db/breakers.ts';
import { capturesOf } from '../../../db/captures.ts';
import { readCaptureFile } from '../../../db/evidence-files.ts';
import { openLookups } from '../../../db/lookups.ts';
import { confirmMatch, listMatches, matchWithListing } from '../../../db/matches.ts';
import { activeNumbers, addNumber, numbersGeneration } from '../../../db/numbers.ts';
import { addPerson } from '../../../db/people.ts';
import { identityOf } from '../../../db/person-recipient.ts';
import { PhoneNumber } from '../../../db/phone-number.ts';
import { revealDay } from '../../../db/reveals.ts';
import { findRun } from '../../../db/runs.ts';
import { openVault } from '../../../db/vault.ts';
import { answerYes } from '../../../pipeline/hidden/answer.ts';
import { keptListing } from '../../../pipeline/hidden/confirmed-ads.ts';
import { expandMatch } from '../../../pipeline/hidden/expand.ts';
import { hiddenMeans } from '../../../pipeline/hidden/means.ts';
import { finderOf } from '../../../pipeline/match.ts';
import { type Outlook, openOutlook } from '../../../pipeline/platform-run.ts';
import { sweepPlatform } from '../../../pipeline/sweep.ts';
import type { PlatformAdapter } from '../../../scrapers/adapter.ts';
import { resolveBrowser } from '../../../scrapers/browser-path.ts';
import { olx } from '../../../scrapers/platforms/olx.ts';
import { inventAds } from '../../standins/ads.ts';
import { freshDatabase, type TestDatabase } from '../../standins/databases.ts';
import { inventedEvidence } from '../../standins/evidence-settings.ts';
import { startOlx } from '../../standins/olx.ts';
import { consentOf } from '../../standins/people.ts';
import { PROTECTED, plantedAds } from '../../standins/planted.ts';
import type { Standin, Trouble } from '../../standins/platform.ts';
import { wholeSweep } from '../../standins/whole-sweep.ts';

const WALKS = olx()
  .indexWalks({ depth: 'full' })
  .map((walk) => walk.name);
const STARTED = new Date('2026-11-24T05:00:00Z');
const vault = openVault(randomBytes(32));
const { hidden } = plantedAds(388_900_500, WALKS, STARTED);
const strangers = inventAds(160, 3, WALKS, STARTED);

let test: TestDatabase;
let standin: Standin;
let adapter: PlatformAdapter;
let outlook: Outlook;
let now = STARTED;
const clock = () => now;

beforeEach(async (context) => {
  now = STARTED;
  // The embedded one where the bytes on disk are searched; the rules are the same on the server, which starts sooner.
  test = await freshDatabase(context.task.name.includes('nothing of strangers') ? 'embedded' : 'server');
  standin = await startOlx([...strangers, hidden]);
  const real = olx(standin.origin);
  // Its index pages read the same over plain HTTP, and sooner; reveals and pictures are Chromium's in any case.
  adapter = { ...real, access: { ...real.access, engine: 'http' } };
  const consent = consentOf(new Date('2027-05-01T00:00:00Z'));
  const { id: personId } = await addPerson(test.db, vault, { name: 'Айша Сынақова', language: 'kk', consent }, now);
  const control = { how: 'code read back', verifiedBy: 'Test Staff', verifiedAt: now };
  await addNumber(test.db, vault, { personId, number: PhoneNumber.parse(PROTECTED), control }, now);
  outlook = await openOutlook({
    adapters: [adapter],
    db: test.db,
    config: configOf(),
    tool: 'Qorgan/test',
    chromium: () =>
      resolveBrowser({ given: process.env.QORGAN_BROWSER, path: process.env.PATH, note: () => undefined }),
    clock: () => new Date(),
  });
}, 60_000);
afterEach(async () => {
  await outlook.close();
  await standin.close();
  await test.close();
});

function configOf(revealsPerDay?: number): Config {
  const olxSettings = {
    enabled: true,
    requestsPerMinute: 60_000,
    ...(revealsPerDay === undefined ? {} : { revealsPerDay }),
  };
  return { platforms: { olx: olxSettings } } as unknown as Config;
}

async function depsOf(revealsPerDay?: number) {
  const { db, home } = test;
  const active = await activeNumbers(db, vault, now);
  const { looker, show, reveal } = outlook.of(adapter);
  return {
    ...{ adapter, db, vault, clock, evidence: await inventedEvidence(home, vault, clock), show, look: looker.look },
    finder: finderOf(active),
    hidden: await hiddenMeans({ adapter, config: configOf(revealsPerDay), home: { db, vault }, active, reveal }),
    controlUrl: null,
    whileMine: <T>(work: (turn: number) => Promise<T>) => work(1),
    oldestGeneration: await numbersGeneration(db),
    photos: null,
    generation: await numbersGeneration(db),
    stopping: () => false,
    onEvent: () => undefined,
    onMatch: () => undefined,
  };
}

async function sweep(revealsPerDay?: number) {
  return sweepPlatform(await depsOf(revealsPerDay), wholeSweep());
}

const presses = () => standin.requests.filter((request) => request.includes('limited-phones'));
const lookups = () => openLookups(test.db, { platform: 'olx' });

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('a sweep of a platform that hides its numbers', { timeout: 180_000 }, () => {
  it('finds the planted ad by its first reveals, captures the answer, and keeps nothing of strangers', async () => {
    const result = await sweep(4);
    expect(result.counts).toMatchObject({ matchesNew: 1, captures: 1, revealed: 4 });
    const [match] = await listMatches(test.db, vault);
    expect(match).toMatchObject({ adId: String(hidden.n), how: 'field', strength: 'strong' });
    const [capture] = await capturesOf(test.db, vault, 'olx', String(hidden.n));
    expect(capture?.state).toBe('complete');
    const reveal = await readCaptureFile(test.home, capture?.folder ?? '', 'reveal.json', [identityOf(vault)]);
    const kept = reveal?.toString('utf8') ?? '';
    expect(kept.replace(/\D/g, '')).toContain(PROTECTED.slice(2));
    expect(JSON.parse(kept)).toMatchObject({ status: 200, url: expect.stringContaining('limited-phones') });
    expect(presses()).toHaveLength(4);
    expect(standin.unexpected).toEqual([]);

    const asked = new Set(presses().map((request) => /offers\/(\d+)\//.exec(request)?.[1]));
    const revealed = strangers.filter((ad) => asked.has(String(ad.n)));
    expect(revealed).toHaveLength(3);
    await test.db.execute('checkpoint');
    const digits = revealed.map((ad) => ad.phone.slice(-7));
    const spellings = digits.flatMap((one) => [
      one,
      `${one.slice(0, 3)} ${one.slice(3, 5)} ${one.slice(5)}`,
      `${one.slice(0, 3)}-${one.slice(3, 5)}-${one.slice(5)}`,
      Buffer.from(one).toString('hex'),
    ]);
    const holding = filesUnder(test.home).filter((file) => {
      const bytes = readFileSync(file);
      return spellings.some((spelling) => bytes.includes(spelling));
    });
    expect(holding.map((file) => relative(test.home, file))).toEqual([]);
    expect((await lookups()).some((one) => asked.has(one.adId))).toBe(false);
  });

  it('without a budget the planted ad heads the list for a person, and the run says so', async () => {
    const { runId, counts } = await sweep(0);
    expect(presses()).toEqual([]);
    const open = await lookups();
    expect(open[0]).toMatchObject({ adId: String(hidden.n), why: 'no-reveal' });
    expect(open[0]?.parts.map((part) => part.code)).toEqual(
      expect.arrayContaining(['far-below-price', 'urgent-words']),
    );
    expect(counts.lookupsOpen).toBe(open.length);
    expect((await findRun(test.db, runId))?.reasons).toContainEqual(expect.objectContaining({ kind: 'number-hidden' }));
    const stored = JSON.stringify(open);
    expect(stored).not.toContain('корову');
    expect(stored).not.toContain('Ербол');
  });

  it('the day’s budget holds over restarts; the next day goes on with what was left', async () => {
    await sweep(2);
    const first = presses().length;
    await sweep(2);
    expect([first, presses().length]).toEqual([2, 2]);
    expect((await lookups()).every((one) => one.why === 'budget')).toBe(true);
    const waiting = (await lookups()).length;
    now = new Date(STARTED.getTime() + 24 * 3_600_000);
    await sweep(2);
    expect(presses()).toHaveLength(4);
    expect((await lookups()).length).toBe(waiting - 2);
  });

  it.each([
    ['reveal-refused', 'refused'],
    ['reveal-login', 'login'],
    ['reveal-captcha', 'captcha'],
    ['reveal-cap', 'cap'],
  ] as const)('%s ends the reveals of the day, is recorded, and the ads go to a person', async (trouble, why) => {
    standin.trouble = trouble satisfies Trouble;
    await sweep(5);
    expect(presses()).toHaveLength(1);
    expect((await revealDay(test.db, 'olx', now)).ended).toMatchObject({ why });
    expect((await lookups())[0]).toMatchObject({ adId: String(hidden.n), why });
    standin.trouble = null;
    await sweep(5);
    expect(presses()).toHaveLength(1);
    now = new Date(STARTED.getTime() + 24 * 3_600_000);
    await sweep(5);
    expect((await listMatches(test.db, vault)).map((match) => match.adId)).toEqual([String(hidden.n)]);
    expect((await lookups()).map((one) => one.adId)).not.toContain(String(hidden.n));
  });

  it('a run that dies between its walks and its reveals has left its ads to a person already', async () => {
    const deps = await depsOf(5);
    const reveal = async () => {
      throw new Error('killed');
    };
    const dying = sweepPlatform({ ...deps, hidden: { ...deps.hidden, reveal } }, wholeSweep());
    await expect(dying).rejects.toThrow('killed');
    expect((await lookups())[0]).toMatchObject({ adId: String(hidden.n), why: 'waiting' });
    await sweep(5);
    expect((await listMatches(test.db, vault)).map((match) => match.adId)).toEqual([String(hidden.n)]);
  });

  it('a person’s yes makes a confirmed match with its capture; of a gone or unreadable ad nothing is stored', async () => {
    await sweep(0);
    const [lookup] = await lookups();
    const [number] = await activeNumbers(test.db, vault, now);
    const deps = await depsOf(0);
    const answer = { numberId: number!.id, by: 'Test Staff' };
    standin.trouble = '403';
    expect(await answerYes(lookup!, answer, deps)).toMatchObject({ state: 'unknown', kind: 'blocked' });
    // Some hours later we may ask again.
    await closeBreaker(test.db, 'olx');
    standin.trouble = 'archived';
    expect(await answerYes(lookup!, answer, await depsOf(0))).toMatchObject({ state: 'removed' });
    standin.trouble = null;
    expect(await listMatches(test.db, vault)).toEqual([]);
    expect((await lookups())[0]?.id).toBe(lookup!.id);
    expect(await answerYes(lookup!, answer, await depsOf(0))).toMatchObject({ state: 'matched', captures: 1 });
    expect(await listMatches(test.db, vault)).toEqual([
      expect.objectContaining({ adId: String(hidden.n), state: 'confirmed', decidedBy: 'Test Staff', how: 'field' }),
    ]);
    expect((await lookups()).map((one) => one.id)).not.toContain(lookup!.id);
    await sweep(0);
    expect((await lookups()).map((one) => one.adId)).not.toContain(String(hidden.n));
  });

  it('what waits for a person is scored again once another ad is confirmed, and only once', async () => {
    const copy = { ...hidden, n: hidden.n + 33, sellerName: 'Асан' };
    standin.add(copy);
    await sweep(0);
    const of = async (n: number) => (await lookups()).find((one) => one.adId === String(n));
    const before = await of(copy.n);
    expect(before?.parts.map(({ code }) => code)).not.toContain('same-text');
    const [number] = await activeNumbers(test.db, vault, now);
    now = new Date(STARTED.getTime() + 3_600_000);
    const own = await of(hidden.n);
    await answerYes(own!, { numberId: number!.id, by: 'Test Staff' }, await depsOf(0));
    now = new Date(STARTED.getTime() + 2 * 3_600_000);
    await sweep(0);
    const after = await of(copy.n);
    expect(after?.parts.map(({ code }) => code)).toContain('same-text');
    expect(after?.score).toBeGreaterThan(before?.score ?? 100);
    const asked = standin.requests.length;
    await sweep(0);
    expect(standin.requests.slice(asked).filter((request) => request.includes('/obyavlenie/'))).toEqual([]);
    expect(await of(copy.n)).toEqual(after);
  });

  it('from a confirmed ad its account’s other ads and its copies are looked at first', async () => {
    await sweep(4);
    const [match] = await listMatches(test.db, vault);
    await confirmMatch(test.db, match!.id, 'Test Staff', null, now);
    now = new Date(STARTED.getTime() + 24 * 3_600_000);
    const sibling = {
      ...hidden,
      n: hidden.n - 1_000,
      title: 'Пылесос',
      description: 'Хороший пылесос',
      price: 500_000,
    };
    const copy = { ...hidden, n: hidden.n + 33, sellerName: 'Асан', price: 500_000 };
    standin.add(sibling);
    standin.add(copy);
    const kept = keptListing.parse((await matchWithListing(test.db, vault, match!.id))?.listing);
    const expanded = await expandMatch(match!, kept, await depsOf(2));
    expect(expanded?.counts).toMatchObject({ kin: 2, revealed: 2, matchesNew: 2 });
    expect((await listMatches(test.db, vault)).map((one) => one.adId).sort()).toEqual(
      [hidden.n, sibling.n, copy.n].map(String).sort(),
    );
    expect(standin.unexpected).toEqual([]);
  });
});
