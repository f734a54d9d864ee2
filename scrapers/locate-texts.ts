import type { Page as Tab } from 'playwright';
import { z } from 'zod';
import type { Box, Layout } from './shown-page.ts';

const box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
const located = z.object({
  width: z.number(),
  height: z.number(),
  own: z.array(box),
  number: z.array(box),
  otherNumbers: z.array(box),
});

/**
 * Runs in the page: text, because this program is compiled for Node and its functions do not survive the way. Texts are
 * compared without white space, since a parser joins lines otherwise than a browser breaks them.
 */
const SCRIPT = String.raw`(wanted) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let text = '';
  const at = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (/^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE)$/.test(node.parentElement ? node.parentElement.tagName : '')) continue;
    for (let i = 0; i < node.data.length; i++) {
      if (/\s/.test(node.data[i])) continue;
      text += node.data[i];
      at.push([node, i]);
    }
  }
  const boxesOf = (start, end) => {
    const range = document.createRange();
    range.setStart(at[start][0], at[start][1]);
    range.setEnd(at[end - 1][0], at[end - 1][1] + 1);
    return [...range.getClientRects()]
      .filter((rect) => rect.width > 0 && rect.height > 0)
      .map((rect) => ({ x: rect.x + scrollX, y: rect.y + scrollY, width: rect.width, height: rect.height }));
  };
  const places = (words) => {
    const found = [];
    for (const word of words) {
      const bare = word.replace(/\s+/g, '');
      if (bare.length < 2) continue;
      for (let from = text.indexOf(bare); from >= 0; from = text.indexOf(bare, from + bare.length))
        found.push([from, from + bare.length]);
    }
    return found;
  };
  const numbers = places(wanted.numberTexts);
  const others = [...text.matchAll(/\d(?:[-.()–—_/]{0,2}\d){8,14}/g)]
    .map((match) => [match.index, match.index + match[0].length])
    .filter(([start, end]) => !numbers.some(([from, to]) => start < to && from < end));
  return {
    width: document.documentElement.scrollWidth,
    height: document.documentElement.scrollHeight,
    own: places(wanted.ownTexts).flatMap(([start, end]) => boxesOf(start, end)),
    number: numbers.flatMap(([start, end]) => boxesOf(start, end)),
    otherNumbers: others.flatMap(([start, end]) => boxesOf(start, end)),
  };
}`;

/** Finds where these texts stand on the page that the tab shows. */
export async function locateTexts(
  tab: Tab,
  wanted: { readonly numberTexts: readonly string[]; readonly ownTexts: readonly string[] },
): Promise<Layout> {
  return located.parse(await tab.evaluate(`(${SCRIPT})(${JSON.stringify(wanted)})`));
}

/** The part of the page around the first place of the number, wide enough to read what surrounds it; `null` without one. */
export function cropAround(layout: Layout): Box | null {
  const first = layout.number[0];
  if (!first) return null;
  const x = Math.max(0, first.x - 400);
  const y = Math.max(0, first.y - 120);
  const width = Math.min(layout.width - x, first.width + 800);
  const height = Math.min(layout.height - y, first.height + 240);
  return width < 1 || height < 1 ? null : { x, y, width, height };
}
