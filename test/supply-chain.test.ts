import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lockedPackages } from './checks/licences.ts';

const ROOT = join(import.meta.dirname, '..');
/** Licences under which a package may be used and passed on with an Apache-2.0 program. */
const ALLOWED = new Set([
  'MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Unlicense',
  'CC0-1.0', 'PSF-2.0', 'Zlib', 'OFL-1.1', 'CC-BY-3.0',
]); // biome-ignore format: a table
/** Allowed for a reason that the licence's name does not tell. */
const BY_NAME: Readonly<Record<string, string>> = {
  'js-clipper': 'its "boost" is the Boost Software License 1.0',
  'pause-stream': 'MIT or Apache-2.0, in an old spelling; tests only',
  'map-stream': 'MIT by its LICENSE file; tests only',
  'caniuse-lite': 'CC-BY-4.0 data, tests only',
};
/** Weak copyleft: used as it comes, linked or loaded, never changed. */
const UNCHANGED = [/^@img\/sharp-/, /^lightningcss/, /^axe-core$/];

function isAllowed(licence: string): boolean {
  const alternatives = licence.replace(/[()]/g, '').split(' OR ');
  return alternatives.some((one) => one.split(' AND ').every((part) => ALLOWED.has(part.trim())));
}

describe('what the program is made of', () => {
  const packages = lockedPackages();

  it('comes from the registry, each package with its digest', () => {
    expect(packages.length).toBeGreaterThan(100);
    for (const { path, integrity, resolved } of packages) {
      expect(integrity, path).toMatch(/^sha512-/);
      // Left out where it is the registry's own.
      expect(resolved ?? 'https://registry.npmjs.org/', path).toMatch(/^https:\/\/registry\.npmjs\.org\//);
    }
  });

  it('is pinned to one version each, without ranges', () => {
    const file = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
    const named = z.record(z.string(), z.string());
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'])
      for (const [name, version] of Object.entries(named.parse(file[kind])))
        expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('runs no install script: npm is told so, and the suite that passes was installed so', () => {
    expect(readFileSync(join(ROOT, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
    // esbuild's only checks its own binary, which comes as an optional package; the others fetch what is not used.
    const known = ['esbuild', 'onnxruntime-node', 'tesseract.js'];
    for (const { path } of packages.filter((one) => one.hasInstallScript)) expect(known).toContain(path);
  });

  it('may be passed on: every licence is one that was looked at', () => {
    const odd = packages
      .filter(({ path, licence }) => !isAllowed(licence) && !UNCHANGED.some((one) => one.test(path)))
      .filter(({ path }) => BY_NAME[path] === undefined)
      .map(({ path, licence }) => `${path}: ${licence}`);
    expect(odd).toEqual([]);
  });
});
