import { describe, expect, it } from 'vitest';
import type { IndexWalk } from '../../scrapers/adapter.ts';
import { kolesa } from '../../scrapers/platforms/kolesa.ts';
import { walkThrough } from '../standins/walk-through.ts';

const SECTION: IndexWalk = { name: 'cars', page: (n) => `https://kolesa.kz/cars/?page=${n}`, maxPages: 50 };

/** A list of so many pages of two ads; deeper ones lead back to the first. `total`: the list says how many it has. */
async function walked(pages: number, total: number | null) {
  const count = total === null ? '' : `<script type="application/ld+json">{"offers":{"offerCount":${total}}}</script>`;
  return walkThrough(SECTION, {
    adapter: kolesa(),
    look: async (url) => {
      const asked = Number(new URL(url).searchParams.get('page'));
      const n = asked > pages ? 1 : asked;
      const cards = [1, 2].map(
        (i) => `<div class="js__a-card" data-id="2000000${n}${i}"><a data-test="advert-title">Трактор</a></div>`,
      );
      const fetchedAt = '2026-11-24T05:00:00.000Z';
      const body = `<html><head>${count}</head><body>${cards.join('')}</body></html>`;
      return { requestedUrl: url, url, redirects: [], status: 200, headers: {}, body, engine: 'http', fetchedAt };
    },
  });
}

describe('a deep page that leads back to the first one', () => {
  it('is no proof that the list has ended: older ads may lie beneath', async () => {
    expect(await walked(3, null)).toMatchObject({ end: 'window-end', pages: 4 });
  });

  it('ends the walk where the list says how many ads it has, or has one page only', async () => {
    expect(await walked(3, 6)).toMatchObject({ end: 'end' });
    expect(await walked(1, null)).toMatchObject({ end: 'end' });
  });
});
