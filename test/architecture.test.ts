import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const AREAS = ['scrapers', 'pipeline', 'db', 'reports'] as const;
type Area = (typeof AREAS)[number];

/** The table of ../shared/design.md: who may import whom. `reports` sees the platform directory, not the fetching. */
const MAY_IMPORT: Record<Area, readonly Area[]> = {
  scrapers: ['scrapers'],
  db: ['db'],
  pipeline: ['pipeline', 'scrapers', 'db'],
  reports: ['reports', 'scrapers', 'db'],
};
/** What a command says and asks, and who signs letters: the command glue of pipeline and reports may see them. */
const LEAVES = ['terminal.ts', 'config.ts', 'command.ts'];
const REPORTS_MAY_SEE_OF_SCRAPERS = ['scrapers/adapter.ts', 'scrapers/directory.ts', 'scrapers/targets.ts'];

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const specifiers = [
    ...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+|new URL\(\s*)['"](\.{1,2}\/[^'"]+)['"]/g),
  ];
  return specifiers.map((found) =>
    relative(root, resolve(root, dirname(file), found[1] ?? ''))
      .split(sep)
      .join('/'),
  );
}

const files = AREAS.flatMap(sources);

describe('the house keeps its import directions', () => {
  it.each(AREAS)('%s imports only what the table allows', (area) => {
    const wrong = sources(area).flatMap((file) =>
      importsOf(file)
        .filter((target) => !(area !== 'db' && area !== 'scrapers' && LEAVES.includes(target)))
        .filter((target) => !(MAY_IMPORT[area] as readonly string[]).includes(target.split('/')[0] ?? ''))
        .map((target) => `${file} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('reports sees of scrapers only the contract and the platform directory', () => {
    const wrong = sources('reports').flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith('scrapers/') && !REPORTS_MAY_SEE_OF_SCRAPERS.includes(target))
        .map((target) => `${file} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('every relative import names a file that exists', () => {
    const missing = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => !existsSync(join(root, target)))
        .map((target) => `${file} → ${target}`),
    );
    expect(missing).toEqual([]);
  });
});

describe('the rules that can be read off the text hold', () => {
  it('only config.ts reads the environment', () => {
    const readers = [...files, 'qorgan.ts', 'terminal.ts'].filter((file) =>
      /process\.env/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(readers).toEqual([]);
  });

  it('no file or folder has a name that says nothing', () => {
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|manager|misc)(\.|\/|$)/i.test(file))).toEqual([]);
  });

  it('the digits of a number leave PhoneNumber only where the list says', () => {
    const revealing = files.filter((file) => /\.reveal\(\)/.test(readFileSync(join(root, file), 'utf8')));
    expect(revealing.sort()).toEqual(REVEALS);
  });
});

describe('the console says nothing unescaped', () => {
  it('no page makes markup but with the escaping template', () => {
    const raw = sources('reports/console').filter((file) =>
      /\braw\(|\braw\b.*hono\/html/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(raw).toEqual([]);
  });

  it('no markup carries a script, a style or a handler of its own', () => {
    const inline = sources('reports/console').filter((file) =>
      /<script(?![^>]*\bsrc=)|<style|\sstyle="|\son[a-z]+="/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(inline).toEqual([]);
  });
});

/** Every file that may see a protected number's digits. A new entry is a decision, not a convenience. */
const REVEALS: readonly string[] = [
  'db/vault.ts',
  // Typed into a platform's own search, after site-search.ts has seen the consent for it.
  'pipeline/hidden/spellings.ts',
  'pipeline/match.ts',
  'pipeline/phones/detect.ts',
  // One number on one page, by a click that is written to the log.
  'reports/console/numbers/reveal.ts',
  'reports/gather.ts',
];
