import { load } from 'cheerio';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csrfTokenOf } from '../../../reports/console/guard/cookies.ts';
import { ROUTES } from '../../../reports/console/routes.ts';
import { openConsole, type TestConsole, type Visitor } from '../../standins/console.ts';
import { enrolInvented } from '../../standins/enrolled.ts';

let at: TestConsole;
let admin: Visitor;
beforeAll(async () => {
  at = await openConsole();
  admin = await at.signedIn('admin');
  await enrolInvented(at.test.db, '+77091230004', at.vault);
});
afterAll(() => at.close());

/** Ids that exist in this console, so that forms reach the records and not only the check of the id. */
const pathOf = (path: string) =>
  path
    .replace(/:number\b/g, 'n1')
    .replace(/:person\b/g, 'p1')
    .replace(/:match\b/g, 'm1')
    .replace(/:letter\b/g, 'l1')
    .replace(/:lookup\b/g, 'h1')
    .replace(/:\w+/g, '1');
const POSTS = ROUTES.filter(({ method, path }) => method === 'POST' && path !== '/sign-out');
const GETS = ROUTES.filter(({ method, path }) => method === 'GET' && !['/live', '/hidden'].includes(path));

/** What a user could type to run something, to break out of a page, to turn its text round, or to fill the disk. */
const HOSTILE: readonly (readonly [string, string])[] = [
  ['a script', '<script>qorganHit()</script>'],
  ['markup that breaks out of an attribute', `"><img src=x onerror=qorganHit()>'`],
  ['a template and a script address', `javascript:qorganHit() \${qorganHit()} {{7*7}}`],
  ['control characters', 'a\u0000b\u0007c\u001b[31md\r\nset-cookie: x=1'],
  ['text that runs the other way', '\u202egnp.exe\u202c \u2066x\u2069'],
  ['a formula', '=HYPERLINK("https://evil.example";"x")'],
  ['very much text', '<b>ө'.repeat(500)],
];

/** Everything that is in the records, but for signs of life of sessions. */
async function records(): Promise<string> {
  const { rows } = await at.test.db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('console_sessions', 'sign_in_failures') order by 1`,
  );
  const counts: string[] = [];
  for (const { name } of rows) {
    const { rows: digest } = await at.test.db.execute<{ n: string }>(
      sql`select concat(count(*), ' ', md5(coalesce(string_agg(t::text, '|' order by t::text), ''))) as n from ${sql.identifier(name)} t`,
    );
    counts.push(`${name} ${digest[0]?.n}`);
  }
  return counts.join('\n');
}

/** The names of the fields of every form of the console that posts to this path. */
const fieldsOf = new Map<string, Set<string>>();
beforeAll(async () => {
  for (const { path } of GETS) {
    const { text } = await admin.get(pathOf(path));
    const $ = load(text);
    $('form[method="post"]').each((_, form) => {
      const action = $(form).attr('action') ?? '';
      const names = fieldsOf.get(action) ?? new Set();
      $(form)
        .find('[name]')
        .each((__, field) => void names.add($(field).attr('name') ?? ''));
      names.delete('csrf');
      fieldsOf.set(action, names);
    });
  }
});

describe('forms that a stranger sends', () => {
  const stranger = { origin: 'https://evil.example' };
  it.each(POSTS.map((route) => ({ route, name: route.path })))('$name changes nothing', async ({ route }) => {
    const path = pathOf(route.path);
    const signedIn = route.least !== 'nobody';
    const before = await records();
    expect((await admin.post(path, {}, stranger)).status).toBe(403);
    expect((await admin.post(path, {}, { origin: 'null' })).status).toBe(403);
    if (signedIn) {
      expect((await admin.post(path, { csrf: '' })).status).toBe(403);
      expect((await admin.post(path, { csrf: csrfTokenOf('the session of somebody else') })).status).toBe(403);
      expect((await admin.post(path, { csrf: ['a', 'b'] })).status).toBe(403);
    }
    expect(await records()).toBe(before);
  });
});

describe('fields that a user fills', () => {
  const cases = POSTS.flatMap((route) => HOSTILE.map(([what, text]) => ({ route, what, text, name: route.path })));

  it.each(cases)('$name with $what answers with a page in which nothing runs', async ({ route, text }) => {
    const path = pathOf(route.path);
    const names = [...(fieldsOf.get(path) ?? fieldsOf.get(route.path) ?? [])];
    for (const [i, name] of ['', ...names].entries()) {
      const fields = i === 0 ? Object.fromEntries(names.map((one) => [one, text])) : { [name]: text };
      const answer = await admin.post(path, fields);
      expect(answer.status, `${path} ${name}: ${answer.text.slice(0, 200)}`).toBeLessThan(500);
      expect(answer.headers.get('set-cookie') ?? '').not.toContain('x=1');
      expectNothingRuns(answer.text);
    }
  });

  it('shows what was kept of it as text, on every page', async () => {
    for (const { path } of GETS) {
      const { status, text, headers } = await admin.get(pathOf(path));
      expect(status, path).toBeLessThan(500);
      expect(headers.get('content-security-policy')).toMatch(/script-src 'self'|default-src 'none'/);
      expectNothingRuns(text);
    }
  });

  it('escapes the hostile text where a form keeps what was typed', async () => {
    const typed = '"><script>qorganHit()</script>';
    const kept = await admin.post('/people/new', { name: typed, act: 'review' });
    expect(kept.text).toContain('&quot;&gt;&lt;script&gt;');
    expectNothingRuns(kept.text);
  });
});

/** The parsed page has no script but our own file, no handler, and no address that runs. */
function expectNothingRuns(page: string): void {
  const $ = load(page);
  const scripts = $('script').toArray();
  for (const script of scripts) {
    expect($(script).text()).toBe('');
    expect($(script).attr('src') ?? '').toMatch(/^\/assets\//);
  }
  expect($('iframe, object, embed, base, meta[http-equiv="refresh"]').length).toBe(0);
  $('*').each((_, element) => {
    for (const [name, value] of Object.entries('attribs' in element ? element.attribs : {})) {
      expect(name).not.toMatch(/^on|^style$/i);
      if (['href', 'src', 'action', 'formaction'].includes(name)) expect(value).not.toMatch(/^\s*javascript:/i);
    }
  });
}
