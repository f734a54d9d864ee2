import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AtomCollector } from '../../../pipeline/phones/atoms.ts';
import { indexNumbers } from '../../../pipeline/phones/needles.ts';
import { mayHoldWindow } from '../../../pipeline/phones/window-look.ts';
import { type Candidate, findWindows } from '../../../pipeline/phones/windows.ts';

const NATIONAL = '7091234567';
const index = indexNumbers([
  { id: 'kz', e164: `+7${NATIONAL}` },
  { id: 'kg', e164: '+996555123456' },
]);
const reversed = (digits: string): string => [...digits].reverse().join('');

function atomsOf(digits: string): AtomCollector {
  const atoms = new AtomCollector();
  [...digits].forEach((digit, at) => {
    atoms.pushDigit(at * 2, Number(digit));
  });
  atoms.close();
  return atoms;
}
function windowsIn(atoms: AtomCollector): Candidate[] {
  const found: Candidate[] = [];
  findWindows(atoms, index, found);
  return found;
}

describe('the first look at a row of digits', () => {
  it.each([
    ['forwards', `12${NATIONAL}3`],
    ['backwards', `5${reversed(NATIONAL)}88`],
    ['with the code last', `44${NATIONAL.slice(3)}${NATIONAL.slice(0, 3)}1`],
    ['with a trunk digit before a code that stands last', `${NATIONAL.slice(3)}8${NATIONAL.slice(0, 3)}`],
    ['a foreign number', '1996555123456'],
    ['a foreign number in its national form', '0555123456'],
  ])('lets a number through that stands there %s', (_, digits) => {
    expect(mayHoldWindow(atomsOf(digits), index)).toBe(true);
    expect(windowsIn(atomsOf(digits)).length).toBeGreaterThan(0);
  });

  it('never says no to a row in which a number is found', () => {
    const part = fc.oneof(
      fc.constantFrom(NATIONAL, reversed(NATIONAL), NATIONAL.slice(0, 3), NATIONAL.slice(3), '8', '996555123456'),
      fc.stringMatching(/^\d{0,6}$/),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const atoms = atomsOf(parts.join(''));
        if (windowsIn(atoms).length > 0) expect(mayHoldWindow(atoms, index)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('says no to other digits, so that they are looked at once', () => {
    expect(mayHoldWindow(atomsOf('20261124709123456888'), index)).toBe(false);
    expect(mayHoldWindow(atomsOf('70'), index)).toBe(false);
  });
});
