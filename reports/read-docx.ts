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
  let left = MOST_UNPACKED;
  const text = async (name: string): Promise<string> => {
    const file = zip.file(name);
    if (file === null) return '';
    const content = await unpack(file, left);
    left -= content.length;
    return content.toString('utf8');
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
  const parts = [body];
  for (const name of others) parts.push(await text(name));
  const properties: string[] = [];
  for (const name of names.filter((one) => /^docProps\/.*\.xml$/.test(one))) properties.push(await text(name));
  return {
    paragraphs: parts.flatMap(paragraphsOf),
    properties: properties.map((xml) => load(xml, { xml: true }).text()).join(' '),
  };
}

/** Stops at the limit: what a zip says of its size is not believed, and a bomb is not unpacked to be measured. */
function unpack(file: JSZip.JSZipObject, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stream = file.nodeStream('nodebuffer');
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= most) return;
      stream.pause();
      reject(new DocxError('docx-large', 'the file is far larger than a letter'));
    });
    stream.on('error', () => reject(new DocxError('not-docx', 'not a Word file (.docx)')));
    stream.on('end', () => resolve(Buffer.concat(chunks)));
  });
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
