import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { launchBrowser } from '../../scrapers/browser.ts';
import { resolveBrowser } from '../../scrapers/browser-path.ts';
import { serverOf } from '../../scrapers/record-exchanges.ts';

it('the server’s address and its certificates are told as the browser saw them', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qorgan-tls-'));
  const made = ['-newkey', 'rsa:2048', '-nodes', '-keyout', 'key.pem', '-out', 'cert.pem', '-days', '30'];
  execFileSync('openssl', ['req', '-x509', ...made, '-subj', '/CN=invented.example'], { cwd: folder, stdio: 'ignore' });
  const pem = readFileSync(join(folder, 'cert.pem'), 'utf8');
  const server = createServer({ key: readFileSync(join(folder, 'key.pem')), cert: pem }, (_, response) =>
    response.end('<p>page</p>'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const path = await resolveBrowser({
    given: process.env.QORGAN_BROWSER,
    path: process.env.PATH,
    note: () => undefined,
  });
  const browser = await launchBrowser(path);
  try {
    // Only here is a certificate taken that nobody vouches for.
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const tab = await context.newPage();
    const session = await context.newCDPSession(tab);
    await session.send('Network.enable');
    const response = await tab.goto(`https://127.0.0.1:${port}/`);
    if (!response) throw new Error('no answer');
    const seen = await serverOf(response, session);
    expect(seen.address).toBe(`127.0.0.1:${port}`);
    expect(seen.tls).toMatchObject({ protocol: expect.stringMatching(/^TLS/), subject: 'invented.example' });
    expect(seen.tls?.chain.map((der) => new X509Certificate(Buffer.from(der, 'base64')).fingerprint256)).toEqual([
      new X509Certificate(pem).fingerprint256,
    ]);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
