import { sha256 } from './sha256.ts';

/** Shorter texts ("продам корову") are alike by chance. */
const FEWEST_WORDS = { inDigest: 4, inShingles: 10 };
const SHINGLE = 4;
/** Enough to recognise a text by; a novel is not compared to its end. */
const MOST_WORDS = 400;

interface Field {
  readonly name: string;
  readonly kind: string;
  readonly text: string;
}

/** Title and description: what a seller wrote. Parameters and names are alike in a whole category. */
export function sellersText(fields: readonly Field[]): string {
  return fields
    .filter(({ name, kind }) => kind === 'text' && !/^(param:|seller|contact|photo)/.test(name))
    .map(({ text }) => text)
    .join('\n');
}

/** Words without case, punctuation and digits: the numbers and the price are what a repost changes first. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/\p{L}+/gu) ?? []
  );
}

/** Digest of a seller's words. Empty when there are too few to recognise a text by. */
export function adTextDigest(fields: readonly Field[]): string {
  const words = wordsOf(sellersText(fields));
  return words.length < FEWEST_WORDS.inDigest ? '' : sha256(words.join(' '));
}

/** What is compared of a text: its overlapping runs of words. Empty when the text is too short to recognise. */
export type Shingles = ReadonlySet<string>;

/** Runs of four words. */
export function shinglesOf(text: string): Shingles {
  const words = wordsOf(text).slice(0, MOST_WORDS);
  if (words.length < FEWEST_WORDS.inShingles) return new Set();
  return new Set(words.slice(0, words.length - SHINGLE + 1).map((_, at) => words.slice(at, at + SHINGLE).join(' ')));
}

/** How much of the shorter text stands in the other, 0 to 1: a repost often only adds a sentence. */
export function similarity(a: Shingles, b: Shingles): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared++;
  return shared / small.size;
}
