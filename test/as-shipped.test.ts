import './pipeline/photos/fonts.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asText } from './pipeline/photos/pictures.ts';
import { AS_SHIPPED, runQorgan } from './standins/command-line.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'qorgan-shipped-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// The other tests start the program compiled: here its own entry must find everything, in each of its processes.
describe('the program as its users start it', { timeout: 120_000 }, () => {
  const run = (args: readonly string[]) =>
    runQorgan(args, { env: { QORGAN_HOME: join(folder, 'home') }, program: AS_SHIPPED });

  it('makes a data folder, and its database answers the next command', async () => {
    expect(await run(['init'])).toMatchObject({ code: 0 });
    expect(await run(['person', 'list', '--json'])).toMatchObject({ code: 0, stdout: '[]\n' });
  });

  it('reads a picture in a process beside it', async () => {
    const [numbers, picture] = [join(folder, 'numbers'), join(folder, 'ad.png')];
    writeFileSync(numbers, '+77091234501\n');
    writeFileSync(
      picture,
      await asText({ width: 600, height: 200, background: 'plain' }, { rows: ['8 709 123 45 01'] }),
    );
    const { code, stdout } = await run(['detect', '--numbers', numbers, '--photo', picture]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ rows: [{ how: 'picture', strength: 'strong' }] });
  });

  it('refuses bad input with one line and exit code 2', async () => {
    const { code, stdout, stderr } = await run(['matches', '--state', 'sold']);
    expect([code, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1]);
  });
});
