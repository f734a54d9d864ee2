import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** Tests and benches that SECURITY.md names, as paths under `test/`; "x there" stands in the folder of the one before. */
function named(): string[] {
  const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');
  let before = '';
  return [...text.matchAll(/`([\w./-]+\.ts)`( there)?/g)].map(([, name = '', there]) => {
    const path = there && !name.includes('/') ? join(dirname(before), name) : name;
    before = path;
    return path;
  });
}

it('every test that SECURITY.md names behind a claim is there', () => {
  const paths = named().filter((path) => path.endsWith('.test.ts') || path.startsWith('bench/'));
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !existsSync(join(root, 'test', path)))).toEqual([]);
});
