import { randomBytes } from 'node:crypto';
import { readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import JSZip from 'jszip';
import { type Capture, capturesOf } from '../../db/captures.ts';
import type { Db } from '../../db/database.ts';
import { EvidenceError, namesInCapture, readCaptureFile } from '../../db/evidence-files.ts';
import { appendToLog, readLog, type StoredLogEntry } from '../../db/evidence-log.ts';
import { findMatch, type Match } from '../../db/matches.ts';
import { listNotices } from '../../db/notices.ts';
import { activeNumbers } from '../../db/numbers.ts';
import { identityOf } from '../../db/person-recipient.ts';
import { sha256 } from '../../db/sha256.ts';
import { shortName } from '../../db/short-name.ts';
import type { SigningKey } from '../../db/signing-key.ts';
import type { Vault } from '../../db/vault.ts';
import { writeSynced } from '../../db/write-synced.ts';
import { openFile } from '../print-files.ts';
import { renderHtml } from '../render-html.ts';
import { howTo } from './how-to.ts';
import { confirmedTimes, extractOf } from './log-extract.ts';
import { manifestRead, writeProvenance } from './provenance.ts';
import { layoutRead, redactPicture } from './redact.ts';
import type { EvidenceWording } from './wording.ts';
import { EVIDENCE_EN } from './wording-en.ts';
import { EVIDENCE_KK } from './wording-kk.ts';
import { EVIDENCE_RU } from './wording-ru.ts';

const WORDINGS: readonly EvidenceWording[] = [EVIDENCE_RU, EVIDENCE_KK, EVIDENCE_EN];

export interface ExportDeps {
  readonly db: Db;
  readonly vault: Vault;
  readonly home: string;
  readonly clock: () => Date;
  readonly signer: SigningKey;
  readonly identities: readonly string[];
  readonly authorities: readonly { readonly name: string; readonly caFile: string | null }[];
  readonly printPdf: (html: string) => Promise<Buffer>;
}

export interface ExportRequest {
  readonly matchIds: readonly number[];
  readonly by: string;
  /** For the notary and the court: everything. For all others: a working copy, in which other people are covered. */
  readonly copy: 'whole' | 'working';
  /** Letters of these matches as well. */
  readonly letters: boolean;
  /** The zip file to write. */
  readonly to: string;
}

export interface Exported {
  readonly path: string;
  readonly captures: readonly number[];
  readonly files: number;
  readonly sha256: string;
}

type Files = Map<string, Buffer>;

/**
 * One signed zip for a case, which can be checked without this installation and without our software; an entry in the
 * log names who took it. Throws EvidenceError: a match unknown, no consent in force that covers it, nothing captured,
 * sealed without an identity, or a file that is there already.
 */
export async function exportCase(deps: ExportDeps, request: ExportRequest): Promise<Exported> {
  const { db, vault, clock } = deps;
  const matches = await matchesToExport(deps, request.matchIds);
  const captures = await capturesFor(db, vault, matches);
  const files: Files = new Map();
  const log = await readLog(db);
  for (const capture of captures) await addCapture(deps, request, capture, log.entries, files);
  if (request.letters) await addLetters(deps, matches, files);
  for (const { name, caFile } of deps.authorities)
    if (caFile !== null) files.set(`authorities/${name}.pem`, await readFile(caFile));
  files.set('installation.pem', Buffer.from(deps.signer.publicPem));

  const about = { captures: captures.map((one) => one.id), matches: matches.map((one) => one.id) };
  const unfinished = join(dirname(request.to), `.${randomBytes(4).toString('hex')}.unfinished`);
  const now = clock();
  await appendToLog(db, { kind: 'exported', by: request.by, ...about, detail: { copy: request.copy } }, now);
  const { entries, head } = await readLog(db);
  files.set('log/extract.jsonl', Buffer.from(extractOf(entries, about)));
  files.set('log/head.json', Buffer.from(`${JSON.stringify({ ...head, writtenAtUtc: now.toISOString() })}\n`));
  for (const wording of WORDINGS) files.set(wording.howToFile, howTo(wording, files, deps.signer.fingerprint));
  const sums = Buffer.from(
    [...files]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`)
      .join(''),
  );
  files.set('SHA256SUMS', sums);
  files.set('SHA256SUMS.sig', deps.signer.sign(sums));
  const zip = await zipped(files, now);
  try {
    await writeSynced(unfinished, zip);
    await rename(unfinished, request.to);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw new EvidenceError(`the export cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
  return { path: request.to, captures: about.captures, files: files.size, sha256: sha256(zip) };
}

async function matchesToExport({ db, vault, clock }: ExportDeps, ids: readonly number[]): Promise<Match[]> {
  const active = new Map((await activeNumbers(db, vault, clock())).map((number) => [number.id, number]));
  const matches: Match[] = [];
  for (const id of [...new Set(ids)]) {
    const match = await findMatch(db, vault, id);
    if (!match) throw new EvidenceError(`no match ${shortName('m', id)}`);
    if (!active.get(match.numberId)?.scopes.includes('export'))
      throw new EvidenceError(
        `${shortName('m', id)}: no consent in force covers handing evidence on ("export")`,
        'not-covered',
      );
    matches.push(match);
  }
  return matches;
}

async function capturesFor(db: Db, vault: Vault, matches: readonly Match[]): Promise<Capture[]> {
  const found = new Map<number, Capture>();
  for (const { platform, adId } of matches)
    for (const capture of await capturesOf(db, vault, platform, adId)) found.set(capture.id, capture);
  if (found.size === 0) throw new EvidenceError('nothing was captured for these matches', 'nothing-captured');
  return [...found.values()];
}

async function addCapture(
  { home, vault, identities, printPdf }: ExportDeps,
  { copy }: ExportRequest,
  capture: Capture,
  log: readonly StoredLogEntry[],
  files: Files,
): Promise<void> {
  const name = shortName('c', capture.id);
  const names = await namesInCapture(home, capture.folder);
  if (names === null) throw new EvidenceError(`${name}: its folder is missing`, 'damaged');
  const read = async (file: string) => readCaptureFile(home, capture.folder, file, [identityOf(vault), ...identities]);
  const manifest = manifestRead.safeParse(JSON.parse((await read('manifest.json'))?.toString('utf8') ?? 'null'));
  if (!manifest.success)
    throw new EvidenceError(`${name}: its manifest is damaged ("qorgan evidence verify")`, 'damaged');
  if (copy === 'whole') {
    for (const file of names) files.set(`captures/${name}/${file}`, (await read(file)) ?? Buffer.alloc(0));
  } else {
    const screenshot = await read('screenshot.png');
    const layout = await read('layout.json');
    if (screenshot && layout) {
      const picture = await redactPicture(screenshot, layoutRead.parse(JSON.parse(layout.toString('utf8'))));
      files.set(`working-copies/${name}.png`, picture);
    }
  }
  const times = confirmedTimes(log, capture.id);
  for (const wording of WORDINGS) {
    const sheet = writeProvenance(capture, manifest.data, times, wording, { workingCopy: copy === 'working' });
    files.set(`provenance/${name}.${wording.language}.pdf`, await printPdf(renderHtml(sheet)));
  }
}

/** Letters that stand for these matches alone: one that names another case stays here. */
async function addLetters({ db, vault, home }: ExportDeps, matches: readonly Match[], files: Files): Promise<void> {
  const ids = new Set(matches.map((match) => match.id));
  for (const notice of await listNotices(db)) {
    if (notice.folder === null || notice.matchIds.length === 0 || !notice.matchIds.every((id) => ids.has(id))) continue;
    for (const name of (await namesInCapture(home, notice.folder)) ?? []) {
      const bytes = await openFile({ home, vault }, notice.folder, name);
      if (bytes) files.set(`letters/${notice.reference}/${name}`, bytes);
    }
  }
}

async function zipped(files: Files, at: Date): Promise<Buffer> {
  const zip = new JSZip();
  for (const [name, bytes] of files) zip.file(name, bytes, { date: at, createFolders: false });
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}
