import { describe, expect, it } from 'vitest';
import { almatyDate, almatyTime } from '../../db/almaty-time.ts';
import { addWorkingDays, isWorkingDay } from '../../db/calendar.ts';

describe('the working-day calendar of Kazakhstan', () => {
  it.each([
    ['2026-11-24', true],
    ['2026-11-28', false],
    ['2026-12-16', false],
    ['2026-01-01', false],
    ['2026-03-23', false],
    ['2026-01-07', false],
  ])('%s is a working day: %s', (date, working) => {
    expect(isWorkingDay(date)).toBe(working);
  });

  it('a term of one working day from a Friday ends on Monday, and the day of receipt does not count', () => {
    expect(addWorkingDays('2026-11-27', 1)).toBe('2026-11-30');
    expect(addWorkingDays('2026-11-24', 1)).toBe('2026-11-25');
    expect(() => addWorkingDays('2026-11-24', 0)).toThrow(RangeError);
    expect(() => addWorkingDays('24.11.2026', 1)).toThrow(RangeError);
  });

  it('is Almaty’s: the day begins five hours before UTC’s', () => {
    expect(almatyDate(new Date('2026-11-23T19:00:00Z'))).toBe('2026-11-24');
    expect(almatyTime(new Date('2026-11-23T19:05:00Z'))).toBe('00:05');
  });
});
