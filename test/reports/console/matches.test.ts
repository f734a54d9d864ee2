import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordCapture } from '../../../db/captures.ts';
import { readLog } from '../../../db/evidence-log.ts';
import { openLookups } from '../../../db/lookups.ts';
import { confirmMatch, decisionVersion, findMatch } from '../../../db/matches.ts';
import { shortName } from '../../../db/short-name.ts';
import { covered, piecesOf } from '../../../reports/console/matches/marked.ts';
import { openConsole, type TestConsole, type Visitor } from '../../standins/console.ts';
import { HOSTILE, inventHostile } from '../../standins/console-hostile.ts';
import { type InventedNight, inventNight } from '../../standins/console-night.ts';
import { openBrowser, openWindow } from '../../standins/staff-browser.ts';

let at: TestConsole;
let staff: Visitor;
let night: InventedNight;
beforeAll(async () => {
  at = await openConsole();
  night = await inventNight(at);
  staff = await at.signedIn('approver');
});
afterAll(() => at.close());

const expectedOf = async (id: number) => decisionVersion((await findMatch(at.test.db, at.vault, id))!);
const decideOn = async (id: number, fields: Record<string, string>) =>
  staff.post(`/matches/m${id}/decision`, { expected: await expectedOf(id), reason: '', ...fields });

describe('the list of matches', () => {
  it('narrows by state, platform and person, and never says a number in full', async () => {
    const { text } = await staff.get('/matches?state=new&platform=olx&person=p1');
    for (const id of night.fresh) expect(text).toContain(`>m${id}</a>`);
    expect(text).not.toContain(`>m${night.back}</a>`);
    expect(text.replace(/\D/g, '')).not.toContain('7090000041');
    expect((await staff.get('/matches?person=p77')).text).toContain('No such matches.');
  });

  it('goes on after the last row it showed', async () => {
    const [oldest = 0, middle = 0] = night.fresh;
    const { text } = await staff.get(`/matches?state=new&before=m${middle}`);
    expect(text).toContain(`>m${oldest}</a>`);
    expect(text).not.toContain(`>m${middle}</a>`);
  });
});

describe('a decision', () => {
  it('leads on to the next of the list, and back to the list after the last', async () => {
    const [first = 0, second = 0, third = 0] = night.fresh;
    const list = { next: 'on', state: 'new' };
    const on = await decideOn(third, { ...list, decision: 'confirm' });
    expect([on.status, on.location]).toEqual([303, `/matches/m${second}?state=new`]);
    expect((await decideOn(second, { ...list, decision: 'own-ad', reason: 'moved house' })).location).toBe(
      `/matches/m${first}?state=new`,
    );
    expect(await findMatch(at.test.db, at.vault, second)).toMatchObject({
      state: 'dismissed',
      decisionReason: 'own ad: moved house',
    });
    const refused = await decideOn(first, { ...list, decision: 'not-ours' });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('Write why this is not ours.');
    expect((await decideOn(first, { ...list, decision: 'not-ours', reason: 'a shop' })).location).toBe(
      '/matches?state=new',
    );
  });

  it('that somebody took meanwhile is shown, and stands', async () => {
    const [first = 0] = night.fresh;
    const expected = await expectedOf(first);
    await confirmMatch(at.test.db, first, 'Aigerim', null, new Date(at.now().getTime() + 1));
    const late = await staff.post(`/matches/m${first}/decision`, { expected, decision: 'own-ad', reason: '' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('While you were looking, Aigerim decided: confirmed.');
    expect(await findMatch(at.test.db, at.vault, first)).toMatchObject({ state: 'confirmed', decidedBy: 'Aigerim' });
  });
});

describe('evidence', () => {
  const captured = async (adId: string, sealed: boolean) => {
    const folder = `evidence/olx/${adId}/1`;
    const one = { platform: 'olx', adId, runId: 1, purpose: 'match', state: 'partial', folder } as const;
    await mkdir(join(at.home.path, folder), { recursive: true });
    const { id } = await recordCapture(
      at.test.db,
      at.vault,
      { ...one, files: 1, sealed, manifestSha256: null, steps: [] },
      at.now(),
    );
    return { id, folder: join(at.home.path, folder) };
  };

  it('is shown after a logged click only', async () => {
    const { folder } = await captured('IDaa1', false);
    await writeFile(join(folder, 'screenshot.png'), 'picture');
    const path = `/matches/m${night.fresh[0]}`;
    expect((await staff.get(path)).text).not.toContain('data:image/png');
    const { text } = await staff.post(`${path}/captured`);
    expect(text).toContain(`data:image/png;base64,${Buffer.from('picture').toString('base64')}`);
    const last = (await readLog(at.test.db)).entries.at(-1);
    expect(JSON.parse(last!.body)).toMatchObject({ kind: 'number-shown', by: 'Test approver' });
  });

  it('that is sealed says so, what to do, and gives no file', async () => {
    const { id } = await captured('IDaa2', true);
    const { text } = await staff.get(`/matches/m${night.fresh[1]}`);
    expect(text).toContain('this server cannot read it');
    expect(text).toContain('--identity KEY_FILE');
    expect((await staff.post(`/captures/c${id}/file`, { name: 'screenshot.png' })).status).toBe(409);
  });

  it('leaves its folder by no name and no link, and gives a page as text', async () => {
    const { id, folder } = await captured('IDaa3', false);
    await writeFile(join(folder, 'page.html'), '<script>1</script>');
    await writeFile(join(at.home.path, 'secret.txt'), 'secret');
    await symlink(join(at.home.path, 'secret.txt'), join(folder, 'link.txt'));
    await writeFile(join(folder, 'l1.pdf'), 'letter');
    for (const name of [
      '../../../../secret.txt',
      '/etc/passwd',
      'link.txt',
      '..',
      '%2e%2e/x',
      'photos',
      '.',
      'nothing.pdf',
    ])
      expect((await staff.post(`/captures/c${id}/file`, { name })).status, name).toBe(404);
    for (const name of ['..%2fsecret.txt', '%2e%2e%2fsecret.txt'])
      expect((await staff.post(`/captures/c${id}/file`, { name })).status, name).toBe(404);
    // No name at all, and one with a NUL, do not get as far as the folder.
    for (const name of ['', 'a\0b'])
      expect((await staff.post(`/captures/c${id}/file`, { name })).status, name).toBe(400);
    const saved = await staff.post(`/captures/c${id}/file`, { name: 'l1.pdf' });
    expect([saved.status, saved.headers.get('content-type'), saved.text]).toEqual([200, 'application/pdf', 'letter']);
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment/);
    const page = await staff.post(`/captures/c${id}/file`, { name: 'page.html' });
    expect(page.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(page.headers.get('content-disposition')).toMatch(/^attachment; .*page\.html\.txt$/);
  });

  it('whose files and manifest differ is told on the page', async () => {
    expect((await staff.get(`/matches/m${night.fresh[2]}`)).text).toContain('The check found differences');
  });

  it('is exported by an approver alone, and not without a consent that covers it', async () => {
    const reviewer = await at.signedIn('reviewer');
    const path = `/matches/m${night.fresh[2]}/export`;
    expect((await reviewer.post(path, { copy: 'whole' })).status).toBe(403);
    const { status, text } = await staff.post(path, { copy: 'whole' });
    expect(status).toBe(409);
    expect(text).toContain('no consent in force covers that');
  });
});

describe('lookups by hand', () => {
  it('links to the ad without telling where from, and records one answer only', async () => {
    const [one] = await openLookups(at.test.db);
    const name = shortName('h', one!.id);
    const { text } = await staff.get('/lookups');
    expect(text).toContain(`href="${one!.url}" target="_blank" rel="noreferrer noopener"`);
    expect((await staff.post(`/lookups/${name}/answer`, { answer: 'no' })).location).toBe(`/lookups?answered=${name}`);
    expect((await staff.post(`/lookups/${name}/answer`, { answer: 'gone' })).status).toBe(409);
  });

  it('has the ad read and captured by a job when the number was seen', async () => {
    const [one] = await openLookups(at.test.db);
    const name = shortName('h', one!.id);
    const wrong = await staff.post(`/lookups/${name}/answer`, { answer: 'yes', number: 'n999' });
    expect(wrong.status).toBe(400);
    const { location } = await staff.post(`/lookups/${name}/answer`, {
      answer: 'yes',
      number: shortName('n', night.numberId),
    });
    expect(location).toBe(`/lookups?asked=${name}`);
  });
});

describe('the place of a number in a text', () => {
  it('is cut out by its offsets, wherever they lie', () => {
    const texts = (places: { start: number; end: number }[]) =>
      piecesOf('abcdef', places).map((one) => (one.marked ? `[${one.text}]` : one.text));
    expect(texts([{ start: 2, end: 4 }])).toEqual(['ab', '[cd]', 'ef']);
    expect(
      texts([
        { start: 3, end: 99 },
        { start: 0, end: 1 },
        { start: 0, end: 2 },
      ]),
    ).toEqual(['[a]', '[b]', 'c', '[def]']);
    expect(texts([{ start: 9, end: 4 }])).toEqual(['abcdef']);
  });

  it('keeps its shape and two signs when it is covered', () => {
    expect(covered('+7 709 000-00-51')).toBe('+• ••• •••-••-51');
  });
});

describe('what a seller or a platform wrote', () => {
  it('is text on every page, in real Chromium', { timeout: 120_000 }, async () => {
    const { matchId } = await inventHostile(at);
    const browser = await openBrowser();
    const { context, page } = await openWindow(browser, at.address, { visitor: staff });
    const complaints: string[] = [];
    // A picture that is none is no violation; anything the policy blocked would say so.
    page.on('console', (message) => {
      if (/Content Security Policy|script/i.test(message.text())) complaints.push(message.text());
    });
    page.on('dialog', (dialog) => complaints.push(dialog.message()));
    const look = async (path: string) => {
      expect(await page.evaluate('window.ran'), path).toBeUndefined();
      expect(
        await page.locator('main [onerror], main [onload], main script, main a[href^="javascript"]').count(),
        path,
      ).toBe(0);
    };
    const paths = [
      '/',
      '/matches',
      `/matches/m${matchId}`,
      `/matches/m${matchId + 1}`,
      '/lookups',
      '/campaigns',
      `/campaigns/m${matchId + 1}`,
      '/coverage',
      `/coverage/${encodeURIComponent(HOSTILE)}`,
    ];
    for (const path of paths) {
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(200);
      await look(path);
    }
    await page.goto(`/matches/m${matchId}`);
    await page.click('form[action$="/captured"] button');
    await look('as captured');
    const text = await page.locator('.ad-text').first().textContent();
    expect(text).toContain('<script>window.ran=1</script>');
    expect(text).toContain('⟨202E⟩');
    expect(complaints).toEqual([]);
    await context.close();
    await browser.close();
  });
});
