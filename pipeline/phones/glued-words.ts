import { ALIKE_CODE, DROPPED } from './chars.ts';
import { children, endings, firmNodes, WIDTH } from './number-tree.ts';
import { beginsWithTwo, LONGEST } from './number-words.ts';
import type { Units } from './units.ts';

/** One word of a run of letters: where it begins and ends, what it means. */
export interface WordPart {
  readonly start: number;
  readonly end: number;
  readonly code: number;
}

let fewest = new Int32Array(256);
let cameFrom = new Int32Array(256);
let meant = new Int32Array(256);

/**
 * Cuts glued number words ("восемьсемьсотодин") into few and well-spelt words, starting at `start`; the run must be
 * used up to its end, or to `minimum` words when letters follow. `null` when it is no run of number words.
 * Work is linear: each position is entered once and looks at most LONGEST letters ahead.
 */
export function cutGlued(text: Units, start: number, end: number, minimum: number): WordPart[] | null {
  if (!beginsWithTwo(text, start, end)) return null;
  const size = end - start;
  if (size > fewest.length - 1) {
    fewest = new Int32Array(size + 1);
    cameFrom = new Int32Array(size + 1);
    meant = new Int32Array(size + 1);
  }
  fewest.fill(1 << 30, 0, size + 1);
  fewest[0] = 0;
  let furthest = 0;
  for (let at = 0; at <= furthest && at < size; at++) {
    if ((fewest[at] as number) === 1 << 30) continue;
    let node = 0;
    let last = 0;
    for (let i = at; i < size && i < at + LONGEST; i++) {
      const code = ALIKE_CODE[text[start + i] as number] as number;
      if (code === 0) break;
      if (code !== DROPPED) {
        const next = children[node * WIDTH + code] as number;
        if (next !== 0) node = next;
        else if (code !== last || i === at) break;
      } else if (i === at) break;
      last = code;
      const meaning = endings[node] as number;
      const nextIsSoft = i + 1 < size && ALIKE_CODE[text[start + i + 1] as number] === DROPPED;
      const to = nextIsSoft ? i + 2 : i + 1;
      const price = (fewest[at] as number) + (firmNodes[node] === 1 ? 2 : 5);
      if (meaning > 0 && price < (fewest[to] as number)) {
        fewest[to] = price;
        cameFrom[to] = at;
        meant[to] = meaning - 1;
        if (to > furthest) furthest = to;
      }
    }
  }
  const stop = (fewest[size] as number) < 1 << 30 ? size : furthest;
  if (stop === 0) return null;
  const parts: WordPart[] = [];
  for (let at = stop; at > 0; at = cameFrom[at] as number)
    parts.push({ start: start + (cameFrom[at] as number), end: start + at, code: meant[at] as number });
  return stop < size && parts.length < minimum ? null : parts.reverse();
}
