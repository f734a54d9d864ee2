import { html } from 'hono/html';
import JSZip from 'jszip';
import { appendToLog } from '../../../db/evidence-log.ts';
import { sha256 } from '../../../db/sha256.ts';
import { everyPlatform } from '../../../scrapers/directory.ts';
import { KINDS } from '../../kinds.ts';
import { LetterError } from '../../letter-problem.ts';
import { formTexts, plainText } from '../../plain-text.ts';
import { openFile } from '../../print-files.ts';
import { xarfReports } from '../../xarf.ts';
import { type Html, page, sentFile } from '../answer.ts';
import { idInPath, pathOf } from '../paths.ts';
import { Refused } from '../refused.ts';
import type { StaffVisit } from '../visit.ts';
import { letterPage } from './letter-page.ts';
import { LETTER } from './letter-texts.ts';
import { documentOf, type LetterRead, readLetter } from './read-letter.ts';
import { problemOf } from './refusals.ts';

/** A file of a letter, to be saved. The number stands in it in full: who took it is written to the log first. */
export async function takeFile(visit: StaffVisit): Promise<Response> {
  const { deps, now } = visit;
  const letter = await readLetter(deps, idInPath(visit, 'letter', 'l'));
  const name = visit.c.req.param('file') ?? '';
  const { reference, fileDigests } = letter.notice;
  const known = Object.hasOwn(fileDigests, name);
  if (!known && !['bundle.zip', 'text.txt', 'xarf.json'].includes(name)) throw new Refused('missing');
  try {
    const bytes = known
      ? await printed(visit, letter, name)
      : name === 'bundle.zip'
        ? await bundle(visit, letter)
        : made(letter, name, now);
    await logShown(visit, letter, name);
    return sentFile(visit, known ? name : `${reference}-${name}`, bytes);
  } catch (error) {
    const problem = problemOf(error, visit.language);
    if (problem === null) throw error;
    return letterPage(visit, letter.notice.id, { problem, status: 409 });
  }
}

/** The letter's texts with the number, ready to be pasted into a form: logged before it is shown, and on this page only. */
export async function showTexts(visit: StaffVisit): Promise<Response> {
  const { language } = visit;
  const letter = await readLetter(visit.deps, idInPath(visit, 'letter', 'l'));
  const { notice, content, edited } = letter;
  const say = LETTER[language];
  const options = { draft: notice.state === 'draft', textChecked: letter.textChecked };
  const toPlatform = KINDS[notice.kind].to === 'platform';
  const blocks = edited === null && toPlatform ? formTexts(content, notice.reference, options) : [];
  await logShown(visit, letter, 'text');
  const form = everyPlatform().find(({ id }) => id === notice.addressee)?.legal.formUrl ?? null;
  const body = html`<div class="stack">
${form && blocks.length > 0 ? html`<p>${say.formAt}: <code>${form}</code></p>` : ''}
${blocks.map((text, i) => block(visit, `block-${i + 1}`, say.block(i + 1, blocks.length), text))}
${block(visit, 'whole', say.whole, wholeText(letter))}
<p><a class="button plain" href="${pathOf('l', notice.id)}">${say.back}</a></p>
</div>`;
  return page(visit, body, { title: `${notice.reference}: ${say.forForm}` });
}

function block({ language }: StaffVisit, id: string, label: string, text: string): Html {
  const say = LETTER[language];
  const copy = html`<button type="button" class="button plain" data-copy="${id}" data-copied="${say.copied}" hidden>${say.copy}</button>`;
  return html`<section class="card stack copy-block"><div class="between"><h2><label for="${id}">${label}</label></h2>${copy}</div>
<textarea id="${id}" rows="12" readonly>
${text}</textarea></section>`;
}

function wholeText(letter: LetterRead): string {
  return letter.edited === null ? plainText(documentOf(letter)) : letter.edited.join('\n');
}

function made(letter: LetterRead, name: string, now: Date): Buffer {
  if (name === 'text.txt') return Buffer.from(wholeText(letter), 'utf8');
  return Buffer.from(JSON.stringify(xarfReports(letter.content, letter.notice.reference, now), null, 2), 'utf8');
}

async function bundle(visit: StaffVisit, letter: LetterRead): Promise<Buffer> {
  const { reference, fileDigests, kind } = letter.notice;
  const files = new Map<string, Buffer>();
  for (const name of Object.keys(fileDigests).sort()) files.set(name, await printed(visit, letter, name));
  if (files.size === 0) throw new LetterError('file-missing', `${reference} is not printed yet`);
  files.set(`${reference}.txt`, made(letter, 'text.txt', visit.now));
  if (KINDS[kind].to === 'platform') files.set(`${reference}-xarf.json`, made(letter, 'xarf.json', visit.now));
  const sums = [...files].map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`).join('');
  const zip = new JSZip();
  for (const [name, bytes] of files) zip.file(name, bytes, { date: visit.now });
  zip.file('SHA256SUMS', sums, { date: visit.now });
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

/** As it was printed and approved: compared with the digest that was kept of it. */
async function printed({ deps }: StaffVisit, { notice }: LetterRead, name: string): Promise<Buffer> {
  const { folder, fileDigests, reference } = notice;
  const bytes = await openFile(deps, folder ?? '', name);
  if (bytes === null) throw new LetterError('file-missing', `the file of ${reference} is missing`);
  if (sha256(bytes) !== fileDigests[name])
    throw new LetterError('file-changed', `the file of ${reference} is not the one that was approved`);
  return bytes;
}

async function logShown({ deps, user, now }: StaffVisit, { notice }: LetterRead, file: string): Promise<void> {
  const detail = { letter: notice.reference, file };
  await appendToLog(deps.db, { kind: 'number-shown', by: user.name, matches: notice.matchIds, detail }, now);
}
