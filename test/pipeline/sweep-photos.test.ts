import './photos/fonts.ts';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listCaptures } from '../../db/captures.ts';
import { namesInCapture, readCaptureFile } from '../../db/evidence-files.ts';
import { listMatches } from '../../db/matches.ts';
import { activeNumbers, addNumber, numbersGeneration } from '../../db/numbers.ts';
import { addPerson } from '../../db/people.ts';
import { identityOf } from '../../db/person-recipient.ts';
import { PhoneNumber } from '../../db/phone-number.ts';
import { openVault } from '../../db/vault.ts';
import type { PhotoMeans } from '../../pipeline/ad-photos.ts';
import { finderOf } from '../../pipeline/match.ts';
import { createPhotoReader } from '../../pipeline/photos/reader.ts';
import { sweepPlatform } from '../../pipeline/sweep.ts';
import { unseenPhotosLine } from '../../pipeline/sweep-counts.ts';
import { LookFailure } from '../../scrapers/errors.ts';
import { createHttpFetcher } from '../../scrapers/fetch.ts';
import { createLooker } from '../../scrapers/look.ts';
import { createPace } from '../../scrapers/pace.ts';
import { createPictureLook } from '../../scrapers/pictures.ts';
import { olx } from '../../scrapers/platforms/olx.ts';
import { freshDatabase, type TestDatabase } from '../standins/databases.ts';
import { inventedEvidence } from '../standins/evidence-settings.ts';
import { startOlx } from '../standins/olx.ts';
import { consentOf } from '../standins/people.ts';
import { PROTECTED } from '../standins/planted.ts';
import type { Standin, StandinAd } from '../standins/platform.ts';
import { wholeSweep } from '../standins/whole-sweep.ts';
import { asText, bombPng, draw, qrCode } from './photos/pictures.ts';

const clock = () => new Date();
const vault = openVault(randomBytes(32));
const reader = createPhotoReader({ workers: 1 });
const scene = { width: 600, height: 300, background: 'plain' } as const;
const written = (row: string) => asText(scene, { rows: [row], size: 40 });

let test: TestDatabase;
let market: Standin;
let http: ReturnType<typeof createHttpFetcher>;
let pictures: { ours: Buffer; code: Buffer; stranger: Buffer; plain: Buffer };

beforeAll(async () => {
  const [ours, code, stranger, plain] = await Promise.all([
    written('8 709 123 45 01'),
    qrCode('https://wa.me/77091234501', { x: 150, y: 30, side: 240 }).then((svg) => draw(scene, svg)),
    written('8 709 555 44 33'),
    draw(scene),
  ]);
  pictures = { ours, code, stranger, plain };
  test = await freshDatabase('embedded');
  const { id: personId } = await addPerson(
    test.db,
    vault,
    { name: 'Айша Сынақова', language: 'kk', consent: consentOf(new Date(Date.now() + 90 * 86_400_000)) },
    clock(),
  );
  const control = { how: 'code read back', verifiedBy: 'Test Staff', verifiedAt: clock() };
  await addNumber(test.db, vault, { personId, number: PhoneNumber.parse(PROTECTED), control }, clock());
}, 60_000);
afterAll(async () => {
  await reader.close();
  await test.close();
});

let firstN = 500_000_000;
/** Ads of this market, newest first. */
const ads = (...photos: readonly (readonly Buffer[])[]): StandinAd[] =>
  photos.map((of, i) => ({
    n: firstN + i,
    title: 'Продаю корову',
    description: 'Звоните, номер на фото.',
    price: 50_000,
    city: 'Алматы',
    category: 'zhivotnye',
    sellerName: 'Ербол',
    phone: PROTECTED,
    photos: of,
    postedAt: new Date(Date.now() - i * 60_000),
  }));
beforeEach(() => {
  firstN += 1_000;
  http = createHttpFetcher({ userAgent: 'Qorgan test', clock });
});
afterEach(async () => {
  await market.close();
  await http.close();
});

async function sweep(change: Partial<PhotoMeans> = {}, stopping = () => false) {
  const adapter = olx(market.origin);
  const pace = createPace({ requestsPerMinute: 600_000, now: Date.now, sleep: async () => undefined });
  const looker = createLooker({ adapter, ...http, pace, agent: 'Qorgan', clock });
  const fetch = createPictureLook({ ...http, adapter, looker });
  const active = await activeNumbers(test.db, vault, clock());
  return sweepPlatform(
    {
      adapter,
      db: test.db,
      vault,
      clock,
      evidence: await inventedEvidence(test.home, vault),
      finder: finderOf(active),
      generation: await numbersGeneration(test.db),
      // Screenshots have tests of their own; without one the capture says so and keeps the rest.
      show: (url) => Promise.reject(new LookFailure('unreachable', url, 'no browser in this test')),
      look: looker.look,
      whileMine: (work) => work(1),
      hidden: { codes: new Set(), revealsPerDay: 0, reveal: () => Promise.reject(new Error('no reveal in this test')) },
      controlUrl: null,
      oldestGeneration: await numbersGeneration(test.db),
      photos: { reader, fetch, perRun: 50, perAd: 3, ms: 60_000, ...change },
      stopping,
      onEvent: () => undefined,
    },
    wholeSweep(),
  );
}
const asked = () => market.requests.filter((request) => request.includes('/photos/'));
const found = async () =>
  (await listMatches(test.db, vault)).filter(
    (match) => Number(match.adId) >= firstN && Number(match.adId) < firstN + 1_000,
  );
const files = () =>
  readdirSync(test.home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
/** The files of this market's captures, unsealed. */
const opened = async () => {
  const kept: Buffer[] = [];
  for (const { adId, folder } of await listCaptures(test.db, vault)) {
    if (Number(adId) < firstN || Number(adId) >= firstN + 1_000) continue;
    for (const name of (await namesInCapture(test.home, folder)) ?? [])
      kept.push((await readCaptureFile(test.home, folder, name, [identityOf(vault)])) ?? Buffer.alloc(0));
  }
  return kept;
};

describe('pictures of ads, looked at beside a sweep', { timeout: 120_000 }, () => {
  it('a number in lettering and one in a QR code are matches by picture, with the picture in their proof', async () => {
    market = await startOlx(ads([pictures.plain, pictures.ours], [pictures.code]));
    const { counts, coverage } = await sweep();
    expect(coverage).toBe('complete');
    expect(counts).toMatchObject({ photosRead: 3, matchesNew: 2, captures: 2, photosCouldNotLook: 0 });
    expect((await found()).map(({ how, strength }) => [how, strength])).toEqual([
      ['picture', 'strong'],
      ['picture', 'strong'],
    ]);
    expect((await found()).flatMap((match) => match.whereSeen.map((place) => place.field)).sort()).toEqual([
      'photo 1 QR',
      'photo 2',
    ]);
    expect((await opened()).filter((bytes) => bytes.equals(pictures.ours))).toHaveLength(1);
  });

  it('a picture without a protected number is read once: not again next night, nor under another address', async () => {
    market = await startOlx(ads([pictures.stranger]));
    expect((await sweep()).counts).toMatchObject({ photosRead: 1, matchesSeen: 0 });
    const first = asked().length;
    const [ad] = ads([pictures.stranger]);
    if (!ad) throw new Error('no ad');
    market.add({ ...ad, title: 'Продаю корову дешевле' });
    market.add({ ...ad, n: ad.n + 500 });
    const { counts } = await sweep();
    expect(counts).toMatchObject({ photosRead: 0, photosKnown: 2 });
    // The known address is not asked for; the new one is, once, and its bytes are known.
    expect(asked().length).toBe(first + 1);
  });

  it('no byte of a picture without a match reaches the disk', async () => {
    market = await startOlx(ads([pictures.stranger, pictures.ours]));
    await sweep();
    const sample = pictures.stranger.subarray(100, 160);
    expect(files().length).toBeGreaterThan(50);
    const kept = await opened();
    expect(kept.length).toBeGreaterThan(3);
    expect([...files(), ...kept].filter((bytes) => bytes.includes(sample))).toEqual([]);
  });

  it('what cannot be looked at is counted by reason and told in a line of its own, and coverage stays the pages’', async () => {
    const truncated = pictures.ours.subarray(0, 400);
    market = await startOlx(ads([Buffer.from('<html>no picture</html>')], [bombPng(30_000)], [truncated]));
    const { counts, coverage } = await sweep();
    expect(coverage).toBe('complete');
    expect(counts).toMatchObject({ photosCouldNotLook: 3, photosRead: 0, 'photosCouldNotLook:not-an-image': 1 });
    expect(unseenPhotosLine(counts)).toMatch(/^photos could not look: 3 \(.*too-many-pixels 1/);
  });

  it('the budget goes to the riskiest ads, and what is beyond it is told', async () => {
    const [dear, cheap] = ads([await written('8 709 555 44 34')], [pictures.ours]);
    if (!dear || !cheap) throw new Error('no ads');
    const at = dear.postedAt;
    market = await startOlx([
      { ...dear, price: 90_000_000 },
      { ...cheap, price: 900, postedAt: at },
    ]);
    const { counts } = await sweep({ perRun: 1, perAd: 1 });
    expect(counts).toMatchObject({ matchesNew: 1, photosLeftOut: 1, photosRead: 1 });
    expect(unseenPhotosLine(counts)).toBe('photos could not look: 1 beyond the budget');
    expect((await found()).map((match) => Number(match.adId))).toEqual([cheap.n]);
  });

  it('an ad whose picture could not be fetched is read again by the next sweep', async () => {
    market = await startOlx(ads([pictures.ours]));
    let broken = true;
    const [ad] = ads([pictures.ours]);
    const get = async (url: string) => {
      if (broken) throw new LookFailure('unreachable', url, 'reset');
      return (await http.fetchPicture(url, () => true)).bytes;
    };
    expect((await sweep({ fetch: get })).counts).toMatchObject({ matchesSeen: 0, 'photosCouldNotLook:not-fetched': 1 });
    broken = false;
    expect((await sweep({ fetch: get })).counts.matchesNew).toBe(1);
    expect((await found()).map((match) => Number(match.adId))).toEqual([ad?.n]);
  });

  it('a platform that refuses a picture is asked for no other, and the ads are read again later', async () => {
    market = await startOlx(ads([pictures.ours], [pictures.plain], [pictures.stranger]));
    let requests = 0;
    const refuse = (url: string) => {
      requests++;
      return Promise.reject(new LookFailure('blocked', url, 'HTTP 403'));
    };
    const { counts } = await sweep({ fetch: refuse });
    expect(requests).toBe(1);
    expect(counts).toMatchObject({ photosLeftOut: 2, 'photosCouldNotLook:not-fetched': 1 });
    expect((await sweep()).counts.matchesNew).toBe(1);
  });

  it('a sweep that is stopped begins no further picture, and the next one looks at what was left', async () => {
    market = await startOlx(ads([pictures.plain], [pictures.ours]));
    let stop = false;
    const stopAfterFirst = async (url: string) => {
      stop = true;
      return (await http.fetchPicture(url, () => true)).bytes;
    };
    const { counts } = await sweep({ fetch: stopAfterFirst }, () => stop);
    expect(counts.photosLeftOut).toBe(1);
    expect((await sweep()).counts.matchesNew).toBe(1);
  });

  it('the walk does not wait for pictures: its last page is read while the first picture is still in hand', async () => {
    market = await startOlx(ads([pictures.ours]));
    let walked = () => {};
    const walkDone = new Promise<void>((resolve) => {
      walked = resolve;
    });
    let waited = false;
    const last = olx(market.origin).indexWalks({ depth: 'full' }).at(-1)?.name;
    market.onRequest = (path) => {
      if (path.startsWith(`/${last}/`)) walked();
    };
    const slow = async (url: string) => {
      await walkDone;
      waited = true;
      return (await http.fetchPicture(url, () => true)).bytes;
    };
    expect((await sweep({ fetch: slow })).counts.matchesNew).toBe(1);
    expect(waited).toBe(true);
  });
});
