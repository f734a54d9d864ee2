import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidNumber, PhoneNumber } from '../../db/phone-number.ts';

const kazakh = fc.integer({ min: 0, max: 8_999_999_99 }).map((n) => `+77${String(n).padStart(9, '0')}`);

describe('a protected number never prints itself', () => {
  it('in no way JavaScript has of printing a value', () => {
    fc.assert(
      fc.property(kazakh, (e164) => {
        const number = PhoneNumber.fromE164(e164);
        const printed = [
          String(number),
          `${number}`,
          JSON.stringify({ number }),
          inspect(number, { showHidden: true, depth: 9 }),
          `${Object.values(number)}${Object.keys(number)}`,
          inspect([number]),
        ].join(' ');
        expect(printed).not.toContain(e164.slice(5, 11));
        expect(number.reveal()).toBe(e164);
      }),
    );
  });

  it('and shows the operator code and the last two digits', () => {
    expect(String(PhoneNumber.parse('8 709 123 45 01'))).toBe('+7 709 ***-**-01');
  });
});

describe('a typed number is read as people write it', () => {
  it.each(['+7 709 123 45 01', '8 (709) 123-45-01', '77091234501', '7091234501', '8-709-123-45-01'])('%s', (typed) => {
    expect(PhoneNumber.parse(typed).reveal()).toBe('+77091234501');
  });

  it.each(['', 'cow', '+7 495 123 45 67', '8 709 123 45', '+77091234501234', '112'])(
    'refuses "%s" without repeating it',
    (typed) => {
      expect(() => PhoneNumber.parse(typed)).toThrow(InvalidNumber);
      try {
        PhoneNumber.parse(typed);
      } catch (error) {
        if (typed) expect((error as Error).message).not.toContain(typed);
      }
    },
  );

  it('refuses a foreign number unless it is asked for', () => {
    expect(() => PhoneNumber.parse('+996 555 123456')).toThrow('--foreign');
    expect(PhoneNumber.parse('+996 555 123456', { foreign: true }).reveal()).toBe('+996555123456');
  });
});
