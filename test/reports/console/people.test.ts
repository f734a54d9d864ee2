import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLog } from '../../../db/evidence-log.ts';
import { listNumbers } from '../../../db/numbers.ts';
import { listPersons } from '../../../db/people.ts';
import { openConsole, type TestConsole, type Visitor } from '../../standins/console.ts';

let at: TestConsole;
let staff: Visitor;
beforeAll(async () => {
  at = await openConsole();
  staff = await at.signedIn('reviewer');
});
afterAll(() => at.close());

const FIELDS = {
  name: 'Айша Сынақова',
  language: 'kk',
  operatorName: 'Ойдан Шығарылған Қор',
  operatorBin: '000000000000',
  givenOn: '2026-11-20',
  givenHow: 'signed on paper',
  validUntil: '2027-02-20',
  scopes: ['scan', 'letters'],
  terms: ['thirdParties'],
  data: ['name', 'phone'],
  dataOther: '',
  other: '',
  foreign: [],
  controlHow: 'code read back from an SMS',
  controlVerifiedOn: '2026-11-20',
};

const sealedIn = (page: string) => /name="sealed" value="([^"]+)"/.exec(page)?.[1] ?? '';
const enrol = async (digits: string, more: Record<string, string | string[]> = {}) => {
  const review = await staff.post('/people/new', { ...FIELDS, ...more, digits, act: 'review' });
  return staff.post('/people/new', { ...FIELDS, ...more, sealed: sealedIn(review.text), act: 'save' });
};

describe('enrolling a person', () => {
  it('shows the form in each language, with the number in a field that no browser remembers', async () => {
    for (const [language, legend] of [
      ['ru', '2. Согласие'],
      ['kk', '2. Келісім'],
      ['en', '2. Consent'],
    ] as const) {
      await staff.post('/looks', { language, back: '/people/new' });
      const { status, text } = await staff.get('/people/new');
      expect(status).toBe(200);
      expect(text).toContain(legend);
      expect(text).toMatch(/<input id="f-digits"[^>]*value="" autocomplete="off"/);
    }
  });

  it('saves nothing before the review, and never shows the digits again', async () => {
    const before = (await listPersons(at.test.db, at.vault)).length;
    const review = await staff.post('/people/new', { ...FIELDS, digits: '8 709 111 22 33', act: 'review' });
    expect(review.status).toBe(200);
    expect(review.text).toContain('+7 709 ***-**-33');
    expect(review.text).not.toMatch(/709\D?111|1112233|111 22 33/);
    expect(await listPersons(at.test.db, at.vault)).toHaveLength(before);
  });

  it('saves person, consent and number together, and leads to the person', async () => {
    const saved = await enrol('+7 709 111 22 33');
    expect(saved.location).toMatch(/^\/people\/p\d+\?saved=yes$/);
    const { status, text } = await staff.get(saved.location ?? '');
    expect(status).toBe(200);
    expect(text).toContain('Айша Сынақова');
    expect(text).toContain('+7 709 ***-**-33');
    expect(text).not.toContain('7091112233');
  });

  it('says that a number is protected already, keeps neither half and writes the attempt down', async () => {
    const before = (await listPersons(at.test.db, at.vault)).length;
    const again = await enrol('87091112233');
    expect(again.status).toBe(400);
    expect(again.text).toContain('This number is protected already');
    expect(again.text).not.toContain('1112233');
    expect(await listPersons(at.test.db, at.vault)).toHaveLength(before);
    expect((await readLog(at.test.db)).entries.at(-1)?.body).toContain('"kind":"refused"');
  });

  it.each([
    ['digits that are no number', { digits: '12345' }, 'The number cannot be read'],
    ['a BIN that is none', { digits: '87091112244', operatorBin: '12' }, 'A BIN has 12 digits'],
    ['a term that is over', { digits: '87091112244', validUntil: '2026-11-01' }, 'The term must end in the future'],
    ['a term of years', { digits: '87091112244', validUntil: '2029-11-01' }, 'a year at most'],
    ['a consent of tomorrow', { digits: '87091112244', givenOn: '2027-01-01' }, 'This day has not come yet'],
    ['no scope', { digits: '87091112244', scopes: [] }, 'Tick at least one'],
  ])('says what is wrong with %s and keeps the rest as typed', async (_, wrong, said) => {
    const { status, text } = await staff.post('/people/new', { ...FIELDS, ...wrong, act: 'review' });
    expect(status).toBe(400);
    expect(text).toContain(said);
    expect(text).toContain('value="code read back from an SMS"');
    expect(text).not.toContain('87091112244');
  });

  it('takes no sealed number of another user', async () => {
    const review = await staff.post('/people/new', { ...FIELDS, digits: '87091112255', act: 'review' });
    const other = await at.signedIn('approver');
    const stolen = await other.post('/people/new', { ...FIELDS, sealed: sealedIn(review.text), act: 'save' });
    expect(stolen.status).toBe(400);
    expect(stolen.text).toContain('Type the number again');
  });

  it('prints the consent in the person’s language, with empty lines and without the number', async () => {
    const { status, text } = await staff.post('/people/new', { ...FIELDS, digits: '87091112266', act: 'print' });
    expect(status).toBe(200);
    expect(text).toContain('<article class="paper" lang="kk">');
    expect(text).toContain('Телефон нөмірі (қолмен жазылады)');
    expect(text).not.toContain('87091112266');
  });

  it('names the limit that is reached, and what to do', async () => {
    await enrol('87091112277');
    for (let i = 0; i < 8; i++) await enrol(`8709111230${i}`);
    const { status, text } = await enrol('87091112399');
    expect(status).toBe(400);
    expect(text).toContain('No more than 10 people and 10 numbers can be enrolled a day');
    at.pass(25 * 3_600_000);
    staff = await at.signedIn('reviewer');
  });
});

describe('a person’s page', () => {
  it('lists people whose consent ends soonest first', async () => {
    const { text } = await enrol('87091114401', { name: 'Соңғы', validUntil: '2026-12-01' });
    expect(text).toBe('');
    const list = (await staff.get('/people')).text;
    const names = [...list.matchAll(/<th scope="row"><a href="\/people\/(p\d+)"/g)].map((found) => found[1]);
    const last = (await listPersons(at.test.db, at.vault)).at(-1);
    expect(names[0]).toBe(`p${last?.id}`);
    expect(list).toContain('5 days left');
  });

  it('renews a consent and starts from what the one before said', async () => {
    const form = (await staff.get('/people/p1/consent')).text;
    expect(form).toContain('value="Ойдан Шығарылған Қор"');
    const { location } = await staff.post('/people/p1/consent', {
      ...FIELDS,
      validUntil: '2027-05-01',
      scopes: ['scan'],
    });
    expect(location).toBe('/people/p1?saved=yes');
    const page = (await staff.get('/people/p1')).text;
    expect(page).toContain('2027-05-01');
    expect(page).toContain('Earlier consents');
  });

  it('adds a number and retires one after a question', async () => {
    const { controlHow, controlVerifiedOn } = FIELDS;
    const added = await staff.post('/people/p1/numbers', { digits: '87091115501', controlHow, controlVerifiedOn });
    expect(added.location).toBe('/people/p1?saved=yes');
    const own = (await listNumbers(at.test.db, at.vault, at.now())).filter((one) => one.personId === 1);
    const name = `n${own.at(-1)?.id}`;
    expect((await staff.get(`/numbers/${name}/retire`)).text).toContain('+7 709 ***-**-01');
    expect((await staff.post(`/numbers/${name}/retire`)).location).toBe('/people/p1');
    expect((await staff.post(`/numbers/${name}/retire`)).status).toBe(409);
  });

  it('keeps a legal hold for those who may set one', async () => {
    expect((await staff.post('/people/p1/hold', { act: 'set', reason: 'case 7' })).status).toBe(403);
    const approver = await at.signedIn('approver');
    expect((await approver.post('/people/p1/hold', { act: 'set', reason: 'case 7' })).location).toBe('/people/p1');
    expect((await approver.get('/people/p1')).text).toContain('The hold was set by Test approver.');
    await approver.post('/people/p1/hold', { act: 'lift', reason: 'closed' });
  });

  it('ends a protection only after it was said what goes, and prints the receipt in the person’s language', async () => {
    expect((await staff.get('/people/p1/end')).text).toContain('This cannot be undone');
    expect((await staff.post('/people/p1/end', {})).status).toBe(400);
    const { location } = await staff.post('/people/p1/end', { how: 'withdrawn' });
    expect(location).toBe('/people/p1/receipt');
    const { text } = await staff.get('/people/p1/receipt');
    expect(text).toContain('<article class="paper" lang="kk">');
    expect(text).not.toContain('Айша');
    expect(
      (await listNumbers(at.test.db, at.vault, at.now())).filter((one) => one.personId === 1 && one.retiredAt === null),
    ).toEqual([]);
    expect((await staff.get('/people/p2/receipt')).status).toBe(404);
  });
});
