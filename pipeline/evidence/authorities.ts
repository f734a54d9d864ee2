import { readFile } from 'node:fs/promises';
import { fetch } from 'undici';
import type { Config } from '../../config.ts';
import { EvidenceError } from '../../db/evidence-files.ts';

const ANSWER_MS = 15_000;
/** A token with its certificates has some thousand bytes. */
const MAX_ANSWER = 200_000;
const STATE = /(^|\.)pki\.gov\.kz$/;

export const STATE_AUTHORITY_WARNING =
  'warning: the Kazakh state authority (pki.gov.kz) learns when, and from which address, evidence is stamped; its tokens may need GOST software to be checked';

/** An authority that states when a digest was shown to it. */
export interface Authority {
  /** As its tokens are named: host and port. */
  readonly name: string;
  readonly url: string;
  /** Root certificates, PEM. */
  readonly roots: readonly string[];
  readonly ofTheState: boolean;
}

/**
 * The configured authorities with their roots. Throws EvidenceError when a root's file cannot be read, or when the
 * state's own is named without the explicit choice.
 */
export async function authoritiesOf(config: Pick<Config, 'evidence'>): Promise<Authority[]> {
  const { timestampAuthorities, allowStateAuthority } = config.evidence;
  return Promise.all(
    timestampAuthorities.map(async ({ name, url, caFile }) => {
      const { hostname } = new URL(url);
      const ofTheState = STATE.test(hostname);
      if (ofTheState && !allowStateAuthority)
        throw new EvidenceError(
          `${hostname} is the state’s own authority and learns of every capture: set evidence.allowStateAuthority to choose it`,
        );
      return { name, url, roots: caFile === null ? [] : [await rootsIn(caFile)], ofTheState };
    }),
  );
}

/** Sends one request and brings the answer, whatever it says. Throws one word of why when there is none. */
export async function askAuthority(url: string, query: Buffer): Promise<Buffer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: query,
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  if (response.status !== 200) {
    // An unread body holds the line, and with it the whole process, open.
    await response.body?.cancel();
    throw new Error(`HTTP ${response.status}`);
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > MAX_ANSWER) throw new Error('an answer too long');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function rootsIn(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new EvidenceError('evidence.timestampAuthorities: a file given as "ca" cannot be read');
  });
}
