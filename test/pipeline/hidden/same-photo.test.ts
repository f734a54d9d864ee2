import '../photos/fonts.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../../../config.ts';
import { openLookups } from '../../../db/lookups.ts';
import { confirmMatch, listMatches, matchWithListing } from '../../../db/matches.ts';
import { activeNumbers, addNumber, numbersGeneration } from '../../../db/numbers.ts';
import { addPerson } from '../../../db/people.ts';
import { shredPersonKeys } from '../../../db/person-keys.ts';
import { PhoneNumber } from '../../../db/phone-number.ts';
import { photoPrintsOf } from '../../../db/photo-prints.ts';
import { matches } from '../../../db/schema/matches.ts';
import { keptListing } from '../../../pipeline/hidden/confirmed-ads.ts';
import { expandMatch } from '../../../pipeline/hidden/expand.ts';
import { hiddenMeans } from '../../../pipeline/hidden/means.ts';
import { finderOf } from '../../../pipeline/match.ts';
import { likeness, printOf } from '../../../pipeline/photos/known-photos.ts';
import { createPhotoReader } from '../../../pipeline/photos/reader.ts';
import { type Outlook, openOutlook } from '../../../pipeline/platform-run.ts';
import { sweepPlatform } from '../../../pipeline/sweep.ts';
import type { PlatformAdapter } from '../../../scrapers/adapter.ts';
import { resolveBrowser } from '../../../scrapers/browser-path.ts';
import { olx } from '../../../scrapers/platforms/olx.ts';
import { freshDatabase, type TestDatabase } from '../../standins/databases.ts';
import { inventedVault } from '../../standins/enrolled.ts';
import { inventedEvidence } from '../../standins/evidence-settings.ts';
import { startOlx } from '../../standins/olx.ts';
import { consentOf } from '../../standins/people.ts';
import { PROTECTED, plantedAds } from '../../standins/planted.ts';
import type { Standin, StandinAd } from '../../standins/platform.ts';
import { wholeSweep } from '../../standins/whole-sweep.ts';
import { bombPng, draw } from '../photos/pictures.ts';

const STARTED = new Date('2026-11-24T05:00:00Z');
const WALKS = olx()
  .indexWalks({ depth: 'full' })
  .map((walk) => walk.name);
const vault = inventedVault();
const reader = createPhotoReader({ workers: 1 });
const { hidden: planted } = plantedAds(388_900_500, WALKS, STARTED);
const config = {
  platforms: { olx: { enabled: true, requestsPerMinute: 60_000, revealsPerDay: 1 } },
} as unknown as Config;

let now = STARTED;
const clock = () => now;
let test: TestDatabase;
let standin: Standin;
let adapter: PlatformAdapter;
let outlook: Outlook;
let personId: number;
let pictures: Readonly<Record<'cow' | 'smaller' | 'other' | 'broken' | 'bomb', Buffer>>;

/** A made-up field with an animal in it; `seed` moves everything. */
function field(seed: number): Promise<Buffer> {
  const at = (n: number, most: number) => (seed * 7919 + n * 104_729) % most;
  const shapes = Array.from(
    { length: 8 },
    (_, i) =>
      `<ellipse cx="${at(i, 600)}" cy="${at(i + 20, 450)}" rx="${40 + at(i + 40, 130)}" ry="${30 + at(i + 60, 110)}" fill="hsl(${at(i, 360)},40%,${20 + at(i + 80, 60)}%)"/>`,
  );
  return draw({ width: 600, height: 450, background: 'gradient', colours: ['#9ab', '#432'] }, ...shapes);
}

/** An ad like the planted one by its title alone: another account, text, price and number. */
const stranger = (n: number, ...photos: readonly Buffer[]): StandinAd => ({
  ...planted,
  n,
  description: `Тихая, молодая, даёт много молока, с документами, отдам вместе с телёнком ${n}`,
  price: 700_000,
  sellerName: `Асан ${n}`,
  phone: '+77095554433',
  photos,
  // Not within a day of the attack: only the photo can speak against it.
  postedAt: new Date(STARTED.getTime() - 5 * 86_400_000),
});
const ADS = { sameBytes: 388_900_601, looksSame: 388_900_602, other: 388_900_603, broken: 388_900_604 };

beforeAll(async () => {
  const cow = await field(3);
  const smaller = await sharp(cow).resize(320).jpeg({ quality: 55 }).toBuffer();
  const broken = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(400, 7)]);
  pictures = { cow, smaller, other: await field(11), broken, bomb: bombPng(30_000) };
  test = await freshDatabase('server');
  standin = await startOlx([{ ...planted, photos: [cow] }]);
  const real = olx(standin.origin);
  adapter = { ...real, access: { ...real.access, engine: 'http' } };
  const consent = consentOf(new Date('2027-05-01T00:00:00Z'));
  ({ id: personId } = await addPerson(test.db, vault, { name: 'Айша Сынақова', language: 'kk', consent }, now));
  const control = { how: 'code read back', verifiedBy: 'Test Staff', verifiedAt: now };
  await addNumber(test.db, vault, { personId, number: PhoneNumber.parse(PROTECTED), control }, now);
  outlook = await openOutlook({
    adapters: [adapter],
    db: test.db,
    config,
    tool: 'Qorgan/test',
    chromium: () =>
      resolveBrowser({ given: process.env.QORGAN_BROWSER, path: process.env.PATH, note: () => undefined }),
    clock: () => new Date(),
  });
}, 120_000);
afterAll(async () => {
  await reader.close();
  await outlook.close();
  await standin.close();
  await test.close();
});

async function depsOf() {
  const { db, home } = test;
  const active = await activeNumbers(db, vault, now);
  const { looker, show, reveal, picture } = outlook.of(adapter);
  return {
    ...{ adapter, db, vault, clock, evidence: await inventedEvidence(home, vault, clock), show, look: looker.look },
    finder: finderOf(active),
    hidden: await hiddenMeans({ adapter, config, home: { db, vault }, active, reveal }),
    photoReader: reader,
    photos: { reader, fetch: picture, perRun: 50, perAd: 3, ms: 60_000 },
    controlUrl: null,
    whileMine: <T>(work: (turn: number) => Promise<T>) => work(1),
    oldestGeneration: await numbersGeneration(db),
    generation: await numbersGeneration(db),
    stopping: () => false,
    onEvent: () => undefined,
    onMatch: () => undefined,
  };
}
const partsOf = async (n: number) =>
  (await openLookups(test.db, { platform: 'olx' }))
    .find((one) => one.adId === String(n))
    ?.parts.map(({ code }) => code) ?? [];

describe('a photo of a confirmed ad, posted again', { timeout: 240_000 }, () => {
  it('the prints of a match’s photos are taken with its proof, and nothing of them is in the clear', async () => {
    const { counts } = await sweepPlatform(await depsOf(), wholeSweep());
    expect(counts).toMatchObject({ matchesNew: 1, captures: 1, revealed: 1 });
    const [match] = await listMatches(test.db, vault);
    const prints = await photoPrintsOf(test.db, vault, [match!.id]);
    const { print } = await printOf(pictures.cow, reader);
    expect(prints).toEqual([print]);
    const [row] = await test.db.select({ sealed: matches.photosSealed }).from(matches);
    for (const told of [print.sha256, print.fingerprint?.dHash ?? '', print.fingerprint?.pHash ?? ''])
      expect(row?.sealed?.toString('latin1')).not.toContain(told);
  });

  it('expand sees it by its bytes and by its look; one that cannot be decoded was not looked at', async () => {
    const [match] = await listMatches(test.db, vault);
    await confirmMatch(test.db, match!.id, 'Test Staff', null, now);
    now = new Date(STARTED.getTime() + 24 * 3_600_000);
    standin.add(stranger(ADS.sameBytes, pictures.other, pictures.cow));
    standin.add(stranger(ADS.looksSame, pictures.smaller));
    standin.add(stranger(ADS.other, pictures.other));
    standin.add(stranger(ADS.broken, pictures.broken));
    const kept = keptListing.parse((await matchWithListing(test.db, vault, match!.id))?.listing);
    const expanded = await expandMatch(match!, kept, await depsOf());
    expect(expanded?.counts).toMatchObject({
      kin: 2,
      sameBytes: 1,
      looksSame: 1,
      photosCompared: 4,
      photosCouldNotLook: 1,
    });
    expect(expanded?.coverage).toBe('partial');
    expect(expanded?.reasons.find(({ kind }) => kind === 'photos')?.detail).toMatch(/^not looked at: 1 \w+$/);
    expect(standin.unexpected).toEqual([]);
  });

  it('a sweep scores it as the same photo, and no other; prints of strangers’ photos are not stored', async () => {
    await test.db.execute('delete from lookups');
    await test.db.execute('delete from looked_at');
    const again = stranger(388_900_605, await sharp(pictures.cow).resize(480).webp({ quality: 60 }).toBuffer());
    standin.add(again);
    now = new Date(STARTED.getTime() + 30 * 3_600_000);
    const deps = await depsOf();
    await sweepPlatform({ ...deps, hidden: { ...deps.hidden, revealsPerDay: 0 } }, wholeSweep());
    for (const n of [ADS.sameBytes, ADS.looksSame, again.n]) expect(await partsOf(n)).toContain('same-photo');
    for (const n of [ADS.other, ADS.broken]) expect(await partsOf(n)).not.toContain('same-photo');
    const rows = await test.db.select({ sealed: matches.photosSealed }).from(matches);
    const kept = await listMatches(test.db, vault);
    expect(rows).toHaveLength(kept.length);
    expect(kept.map((one) => one.adId)).toEqual([String(planted.n)]);
  });

  it('is known no more once the person’s key is shredded', async () => {
    const [match] = await listMatches(test.db, vault);
    shredPersonKeys(vault, [personId]);
    expect(await photoPrintsOf(test.db, vault, [match!.id])).toEqual([]);
  });
});

describe('a photo beside another', { timeout: 60_000 }, () => {
  it('re-encoded at another size it looks the same, byte for byte it is the same, another is neither', async () => {
    const known = [(await printOf(pictures.cow, reader)).print];
    const against = async (bytes: Buffer) => likeness((await printOf(bytes, reader)).print, known);
    expect(await against(pictures.cow)).toBe('same-bytes');
    expect(await against(pictures.smaller)).toBe('looks-same');
    expect(await against(pictures.other)).toBeNull();
  });

  it.each(['broken', 'bomb'] as const)('%s: it could not be looked at, which is told', async (name) => {
    const { print, missed } = await printOf(pictures[name], reader);
    expect(print.fingerprint).toBeNull();
    expect(missed).toMatch(name === 'bomb' ? /^too-many-pixels$/ : /^(damaged|truncated)$/);
  });

  it('a fingerprint alone reads nothing in the picture', async () => {
    expect(await reader.fingerprint(pictures.cow)).toMatchObject({ state: 'read', texts: [], links: [] });
  });
});
