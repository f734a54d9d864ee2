import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calls } from '../../../db/schema/calls.ts';
import { nightCalls, storedCallLog } from '../../../reports/call-log.ts';
import { openConsole, type TestConsole, type Visitor } from '../../standins/console.ts';
import { enrolInvented } from '../../standins/enrolled.ts';

let at: TestConsole;
let staff: Visitor;
beforeAll(async () => {
  at = await openConsole();
  staff = await at.signedIn('reviewer');
  await enrolInvented(at.test.db, '+77091230002', at.vault);
});
afterAll(() => at.close());

const CALL = {
  ...{ person: 'p1', day: '2026-11-24', fromHour: '6', toHour: '7', calls: '3', messages: '1', night: '' },
  ...{ wanted: 'сиыр сатып алу', seenWhere: 'krisha, мал', harm: 'Ұйықтай алмаймын.' },
};

describe('the call log', () => {
  it('keeps counts by hours and seals the words', async () => {
    expect((await staff.post('/calls', CALL)).location).toBe('/calls?saved=yes&person=p1');
    const page = (await staff.get('/calls?person=p1')).text;
    expect(page).toContain('сиыр сатып алу');
    expect(page).toContain('Noted by Test reviewer');
    const [row] = await at.test.db.select().from(calls);
    expect(row?.wordsSealed.toString('utf8')).not.toContain('сиыр');
    expect(row?.night).toBe(0);
  });

  it('becomes the harm table of a letter: the same hours of a day in one row', async () => {
    await staff.post('/calls', { ...CALL, calls: '2', messages: '0', harm: '' });
    await staff.post('/calls', { ...CALL, fromHour: '22', toHour: '24', calls: '5', messages: '0', harm: '' });
    expect(await storedCallLog(at.test.db, at.vault, [1])).toEqual({
      rows: [
        { date: '2026-11-24', fromHour: 6, toHour: 7, calls: 5, night: 0, messages: 1 },
        { date: '2026-11-24', fromHour: 22, toHour: 24, calls: 5, night: 5, messages: 0 },
      ],
      harm: ['Ұйықтай алмаймын.'],
    });
    expect(await storedCallLog(at.test.db, at.vault, [2])).toBeNull();
  });

  it.each([
    ['a caller’s number', { wanted: 'тел 8 701 123 45 67' }, 'This looks like a phone number'],
    ['hours the wrong way round', { fromHour: '9', toHour: '8' }, 'The end must come after the beginning'],
    ['a day to come', { day: '2027-01-01' }, 'This day has not come yet'],
    [
      'hours of day and night without the night calls',
      { fromHour: '20', toHour: '24' },
      'say how many calls came at night',
    ],
    ['more night calls than calls', { fromHour: '20', toHour: '24', night: '9' }, 'More calls at night than calls'],
    ['letters for a count', { calls: 'many' }, 'Type a number in digits'],
  ])('refuses %s and says so', async (_, wrong, said) => {
    const { status, text } = await staff.post('/calls', { ...CALL, ...wrong });
    expect(status).toBe(400);
    expect(text).toContain(said);
  });

  it('strikes a line out, and the log of acts tells that it was there', async () => {
    expect((await staff.post('/calls/3/removed')).location).toBe('/calls');
    expect((await staff.post('/calls/3/removed')).status).toBe(404);
    expect((await staff.get('/log?kind=call')).text).toContain('struck out');
  });

  it('reads a listing page by page', async () => {
    for (let i = 0; i < 50; i++) await staff.post('/calls', { ...CALL, harm: '', wanted: `call ${i}` });
    const first = (await staff.get('/calls')).text;
    const older = /href="(\/calls\?before=[^"]+)"/.exec(first)?.[1];
    expect(older).toBeDefined();
    expect((await staff.get(older!.replaceAll('&amp;', '&'))).text).toContain('сиыр сатып алу');
  });
});

describe('calls at night', () => {
  it.each([
    [{ fromHour: 0, toHour: 6, calls: 4 }, null, 4],
    [{ fromHour: 6, toHour: 22, calls: 4 }, null, 0],
    [{ fromHour: 5, toHour: 7, calls: 4 }, null, null],
    [{ fromHour: 5, toHour: 7, calls: 4 }, 3, 3],
  ])('%j, said %j: %j', (hours, said, night) => expect(nightCalls(hours, said)).toBe(night));
});
