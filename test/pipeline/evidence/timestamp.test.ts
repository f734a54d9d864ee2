import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTimestamp, timestampQuery } from '../../../db/timestamp.ts';
import { startTimestampAuthority, type TestAuthority } from '../../standins/timestamp-authority.ts';

const digest = createHash('sha256').update('a manifest').digest();
let authority: TestAuthority;
let stranger: TestAuthority;
let answer: Buffer;
let nonce: Buffer;
let root: string;

beforeAll(async () => {
  authority = await startTimestampAuthority('Invented Authority');
  stranger = await startTimestampAuthority('Another Invented Authority');
  root = readFileSync(authority.caFile, 'utf8');
  const asked = timestampQuery(digest);
  nonce = asked.nonce;
  const response = await fetch(authority.url, { method: 'POST', body: new Uint8Array(asked.query) });
  answer = Buffer.from(await response.arrayBuffer());
});
afterAll(() => Promise.all([authority.close(), stranger.close()]));

describe('an answer of a real RFC 3161 authority', () => {
  it('is valid over the digest that was asked for, and trusted by the authority’s own root', () => {
    const reading = readTimestamp(answer, { sha256: digest, nonce, roots: [root] });
    expect(reading, JSON.stringify(reading)).toMatchObject({
      state: 'valid',
      trusted: true,
      signer: 'CN=Invented Authority',
    });
    if (reading.state === 'valid') expect(Math.abs(reading.time.getTime() - Date.now())).toBeLessThan(10 * 60_000);
    expect(readTimestamp(answer, { sha256: digest, roots: [] })).toMatchObject({ state: 'valid', trusted: false });
  });

  it('proves nothing about another digest, to another request, or under a stranger’s root', () => {
    const other = createHash('sha256').update('another manifest').digest();
    expect(readTimestamp(answer, { sha256: other, roots: [root] })).toMatchObject({
      state: 'invalid',
      why: expect.stringMatching(/another digest/),
    });
    expect(readTimestamp(answer, { sha256: digest, nonce: Buffer.from('othernon'), roots: [root] })).toMatchObject({
      state: 'invalid',
      why: expect.stringMatching(/another request/),
    });
    const theirs = readFileSync(stranger.caFile, 'utf8');
    expect(readTimestamp(answer, { sha256: digest, roots: [theirs] })).toMatchObject({
      state: 'invalid',
      why: expect.stringMatching(/configured/),
    });
  });

  it('never throws and never says another time, whichever byte is changed', () => {
    const whole = readTimestamp(answer, { sha256: digest, nonce, roots: [root] });
    for (let at = 0; at < answer.length; at += 7) {
      const bent = Buffer.from(answer);
      bent[at] = bent[at]! ^ 0x01;
      const reading = readTimestamp(bent, { sha256: digest, nonce, roots: [root] });
      if (reading.state === 'valid') expect(reading, `byte ${at}`).toEqual(whole);
    }
    for (const nonsense of [Buffer.alloc(0), Buffer.from('<html>'), answer.subarray(0, 40)])
      expect(readTimestamp(nonsense, { sha256: digest, roots: [] }).state).toBe('invalid');
  });
});
