/**
 * How long it takes to strike, pack, sign and store one capture, without the browser: `npx tsx test/bench/evidence-speed.ts`.
 * A page of 500 kB, 60 requests and 20 photos of 300 kB, as a large ad has them.
 */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { openVault } from '../../db/vault.ts';
import { capture } from '../../pipeline/evidence/capture.ts';
import type { Exchange, ShownPage } from '../../scrapers/shown-page.ts';

const AT = '2026-11-24T00:00:00.000Z';
const URL_OF_AD = 'https://krisha.kz/a/show/1009900000';
const body = `<html><body>${'<p>Продаю корову, {"appToken":"abc"}</p>'.repeat(8_000)}</body></html>`;

function exchange(kind: Exchange['kind'], url: string, type: string, bytes: Buffer): Exchange {
  const headers = [['content-type', type]] as const;
  return { kind, method: 'GET', url, requestHeaders: [], status: 200, statusText: 'OK', headers, body: bytes, at: AT };
}

const page = exchange('document', URL_OF_AD, 'text/html; charset=utf-8', Buffer.from(body));
const scripts = Array.from({ length: 40 }, (_, i) =>
  exchange('resource', `https://krisha.kz/s/${i}.js`, 'text/javascript', Buffer.from('const a = 1;\n'.repeat(4_000))),
);
const photos = Array.from({ length: 20 }, (_, i) =>
  exchange('photo', `https://krisha-photos.kcdn.online/${i}.jpg`, 'image/jpeg', randomBytes(300_000)),
);
const snapshot = {
  requestedUrl: URL_OF_AD,
  url: URL_OF_AD,
  redirects: [],
  status: 200,
  headers: {},
  body,
  engine: 'browser' as const,
  fetchedAt: AT,
};
const shown: ShownPage = {
  snapshot,
  screenshot: { ok: true, value: randomBytes(2_000_000) },
  numberCrop: { ok: true, value: randomBytes(50_000) },
  layout: { ok: true, value: { width: 1280, height: 900, own: [], number: [], otherNumbers: [] } },
  pdf: { ok: true, value: randomBytes(1_000_000) },
  photos: photos.map((photo) => ({ url: photo.url, photo: { ok: true, value: photo } })),
  exchanges: [page, ...scripts, ...photos],
  server: { address: null, tls: null },
  viewport: { width: 1280, height: 900 },
  locale: 'ru-KZ',
  timezone: 'Asia/Almaty',
  userAgent: 'Qorgan/bench',
  browserVersion: '0',
};
const { privateKey } = generateKeyPairSync('ed25519');
const home = mkdtempSync(join(tmpdir(), 'qorgan-bench-'));
const recipient = await identityToRecipient(await generateIdentity());
for (const recipients of [[], [recipient]]) {
  const times: number[] = [];
  const spent: number[] = [];
  for (let i = 0; i < 6; i++) {
    const began = performance.now();
    const busy = process.cpuUsage();
    await capture(
      {
        purpose: 'match',
        people: [],
        platform: 'krisha',
        adId: '1009900000',
        url: URL_OF_AD,
        seenIn: snapshot,
        seenInItself: true,
        record: { id: 1 },
        listing: null,
        seen: [],
        reveal: null,
        pictures: [],
        show: async () => shown,
      },
      {
        home,
        vault: openVault(randomBytes(32)),
        clock: () => new Date(),
        recipients,
        signer: { publicPem: '', fingerprint: '', sign: (bytes) => sign(null, bytes, privateKey) },
        collector: { tool: 'Qorgan/bench', commit: null, name: 'bench', clockOffset: null, key: '' },
      },
    );
    times.push(performance.now() - began);
    const { user, system } = process.cpuUsage(busy);
    spent.push((user + system) / 1000);
  }
  const middle = (all: number[]) =>
    all
      .slice(1)
      .sort((a, b) => a - b)[2]
      ?.toFixed(0);
  const kind = recipients.length > 0 ? 'sealed' : 'open';
  // The processor's own time stays the same on a busy machine.
  console.log(`${kind}: ${middle(times)} ms each, of which the processor worked ${middle(spent)} ms`);
}
rmSync(home, { recursive: true, force: true });
