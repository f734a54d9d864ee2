import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { platforms } from '../../scrapers/directory.ts';
import { createHttpFetcher } from '../../scrapers/fetch.ts';
import { openPage, type Page } from '../../scrapers/page.ts';
import { isOwnHost, readIndex, readListing, refusalOf } from '../../scrapers/read.ts';
import { adIdOn, INVENTED_OPTIONS, STANDINS } from '../standins/all.ts';
import type { Standin, StandinAd } from '../standins/platform.ts';

/** What platforms say of ads that are gone, of empty lists and of visitors they refuse: here a seller says it. */
const SAID = [
  'Объявление находится в архиве',
  'В архиве',
  'в\u00a0архиве',
  'Найдено 0 объявлений',
  'Ничего не найдено',
  'Post not found',
  'Объявление больше не доступно',
  'Объявление удалено',
  '404 Not Found',
  'Вход в личный кабинет',
  'Доступ ограничен. Подтвердите, что вы не робот',
  'The request could not be satisfied',
  '"status":"archive","storage":"archive"',
  '"}; var data = {"advert":{"id":1,"status":"archive"}};',
  '</script><script>window.__PRERENDERED_STATE__ = "{}"</script>',
  '<div class="is-archived-text">x</div>',
  '<div data-cy="empty-state"></div>',
  '<div class="tgme_widget_message_error">Post not found</div>',
];

const http = createHttpFetcher({ userAgent: 'Qorgan test', clock: () => new Date() });
afterAll(() => http.close());

describe.each(Object.keys(STANDINS))('what a seller writes on %s', (id) => {
  let standin: Standin;
  let adapter: PlatformAdapter;
  let ads: StandinAd[];

  beforeAll(async () => {
    const category = platforms(new Map(), INVENTED_OPTIONS)
      .find((one) => one.id === id)
      ?.indexWalks({ depth: 'full' })[0]?.name;
    ads = SAID.map((said, i) => ({
      n: 700_000_100 + i,
      title: said,
      // Longer than what the smaller boards are told by.
      description: `${said}\nКорова спокойная, отёл в марте, торг уместен.\n${said}`,
      price: 10_000,
      city: said,
      category: category ?? '',
      sellerName: said,
      phone: '+77095000001',
      postedAt: new Date(Date.now() - i * 60_000),
    }));
    const start = STANDINS[id];
    if (!start) throw new Error(`no stand-in for ${id}`);
    standin = await start(ads);
    const made = platforms(new Map([[id, standin.origin]]), INVENTED_OPTIONS).find((one) => one.id === id);
    if (!made) throw new Error(`no adapter for ${id}`);
    adapter = made;
  });
  afterAll(() => standin.close());

  const look = async (url: string): Promise<Page> =>
    openPage(await http.fetchPage(url, (address) => isOwnHost(adapter, address)));

  it('empties no list, and no ad of it is gone or refused', async () => {
    const [walk] = adapter.indexWalks({ depth: 'full' });
    const page = await look(walk?.page(1) ?? '');
    const index = readIndex(adapter, page);
    if (index.state !== 'cards') throw new Error(`the index is ${JSON.stringify(index)}`);
    expect(refusalOf(adapter, page)).toBeNull();
    const cards = new Map(index.contents.cards.map((card) => [card.adId, card]));
    for (const ad of ads) {
      const adId = adIdOn(id, ad);
      const card = cards.get(adId);
      expect(card, `${ad.title} is on the index`).toBeDefined();
      if (!card || card.listing) continue;
      const shown = await look(card.url);
      expect(refusalOf(adapter, shown), ad.title).toBeNull();
      expect(readListing(adapter, shown, adId).state, ad.title).toBe('live');
    }
  });
});
