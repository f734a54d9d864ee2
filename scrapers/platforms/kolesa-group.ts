import type { HiddenNumber } from '../adapter.ts';
import { byButton } from '../button-answer.ts';

/** facts/kolesa-group.md 1: a guest is asked to sign in; someone signed in gets an empty list and a captcha's settings. */
export const KRISHA_BUTTON = byButton({
  // Desktop, mobile, and an older template.
  buttons: ['button.show-phones', 'button.a-call-btn', '#tm-telephone-body'],
  overlays: ['.tutorial__close', '.popup-update-browser__close-icon'],
  exchange: /\/a\/(?:ajax|get)Phones\b/,
  shownIn: '.offer__contacts-phones p, .a-phones .phone, .phones-modal__items a',
  toldIn: '.a-phones, .offer__contacts-phones, .phones-modal',
  refusals: [
    { why: 'login', words: /Необходимо авторизоваться/i, sign: 'asked to sign in' },
    { why: 'captcha', words: /gRecaptcha|captcha/i, sign: 'a captcha instead of the number' },
    { why: 'captcha', words: /"phones":\[\]/, sign: 'an empty list instead of the number' },
  ],
});

export const KOLESA_PHONES = '.seller-phones__phones-list li';

/** facts/kolesa-group.md 2: `captchaRequired`, an answer that asks for a sign-in, and 403 without the page's token. */
export const KOLESA_BUTTON = byButton({
  buttons: [
    '[data-test="show-seller-phones-button"]',
    'button.seller-phones__show-button',
    '.js__seller-phones button',
  ],
  overlays: [],
  exchange: /\/adverts\/\d+\/phones\b|\/a\/ajaxPhones\b/,
  shownIn: KOLESA_PHONES,
  toldIn: '.js__seller-phones, .seller-phones',
  refusals: [
    { why: 'captcha', words: /captcha/i, sign: 'a captcha instead of the number' },
    { why: 'login', words: /авториз|auth(?:orization)?[ _-]?required|unauthori[sz]ed/i, sign: 'asked to sign in' },
  ],
});

/** What a guest sees of the hidden number: `"+7 775 "` and how many there are. */
export function hiddenOf(preview: string | null | undefined, count: number | null | undefined): HiddenNumber {
  const digits = (preview ?? '').replace(/\D/g, '');
  const prefix = /^[78]\d{3}/.test(digits) ? digits.slice(1, 4) : /^\d{3}$/.test(digits) ? digits : null;
  return { count: count ?? null, prefix };
}

/** The id in an address of the group: `/a/show/{id}`, Kazakh `/kz/a/show/{id}`, on any of its hosts, with any tail. */
export function advertIdOf(url: URL): string | null {
  return /^\/(?:kz\/)?a\/show\/(\d{6,12})\/?$/.exec(url.pathname)?.[1] ?? null;
}
