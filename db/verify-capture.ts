import { z } from 'zod';
import { sha256 } from './sha256.ts';
import { isSignedBy } from './signing-key.ts';
import { readTimestamp } from './timestamp.ts';
import type { DifferenceKind, KnownDifference } from './verify-log.ts';

const manifestFile = z.object({
  files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
  capturedAtUtc: z.string(),
});

/** Where a capture's files come from: the data folder, or a bundle. */
export interface CaptureSource {
  readonly names: readonly string[];
  /** Throws EvidenceError when it is sealed and does not open. */
  read(name: string): Promise<Buffer | null>;
}

export interface CaptureExpected {
  readonly manifestSha256: string | null;
  readonly publicPem: string;
  /** Root certificates by name of the authority. */
  readonly roots: ReadonlyMap<string, readonly string[]>;
  /** SHA-256 of each token that the log names, by name of the authority. */
  readonly tokens: ReadonlyMap<string, string>;
}

export interface ConfirmedTime {
  readonly authority: string;
  readonly time: Date;
  /** Checked up to a root that was given. */
  readonly trusted: boolean;
}

export interface CaptureReport {
  readonly differences: readonly KnownDifference[];
  /** Empty: the time is not confirmed by a third party. */
  readonly times: readonly ConfirmedTime[];
  readonly files: number;
}

/** Checks files against the manifest, the manifest against its digest and signature, and the tokens over it. */
export async function checkCapture(
  capture: string,
  source: CaptureSource,
  expected: CaptureExpected,
): Promise<CaptureReport> {
  const differences: KnownDifference[] = [];
  const differs = (name: string, kind: DifferenceKind, what: string) =>
    differences.push({ where: `${capture}/${name}`, what, kind });
  const read = async (name: string): Promise<Buffer | null> => {
    try {
      return await source.read(name);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'EvidenceError' || /--identity/.test(error.message)) throw error;
      differs(name, 'file-closed', 'its sealed bytes do not open: changed, or sealed for another identity');
      return null;
    }
  };
  const manifest = await read('manifest.json');
  if (!manifest) {
    if (differences.length === 0) differs('manifest.json', 'file-missing', 'is missing');
    return { differences, times: [], files: 0 };
  }
  if (sha256(manifest) !== expected.manifestSha256)
    differs(
      'manifest.json',
      'manifest-changed',
      `its SHA-256 is ${sha256(manifest)}, the log says ${expected.manifestSha256}`,
    );
  const signature = await read('manifest.sig');
  if (!signature) differs('manifest.sig', 'file-missing', 'is missing');
  else if (!isSignedBy(expected.publicPem, manifest, signature))
    differs('manifest.sig', 'signature', 'is not the installation’s signature of this manifest');

  const listed = manifestFile.safeParse(parseJson(manifest));
  if (!listed.success) differs('manifest.json', 'manifest-damaged', 'cannot be read as a manifest');
  const files = listed.data?.files ?? [];
  for (const file of files) {
    const bytes = source.names.includes(file.name) ? await read(file.name) : null;
    if (!source.names.includes(file.name)) differs(file.name, 'file-missing', 'is missing');
    else if (bytes && sha256(bytes) !== file.sha256)
      differs(file.name, 'file-changed', `its SHA-256 is ${sha256(bytes)}, the manifest says ${file.sha256}`);
  }
  const known = new Set(['manifest.json', 'manifest.sig', ...files.map((file) => file.name)]);
  for (const name of source.names)
    if (!known.has(name) && !name.startsWith('timestamps/'))
      differs(name, 'file-unnamed', 'the manifest does not name it');
  const times = await checkTokens(capture, source, sha256(manifest), expected, differences);
  return { differences, times, files: files.length };
}

async function checkTokens(
  capture: string,
  source: CaptureSource,
  digest: string,
  { roots, tokens }: CaptureExpected,
  differences: KnownDifference[],
): Promise<ConfirmedTime[]> {
  const times: ConfirmedTime[] = [];
  const there = source.names.filter((name) => name.startsWith('timestamps/'));
  for (const authority of tokens.keys())
    if (!there.includes(`timestamps/${authority}.tsr`))
      differences.push({
        where: `${capture}/timestamps/${authority}.tsr`,
        what: 'is missing, though the log names it',
        kind: 'timestamp-missing',
      });
  for (const name of there) {
    const differs = (kind: DifferenceKind, what: string) =>
      differences.push({ where: `${capture}/${name}`, what, kind });
    const bytes = await source.read(name);
    const authority = /^timestamps\/(.+)\.tsr$/.exec(name)?.[1];
    if (!bytes || authority === undefined) differs('timestamp-unreadable', 'is no timestamp');
    else if (!tokens.has(authority)) differs('timestamp-unnamed', 'the log does not name it');
    else if (tokens.get(authority) !== sha256(bytes))
      differs('timestamp-changed', 'its SHA-256 is not the one in the log');
    else {
      const expected = { sha256: Buffer.from(digest, 'hex'), roots: roots.get(authority) ?? [] };
      const reading = readTimestamp(bytes, expected);
      if (reading.state === 'invalid') differs('timestamp-invalid', `the timestamp does not hold: ${reading.why}`);
      else times.push({ authority, time: reading.time, trusted: reading.trusted });
    }
  }
  return times;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
