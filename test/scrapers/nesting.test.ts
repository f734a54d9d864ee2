import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { platforms } from '../../scrapers/directory.ts';
import { openHtml } from '../../scrapers/html.ts';
import { openPage } from '../../scrapers/page.ts';
import { isGoodLook, readIndex, readListing, refusalOf } from '../../scrapers/read.ts';
import { textOf } from '../../scrapers/visible-text.ts';
import { INVENTED_OPTIONS } from '../standins/all.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures');
/** Processor seconds for all that is asked of one page. */
const CAP = 3;
const MANY = 120_000;

/** Of their pages only the data in a script are read. */
const READ_WITHOUT_TREE = new Set(['olx']);

const NESTS: Readonly<Record<string, string>> = {
  'elements in elements': '<div>'.repeat(MANY),
  'letters in letters': '<b><i>'.repeat(MANY),
  'links that each begin anew': Array.from({ length: MANY }, (_, i) => `<a href="/${i}">`).join(''),
  'marks that every paragraph repeats': `${Array.from({ length: 100 }, (_, i) => `<b id="${i}">`).join('')}${'<p>x'.repeat(MANY)}`,
  'roots in roots': `<svg>${'<html>'.repeat(MANY)}`,
  'marks of the parser': '<documentmock><div>'.repeat(MANY),
  'tables in tables': '<table><tr><td>'.repeat(MANY),
  'more elements than any page has': '<br>'.repeat(MANY),
  'paragraphs that end what never began': `${'<div>'.repeat(100)}${'</p>'.repeat(MANY)}`,
};

function seconds(work: () => void): number {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1e6;
}

describe.each(platforms(new Map(), INVENTED_OPTIONS).map((adapter) => [adapter.id, adapter] as const))(
  'a page of %s that nests without end',
  (id, adapter) => {
    it.each(Object.entries(NESTS))('could not be looked at, and soon: %s', (_, nest) => {
      for (const name of ['index', 'listing', 'removed']) {
        const folder = join(FIXTURES, id, name);
        const { url, status } = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
          url: string;
          status: number;
        };
        const file = readdirSync(folder).find((one) => one === 'page.html');
        // What comes as JSON holds no elements.
        if (!file) continue;
        const body = readFileSync(join(folder, file), 'utf8').replace(/<\/body>|$/, `${nest}$&`);
        const page = openPage({
          ...{ requestedUrl: url, url, redirects: [], status, headers: {}, body },
          ...{ engine: 'http', fetchedAt: '2026-11-25T00:00:00.000Z' },
        });
        const adId = adapter.adIdOf(new URL(url));
        const taken = seconds(() => {
          isGoodLook(adapter, page);
          expect(refusalOf(adapter, page), name).toBeNull();
          const reading = adId === null ? readIndex(adapter, page) : readListing(adapter, page, adId);
          // 404 and 410 are the platform's own word, whatever it wraps it in; data in a script are read without the tree.
          if (status === 200 && !READ_WITHOUT_TREE.has(id))
            expect(reading, name).toMatchObject({ state: 'unknown', kind: 'layout' });
        });
        expect(taken, name).toBeLessThan(CAP);
      }
    });
  },
);

it('the seller’s own HTML that nests without end is no text, and is told so at once', () => {
  for (const nest of Object.values(NESTS))
    expect(seconds(() => expect(() => textOf(nest)).toThrow(/the page has/))).toBeLessThan(CAP);
});

it('a page as deep and as long as any real one is read, and pieces put into it later count for themselves', () => {
  const $ = openHtml(
    `${'<div>'.repeat(90)}<p>an ad</p>${'</div>'.repeat(90)}${'<li>card</li>'.repeat(20_000)}`,
    'page',
  );
  expect($('p').text()).toBe('an ad');
  for (let i = 0; i < 1_000; i++) $('p').before('<i>x</i>');
  expect($('i').length).toBe(1_000);
});
