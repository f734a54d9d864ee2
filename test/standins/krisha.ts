import {
  type Answer,
  escaped,
  json,
  overlay,
  page,
  photoUrls,
  printed,
  type Shelf,
  type Standin,
  type StandinAd,
  scriptJson,
  startStandin,
} from './platform.ts';

const ON_A_PAGE = 20;

/** An imitation of krisha.kz as facts/kolesa-group.md describes it: search ids against look-alike cards, hidden phones. */
export function startKrisha(ads: readonly StandinAd[]): Promise<Standin> {
  return startStandin(ads, (url, shelf) => {
    const { live, removed, trouble } = shelf;
    if (url.pathname === '/a/ajaxPhones') {
      const asked = live.find((one) => one.n === Number(url.searchParams.get('id')));
      return asked ? phonesOf(asked, shelf) : json(404, { error: 'Not Found' });
    }
    const shown = /^\/(?:kz\/)?a\/show\/(\d{6,12})$/.exec(url.pathname)?.[1];
    if (shown !== undefined) {
      const ad = live.find((one) => one.n === Number(shown));
      if (trouble === 'soft-404') return { status: 200, body: page('Крыша', '<p>Недвижимость Казахстана</p>') };
      if (ad) return adPage(url.origin, ad, trouble === 'archived' ? 'archive' : 'live', trouble === 'overlay');
      return { status: removed.has(Number(shown)) ? 410 : 404, body: page('Крыша', '<p>404</p>') };
    }
    const section = /^\/(prodazha|arenda)\/([a-z-]+)\/$/.exec(url.pathname);
    if (!section || url.searchParams.get('sort_by') !== 'add_date-desc') return null;
    const all = live.filter((ad) => ad.category === `${section[1]}-${section[2]}`);
    const pages = Math.max(1, Math.ceil(all.length / ON_A_PAGE));
    const asked = Number(url.searchParams.get('page') ?? '1');
    if (asked > pages && trouble !== 'repeated-last-page') return { status: 404, body: page('Крыша', '<p>404</p>') };
    return searchPage(all, Math.min(asked, pages));
  });
}

function searchPage(all: readonly StandinAd[], n: number): Answer {
  const results = all.slice((n - 1) * ON_A_PAGE, n * ON_A_PAGE);
  const hot = all.filter((ad) => ad.promoted && !results.includes(ad)).slice(0, 3);
  const data = {
    search: {
      ids: results.map((ad) => ad.n),
      currentPage: n,
      nbTotal: String(all.length).replace(/\B(?=(\d{3})+$)/g, ' '),
    },
    note: 'a string with }; and { inside',
  };
  const body = `<h1>Объявления</h1><div class="a-hot">${hot.map(card).join('')}</div><section class="a-search-list">${results.map(card).join('')}</section>`;
  return { status: 200, body: page('Крыша', body, dataScript(data)) };
}

function card(ad: StandinAd): string {
  const preview = ad.description.length > 60 ? `${ad.description.slice(0, 60)}…` : ad.description;
  return `<div class="a-card a-storage-live ddl_product" data-id="${ad.n}" data-uuid="00000000-0000-4000-8000-${String(ad.n).padStart(12, '0')}">
<a class="a-card__title" href="/a/show/${ad.n}">${escaped(ad.title)}</a><div class="a-card__price">${ad.price} ₸</div>
<div class="a-card__subtitle">${escaped(ad.city)}</div><div class="a-card__text-preview">${escaped(preview)}</div></div>`;
}

/** What the button's own request brings, and how the site refuses (facts/kolesa-group.md 1, "Phone reveal"). */
function phonesOf(ad: StandinAd, { trouble, signedIn }: Shelf): Answer {
  if (trouble === 'reveal-refused') return json(403, { message: 'Forbidden' });
  if (trouble === 'reveal-login' && !signedIn)
    return json(200, { error: 'Необходимо авторизоваться, чтобы увидеть телефон' });
  if (trouble === 'reveal-captcha') return json(200, { phones: [], gRecaptcha: { siteKey: 'invented' } });
  if (trouble === 'reveal-cap') return json(200, { phones: [] });
  return json(200, { phones: [printed(ad.phone)] });
}

const REVEAL_SCRIPT = `<script>document.querySelector('.show-phones').onclick = async (event) => {
  const answer = await fetch('/a/ajaxPhones?id=' + event.target.dataset.id, { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
  const said = await answer.json();
  const numbers = said.phones ?? [];
  document.querySelector('.offer__contacts-phones').innerHTML = numbers.map((one) => '<p>' + one + '</p>').join('');
  if (numbers.length > 0) document.querySelector('.a-phones__hidden').remove();
  else document.querySelector('.a-phones__error').textContent = said.error ?? 'Не удалось показать телефон';
}</script>`;

function adPage(origin: string, ad: StandinAd, status: 'live' | 'archive', covered: boolean): Answer {
  const prefix = ad.phone.replace(/\D/g, '').slice(1, 4);
  const data = {
    advert: {
      id: ad.n,
      storage: status,
      status,
      title: ad.title,
      price: ad.price,
      ownerName: ad.sellerName,
      userType: 'owner',
      categoryAlias: ad.category,
      photos: photoUrls(origin, ad).map((src) => ({ src })),
    },
    adverts: [
      {
        city: ad.city,
        description: ad.description.slice(0, 60),
        createdAt: ad.postedAt.toISOString().slice(0, 10),
        addedAt: ad.postedAt.toISOString().slice(0, 10),
        contactsInfo: { phonePreview: `+7 ${prefix} `, phonesNb: 1 },
      },
    ],
    phonesUrl: `/a/ajaxPhones?id=${ad.n}`,
  };
  const archived = status === 'archive' ? '<p class="is-archived-text">Объявление может быть неактуальным</p>' : '';
  const body = `<article>${archived}<div class="offer__advert-title"><h1>${escaped(ad.title)}</h1></div><div class="offer__price">${ad.price} ₸</div>
<div class="offer__description"><div class="text"><div class="js-description">${escaped(ad.description).replace(/\n/g, '<br>')}</div></div></div>
<div class="offer__parameters"><dl><dt>Город</dt><dd>${escaped(ad.city)}</dd></dl></div>
<div class="a-phones"><span class="a-phones__hidden">+7 ${prefix}</span> <button class="show-phones" data-id="${ad.n}">Показать телефон</button><span class="a-phones__error"></span><div class="offer__contacts-phones"></div></div><p class="owners__name">${escaped(ad.sellerName)}</p></article>${REVEAL_SCRIPT}`;
  const above = covered ? overlay('<button data-close class="tutorial__close">Понятно</button>') : '';
  return { status: 200, body: page(ad.title, body + above, dataScript(data)) };
}

function dataScript(data: object): string {
  return `<script id="jsdata">window.data = ${scriptJson(data)};window.appKey = {"x": 1};</script>`;
}
