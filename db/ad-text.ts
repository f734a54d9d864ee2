import { sha256 } from './sha256.ts';

/** "Продаю" alone is no text that two ads could share. */
const FEWEST_WORDS = 4;

/**
 * Digest of the words of an ad without digits, signs and case: a price or a number that changes does not make another
 * text. Empty when there are too few words to recognise it by.
 */
export function adTextDigest(fields: readonly { readonly name: string; readonly text: string }[]): string {
  const words = fields
    .filter(({ name }) => name === 'title' || name === 'description')
    .flatMap(
      ({ text }) =>
        text
          .normalize('NFKC')
          .toLocaleLowerCase()
          .match(/\p{L}+/gu) ?? [],
    );
  return words.length < FEWEST_WORDS ? '' : sha256(words.join(' '));
}
