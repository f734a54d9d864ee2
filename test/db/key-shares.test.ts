import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinShares, splitKey } from '../../db/key-shares.ts';
import { newKey } from '../../db/keys.ts';

describe('shares of a key', () => {
  it('give it back, whichever of them come together as long as they are enough', async () => {
    const key = newKey();
    const shares = await splitKey(key, 3, 2);
    expect(new Set(shares).size).toBe(3);
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [2, 1],
    ] as const)
      expect((await joinShares([shares[a]!, ` ${shares[b]!}\n`])).equals(key)).toBe(true);
    expect((await joinShares(shares)).equals(key)).toBe(true);
    for (const share of shares) expect(share).not.toContain(key.toString('base64url').slice(0, 12));
  });

  it('too few, the same twice, of two splits, or with any letter changed, give none, and are not repeated', async () => {
    const key = newKey();
    const [one = '', two = ''] = await splitKey(key, 3, 2);
    const [other = ''] = await splitKey(key, 3, 2);
    await expect(joinShares([one])).rejects.toThrow('2 different shares are needed, 1 were given');
    await expect(joinShares([one, one])).rejects.toThrow('2 different shares are needed, 1 were given');
    await expect(joinShares([one, other])).rejects.toThrow('different splits');
    await expect(joinShares([])).rejects.toThrow('no share');
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: two.length - 1 }),
        fc.constantFrom(...'aZ9-_.'),
        async (at, letter) => {
          fc.pre(two[at] !== letter);
          const bent = two.slice(0, at) + letter + two.slice(at + 1);
          const said = await joinShares([one, bent]).then(
            (joined) => joined.equals(key),
            (error: Error) => (error.message.includes(bent.slice(-20)) ? 'repeated' : true),
          );
          // The last letter of base64 holds bits that say nothing, and the count of shares is for people.
          expect(said).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
    await expect(splitKey(key, 3, 1)).rejects.toThrow('at least 2');
    await expect(splitKey(key, 2, 3)).rejects.toThrow('no fewer');
  });
});
