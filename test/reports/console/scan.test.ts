import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAttacks } from '../../../db/attacks.ts';
import { endRun, startRun } from '../../../db/runs.ts';
import { isScanStopped } from '../../../db/scans.ts';
import type { Coverage } from '../../../db/schema/runs.ts';
import { scanJobs } from '../../../db/schema/scans.ts';
import { openConsole, type TestConsole, type Visitor } from '../../standins/console.ts';
import { enrolInvented } from '../../standins/enrolled.ts';

const DIGITS = '+77091230001';
let at: TestConsole;
let staff: Visitor;
let name = '';
beforeAll(async () => {
  at = await openConsole();
  staff = await at.signedIn('reviewer');
  const { numberId } = await enrolInvented(at.test.db, DIGITS, at.vault);
  name = `n${numberId}`;
});
afterAll(() => at.close());

const jobs = async () =>
  (await at.test.db.select().from(scanJobs)).sort((a, b) => a.platform.localeCompare(b.platform));
const run = async (
  platform: string,
  job: string,
  coverage: Coverage,
  kind = 'scan' as 'scan' | 'check',
  counts = {},
) => {
  const { id } = await startRun(at.test.db, { kind, platform, job }, at.now());
  const reasons = coverage === 'complete' ? [] : [{ kind: 'blocked', where: 'index', detail: '403' }];
  await endRun(at.test.db, id, { coverage, reasons, counts }, at.now());
};

describe('scan now', () => {
  it('offers each number that is looked for, masked', async () => {
    const { text } = await staff.get('/scan');
    expect(text).toContain('+7 709 ***-**-01');
    expect(text).not.toContain('7091230001');
  });

  it('adds a job a platform and shows each as waiting', async () => {
    expect((await staff.post('/scan', { number: name })).location).toBe(`/scan/${name}`);
    expect((await jobs()).map(({ platform }) => platform)).toEqual(expect.arrayContaining(['krisha', 'olx']));
    const { text } = await staff.get(`/scan/${name}`);
    expect(text).toContain('waits its turn');
    expect(text).toContain('data-live="runs matches"');
    expect(text).toContain('Stop the scan');
  });

  it('says when nobody takes up the work', async () => {
    at.pass(61_000);
    expect((await staff.get(`/scan/${name}`)).text).toContain('“qorgan serve” has to be running');
  });

  it('tells "not found" only of a platform that was looked at to the end', async () => {
    for (const { platform, job } of await jobs()) await run(platform, job, platform === 'olx' ? 'complete' : 'blind');
    const { text } = await staff.get(`/scan/${name}`);
    expect(text).toContain('The scan is over.');
    expect(text).toMatch(/OLX[^<]*<\/th>\s*<td><span class="badge good">not found/);
    expect(text).toMatch(/risha[^<]*<\/th>\s*<td><span class="badge warn">could not look/);
    expect(text).toContain('the platform refused us');
  });

  it('stops: what waited is dropped, what is at work sees it, and both are "could not look"', async () => {
    await staff.post('/scan', { number: name });
    const { location } = await staff.post(`/scan/${name}/stop`);
    expect(location).toBe(`/scan/${name}`);
    const { text } = await staff.get(`/scan/${name}`);
    expect(text).toContain('The scan was stopped: Test reviewer');
    const newest = (await at.test.db.select().from(scanJobs)).filter((one) => one.scanId === 2);
    for (const { job } of newest) expect(await isScanStopped(at.test.db, job)).toBe(true);
    expect((await staff.post(`/scan/${name}/stop`)).status).toBe(409);
  });

  it('is done so often a day for one number, and says so', async () => {
    for (let i = 0; i < 10; i++) await staff.post('/scan', { number: name });
    const { status, text } = await staff.post('/scan', { number: name });
    expect(status).toBe(429);
    expect(text).toContain('This number was looked for 12 times within a day already');
  });

  it('watches a number closely for as long as was said, and no more when that is over', async () => {
    await staff.post(`/scan/${name}/attack`, { hours: '48', act: 'watch' });
    const [attack] = await listAttacks(at.test.db);
    expect(attack?.until.getTime()).toBe(at.now().getTime() + 48 * 3_600_000);
    expect((await staff.get(`/scan/${name}`)).text).toContain('Watched closely until');
    await staff.post(`/scan/${name}/attack`, { act: 'over' });
    expect(await listAttacks(at.test.db)).toEqual([]);
  });
});

describe('links and forwarded messages', () => {
  it('become a job each where an ad can be looked at, and say why where not', async () => {
    const text = 'https://krisha.kz/a/show/1009900001 https://www.instagram.com/p/abc/ https://unknown.example/x';
    const { location } = await staff.post('/scan/checks', { text });
    expect(location).toBe('/scan/checks/1');
    const page = (await staff.get('/scan/checks/1')).text;
    expect(page).toContain('ad 1009900001');
    expect(page).toContain('waits its turn');
    expect(page).toContain('this site is not known to the program');
    expect(page).not.toContain('unknown.example');
  });

  it('finds a protected number in the words of a message, and keeps nothing of it', async () => {
    const { location } = await staff.post('/scan/checks', { text: 'Сатылады сиыр, тел 8 709 123 00 01, хабарлас' });
    const page = (await staff.get(location ?? '')).text;
    expect(page).toContain('A protected number stands in the text');
    expect(page).toContain('+7 709 ***-**-01');
    expect(page).not.toMatch(/сиыр|123 00 01/);
  });

  it('refuses a list of numbers to be tried', async () => {
    const { status, text } = await staff.post('/scan/checks', { text: Array(40).fill('87091230001').join(' ') });
    expect(status).toBe(400);
    expect(text).toContain('holds too many numbers');
  });
});
