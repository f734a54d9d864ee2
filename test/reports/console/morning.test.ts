import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLog } from '../../../db/evidence-log.ts';
import { eveningBefore, type NightState, nightOf, verdictOf } from '../../../reports/console/morning/gather.ts';
import { openConsole, type TestConsole, type Visitor } from '../../standins/console.ts';
import { type InventedNight, inventNight, NIGHT_NUMBER, sweptPlatform } from '../../standins/console-night.ts';

const STATES: readonly NightState[] = ['complete', 'partial', 'blind', 'running', 'not-begun'];

describe('the verdict of a night', () => {
  it('is green only when every platform was really looked at', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STATES), { maxLength: 6 }), (states) => {
        const green = verdictOf(states.map((state) => ({ state }))) === 'everything';
        expect(green).toBe(states.length > 0 && states.every((state) => state === 'complete'));
      }),
    );
  });

  it('calls a night in which nothing could be read by its name', () => {
    expect(verdictOf([{ state: 'blind' }, { state: 'not-begun' }])).toBe('nothing');
    expect(verdictOf([{ state: 'complete' }, { state: 'running' }])).toBe('under-way');
    expect(verdictOf([{ state: 'running' }, { state: 'blind' }])).toBe('not-everything');
    expect(verdictOf([])).toBe('no-platforms');
  });

  it('takes no sweep of an earlier night for tonight’s', () => {
    const since = eveningBefore(new Date('2026-11-25T02:00:00Z'));
    expect(since.toISOString()).toBe('2026-11-24T13:00:00.000Z');
    const run = { startedAt: new Date('2026-11-24T12:59:00Z'), coverage: 'complete', reasons: [] } as never;
    expect(nightOf(run, since).state).toBe('not-begun');
    expect(nightOf(null, since).state).toBe('not-begun');
  });
});

describe('the morning page', () => {
  let at: TestConsole;
  let staff: Visitor;
  let night: InventedNight;
  beforeAll(async () => {
    at = await openConsole();
    staff = await at.signedIn('reviewer');
  });
  afterAll(() => at.close());

  it('is not green on a morning of which nothing is known', async () => {
    const { text } = await staff.get('/');
    expect(text).toContain('note bad');
    expect(text).toContain('Nothing was looked at tonight');
    expect(text).not.toContain('note good');
  });

  it('shows tonight in one look, with numbers masked and reasons in words', async () => {
    night = await inventNight(at);
    const { text } = await staff.get('/');
    for (const words of [
      'Not everything was looked at tonight',
      'Looked at completely: 1 of 2 platforms.',
      'Decide on 3 matches',
      '+7 709 ***-**-41',
      'the platform refused us',
      'the platform shows no older pages',
      'never without a gap yet',
      `href="/matches/m${night.fresh[0]}"`,
      `href="/matches/m${night.back}"`,
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('403');
    expect(text.replace(/[^\d]/g, '')).not.toContain(NIGHT_NUMBER.replace(/[^\d]/g, ''));
  });

  it('is green when the broken platform was swept again and came through', async () => {
    await sweptPlatform(at, 'krisha', 'complete', { hoursAgo: 1 });
    expect((await staff.get('/')).text).toContain('Everything was really looked at tonight');
  });

  it('shows a number in full by a click alone, once, and writes who did it to the log', async () => {
    const path = `/numbers/n${night.numberId}/shown`;
    expect((await staff.get(path)).status).toBe(404);
    const { status, text } = await staff.post(path, { back: '/matches/m1' });
    expect([status, text.includes('+77090000041')]).toEqual([200, true]);
    const { entries } = await readLog(at.test.db);
    const shown = entries.map((one) => JSON.parse(one.body)).filter((body) => body.kind === 'number-shown');
    expect(shown).toMatchObject([{ by: 'Test reviewer', detail: { number: `n${night.numberId}` } }]);
    expect(entries.map((one) => one.body).join()).not.toContain('7090000041');
  });
});
