import { withoutNumbers } from './ads-table.ts';
import type { Block, LetterDocument, Line } from './document.ts';
import type { LetterContent } from './letter-content.ts';
import { LETTER_WORDINGS } from './wording/all.ts';
import { type WriteOptions, writeLetter } from './write-letter.ts';

/** What a platform's form takes: `null` where the platform sets no limit that we know. */
export interface FormLimits {
  readonly characters: number;
  /** Links that one form takes. */
  readonly links: number;
}

/** Limits of forms are guesses until somebody fills one in (facts/olx.md 9): short enough for any seen so far. */
const LIMITS: Readonly<Record<string, FormLimits>> = { olx: { characters: 3000, links: 10 } };
const USUAL: FormLimits = { characters: 2000, links: 5 };

/** A letter as plain text, e.g. for the body of a mail: the whole of it, in reading order. */
export function plainText(document: LetterDocument): string {
  return `${[...document.blocks, ...document.annexes.flat()]
    .flatMap(blockText)
    .map((line) => line.replace(/[\r\n]+/g, ' '))
    .join('\n')}\n`;
}

/**
 * The letter for a platform's web form, in as many texts as its limits need. Each says which letter it belongs to and
 * names its own share of the links; only the first says the number in full.
 */
export function formTexts(
  content: LetterContent,
  reference: string,
  options: WriteOptions,
  limits: FormLimits = LIMITS[content.platforms[0]?.id ?? ''] ?? USUAL,
): string[] {
  const wording = LETTER_WORDINGS[content.language];
  const mark = `${wording.outgoing(reference)}, ${wording.date(content.date)}`;
  const links = content.ads.map((ad) => `${withoutNumbers(ad.url, content)} (${wording.ads.adId(ad.adId)})`);
  const document = writeLetter(content, reference, options);
  const body = essence(document);
  const texts: string[] = [];
  const left = [...links];
  do {
    const head = texts.length === 0 ? `${mark}\n\n${body}` : mark;
    const share: string[] = [];
    const room = () => limits.characters - share.reduce((all, link) => all + link.length + 1, 0) - mark.length - 2;
    while (left[0] !== undefined && share.length < limits.links && room() > left[0].length + 1)
      share.push(left.shift() ?? '');
    // An address longer than a whole form stands alone and cut: its id still names the ad.
    if (share.length === 0 && left.length > 0)
      share.push(clip(left.shift() ?? '', limits.characters - mark.length - 2));
    const tail = share.length === 0 ? '' : `\n\n${share.join('\n')}`;
    texts.push(`${clip(head, limits.characters - tail.length)}${tail}`);
  } while (left.length > 0);
  return texts;
}

/** What a moderator needs: heading, facts, number, demands. Letterhead, law in full and the table stay in the letter. */
function essence(document: LetterDocument): string {
  const kept = document.blocks.filter(
    ({ kind }) => kind === 'heading' || kind === 'paragraph' || kind === 'list' || kind === 'draft-mark',
  );
  return kept
    .filter((block) => block.kind !== 'list' || block.style !== 'dash')
    .flatMap(blockText)
    .join('\n');
}

function blockText(block: Block): string[] {
  switch (block.kind) {
    case 'draft-mark':
      return [block.title, ...block.items];
    case 'letterhead':
      return [...block.left, ...block.right, ''];
    case 'addressing':
      return [...block.left, '', ...block.addressee, ''];
    case 'annex-mark':
      return ['', block.text];
    case 'heading':
      return [block.text, ''];
    case 'salutation':
      return [block.text, ''];
    case 'paragraph':
      return [lineText(block.line)];
    case 'list':
      return block.items.map((item, i) => {
        const mark = block.style === 'numbered' ? `${block.start + i}. ` : block.style === 'dash' ? '– ' : '';
        return `${mark}${lineText(item)}`;
      });
    case 'table':
      return block.rows.map((row) => row.map((cell) => cell.map(lineText).join('; ')).join(' | '));
    case 'attachments':
      return ['', block.label, ...block.items.map((item, i) => `${i + 1}. ${item}`)];
    case 'signature':
      return ['', ...[block.closing, block.post, block.name].filter((said) => said !== '')];
    case 'warning':
      return ['', block.title, block.text, block.sign];
    case 'executor':
      return ['', ...block.lines];
  }
}

function lineText(line: Line): string {
  return line.map((run) => run.text).join('');
}

function clip(text: string, characters: number): string {
  const units = [...text];
  return units.length <= characters ? text : `${units.slice(0, Math.max(0, characters - 1)).join('')}…`;
}
