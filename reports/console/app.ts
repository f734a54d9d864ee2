import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { asDatabaseError } from '../../db/client.ts';
import { userOfSession } from '../../db/console-sessions.ts';
import { RecordError } from '../../db/errors.ts';
import { THEMES } from '../../db/schema/accounts.ts';
import { LANGUAGES, type Language } from '../../db/schema/language.ts';
import { sha256 } from '../../db/sha256.ts';
import { type Addresses, sourceOf } from './guard/addresses.ts';
import { cookieOf, csrfTokenOf, isCsrfToken, secretOfBrowser } from './guard/cookies.ts';
import { setSecurityHeaders } from './guard/headers.ts';
import { limitSaid } from './limit-said.ts';
import { type Refusal, Refused } from './refused.ts';
import { mayEnter, openRoute, type Route } from './route.ts';
import { assetNamed } from './shell/assets.ts';
import { refusedPage } from './shell/refused-page.ts';
import type { ConsoleDeps, SentForm, StaffVisit, Visit } from './visit.ts';

/** A form of text is far below this; a route that takes files says so. */
const BODY_BYTES = 128 * 1024;
/** How a page says that it asks by itself (shell/browser/live.mjs). */
const BY_ITSELF = 'x-qorgan-live';

/** The pages of a table of routes as one web application. `addresses` is asked at each request: the port may be given late. */
export function consoleApp(deps: ConsoleDeps, routes: readonly Route[], addresses: () => Addresses): Hono {
  const app = new Hono();
  const nowhere = openRoute('GET', '/', { ru: '', kk: '', en: '' }, async (visit) => refusedPage(visit, 'missing'));
  const visits = visitsOf(deps, routes, addresses);

  app.use(async (c, next) => {
    const known = addresses();
    setSecurityHeaders(c, { https: known.origins[0]?.startsWith('https:') ?? false });
    if (!known.hosts.includes(c.req.header('host') ?? '')) return refusedPage(visits.bare(c, nowhere), 'host');
    if (sourceOfRequest(c, known) === null) return refusedPage(visits.bare(c, nowhere), 'foreign');
    return next();
  });

  app.get('/assets/:name', async (c) => {
    const asset = assetNamed(c.req.param('name'));
    if (!asset) return refusedPage(visits.bare(c, nowhere), 'missing');
    c.header('content-type', asset.type);
    c.header('cache-control', 'private, max-age=86400');
    return c.body(new Uint8Array(asset.bytes));
  });

  const tooLarge = (c: Context, route: Route) => {
    // The rest of the body is not read: the connection is of no more use.
    c.header('connection', 'close');
    return refusedPage(visits.bare(c, route), 'too-large');
  };
  for (const route of routes) {
    const refuse = (c: Context, refusal: Refusal) => refusedPage(visits.bare(c, route), refusal);
    app.on(
      route.method,
      route.path,
      bodyLimit({ maxSize: route.bytes ?? BODY_BYTES, onError: (c) => tooLarge(c, route) }),
      async (c) => {
        if (route.method === 'POST' && !addresses().origins.includes(c.req.header('origin') ?? ''))
          return refuse(c, 'foreign');
        const visit = await visits.whole(c, route);
        c.set('visit', visit);
        if (!mayEnter(visit.user?.role ?? null, route.least)) {
          if (visit.user) return refusedPage(visit, 'role');
          if (route.method === 'POST') return refusedPage(visit, 'signed-out');
          return c.redirect(c.req.path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(c.req.path)}`, 303);
        }
        if (route.method === 'POST' && !isCsrfToken(secretOfBrowser(c), visit.form.csrf))
          return refusedPage(visit, 'token');
        return route.handle(visit as StaffVisit);
      },
    );
  }

  app.notFound(async (c) => refusedPage(await visits.whole(c, nowhere), 'missing'));
  app.onError(async (error, c) => {
    const visit: Visit = c.get('visit') ?? visits.bare(c, nowhere);
    if (error instanceof Refused) return refusedPage(visit, error.refusal, { what: error.what?.[visit.language] });
    if (asDatabaseError(error)) return refusedPage(visit, 'database');
    const limit = limitSaid(error, deps.config.limits)?.[visit.language];
    if (limit) return refusedPage(visit, 'limit', { what: limit });
    if (error instanceof RecordError) return refusedPage(visit, error.kind === 'not-found' ? 'missing' : 'changed');
    // A failed query's own message repeats its parameters; what lies beneath it does not.
    const cause = error.cause instanceof Error ? error.cause : error;
    const errorName = `e-${sha256(`${cause.stack} ${visit.now.toISOString()}`).slice(0, 8)}`;
    deps.note(`console: ${errorName}: ${placeOf(c)}: ${cause.stack ?? cause.message}`);
    return refusedPage(visit, 'bug', { errorName });
  });
  return app;
}

const placeOf = (c: Context) => `${c.req.method} ${c.get('visit')?.route.path ?? '?'}`;

declare module 'hono' {
  interface ContextVariableMap {
    /** Set as soon as it is known who asks. */
    visit: Visit;
  }
}

/** The address that asks: of a proxy that is named, the one it tells. */
function sourceOfRequest(c: Context, addresses: Addresses): string | null {
  const remote = getConnInfo(c).remote.address ?? '';
  return sourceOf(addresses, remote, c.req.header('x-forwarded-for'));
}

function visitsOf(deps: ConsoleDeps, routes: readonly Route[], addresses: () => Addresses) {
  /** Without the database: for refusals before it is known who asks, and when it cannot be read. */
  const bare = (c: Context, route: Route): Visit => ({
    ...{ c, deps, route, now: deps.clock(), user: null, form: {}, menu: [] },
    ...looksOf(c),
    source: sourceOfRequest(c, addresses()) ?? '',
    back: route.method === 'GET' ? c.req.path : pageBehind(routes, route, c.req.path),
    stillSignedIn: async () => false,
    csrf: csrfTokenOf(secretOfBrowser(c)),
  });
  const whole = async (c: Context, route: Route): Promise<Visit> => {
    const visit = bare(c, route);
    const token = cookieOf(c, 'session');
    const touch = !route.quiet && c.req.header(BY_ITSELF) === undefined;
    const user = token === null ? null : await userOfSession(deps.db, token, { now: visit.now, touch });
    const form = route.method === 'POST' ? await formOf(c) : {};
    if (!user) return { ...visit, form };
    const menu = routes.filter((one) => one.menu !== undefined && mayEnter(user.role, one.least));
    const stillSignedIn = async () =>
      (await userOfSession(deps.db, token ?? '', { now: deps.clock(), touch: false })) !== null;
    return { ...visit, user, form, menu, stillSignedIn, language: user.language, theme: user.theme };
  };
  return { bare, whole };
}

/** The page that an action belongs to: the nearest one above it (/letters/l1 of /letters/l1/sent). */
function pageBehind(routes: readonly Route[], { path }: Route, asked: string): string {
  const [parts, real] = [path.split('/'), asked.split('/')];
  for (let n = parts.length; n > 1; n--)
    if (routes.some((one) => one.method === 'GET' && one.path === parts.slice(0, n).join('/')))
      return real.slice(0, n).join('/');
  return '/';
}

async function formOf(c: Context): Promise<SentForm> {
  try {
    return (await c.req.parseBody({ all: true })) as SentForm;
  } catch {
    throw new Refused('form');
  }
}

/** Language and theme of a browser without a user: what it chose before, else the first of its own languages we have. */
function looksOf(c: Context): Pick<Visit, 'language' | 'theme'> {
  const [chosen, theme] = (cookieOf(c, 'looks') ?? '').split('.');
  const accepted = (c.req.header('accept-language') ?? '')
    .split(',')
    .map((one) => one.trim().slice(0, 2).toLowerCase());
  const known = (typed: string | undefined): Language | undefined => LANGUAGES.find((one) => one === typed);
  const language = known(chosen) ?? accepted.map(known).find((one) => one !== undefined) ?? 'ru';
  return { language, theme: THEMES.find((one) => one === theme) ?? 'auto' };
}
