import type { Language } from '../db/schema/language.ts';

/**
 * A letter as a tree: the one source of its PDF, its DOCX and its plain text. Plain data, so that a draft can be
 * stored, compared and rendered again.
 */
export interface LetterDocument {
  readonly language: Language;
  /** For the file's own properties: no number, no name. */
  readonly title: string;
  /** YYYY-MM-DD; the properties of the files carry it too. */
  readonly date: string;
  readonly blocks: readonly Block[];
  /** Each begins a new page. */
  readonly annexes: readonly (readonly Block[])[];
}

/**
 * `foreign` text was written by strangers (an ad's title): renderers isolate its direction, and the search for
 * denied norms leaves it out, since an ad may say what it likes. `number`: a protected number in full.
 */
export type Run =
  | { readonly kind: 'text'; readonly text: string; readonly bold?: true; readonly small?: true }
  | { readonly kind: 'foreign'; readonly text: string }
  | { readonly kind: 'address'; readonly text: string; readonly href: string | null }
  | { readonly kind: 'number'; readonly text: string };

export type Line = readonly Run[];

export type Block =
  | { readonly kind: 'draft-mark'; readonly title: string; readonly items: readonly string[] }
  | { readonly kind: 'letterhead'; readonly left: readonly string[]; readonly right: readonly string[] }
  | { readonly kind: 'addressing'; readonly left: readonly string[]; readonly addressee: readonly string[] }
  | { readonly kind: 'annex-mark'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'salutation'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly line: Line; readonly keepWithNext?: true }
  | { readonly kind: 'list'; readonly style: 'dash' | 'plain'; readonly items: readonly Line[] }
  | { readonly kind: 'list'; readonly style: 'numbered'; readonly start: number; readonly items: readonly Line[] }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly Cell[])[] }
  | { readonly kind: 'attachments'; readonly label: string; readonly items: readonly string[] }
  | { readonly kind: 'signature'; readonly closing: string; readonly post: string; readonly name: string }
  /** What an applicant is warned of and signs apart. */
  | { readonly kind: 'warning'; readonly title: string; readonly text: string; readonly sign: string }
  | { readonly kind: 'executor'; readonly lines: readonly string[] };

export interface Column {
  readonly label: string;
  /** Percent of the text's width; a table's columns add up to 100. */
  readonly width: number;
}

/** Lines under each other. */
export type Cell = readonly Line[];

/** Every paragraph, list item and cell line of a letter in reading order, each as its runs. */
export function linesOf(document: LetterDocument): Line[] {
  return [...document.blocks, ...document.annexes.flat()].flatMap(blockLines);
}

/** The same as text: what a reader reads, one string a paragraph, list item or cell line. */
export function passagesOf(document: LetterDocument): string[] {
  return linesOf(document).map((line) => line.map((run) => run.text).join(''));
}

function blockLines(block: Block): Line[] {
  const texts = (...all: readonly string[]): Line[] => all.map((text) => [{ kind: 'text', text }]);
  switch (block.kind) {
    case 'draft-mark':
      return texts(block.title, ...block.items);
    case 'letterhead':
      return texts(...block.left, ...block.right);
    case 'addressing':
      return texts(...block.left, ...block.addressee);
    case 'annex-mark':
    case 'heading':
    case 'salutation':
      return texts(block.text);
    case 'paragraph':
      return [block.line];
    case 'list':
      return [...block.items];
    case 'table':
      return [...texts(...block.columns.map((c) => c.label)), ...block.rows.flat(2)];
    case 'attachments':
      return texts(block.label, ...block.items);
    case 'signature':
      return texts(...[block.closing, block.post, block.name].filter((said) => said !== ''));
    case 'warning':
      return texts(block.title, block.text, block.sign);
    case 'executor':
      return texts(...block.lines);
  }
}
