import {
  type Answer,
  escaped,
  page,
  pageOf,
  pager,
  type Standin,
  type StandinAd,
  says,
  startStandin,
} from './platform.ts';

const ON_A_PAGE = 60;

export interface EngineLook {
  readonly title: string;
  /** What stands before every path: `/ru/kz` on edc.sale. */
  readonly prefix: string;
  readonly card: (ad: StandinAd, path: string) => string;
  /** The walk that a rubric's path lists. */
  readonly rubric: (path: string) => string | null;
}

/** An imitation of the engine of avi.kz and edc.sale: each card twice, sixty a page, the last page repeated for ever. */
export function startAviEngine(look: EngineLook, ads: readonly StandinAd[]): Promise<Standin> {
  return startStandin(ads, (url, { live, removed, trouble }) => {
    if (!url.pathname.startsWith(`${look.prefix}/`)) return null;
    const path = url.pathname.slice(look.prefix.length);
    const shown = /^\/obyavleniya\/[^/]+-(\d+)\.html$/.exec(path)?.[1];
    if (shown !== undefined) {
      const ad = live.find((one) => one.n === Number(shown));
      if (trouble === 'soft-404') return { status: 200, body: page(look.title, '<p>Объявления Казахстана</p>') };
      if (ad && trouble === 'archived') return { status: 200, body: page(look.title, '<p>Снято с публикации</p>') };
      if (ad) return adPage(ad, look, live);
      return { status: removed.has(Number(shown)) ? 410 : 404, body: page(look.title, '<p>404</p>') };
    }
    const search = path === '/search/' && url.searchParams.has('q');
    const walk = look.rubric(path);
    if (!search && walk === null) return null;
    const words = url.searchParams.get('q') ?? '';
    const all = search ? live.filter((ad) => says(ad, words)) : live.filter((ad) => ad.category === walk);
    const { rows, n, pages } = pageOf(all, Number(url.searchParams.get('page') ?? '1'), ON_A_PAGE);
    const links = pager(pages, (to) => `${url.pathname}${query(url, to)}`, 'j-pgn-page');
    const cards = rows.map((ad) => look.card(ad, pathOf(ad, look)));
    const body = `<h1>Объявления, страница ${n}</h1><div class="desktop">${cards.join('')}</div>
<div class="phone" hidden>${cards.join('')}</div>${links}`;
    return { status: 200, body: page(look.title, body) };
  });
}

function query(url: URL, n: number): string {
  const asked = new URLSearchParams(url.searchParams);
  asked.set('page', String(n));
  return `?${asked}`;
}

function pathOf(ad: StandinAd, look: EngineLook): string {
  return `${look.prefix}/obyavleniya/obyavlenie-${ad.n % 100}-${ad.n}.html`;
}

function adPage(ad: StandinAd, look: EngineLook, live: readonly StandinAd[]): Answer {
  const others = live.filter((one) => one.category === ad.category && one.n !== ad.n).slice(0, 2);
  const head = `<link rel="canonical" href="${pathOf(ad, look)}"><meta property="og:title" content="${escaped(ad.title)}">`;
  const body = `<h1>${escaped(ad.title)}</h1><article class="c-article"><p>${ad.price} тг. <span class="nowrap">сегодня</span></p>
<p>${escaped(ad.description).replace(/\n/g, '<br>')}</p><p>${escaped(ad.sellerName)}, ${escaped(ad.city)}</p></article>
<h4>Похожие</h4>${others.map((one) => look.card(one, pathOf(one, look))).join('')}`;
  return { status: 200, body: page(ad.title, body, head) };
}
