import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestAuthority {
  readonly url: string;
  /** File with the authority's root certificate. */
  readonly caFile: string;
  /** How many requests came, and the bytes of each. */
  readonly queries: readonly Buffer[];
  /** Answers nothing, refuses, or sends what is no answer. */
  trouble: 'silent' | 'refuses' | 'nonsense' | null;
  close(): Promise<void>;
}

/** A real RFC 3161 authority on loopback: openssl's own, with a root of its own, behind a small HTTP server. */
export async function startTimestampAuthority(name: string): Promise<TestAuthority> {
  const folder = mkdtempSync(join(tmpdir(), 'qorgan-tsa-'));
  const at = (file: string) => join(folder, file);
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  writeFileSync(at('serial'), '01\n');
  writeFileSync(
    at('tsa.cnf'),
    `[req]
distinguished_name = dn
[dn]
[ca]
basicConstraints = critical,CA:TRUE
[stamps]
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = here
[here]
serial = ${at('serial')}
crypto_device = builtin
signer_cert = ${at('tsa.pem')}
signer_key = ${at('tsa.key')}
certs = ${at('ca.pem')}
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`,
  );
  const key = ['-newkey', 'rsa:2048', '-nodes'];
  const config = ['-config', at('tsa.cnf')];
  openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '30',
    '-subj',
    `/CN=${name} root`,
    '-extensions',
    'ca',
    ...config,
  );
  openssl('req', ...key, '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', `/CN=${name}`, ...config);
  openssl(
    'x509',
    '-req',
    '-in',
    'tsa.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '30',
    '-out',
    'tsa.pem',
    '-extfile',
    'tsa.cnf',
    '-extensions',
    'stamps',
  );

  const queries: Buffer[] = [];
  const authority: { trouble: TestAuthority['trouble'] } = { trouble: null };
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    queries.push(Buffer.concat(parts));
    if (authority.trouble === 'silent') return;
    if (authority.trouble === 'refuses') return void response.writeHead(503).end();
    response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
    if (authority.trouble === 'nonsense') return void response.end('<html>maintenance</html>');
    writeFileSync(at('query.tsq'), Buffer.concat(parts));
    openssl('ts', '-reply', '-queryfile', 'query.tsq', '-out', 'reply.tsr', '-config', 'tsa.cnf');
    response.end(readFileSync(at('reply.tsr')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return Object.assign(authority, {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/tsa`,
    caFile: at('ca.pem'),
    queries,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          rmSync(folder, { recursive: true, force: true });
          resolve();
        });
        server.closeAllConnections();
      }),
  });
}
