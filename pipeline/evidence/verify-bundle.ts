import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import JSZip from 'jszip';
import { z } from 'zod';
import { checkLog, type Difference } from '../../db/check-log.ts';
import { digestOfBody } from '../../db/evidence-chain.ts';
import { EvidenceError } from '../../db/evidence-files.ts';
import { sha256 } from '../../db/sha256.ts';
import { fingerprintOfPem, isSignedBy } from '../../db/signing-key.ts';
import { type CaptureReport, checkCapture } from './verify-capture.ts';
import { logBody, type ReadLogBody, tokensOf } from './verify-home.ts';

/** After unpacking: a case has some hundred megabytes at most. */
const MAX_BUNDLE = 4_000_000_000;
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const line = z.strictObject({
  seq: z.number().int(),
  previous: digest,
  bodySha256: digest,
  hash: digest,
  body: logBody.nullable(),
});
const headFile = z.object({ seq: z.number().int(), hash: digest });

export interface BundleReport {
  readonly captures: readonly { readonly name: string; readonly report: CaptureReport }[];
  readonly differences: readonly Difference[];
  readonly files: number;
  readonly entries: number;
  /** Of the key in the bundle: compare it with what the organisation tells. `null` when it cannot be read. */
  readonly fingerprint: string | null;
}

/** Files of an exported bundle (a zip, or its unpacked folder) by name. Throws EvidenceError when it cannot be read. */
export async function readBundle(path: string): Promise<Map<string, Buffer>> {
  const kind = await stat(path).catch(() => {
    throw new EvidenceError('the bundle cannot be read: expected a zip file or its unpacked folder');
  });
  const files = new Map<string, Buffer>();
  if (kind.isDirectory()) {
    for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      if (entry.isFile()) files.set(relative(path, file).split(sep).join('/'), await readFile(file));
    }
    return files;
  }
  if (kind.size > MAX_BUNDLE) throw new EvidenceError('the bundle is too large to be a case');
  const zip = await JSZip.loadAsync(await readFile(path), { checkCRC32: true }).catch(() => {
    throw new EvidenceError('the bundle is no whole zip file: it is damaged, or was changed');
  });
  for (const entry of Object.values(zip.files)) if (!entry.dir) files.set(entry.name, await entry.async('nodebuffer'));
  return files;
}

/**
 * Checks an exported bundle by itself, without database or keys: every file against the signed list, every capture as
 * at home, the extract of the log against itself and its head.
 */
export async function verifyBundle(files: ReadonlyMap<string, Buffer>): Promise<BundleReport> {
  const differences: Difference[] = [];
  const publicPem = files.get('installation.pem')?.toString('utf8') ?? '';
  if (!files.has('installation.pem')) differences.push({ where: 'installation.pem', what: 'is missing' });
  checkList(files, publicPem, differences);
  const bodies = checkExtract(files, differences);
  const captures: { name: string; report: CaptureReport }[] = [];
  const roots = rootsIn(files);
  for (const id of captureIds(files, bodies)) {
    const folder = `captures/c${id}`;
    const under = `${folder}/`;
    const names = [...files.keys()].filter((name) => name.startsWith(under)).map((name) => name.slice(under.length));
    const taken = bodies.find((body) => body.kind === 'captured' && body.captures.includes(id));
    if (!taken) differences.push({ where: folder, what: 'no entry of the log tells that it was taken' });
    const source = { names, read: async (name: string) => files.get(`${under}${name}`) ?? null };
    const manifestSha256 = taken?.detail.manifestSha256 ?? null;
    const expected = { manifestSha256, publicPem, roots, tokens: tokensOf(id, bodies) };
    const report = await checkCapture(folder, source, expected);
    differences.push(...report.differences);
    captures.push({ name: `c${id}`, report });
  }
  return { captures, differences, files: files.size, entries: bodies.length, fingerprint: fingerprintOfPem(publicPem) };
}

function checkList(files: ReadonlyMap<string, Buffer>, publicPem: string, differences: Difference[]): void {
  const list = files.get('SHA256SUMS');
  const signature = files.get('SHA256SUMS.sig');
  if (!list || !signature) {
    differences.push({ where: list ? 'SHA256SUMS.sig' : 'SHA256SUMS', what: 'is missing' });
    return;
  }
  if (!isSignedBy(publicPem, list, signature))
    differences.push({
      where: 'SHA256SUMS.sig',
      what: 'is not the installation’s signature of SHA256SUMS (the list, the signature or installation.pem was changed)',
    });
  const listed = new Map<string, string>();
  for (const [i, text] of list.toString('utf8').split('\n').entries()) {
    const parts = /^([0-9a-f]{64}) {2}(.+)$/.exec(text);
    if (parts) listed.set(parts[2]!, parts[1]!);
    else if (text !== '') differences.push({ where: 'SHA256SUMS', what: `line ${i + 1} cannot be read` });
  }
  for (const [name, expected] of listed) {
    const bytes = files.get(name);
    if (!bytes) differences.push({ where: name, what: 'is missing' });
    else if (sha256(bytes) !== expected)
      differences.push({ where: name, what: `its SHA-256 is ${sha256(bytes)}, SHA256SUMS says ${expected}` });
  }
  for (const name of files.keys())
    if (!listed.has(name) && !name.startsWith('SHA256SUMS'))
      differences.push({ where: name, what: 'SHA256SUMS does not name it' });
}

function checkExtract(files: ReadonlyMap<string, Buffer>, differences: Difference[]): ReadLogBody[] {
  const text = files.get('log/extract.jsonl')?.toString('utf8') ?? '';
  const entries = text
    .split('\n')
    .filter(Boolean)
    .flatMap((one, i) => {
      const read = line.safeParse(parseJson(one));
      if (!read.success) differences.push({ where: 'log/extract.jsonl', what: `line ${i + 1} cannot be read` });
      return read.data ?? [];
    });
  const head = headFile.safeParse(parseJson(files.get('log/head.json')?.toString('utf8') ?? ''));
  if (!head.success) differences.push({ where: 'log/head.json', what: 'is missing or cannot be read' });
  const links = entries.map((entry) => ({ ...entry, bodyDigest: entry.body && digestOfBody(entry.body) }));
  differences.push(...checkLog(links, head.data ?? null));
  return entries.flatMap((entry) => entry.body ?? []);
}

/** Captures that lie in the bundle, and those that by the log's last export should. */
function captureIds(files: ReadonlyMap<string, Buffer>, bodies: readonly ReadLogBody[]): number[] {
  const there = [...files.keys()].flatMap((name) => /^captures\/c([1-9]\d*)\//.exec(name)?.[1] ?? []).map(Number);
  const exported = bodies.findLast((body) => body.kind === 'exported');
  const told = exported?.detail.copy === 'whole' ? exported.captures : [];
  return [...new Set([...there, ...told])].sort((a, b) => a - b);
}

function rootsIn(files: ReadonlyMap<string, Buffer>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [name, bytes] of files) {
    const authority = /^authorities\/(.+)\.pem$/.exec(name)?.[1];
    if (authority !== undefined) found.set(authority, [bytes.toString('utf8')]);
  }
  return found;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
