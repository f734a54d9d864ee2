import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encrypt, readCaptureFile, SEALED } from '../db/evidence-files.ts';
import { identityOf, recipientFor } from '../db/person-recipient.ts';
import { sha256 } from '../db/sha256.ts';
import type { Vault } from '../db/vault.ts';
import type { LetterDocument } from './document.ts';
import { KINDS } from './kinds.ts';
import type { LetterContent } from './letter-content.ts';
import { formTexts } from './plain-text.ts';
import { renderDocx } from './render-docx.ts';
import { renderHtml } from './render-html.ts';
import { type WriteOptions, writeLetter } from './write-letter.ts';

export interface PrintedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export type PrintPdf = (html: string) => Promise<Buffer>;

/** The files of a letter: PDF, DOCX, and for a platform the texts for its form. Names hold the reference and no more. */
export async function printLetter(
  content: LetterContent,
  reference: string,
  options: WriteOptions,
  printPdf: PrintPdf,
): Promise<PrintedFile[]> {
  const document = await withSheetCounts(content, reference, options, printPdf);
  const forms = KINDS[content.kind].to === 'platform' ? formTexts(content, reference, options) : [];
  return [
    { name: `${reference}.pdf`, bytes: await printPdf(renderHtml(document)) },
    { name: `${reference}.docx`, bytes: await renderDocx(document) },
    ...forms.map((text, i) => ({ name: `${reference}-form-${i + 1}.txt`, bytes: Buffer.from(text, 'utf8') })),
  ];
}

/** Each annex begins a new page, so that its sheets are those of the annex printed alone. */
async function withSheetCounts(
  content: LetterContent,
  reference: string,
  options: WriteOptions,
  printPdf: PrintPdf,
): Promise<LetterDocument> {
  const first = writeLetter(content, reference, options);
  if (first.annexes.length === 0) return first;
  const annexSheets: number[] = [];
  for (const annex of first.annexes)
    annexSheets.push(pagesOf(await printPdf(renderHtml({ ...first, blocks: annex, annexes: [] }))));
  return writeLetter({ ...content, annexSheets }, reference, options);
}

/** Pages of a PDF that Chromium made: it writes each page's object in plain sight. */
export function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0;
}

/**
 * Writes files into a folder of the data folder, each whole or not at all and sealed for the persons whom the letter
 * concerns: a letter holds the number by nature. Returns the SHA-256 of each as it is printed.
 */
export async function storeFiles(
  { home, vault }: { readonly home: string; readonly vault: Vault },
  people: readonly number[],
  folder: string,
  files: readonly PrintedFile[],
): Promise<Readonly<Record<string, string>>> {
  await mkdir(join(home, folder), { recursive: true, mode: 0o700 });
  for (const { name, bytes } of files) {
    await writeWhole(join(home, folder, `${name}${SEALED}`), await encrypt(bytes, [recipientFor(vault, people)]));
    // One that somebody laid there in the clear would be read instead.
    await rm(join(home, folder, name), { force: true });
  }
  return Object.fromEntries(files.map(({ name, bytes }) => [name, sha256(bytes)]));
}

/** A stored file in the clear, or `null` when it is not there. Throws EvidenceError when nobody can open it any more. */
export async function openFile(
  { home, vault }: { readonly home: string; readonly vault: Vault },
  folder: string,
  name: string,
): Promise<Buffer | null> {
  return readCaptureFile(home, folder, name, [identityOf(vault)]);
}

async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const unfinished = `${path}.unfinished`;
  try {
    await writeFile(unfinished, bytes, { mode: 0o600 });
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
