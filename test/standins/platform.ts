import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** An invented ad of an imitation platform. */
export interface StandinAd {
  readonly n: number;
  readonly title: string;
  readonly description: string;
  readonly price: number;
  readonly city: string;
  /** A walk name of the adapter. */
  readonly category: string;
  readonly sellerName: string;
  /** What a click on the button would show; never in a guest's page. */
  readonly phone: string;
  readonly promoted?: boolean;
  readonly postedAt: Date;
}

export type Trouble =
  | '403'
  | '429'
  | '468'
  | 'captcha'
  | 'redesign'
  | 'soft-404'
  | 'archived'
  | 'redirect-loop'
  | 'repeated-last-page'
  | 'half-body'
  | 'stall'
  | 'reset';

export interface Standin {
  readonly origin: string;
  /** Method and path of every request, in order. */
  readonly requests: readonly string[];
  /** When each of them came, in milliseconds of this process's clock that never jumps: the politeness log. */
  readonly times: readonly number[];
  /** Requests that the real platform would not know. */
  readonly unexpected: readonly string[];
  trouble: Trouble | null;
  /** Called at every request, before it is answered. */
  onRequest: ((path: string) => void) | null;
  add(ad: StandinAd): void;
  remove(n: number): void;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What one platform's imitation answers: pure, from its ads. `null`: the platform has no such address. */
export type Answering = (
  url: URL,
  ads: { readonly live: readonly StandinAd[]; readonly removed: ReadonlySet<number>; readonly trouble: Trouble | null },
) => Answer | null;

const ROBOTS = 'User-agent: *\nDisallow: /my/\nAllow: /\n';

/** Serves an imitation on loopback, with a switch for every trouble the facts name. */
export async function startStandin(ads: readonly StandinAd[], answering: Answering): Promise<Standin> {
  const live = new Map(ads.map((ad) => [ad.n, ad]));
  const removed = new Set<number>();
  const requests: string[] = [];
  const times: number[] = [];
  const unexpected: string[] = [];
  let sorted: StandinAd[] | null = null;
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    requests.push(`${request.method} ${path}`);
    times.push(performance.now());
    standin.onRequest?.(path);
    if (path === '/favicon.ico') return send(response, { status: 404, body: '' });
    if (path === '/robots.txt' && standin.trouble !== '403' && standin.trouble !== '468')
      return send(response, { status: 200, body: ROBOTS, headers: { 'content-type': 'text/plain' } });
    if (standin.trouble && inTrouble(standin.trouble, request, response)) return undefined;
    sorted ??= [...live.values()].sort((a, b) => b.postedAt.getTime() - a.postedAt.getTime());
    const answer = answering(new URL(path, 'http://standin'), { live: sorted, removed, trouble: standin.trouble });
    if (answer) return send(response, answer);
    unexpected.push(`${request.method} ${path}`);
    return send(response, { status: 500, body: 'a request no platform expects' });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const standin: Standin = {
    origin: `http://127.0.0.1:${port}`,
    requests,
    times,
    unexpected,
    trouble: null,
    onRequest: null,
    add(ad) {
      live.set(ad.n, ad);
      sorted = null;
    },
    remove(n) {
      live.delete(n);
      removed.add(n);
      sorted = null;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return standin;
}

function send(response: ServerResponse, { status, body, headers }: Answer): undefined {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
  response.end(body);
  return undefined;
}

/** Answers as a platform in trouble does; false when this trouble is the platform's own to imitate. */
function inTrouble(trouble: Trouble, request: IncomingMessage, response: ServerResponse): boolean {
  switch (trouble) {
    case '403':
      send(response, {
        status: 403,
        body: '<HTML><HEAD><TITLE>ERROR: The request could not be satisfied</TITLE></HEAD><BODY><H1>403 ERROR</H1>Request blocked.</BODY></HTML>',
      });
      return true;
    case '429':
      send(response, { status: 429, body: 'slow down', headers: { 'retry-after': '1' } });
      return true;
    case '468':
      send(response, {
        status: 468,
        body: '<html><head><title>Access denied captcha</title></head><body></body></html>',
      });
      return true;
    case 'captcha':
      send(response, { status: 200, body: page('Проверка', '<p>Подтвердите, что вы не робот</p>') });
      return true;
    case 'redesign':
      send(response, { status: 200, body: page('Всё новое', '<main class="x1"><p>Мы обновились</p></main>') });
      return true;
    case 'redirect-loop':
      response.writeHead(302, { location: request.url ?? '/' });
      response.end();
      return true;
    case 'half-body':
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': '100000' });
      response.write('<html><body><p>начало');
      setTimeout(() => response.destroy(), 20);
      return true;
    case 'stall':
      return true;
    case 'reset':
      request.socket.resetAndDestroy();
      return true;
    case 'soft-404':
    case 'archived':
    case 'repeated-last-page':
      return false;
  }
}

/** A whole page in the look that all imitations share. */
export function page(title: string, body: string, head = ''): string {
  return `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>${escaped(title)}</title>${head}<style>
body{font:16px/1.5 sans-serif;max-width:960px;margin:0 auto;padding:16px;color:#222}article,.a-card,[data-cy=l-card]{border:1px solid #ddd;border-radius:8px;padding:12px;margin:12px 0}
h1{font-size:24px}h4{margin:0}button{padding:8px 16px}.note{color:#777;font-size:13px}</style></head><body>${body}
<footer class="note">Имитация площадки для проверки Қорған. Все объявления, люди и номера вымышлены. Защищено reCAPTCHA.</footer></body></html>`;
}

export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** JSON that may stand inside a script element. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}
