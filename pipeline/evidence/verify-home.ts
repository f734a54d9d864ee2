import { z } from 'zod';
import { type Capture, listCaptures } from '../../db/captures.ts';
import type { Db } from '../../db/database.ts';
import { LOG_KINDS } from '../../db/evidence-chain.ts';
import { captureFoldersOnDisk, namesInCapture, readCaptureFile } from '../../db/evidence-files.ts';
import { readLog, type StoredLogEntry } from '../../db/evidence-log.ts';
import { identityOf } from '../../db/person-recipient.ts';
import { shortName } from '../../db/short-name.ts';
import type { Vault } from '../../db/vault.ts';
import { type CaptureReport, checkCapture } from '../../db/verify-capture.ts';
import { checkKeptLog, type Difference } from '../../db/verify-log.ts';

/** What an entry says, as far as it is checked here. */
export const logBody = z.object({
  at: z.string(),
  kind: z.enum(LOG_KINDS),
  by: z.string(),
  captures: z.array(z.number()),
  matches: z.array(z.number()),
  detail: z.record(z.string(), z.string()),
  salt: z.string(),
});
export type ReadLogBody = z.infer<typeof logBody>;

export interface HomeReport {
  readonly captures: readonly { readonly capture: Capture; readonly report: CaptureReport | null }[];
  readonly differences: readonly Difference[];
  /** What a crash left behind: no evidence, and told apart from it. */
  readonly leftovers: readonly string[];
  readonly entries: number;
}

/**
 * Checks this installation's evidence: files against manifests, manifests against the log, the log against itself,
 * signatures and timestamps. `wanted`: ids of captures; empty for all. Throws EvidenceError when sealed evidence needs
 * an identity that was not given.
 */
export async function verifyHome(
  at: {
    readonly db: Db;
    readonly vault: Vault;
    readonly home: string;
    readonly publicPem: string;
    readonly roots: ReadonlyMap<string, readonly string[]>;
    readonly identities: readonly string[];
  },
  wanted: readonly number[],
): Promise<HomeReport> {
  const log = await readLog(at.db);
  const { entries } = log;
  const differences: Difference[] = checkKeptLog(log);
  const bodies = entries.flatMap((entry) => bodyOf(entry) ?? []);
  const all = await listCaptures(at.db, at.vault);
  const chosen = all.filter((capture) => wanted.length === 0 || wanted.includes(capture.id));
  const captures: { capture: Capture; report: CaptureReport | null }[] = [];
  for (const capture of chosen) {
    differences.push(...againstLog(capture, bodies));
    const names = await namesInCapture(at.home, capture.folder);
    const name = shortName('c', capture.id);
    if (capture.destroyedAt !== null) {
      if (names !== null)
        differences.push({ where: name, what: 'was destroyed by the log, but its files lie there still' });
      captures.push({ capture, report: null });
      continue;
    }
    if (names === null) {
      differences.push({ where: name, what: `its folder is missing: ${capture.folder}` });
      captures.push({ capture, report: null });
      continue;
    }
    const source = {
      names,
      read: (file: string) => readCaptureFile(at.home, capture.folder, file, [identityOf(at.vault), ...at.identities]),
    };
    const tokens = tokensOf(capture.id, bodies);
    const { manifestSha256 } = capture;
    const report = await checkCapture(name, source, {
      manifestSha256,
      tokens,
      publicPem: at.publicPem,
      roots: at.roots,
    });
    differences.push(...report.differences);
    captures.push({ capture, report });
  }
  const rows = new Set(all.map((capture) => capture.id));
  for (const body of bodies.filter((one) => one.kind === 'captured'))
    for (const id of body.captures)
      if (!rows.has(id))
        differences.push({ where: shortName('c', id), what: 'the log names it, but it is not recorded' });
  const leftovers = await leftoversIn(at.home, all);
  return { captures, differences, leftovers, entries: entries.length };
}

/** SHA-256 of each token over a capture that the log names, by authority. */
export function tokensOf(captureId: number, bodies: readonly ReadLogBody[]): Map<string, string> {
  const own = bodies.filter((body) => body.kind === 'timestamped' && body.captures.includes(captureId));
  return new Map(own.map(({ detail }) => [detail.authority ?? '', detail.tokenSha256 ?? '']));
}

function againstLog(capture: Capture, bodies: readonly ReadLogBody[]): Difference[] {
  const where = shortName('c', capture.id);
  const taken = bodies.find((body) => body.kind === 'captured' && body.captures.includes(capture.id));
  if (!taken) return [{ where, what: 'no entry of the log tells that it was taken' }];
  const found: Difference[] = [];
  const says = taken.detail;
  const pairs = [
    ['manifestSha256', capture.manifestSha256 ?? ''],
    ['folder', capture.folder],
    ['state', capture.state],
    ['platform', capture.platform],
  ] as const;
  for (const [name, recorded] of pairs)
    if (says[name] !== recorded)
      found.push({ where, what: `its record says ${name} ${recorded}, the log says ${says[name]}` });
  const destroyed = bodies.some((body) => body.kind === 'destroyed' && body.captures.includes(capture.id));
  if (destroyed !== (capture.destroyedAt !== null))
    found.push({
      where,
      what: destroyed
        ? 'the log says it was destroyed, its record does not'
        : 'its record says it was destroyed, the log does not',
    });
  return found;
}

async function leftoversIn(home: string, captures: readonly Capture[]): Promise<string[]> {
  const recorded = new Set(captures.map((capture) => capture.folder));
  const { whole, cutOff } = await captureFoldersOnDisk(home);
  return [
    ...cutOff.map((folder) => `${folder}: cut off while it was written`),
    ...whole.filter((folder) => !recorded.has(folder)).map((folder) => `${folder}: whole, but never recorded`),
  ];
}

function bodyOf(entry: StoredLogEntry): ReadLogBody | null {
  try {
    return logBody.parse(JSON.parse(entry.body));
  } catch {
    return null;
  }
}
