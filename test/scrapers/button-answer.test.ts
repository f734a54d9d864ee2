import { describe, expect, it } from 'vitest';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { openPage, type Snapshot } from '../../scrapers/page.ts';
import { kolesa } from '../../scrapers/platforms/kolesa.ts';
import { krisha } from '../../scrapers/platforms/krisha.ts';
import { olx } from '../../scrapers/platforms/olx.ts';

function snapshot(url: string, body: string, status = 200): Snapshot {
  const fetchedAt = '2026-11-24T00:00:00.000Z';
  return { requestedUrl: url, url, redirects: [], status, headers: {}, body, engine: 'browser', fetchedAt };
}

/** What the adapter makes of a press: the page after it, and the answers that came. */
function read(
  adapter: PlatformAdapter,
  answers: readonly (readonly [number, unknown])[],
  after = '<p>Объявление</p>',
  at = adapter.listingUrl('1009900001') ?? '',
) {
  if (adapter.reveal?.how !== 'click') throw new Error('no button');
  const came = answers.map(([status, body]) =>
    snapshot(`${adapter.origin}/answer`, typeof body === 'string' ? body : JSON.stringify(body), status),
  );
  return adapter.reveal.read(openPage(snapshot(at, after)), came);
}

const NUMBER = '+7 709 123 45 01';
const login = { state: 'refused', why: 'login' };
const captcha = { state: 'refused', why: 'captcha' };
const refused = { state: 'refused', why: 'refused' };
const PHONES = { state: 'phones', phones: [NUMBER] };

describe('what a press of the button gave is read as one of three', () => {
  it.each([
    ['krisha: numbers', krisha(), [[200, { phones: [NUMBER] }]], PHONES],
    ['krisha: sign in', krisha(), [[200, { error: 'Необходимо авторизоваться для просмотра' }]], login],
    [
      'krisha: sign in, escaped',
      krisha(),
      [
        [
          200,
          '{"error":"\\u041d\\u0435\\u043e\\u0431\\u0445\\u043e\\u0434\\u0438\\u043c\\u043e \\u0430\\u0432\\u0442\\u043e\\u0440\\u0438\\u0437\\u043e\\u0432\\u0430\\u0442\\u044c\\u0441\\u044f"}',
        ],
      ],
      login,
    ],
    ['krisha: captcha settings', krisha(), [[200, { phones: [], gRecaptcha: {} }]], captcha],
    ['krisha: an empty list', krisha(), [[200, { phones: [] }]], captcha],
    ['krisha: 403', krisha(), [[403, 'no']], refused],
    ['krisha: 468', krisha(), [[468, '<html></html>']], captcha],
    ['kolesa: numbers', kolesa(), [[200, { status: 'success', phones: [NUMBER] }]], PHONES],
    ['kolesa: captcha', kolesa(), [[200, { captchaRequired: true }]], captcha],
    ['kolesa: sign in', kolesa(), [[401, { message: 'x' }]], login],
    ['kolesa: no token', kolesa(), [[403, { status: 'error' }]], refused],
    ['olx: numbers', olx(), [[200, { data: { phones: [NUMBER] } }]], PHONES],
    [
      'olx: numbers after a challenge',
      olx(),
      [
        [400, { type: 'challenge' }],
        [200, { data: { phones: [NUMBER] } }],
      ],
      PHONES,
    ],
    ['olx: suspicious activity', olx(), [[400, { error: { title: 'suspicious activity' } }]], refused],
    ['olx: friction captcha', olx(), [[200, { type: 'captcha' }]], captcha],
    ['olx: 429', olx(), [[429, '']], { state: 'refused', why: 'cap' }],
  ] as const)('%s', (_, adapter, answers, expected) => {
    expect(read(adapter, answers)).toMatchObject(expected);
  });

  it.each([
    [
      'the day’s cap in a dialog',
      '<div role="dialog">Мы ограничиваем количество телефонных номеров, которые можно просмотреть</div>',
      'cap',
    ],
    [
      'a login wall',
      '<div role="dialog">Вы можете связываться с продавцами после входа в свой профиль OLX</div>',
      'login',
    ],
  ])('olx tells %s on the page itself', (_, after, why) => {
    expect(read(olx(), [], after)).toMatchObject({ state: 'refused', why });
  });

  it('the same sentences in an ad’s text or among the translations refuse nothing', () => {
    const text = 'Мы ограничиваем количество телефонных номеров. После входа в свой профиль. captcha';
    const after = `<script>window.x = "${text}"</script><div data-cy="ad_description">${text}</div>`;
    expect(read(olx(), [], after)).toMatchObject({ state: 'unknown' });
  });

  it('numbers that stand on the page count where the answer was not caught, masked ones never', () => {
    const krishaPage = `<div class="a-phones"><p class="phone">+7 709 *** ** **</p></div><div class="offer__contacts-phones"><p>${NUMBER}</p></div>`;
    expect(read(krisha(), [], krishaPage)).toEqual(PHONES);
    expect(read(kolesa(), [], `<ul class="seller-phones__phones-list"><li>${NUMBER}</li></ul>`)).toEqual(PHONES);
    expect(read(olx(), [], '<div data-testid="phones-container">xxx xxx xxx</div>').state).toBe('unknown');
  });

  it('a list with a masked number in it is "could not look": the hidden one may be ours', () => {
    expect(read(krisha(), [[200, { phones: [NUMBER, '+7 709 *** ** **'] }]]).state).toBe('unknown');
  });

  it.each([
    ['no answer', []],
    ['another shape', [[200, { ok: true }]]],
    ['a server’s error', [[500, 'oops']]],
    ['not JSON', [[200, '<html></html>']]],
  ] as const)('%s is "could not look", and not a refusal', (_, answers) => {
    for (const adapter of [olx(), krisha(), kolesa()]) expect(read(adapter, answers).state).toBe('unknown');
  });

  it('being sent to the sign-in page is a login wall', () => {
    expect(read(kolesa(), [], '<p>Вход</p>', 'https://id.kolesa.kz/login/')).toMatchObject(login);
  });
});
