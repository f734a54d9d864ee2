import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bugReport } from '../db/bug-report.ts';
import { activeNumbers, numbersGeneration } from '../db/numbers.ts';
import { withdrawPerson } from '../db/people.ts';
import { liveNumbers } from '../pipeline/live-numbers.ts';
import { type ReceiptFacts, receiptOf } from '../reports/receipt.ts';
import { freshDatabase, type TestDatabase } from './standins/databases.ts';
import { enrolInvented, inventedVault } from './standins/enrolled.ts';
import { type Installation, install } from './standins/installation.ts';
import { INVENTED_PERSON } from './standins/organisation.ts';
import { PROTECTED } from './standins/planted.ts';

describe('a withdrawal at the command line', { timeout: 300_000 }, () => {
  let place: Installation;
  beforeAll(async () => {
    place = await install('olx=http://127.0.0.1:9,krisha=http://127.0.0.1:9');
  });
  afterAll(() => place.remove());

  it('stops everything, gives a receipt without name and number, and the table of retention tells the rest', async () => {
    const to = join(place.home, '..', 'receipt.txt');
    const withdrawn = await place.run(['person', 'withdraw', 'p1', '--by', 'Test Staff', '--to', to]);
    expect(withdrawn.code, withdrawn.stderr).toBe(0);
    const receipt = readFileSync(to, 'utf8');
    expect(receipt).toMatch(/ҚОРҒАУДЫҢ ТОҚТАТЫЛҒАНЫ ТУРАЛЫ ҚОЛХАТ/);
    expect(receipt).toMatch(/8-бабының 7-тармағы/);
    expect(receipt).not.toContain(INVENTED_PERSON.name);
    expect(receipt.replace(/\D/g, '')).not.toContain(PROTECTED.slice(-7));
    const scan = await place.run(['scan', 'n1', '--platform', 'olx']);
    expect([scan.code, scan.stderr]).toEqual([2, expect.stringMatching(/n1 is not enrolled, or retired/)]);
    const again = await place.run(['person', 'receipt', 'p1', '--language', 'en']);
    expect(again.stdout).toMatch(/Destroyed no later than/);
    const [person] = await place.json<{ how: string; destroyOn: string }[]>(['person', 'list']);
    expect(person).toMatchObject({ how: 'withdrawn', destroyOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    const rows = await place.json<{ kind: string; due: number | null }[]>(['retention']);
    expect(rows.find(({ kind }) => kind === 'person')?.due).toBe(0);
    const log = await place.json<{ kind: string; detail: object }[]>(['audit']);
    expect(log.map(({ kind }) => kind)).toEqual(['enrolled', 'consent', 'enrolled', 'ended', 'consent']);
  });
});

describe('a run under way', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await freshDatabase('server');
  });
  afterAll(() => test.close());

  it('does not look for a number any more on the page that comes after its withdrawal', async () => {
    const vault = inventedVault();
    const one = await enrolInvented(test.db, PROTECTED, vault);
    const other = await enrolInvented(test.db, '+77091234502', vault);
    const clock = () => new Date();
    const active = await activeNumbers(test.db, vault, clock());
    const numbers = liveNumbers({ db: test.db, clock }, active);
    const page = [{ name: 'text', kind: 'text' as const, text: 'cow 87091234501, horse 8 709 123 45 02' }];
    const look = numbers.withRefresh(async () => page);
    const seen = async () => numbers.finder.find(await look()).sightings.map(({ numberId }) => Number(numberId));
    expect(new Set(await seen())).toEqual(new Set([one.numberId, other.numberId]));
    const person = active.find(({ id }) => id === one.numberId)?.personId ?? 0;
    await withdrawPerson(test.db, person, 'Test Staff', clock());
    expect(await seen()).toEqual([other.numberId]);
    expect([numbers.has(one.numberId), numbers.none]).toEqual([false, false]);
    expect(await numbersGeneration(test.db)).toBeGreaterThan(0);
  });

  it('that breaks tells of a failed query neither its parameters nor what the database quotes of them', async () => {
    const failed = await test.database.pool.query('select $1::integer', [PROTECTED.slice(1)]).then(
      () => null,
      (error: unknown) => error,
    );
    expect(String(failed)).toContain(PROTECTED.slice(2));
    const wrapped = Object.assign(new Error(`Failed query: select $1\nparams: ${PROTECTED}`, { cause: failed }), {
      query: 'select $1',
      params: [PROTECTED],
    });
    for (const error of [failed, wrapped, new Error(`no row for ${PROTECTED}`)]) {
      const told = bugReport(error);
      expect(told).toMatch(/\n\s+at /);
      expect(told.replace(/\D/g, '')).not.toContain(PROTECTED.slice(2));
    }
  });
});

describe('the receipt', () => {
  const facts: ReceiptFacts = {
    personId: 1,
    endedHow: 'withdrawn',
    endedAt: new Date('2026-11-24T05:00:00Z'),
    destroyOn: '2026-12-15',
    destroyedAt: null,
    heldAt: null,
    organisation: undefined,
    holdings: {
      numberIds: [1, 2],
      matchIds: [4, 5, 6],
      letters: [
        { id: 1, reference: 'Q-2026-0001', sent: true },
        { id: 2, reference: 'Q-2026-0002', sent: false },
      ],
      captureIds: [7, 8],
      heldCaptureIds: [9],
      sharedMatchIds: [6],
    },
  };

  it.each([
    ['ru', /15 декабря 2026/, /статья 8, пункт 7/, /статья 41, пункт 4/],
    ['kk', /2026 жылғы 15 желтоқсан/, /8-бабының 7-тармағы/, /41-бабының 4-тармағы/],
    ['en', /15 December 2026/, /article 8, paragraph 7/, /article 41, paragraph 4/],
  ] as const)('in %s says by when, on what ground, what goes and what stays', (language, until, ground, hold) => {
    const text = receiptOf(facts, language);
    for (const said of [until, ground, hold, /Q-2026-0001/, /c9/, /p1/]) expect(text).toMatch(said);
    expect(text).not.toContain('Q-2026-0002');
  });

  it('of a protection that staff ended keeps the evidence; of data already gone says when; of a hold since when', () => {
    expect(receiptOf({ ...facts, endedHow: 'ended' }, 'en')).toMatch(/evidence \(2\) until its term is over/);
    const at = new Date('2026-12-15T00:40:00Z');
    expect(receiptOf({ ...facts, destroyedAt: at }, 'en')).toMatch(/Destroyed: .*15 December 2026/);
    expect(receiptOf({ ...facts, heldAt: at }, 'en')).toMatch(/on hold since/);
  });
});
