import { load } from 'cheerio';
import JSZip from 'jszip';
import { LetterError } from './letter-problem.ts';

/** A Word file is not what may be sent. One line, for staff. */
export class DocxError extends LetterError {
  override readonly name = 'DocxError';
}

/** A letter of hundreds of ads has some hundred kilobytes; what is far beyond is something else, or a bomb. */
const MOST_BYTES = 10_000_000;
const MOST_UNPACKED = 30_000_000;
const MOST_FILES = 2_000;
/** Word itself nests a table in a table in a text box some forty deep; the XML parser goes a call deeper for each. */
const DEEPEST = 200;

export interface ReadDocx {
  /** Each paragraph of body, headers and footers. */
  readonly paragraphs: readonly string[];
  /** Title, author, last editor … as one text. */
  readonly properties: string;
}

/**
 * Reads the words of a Word file. Throws DocxError when it is none, or when it carries what must not leave the house:
 * tracked changes, comments, macros, or links that load something when it is opened.
 */
export async function readDocx(bytes: Buffer): Promise<ReadDocx> {
  if (bytes.length > MOST_BYTES) throw new DocxError('docx-large', 'the file is far larger than a letter');
  const zip = await JSZip.loadAsync(bytes).catch(() => {
    throw new DocxError('not-docx', 'not a Word file (.docx)');
  });
  const names = Object.keys(zip.files);
  if (!names.includes('word/document.xml')) throw new DocxError('not-docx', 'not a Word file (.docx)');
  if (names.some((name) => /vbaProject|\/activeX\/|\/embeddings\//i.test(name)))
    throw new DocxError('docx-macros', 'the file carries macros or embedded objects: save it as a plain .docx');
  if (names.length > MOST_FILES) throw new DocxError('docx-large', 'the file is far larger than a letter');
  let left = MOST_UNPACKED;
  const text = async (name: string): Promise<string> => {
    const file = zip.file(name);
    if (file === null) return '';
    const content = await unpacked(file, left);
    left -= content.length;
    const xml = content.toString('utf8');
    if (isDeep(xml)) throw new DocxError('not-docx', 'the file is not built as a letter is');
    return xml;
  };
  const body = await text('word/document.xml');
  if (/<w:(ins|del|moveFrom|moveTo)\b/.test(body))
    throw new DocxError('docx-changes', 'the file holds tracked changes: accept or reject them first');
  if (/<w:commentReference\b/.test(body))
    throw new DocxError('docx-comments', 'the file holds comments: delete them first');
  for (const name of names.filter((one) => one.endsWith('.rels'))) {
    const relations = await text(name);
    const loads = [...relations.matchAll(/<Relationship\b[^>]*>/g)].some(
      ([relation]) => /TargetMode="External"/.test(relation) && !/\/hyperlink"/.test(relation),
    );
    if (loads) throw new DocxError('docx-loads', 'the file loads something from outside when it is opened');
  }
  const others = names.filter((name) => /^word\/(header|footer|footnotes|endnotes)\d*\.xml$/.test(name));
  // One after the other, so that all together stay within the limit.
  const parts = [body];
  for (const name of others) parts.push(await text(name));
  const properties: string[] = [];
  for (const name of names.filter((one) => /^docProps\/.*\.xml$/.test(one))) properties.push(await text(name));
  return {
    paragraphs: parts.flatMap(paragraphsOf),
    properties: properties.map((xml) => load(xml, { xml: true }).text()).join(' '),
  };
}

/** Stops as soon as there is more than `most`: what a file says of its own size is not believed. */
function unpacked(file: JSZip.JSZipObject, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stream = file.nodeStream();
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
      else {
        stream.pause();
        reject(new DocxError('docx-large', 'the file is far larger than a letter'));
      }
    });
    stream.on('error', () => reject(new DocxError('not-docx', 'the file is damaged')));
    stream.on('end', () => resolve(Buffer.concat(chunks)));
  });
}

function isDeep(xml: string): boolean {
  let depth = 0;
  for (const [, closes, own] of xml.matchAll(/<(\/?)[a-zA-Z_][^<>]*?(\/?)>/g)) {
    if (closes) depth--;
    else if (!own && ++depth > DEEPEST) return true;
  }
  return false;
}

function paragraphsOf(xml: string): string[] {
  const $ = load(xml, { xml: true });
  return $('w\\:p')
    .toArray()
    .map((paragraph) =>
      $(paragraph)
        .find('w\\:t, w\\:tab, w\\:br')
        .toArray()
        .map((piece) => ('name' in piece && piece.name === 'w:t' ? $(piece).text() : ' '))
        .join(''),
    );
}
