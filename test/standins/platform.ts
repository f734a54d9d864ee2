import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';

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
  /** A phone that the page itself prints, on platforms that print one (a shop's). */
  readonly shownPhone?: string;
  readonly promoted?: boolean;
  /** Its pictures, as bytes. */
  readonly photos?: readonly Buffer[];
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
  | 'reset'
  | 'reveal-refused'
  | 'reveal-login'
  | 'reveal-captcha'
  | 'reveal-cap'
  /** Something lies above the page and swallows every click until it is closed. */
  | 'overlay'
  | '503'
  | 'retry-later'
  | 'huge-page'
  | 'empty-page'
  | 'login-wall'
  | 'wrong-charset'
  | 'undeclared-charset';

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
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What an imitation answers from. */
export interface Shelf {
  /** Newest first. */
  readonly live: readonly StandinAd[];
  readonly removed: ReadonlySet<number>;
  readonly trouble: Trouble | null;
  /** The visitor has signed in by hand at /login: 'reveal-login' shows numbers then. */
  readonly signedIn: boolean;
  readonly headers: IncomingHttpHeaders;
}

/** What one platform's imitation answers: pure, from its ads. `null`: the platform has no such address. */
export type Answering = (url: URL, shelf: Shelf) => Answer | null;

const LOGIN: Answer = {
  status: 200,
  body: page('Вход', '<a href="/login/done">Войти</a>'),
};
const SIGNED_IN: Answer = {
  status: 200,
  body: page('Вы вошли', '<p>Вы вошли.</p>'),
  headers: { 'set-cookie': 'standin-session=staff; Path=/; Max-Age=86400; HttpOnly' },
};
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
    if (path === '/login') return send(response, LOGIN);
    if (path === '/login/done') return send(response, SIGNED_IN);
    sorted ??= [...live.values()].sort((a, b) => b.postedAt.getTime() - a.postedAt.getTime());
    const shown = /^\/photos\/(\d+)-(\d+)$/.exec(path);
    const photo = shown && live.get(Number(shown[1]))?.photos?.[Number(shown[2])];
    if (photo) return send(response, { status: 200, body: photo, headers: { 'content-type': 'image/png' } });
    const signedIn = (request.headers.cookie ?? '').includes('standin-session=staff');
    const shelf: Shelf = { live: sorted, removed, trouble: standin.trouble, signedIn, headers: request.headers };
    const answer = answering(new URL(path, standin.origin), shelf);
    if (answer) return send(response, standin.trouble ? inOldEncoding(answer, standin.trouble) : answer);
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

/** Where an ad's pictures lie on this platform. */
export function photoUrls(origin: string, ad: StandinAd): string[] {
  return (ad.photos ?? []).map((_, i) => `${origin}/photos/${ad.n}-${i}`);
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
    case '503':
      send(response, { status: 503, body: page('Технические работы', '<p>Скоро вернёмся</p>') });
      return true;
    case 'retry-later':
      send(response, { status: 429, body: 'slow down', headers: { 'retry-after': '7200' } });
      return true;
    case 'huge-page':
      sendHuge(response);
      return true;
    case 'empty-page':
      send(response, { status: 200, body: '' });
      return true;
    case 'login-wall':
      send(response, {
        status: 200,
        body: page('Вход', '<form action="/login" method="post"><input name="phone"><input type="password"></form>'),
      });
      return true;
    case 'wrong-charset':
    case 'undeclared-charset':
    case 'soft-404':
    case 'archived':
    case 'repeated-last-page':
    case 'reveal-refused':
    case 'reveal-login':
    case 'reveal-captcha':
    case 'reveal-cap':
    case 'overlay':
      return false;
  }
}

/** What a request for a hidden number gets from a platform that will not show it; `null`: it shows it. */
export function refusedReveal({ trouble, signedIn }: Shelf): Answer | null {
  switch (trouble) {
    case 'reveal-refused':
      return { status: 403, body: 'refused' };
    case 'reveal-login':
      return signedIn ? null : { status: 401, body: 'sign in' };
    case 'reveal-captcha':
      return { status: 200, body: '<div class="g-recaptcha" data-sitekey="invented"></div>' };
    case 'reveal-cap':
      return { status: 429, body: 'enough for today' };
    default:
      return null;
  }
}

/** The asked page of an index, of so many ads a page; `n` stays within the pages there are. */
export function pageOf(all: readonly StandinAd[], asked: number, size: number) {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const n = Math.min(Math.max(1, asked), pages);
  return { rows: all.slice((n - 1) * size, n * size), n, pages, beyond: asked > pages };
}

/** Whether a search for these words finds the ad. */
export function says(ad: StandinAd, words: string): boolean {
  return `${ad.title}\n${ad.description}`.toLowerCase().includes(words.toLowerCase());
}

/** Links to every page of an index. */
export function pager(pages: number, address: (n: number) => string, className = 'pager'): string {
  const links = Array.from(
    { length: pages },
    (_, i) => `<a class="${className}" href="${escaped(address(i + 1))}">${i + 1}</a>`,
  );
  return `<p>${links.join(' ')}</p>`;
}
const HUGE_BYTES = 50_000_000;

/** Fifty megabytes of a page, as fast as they are taken. */
function sendHuge(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  const piece = Buffer.from(`<p>${'объявление '.repeat(20_000)}</p>`);
  let sent = 0;
  const more = () => {
    while (sent < HUGE_BYTES && !response.destroyed) {
      sent += piece.length;
      if (!response.write(piece)) return void response.once('drain', more);
    }
    response.end();
  };
  more();
}

/** windows-1251, in which no Kazakh letter can be written: those become "?". */
function inOldEncoding(answer: Answer, trouble: Trouble): Answer {
  if (trouble !== 'wrong-charset' && trouble !== 'undeclared-charset') return answer;
  const lies = trouble === 'wrong-charset';
  const text = lies ? String(answer.body) : String(answer.body).replace('<meta charset="utf-8">', '');
  const bytes = Buffer.from([...text].map((letter) => WINDOWS_1251.get(letter) ?? 0x3f));
  const type = lies ? 'text/html; charset=utf-8' : 'text/html';
  return { ...answer, body: bytes, headers: { ...answer.headers, 'content-type': type } };
}

const WINDOWS_1251 = new Map(
  Array.from(
    { length: 256 },
    (_, byte) => [new TextDecoder('windows-1251').decode(Uint8Array.of(byte)), byte] as const,
  ),
);

/** A whole page in the look that all imitations share. */
export function page(title: string, body: string, head = ''): string {
  return `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>${escaped(title)}</title>${head}<style>
body{font:16px/1.5 sans-serif;max-width:960px;margin:0 auto;padding:16px;color:#222}article,.a-card,[data-cy=l-card],.card{border:1px solid #ddd;border-radius:8px;padding:12px;margin:12px 0}
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

export function json(status: number, value: unknown): Answer {
  return { status, body: JSON.stringify(value), headers: { 'content-type': 'application/json' } };
}

/** `+7 709 123 45 01`, as the platforms print a number. */
export function printed(phone: string): string {
  return phone.replace(/^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/, '+7 $1 $2 $3 $4');
}

/** What lies above the page until `close` is pressed. */
export function overlay(close: string): string {
  return `<div style="position:fixed;inset:0;z-index:9;background:rgba(0,0,0,.4)">${close}</div>
<script>document.currentScript.previousElementSibling.querySelector('[data-close]').onclick = (e) => e.target.parentElement.remove()</script>`;
}
