import '../pipeline/photos/fonts.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runQorgan } from '../standins/command-line.ts';
import { asText } from './photos/pictures.ts';

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qorgan-detect-'));
  writeFileSync(at('numbers'), '# a comment\n\n+77091234501\nAisha\t8 709 260 31 48\n87090661993\n');
  writeFileSync(
    at('ours.png'),
    await asText({ width: 600, height: 200, background: 'plain' }, { rows: ['8 709 123 45 01'] }),
  );
  writeFileSync(at('page.jpg'), '<html>no picture</html>');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const detect = (args: readonly string[], input = '') =>
  runQorgan(['detect', '--numbers', at('numbers'), ...args], { env: { QORGAN_HOME: at('nowhere') }, input });

describe('detect, as its user sees it', { timeout: 120_000 }, () => {
  it('reads a text from standard input and points into it; rows carry names, never digits', async () => {
    const text = 'Корова. Звоните 8 709 123 45 01, или семьсот девять двести шестьдесят тридцать один сорок восемь';
    const { code, stdout } = await detect([], text);
    expect(code).toBe(0);
    const { rows, numbers, texts } = JSON.parse(stdout);
    expect([numbers, texts]).toEqual([3, 1]);
    expect(rows.map((row: { number: string; how: string }) => [row.number, row.how])).toEqual([
      ['n3', 'plain'],
      ['Aisha', 'disguised'],
    ]);
    const [span] = rows[0].spans;
    expect(text.slice(span.start, span.end)).toBe('8 709 123 45 01');
    expect(stdout).not.toContain('1234501');
  });

  it('reads JSON of one ad, and JSON Lines of many', async () => {
    const ad = { id: 7, fields: [{ name: 'seller.phone', kind: 'contact', text: '87091234501' }] };
    const one = JSON.parse((await detect(['-'], JSON.stringify(ad))).stdout);
    expect(one.rows).toMatchObject([{ text: '7', number: 'n3', how: 'field', strength: 'strong' }]);
    const many = JSON.parse(
      (await detect([], `${JSON.stringify(ad)}\n${JSON.stringify({ text: 'Корова' })}\n`)).stdout,
    );
    expect(many).toMatchObject({ texts: 2, rows: [{ text: '7' }] });
  });

  it.each([
    ['a line that is no number', 'numbers\n+7709123', /line 1: not a phone number/],
    ['two numbers of one name', 'a\t+77091234501\na\t+77092603148', /used twice/],
    ['an empty list', '# nothing\n', /none given/],
    ['JSON of another shape', '[{"phone": 1}]', /JSON array/],
  ])('%s ends with 2 and one line, which repeats no digits', async (_, numbers, said) => {
    writeFileSync(at('bad'), numbers);
    const result = await runQorgan(['detect', '--numbers', at('bad')], { env: {}, input: 'text' });
    expect(result).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(said) });
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
    expect(result.stderr).not.toMatch(/\d{5}/);
  });

  it('looks at pictures, and tells with exit code 3 what could not be looked at and why', async () => {
    const { code, stdout } = await detect(['--photo', at('ours.png'), at('page.jpg')]);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      texts: 0,
      rows: [{ text: 'ours.png', number: 'n3', how: 'picture', strength: 'strong' }],
      photos: [
        { photo: 'ours.png', state: 'read', why: null },
        { photo: 'page.jpg', state: 'could-not-look', why: 'not-an-image' },
      ],
    });
    expect(await detect(['--photo', at('missing.jpg')])).toMatchObject({ code: 2 });
  });
});
