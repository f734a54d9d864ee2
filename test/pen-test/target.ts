import { type IncomingHttpHeaders, request as overHttp } from 'node:http';
import { request as overTls } from 'node:https';
import type { Role } from '../../db/schema/accounts.ts';
import { csrfTokenOf } from '../../reports/console/guard/cookies.ts';

const LONGEST_WAIT_MS = 30_000;

/** An answer as it came over the wire, with what was asked for. */
export interface Heard {
  readonly asked: string;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly cookies: readonly string[];
  readonly text: string;
}

export interface Ask {
  readonly method?: string;
  /** Sent as it stands: nothing is normalised. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Of this machine: another one is another place to the console. */
  readonly from?: string;
}

/** An account that is signed in with; the code is good once. */
export interface Account {
  readonly login: string;
  readonly password: string;
  readonly code: () => string;
}

/** A running console, and what the attacker holds: sessions of staff, as cookies, and perhaps an account. */
export interface Target {
  readonly address: string;
  readonly sessions: Readonly<Partial<Record<Role, string>>>;
  readonly account: Account | null;
  /** Every answer so far. */
  readonly heard: readonly Heard[];
  ask(what: Ask): Promise<Heard>;
  /** A form from a page of the console itself, with this secret's token; `null`: a fresh visit without a session. */
  send(
    path: string,
    secret: string | null,
    fields?: Readonly<Record<string, string>>,
    over?: Partial<Ask>,
  ): Promise<Heard>;
}

export const SESSION = '__Host-qorgan-session';
export const VISIT = '__Host-qorgan-visit';

export function openTarget(address: string, sessions: Target['sessions'] = {}, account: Account | null = null): Target {
  const { origin, protocol } = new URL(address);
  const heard: Heard[] = [];
  const ask = async (what: Ask) => {
    const answer = await exchange(origin, protocol === 'https:', what);
    heard.push(answer);
    return answer;
  };
  return {
    ...{ address: origin, sessions, account, heard, ask },
    send(path, secret, fields = {}, over = {}) {
      const used = secret ?? 'a visit of the attacker';
      const cookie = `${secret === null ? VISIT : SESSION}=${encodeURIComponent(used)}`;
      const body = new URLSearchParams({ csrf: csrfTokenOf(used), ...fields }).toString();
      const type = 'application/x-www-form-urlencoded';
      const headers = { origin, cookie, 'content-type': type, ...over.headers };
      return ask({ method: 'POST', path, body, ...over, headers });
    },
  };
}

function exchange(
  origin: string,
  tls: boolean,
  { method = 'GET', path, headers = {}, body, from }: Ask,
): Promise<Heard> {
  const { hostname, port } = new URL(origin);
  const local = from === undefined ? {} : { localAddress: from };
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const asked = `${method} ${path.slice(0, 80)}`;
  return new Promise((resolve, reject) => {
    const options = { host: hostname, port, method, path, agent: false, ...local };
    const sent = (tls ? overTls : overHttp)({ ...options, headers: { ...length, ...headers } }, (answer) => {
      let text = '';
      const done = () =>
        resolve({
          ...{ asked, text, status: answer.statusCode ?? 0, headers: answer.headers },
          cookies: answer.headers['set-cookie'] ?? [],
        });
      answer.setEncoding('utf8').on('data', (some: string) => {
        text += some;
        // A stream of events never ends: its first word is enough.
        if (answer.headers['content-type']?.startsWith('text/event-stream')) sent.destroy();
      });
      answer.once('close', done);
    });
    sent.setTimeout(LONGEST_WAIT_MS, () => sent.destroy(new Error(`${asked}: no answer`)));
    // A body that is too large is cut off while it is still being sent: what was answered before counts.
    sent.once('error', (error: NodeJS.ErrnoException) => {
      const cut = error.code === 'EPIPE' || error.code === 'ECONNRESET';
      if (cut) setTimeout(() => resolve({ asked, status: 0, headers: {}, cookies: [], text: '' }), 100);
      else reject(error);
    });
    sent.end(body);
  });
}
