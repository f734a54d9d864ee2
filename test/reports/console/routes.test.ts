import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '../../../db/schema/accounts.ts';
import { LANGUAGES } from '../../../db/schema/language.ts';
import { mayEnter } from '../../../reports/console/route.ts';
import { ROUTES } from '../../../reports/console/routes.ts';
import { openConsole, type TestConsole, type Visitor } from '../../standins/console.ts';

let at: TestConsole;
const visitors = new Map<string, Visitor>();
beforeAll(async () => {
  at = await openConsole();
  for (const role of ROLES) visitors.set(role, await at.signedIn(role));
});
afterAll(() => at.close());

/** A path of each route with ids that are well formed and belong to nothing. */
const pathOf = (path: string) =>
  path
    .replace(/:(match|matches)\b/g, 'm999999')
    .replace(/:(notice|letter)\b/g, 'l999999')
    .replace(/:number\b/g, 'n999999')
    .replace(/:person\b/g, 'p999999')
    .replace(/:run\b/g, 'r999999')
    .replace(/:capture\b/g, 'c999999')
    .replace(/:lookup\b/g, 'h999999')
    .replace(/:\w+/g, 'nothing');

const STREAMS = ['/live'];

describe('every route lets in whom the table says, and nobody else', () => {
  const cases = ROUTES.filter(({ path }) => !STREAMS.includes(path) && path !== '/sign-out').flatMap((route) =>
    [null, ...ROLES].map((role) => ({ route, role, name: `${route.method} ${route.path} as ${role ?? 'nobody'}` })),
  );

  it.each(cases)('$name', async ({ route, role }) => {
    const visitor = role === null ? at.visitor() : visitors.get(role)!;
    if (role === null) await visitor.get('/sign-in');
    const path = pathOf(route.path);
    const { status, location, text } = route.method === 'GET' ? await visitor.get(path) : await visitor.post(path);
    expect(status, text).not.toBe(500);
    if (mayEnter(role, route.least)) return expect([401, 403]).not.toContain(status);
    if (role !== null) return expect(status).toBe(403);
    if (route.method === 'POST') return expect(status).toBe(401);
    expect([status, location?.split('?')[0]]).toEqual([303, '/sign-in']);
    return undefined;
  });
});

describe('the table', () => {
  it('names each method and path once, with a title in each language', () => {
    const names = ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(names).size).toBe(names.length);
    for (const route of ROUTES)
      for (const language of LANGUAGES) expect(route.title[language], route.path).not.toBe('');
  });

  it('keeps paths without parameters out of the reach of those with one', () => {
    const order = ROUTES.map(({ method, path }) => ({ method, path }));
    const shadowed = order.filter(({ method, path }, i) =>
      order.slice(0, i).some((earlier) => {
        const pattern = new RegExp(`^${earlier.path.replace(/:\w+/g, '[^/]+')}$`);
        return earlier.method === method && earlier.path !== path && pattern.test(path);
      }),
    );
    expect(shadowed).toEqual([]);
  });

  it('refuses what is no route with a page', async () => {
    const { status, text } = await visitors.get('reviewer')!.get('/no-such-page');
    expect(status).toBe(404);
    expect(text).toContain('There is no such page or record.');
  });
});
