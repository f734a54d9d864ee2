import { type CheerioAPI, load } from 'cheerio';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import { LookFailure } from './errors.ts';

const HTML = 'http://www.w3.org/1999/xhtml';
/** Boards nest some forty elements. What looks through a tree may take its depth times its length. */
const DEEPEST = 128;
/** A list page of 4 MB has some ten thousand. */
const MOST_ELEMENTS = 100_000;

/**
 * Parses HTML of strangers: a whole page, or a piece of one. A page that nests or repeats elements without measure would
 * overflow the stack or take all night: it cannot be looked at. Throws LookFailure('layout') as soon as that is seen.
 */
export function openHtml(html: string, as: 'page' | 'piece'): CheerioAPI {
  let open = 0;
  let elements = 0;
  const bounded: typeof adapter = {
    ...adapter,
    createElement(...given) {
      elements++;
      if (elements > MOST_ELEMENTS) throw tooMuch(`more than ${MOST_ELEMENTS} elements`);
      return adapter.createElement(...given);
    },
    onItemPush(node) {
      // Every parse begins with its root, those of pieces put in later among them; no tag of a page makes another.
      const isRoot = adapter.getTagName(node) === 'html' && adapter.getNamespaceURI(node) === HTML;
      open = isRoot ? 1 : open + 1;
      if (open > DEEPEST) throw tooMuch(`elements nested more than ${DEEPEST} deep`);
    },
    onItemPop() {
      open--;
    },
  };
  return load(html, { treeAdapter: bounded }, as === 'page');
}

function tooMuch(what: string): LookFailure {
  return new LookFailure('layout', '', `the page has ${what}`);
}
