import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparedMatches, comparedOf } from '../../db/compared.ts';
import { confirmMatch, recordMatch } from '../../db/matches.ts';
import { startRun } from '../../db/runs.ts';
import { matches } from '../../db/schema/matches.ts';
import type { Vault } from '../../db/vault.ts';
import { campaignsNow } from '../../reports/campaign-data.ts';
import { freshDatabase, type TestDatabase } from '../standins/databases.ts';
import { enrolInvented } from '../standins/enrolled.ts';

const NOW = new Date('2026-11-25T02:00:00Z');
const TEXT = 'Срочно продаю корову молодую ласковую звоните';
const listing = (over: object = {}) => ({
  fields: [{ name: 'description', kind: 'text', text: TEXT }],
  photos: ['https://pictures.example/1.jpg'],
  seller: { id: 'seller-7', name: 'Сатушы' },
  postedAt: '2026-11-24T10:00:00Z',
  ...over,
});

let test: TestDatabase;
let vault: Vault;
let personId: number;
let record: (n: number, over?: object) => Promise<number>;

beforeAll(async () => {
  test = await freshDatabase('server');
  const enrolled = await enrolInvented(test.db, '+7 709 000 00 41');
  ({ vault, personId } = enrolled);
  const { id: runId } = await startRun(test.db, { kind: 'scan', platform: 'olx' }, NOW);
  record = async (n, over) => {
    const ad = { platform: n % 2 === 0 ? 'olx' : 'krisha', adId: `ID${n}`, url: `https://example.kz/${n}`, runId };
    const seen = { numberId: enrolled.numberId, strength: 'strong', how: 'plain', whereSeen: [] } as const;
    return (await recordMatch(test.db, vault, { ...ad, ...seen, listing: listing(over) }, NOW)).id;
  };
});
afterAll(() => test.close());

describe('what ads are compared by', () => {
  it('is digests: no word, no account and no address of a picture', () => {
    const said = JSON.stringify(comparedOf('olx', listing()));
    for (const word of ['корову', 'seller-7', 'pictures.example', 'Сатушы']) expect(said).not.toContain(word);
    expect(said).toMatch(/"text":"[0-9a-f]{64}"/);
  });

  it('tells accounts of one name on two platforms apart, and compares nothing of what the ad does not have', () => {
    expect(comparedOf('olx', listing()).account).not.toBe(comparedOf('krisha', listing()).account);
    expect(comparedOf('olx', null)).toEqual({ account: null, text: '', photos: [], postedAt: null });
    expect(comparedOf('olx', { seller: 3, photos: 'no', fields: null, postedAt: 8 })).toMatchObject({ account: null });
  });

  it('joins campaigns without the ads’ texts, which need not open for it', async () => {
    const ids = [await record(1), await record(2), await record(4, { fields: [], photos: [], seller: { id: null } })];
    for (const id of ids) await confirmMatch(test.db, id, 'A', null, NOW);
    await test.db.update(matches).set({ listingSealed: Buffer.from('not to be opened') });
    const [campaign, ...others] = await campaignsNow(test.db, vault);
    expect(campaign).toMatchObject({
      reasons: expect.arrayContaining(['same-text', 'same-photo', 'several-platforms']),
      ads: expect.arrayContaining([
        expect.objectContaining({ matchId: ids[0] }),
        expect.objectContaining({ matchId: ids[1] }),
      ]),
    });
    expect(others).toEqual([]);
  });

  it('follows an ad that is seen changed while nobody has decided, and stays as it was decided on', async () => {
    const id = await record(6);
    const [before] = await comparedMatches(test.db, vault, [id]);
    await record(6, { seller: { id: 'another' } });
    const [changed] = await comparedMatches(test.db, vault, [id]);
    expect(changed?.account).not.toBe(before?.account);
    await confirmMatch(test.db, id, 'A', null, NOW);
    await record(6, { seller: { id: 'a third' } });
    expect(await comparedMatches(test.db, vault, [id])).toEqual([changed]);
  });

  it('is sealed for the person: gone with their key, and other matches are still compared', async () => {
    const id = await record(8);
    const [{ sealed } = { sealed: Buffer.alloc(0) }] = await test.db
      .select({ sealed: matches.comparedSealed })
      .from(matches)
      .where(eq(matches.id, id));
    expect(sealed.length).toBeGreaterThan(60);
    expect(sealed.includes(comparedOf('olx', listing()).text)).toBe(false);
    vault.shredPersonKey(personId);
    expect(await comparedMatches(test.db, vault, [id])).toEqual([]);
  });
});
