import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runQorgan } from './standins/command-line.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');
/** Saved pages of the real sites, which stand beside the repository and are no part of it. */
const SAMPLES = join(import.meta.dirname, '../../shared/samples');

interface Read {
  kind: string;
  state: string;
  why?: string;
  listing?: {
    adId: string;
    hidden: { count: number | null; prefix: string | null } | null;
    fields: { name: string; text: string }[];
  };
  contents?: {
    via: string;
    total: number | null;
    lastPage: number | null;
    cards: { adId: string; promoted: boolean; listing: unknown }[];
  };
}

async function inspect(platform: string, file: string, url: string): Promise<Read> {
  const { code, stdout, stderr } = await runQorgan(['inspect', platform, file, '--url', url], { env: {} });
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Read;
}

describe('what a page is, when its address does not tell', { timeout: 240_000 }, () => {
  it.each([
    ['olx', 'listing', 'https://www.olx.kz/saved', 'listing', 'live'],
    ['krisha', 'listing', 'https://krisha.kz/', 'listing', 'live'],
    ['krisha', 'removed', 'https://krisha.kz/saved', 'listing', 'removed'],
    // On an unread page "kind" is that of the failure.
    ['krisha', 'listing-without-text', 'https://krisha.kz/saved', 'layout', 'unknown'],
    ['olx', 'index', 'https://www.olx.kz/saved', 'index', 'cards'],
    ['olx', 'redesigned', 'https://www.olx.kz/saved', 'layout', 'unknown'],
  ])('%s/%s at %s: %s, %s', async (platform, name, url, kind, state) => {
    const read = await inspect(platform, join(FIXTURES, platform, name, 'page.html'), url);
    expect(read).toMatchObject({ platform, kind, state });
  });
});

if (existsSync(SAMPLES))
  describe('the saved pages of the real sites', { timeout: 240_000 }, () => {
    const textOf = (read: Read, name: string) => read.listing?.fields.find((field) => field.name === name)?.text ?? '';

    it.each(['https://krisha.kz/a/show/1006022667', 'https://krisha.kz/saved'])(
      'an ad of krisha.kz at %s',
      async (url) => {
        const read = await inspect('krisha', join(SAMPLES, 'krisha-listing-2026-06.html'), url);
        expect(read).toMatchObject({ kind: 'listing', state: 'live' });
        expect(read.listing).toMatchObject({ adId: '1006022667', hidden: { count: 1, prefix: '775' } });
        expect(textOf(read, 'description').length).toBeGreaterThan(400);
        expect(textOf(read, 'description')).not.toMatch(/…$/);
      },
    );

    it('cards of krisha.kz that no search names are promoted', async () => {
      const read = await inspect(
        'krisha',
        join(SAMPLES, 'krisha-index-part-2026-08.html'),
        'https://krisha.kz/prodazha/kvartiry/',
      );
      expect(read).toMatchObject({ kind: 'index', state: 'cards', contents: { via: 'dom' } });
      expect(read.contents?.cards.map(({ promoted }) => promoted)).toEqual([true, true, true]);
    });

    it.each(['https://www.olx.kz/d/obyavlenie/x-ID3ZjQ7.html', 'https://www.olx.kz/saved'])(
      'an ad of the sister site at %s',
      async (url) => {
        const read = await inspect('olx', join(SAMPLES, 'olx-uz-listing-2026-05.html'), url);
        expect(read).toMatchObject({ kind: 'listing', state: 'live', listing: { adId: '58943283' } });
        expect(textOf(read, 'description').length).toBeGreaterThan(20);
        expect(read.listing?.hidden).not.toBeNull();
      },
    );

    it('under the address of another ad it is no answer', async () => {
      const read = await inspect(
        'olx',
        join(SAMPLES, 'olx-uz-listing-2026-05.html'),
        'https://www.olx.kz/d/obyavlenie/-IDqjMEF.html',
      );
      expect(read).toMatchObject({ kind: 'layout', state: 'unknown', why: 'the page shows another ad' });
    });

    it('a list of the sister site has every ad whole', async () => {
      const read = await inspect('olx', join(SAMPLES, 'olx-uz-list-2026-05.html'), 'https://www.olx.kz/nedvizhimost/');
      expect(read).toMatchObject({
        kind: 'index',
        state: 'cards',
        contents: { via: 'state', total: 31827, lastPage: 25 },
      });
      expect(read.contents?.cards).toHaveLength(52);
      expect(read.contents?.cards.every((card) => card.listing !== null)).toBe(true);
    });

    it('a card of olx.kz has the id that its address is a code of', async () => {
      const read = await inspect('olx', join(SAMPLES, 'olx-kz-card-2025-09.html'), 'https://www.olx.kz/nedvizhimost/');
      expect(read.contents?.cards.map(({ adId }) => adId)).toEqual(['388151417', '364148929']);
    });
  });
