import { expect, it } from 'vitest';
import { openConsole } from '../../standins/console.ts';
import { statement } from '../../standins/postgres.ts';

it('tells in the user’s language that the database is away, shows no inner word, and works again when it is back', async () => {
  const at = await openConsole();
  const staff = await at.signedIn('reviewer');
  await staff.post('/looks', { language: 'kk' });
  const url = new URL(at.test.databaseUrl ?? '');
  const name = url.pathname.slice(1);
  const admin = new URL('/postgres', url).href;
  const away = async (is: boolean) => {
    const [now, then] = is ? [name, `${name}_away`] : [`${name}_away`, name];
    await statement(admin, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${now}'`);
    await statement(admin, `alter database ${now} rename to ${then}`);
  };
  await away(true);
  try {
    for (const path of ['/', '/me', '/sign-in', '/no-such-page']) {
      const { status, text } = await staff.get(path);
      expect([status, text.includes('Дерекқор қолжетімсіз')], path).toEqual([503, true]);
      expect(text).not.toMatch(/postgres|select|ECONN|node_modules|stack/i);
    }
    expect((await staff.post('/me', { theme: 'dark' })).status).toBe(503);
    expect((await staff.get('/assets/console.css')).status).toBe(200);
  } finally {
    await away(false);
  }
  expect((await staff.get('/')).status).toBe(200);
  expect(at.notes.join('\n')).not.toMatch(/internal|e-[0-9a-f]{8}/);
  await at.close();
});
