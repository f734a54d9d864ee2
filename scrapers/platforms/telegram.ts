import type { Card, IndexContents, IndexWalk, Listing, PlatformAdapter, TextField } from '../adapter.ts';
import { LookFailure } from '../errors.ts';
import type { Page } from '../page.ts';
import { linksOf, textOf, tidy } from '../visible-text.ts';

type Message = ReturnType<typeof messagesOf>[number];

/** So deep a channel is read at most: about 20 posts a page. The bound is ours, not the platform's. */
const LAST_PAGE = 50;
/** A page holds about so many posts. */
const WHOLE_PAGE = 20;
const TITLE_LENGTH = 80;
const CHANNEL = /^[A-Za-z][A-Za-z0-9_]{3,31}$/;
/** First path segments of t.me that are no channel. */
const NO_CHANNEL = new Set(['s', 'c', 'joinchat', 'share', 'addstickers', 'addlist', 'proxy', 'socks', 'login']);
const MESSAGE = '.tgme_widget_message[data-post]';
/** Views, time, reactions and the author's picture change or repeat; everything else is what a reader reads. */
const NOT_CONTENT =
  'script, style, .tgme_widget_message_footer, .tgme_widget_message_info, .tgme_widget_message_reactions, .tgme_widget_message_owner_name, .tgme_widget_message_author';

export interface TelegramOptions {
  /** Names of public channels, as in t.me/<name>. */
  readonly channels: readonly string[];
}

/** Public Telegram channels. Facts: facts/other-platforms.md 1.2; the markup is known from public readers only. */
export function telegram(origin = 'https://t.me', { channels }: TelegramOptions = { channels: [] }): PlatformAdapter {
  const listingUrl = (adId: string): string | null =>
    // The plain address frames the post in another page; the embedded one is the post itself, and says when it is gone.
    /^[a-z][a-z0-9_]{3,31}\/\d{1,12}$/.test(adId) ? `${origin}/${adId}?embed=1` : null;
  return Object.freeze({
    id: 'telegram',
    name: 'Telegram',
    origin,
    legal: {
      entity: { ru: 'Администрация Telegram', kk: 'Telegram әкімшілігі', en: 'Telegram administration' },
      email: null,
      formUrl: null,
      postalAddress: null,
      bin: null,
      language: 'en' as const,
      checkedOn: null,
      source: 'legal entity and channel for complaints not looked up; none of it is in the facts',
    },
    access: {
      engine: 'http' as const,
      requestsPerMinute: 12,
      revealsPerDay: 0,
      hosts: ['t.me', 'telegram.me', '.telesco.pe', '.cdn-telegram.org'],
    },
    confidence: {
      asOf: '2026-11-24',
      confirmed: [
        'none on a page of our own; by many public readers: data-post, text, time, ?before=, "Post not found"',
      ],
      guesses: [
        'a channel that holds only service notices is empty',
        'a full page without a way to older posts means that the page has changed',
      ],
      unknown: ['robots.txt of t.me', 'how it slows down or refuses', 'how an empty channel without a notice looks'],
    },
    blindSpots: [
      'closed channels, groups and chats, and channels that are not on the list',
      `posts beyond the newest ${LAST_PAGE} pages, and edits of posts that lie beneath two pages of unchanged ones`,
      'posts removed before they were looked at',
    ],
    ...(channels.length === 0
      ? { notSwept: 'no channel to look at: name public ones in config.json (platforms.telegram.channels)' }
      : {}),
    signs: {
      index: (page: Page) => {
        if (page.$('.tme_no_messages_found').length > 0) return 'the channel page says "no posts found"';
        if (messagesOf(page).length > 0) return 'posts of a channel';
        return isContactPage(page) ? 'the page of a name without public posts' : null;
      },
      // Every channel begins with the notice that it was made: the sign that the page is whole, and holds no post.
      indexEmpty: (page: Page) => {
        const messages = messagesOf(page);
        return messages.length > 0 && messages.every((one) => one.is('.service_message')) && olderThan(page) === null
          ? 'only the notices of the channel’s making'
          : null;
      },
      listing: (page: Page) => (messageAt(page) ? 'the post' : null),
      // "Channel … not found" is no such sign: a channel that was renamed keeps its posts under the new name.
      removed: (page: Page) =>
        page.$(MESSAGE).length === 0 && /post not found/i.test(page.$('.tgme_widget_message_error').text())
          ? 'the words "post not found" in its place'
          : null,
      blocked: () => null,
    },
    indexWalks: ({ depth }): IndexWalk[] =>
      channels.map((channel) => ({
        name: channel.toLowerCase(),
        page: () => `${origin}/s/${channel.toLowerCase()}`,
        next: (page) => {
          const before = olderThan(page);
          return before === null ? null : `${origin}/s/${channel.toLowerCase()}?before=${before}`;
        },
        maxPages: depth === 'full' ? LAST_PAGE : 1,
      })),
    adIdOf,
    listingUrl,
    parseIndex: (page): IndexContents => {
      if (page.$('.tme_no_messages_found').length > 0)
        throw new LookFailure('layout', page.snapshot.url, 'it says "no posts found", as it also does when hurried');
      const messages = messagesOf(page);
      if (messages.length === 0)
        throw new LookFailure('layout', page.snapshot.url, 'the channel is closed, gone, or shows guests no posts');
      // Beneath the first page its absence means the end; on a full first one it means that the page has changed.
      const isFirst = !new URL(page.snapshot.url).searchParams.has('before');
      if (isFirst && messages.length >= WHOLE_PAGE && olderThan(page) === null && lowestPost(messages) > WHOLE_PAGE * 2)
        throw new LookFailure('layout', page.snapshot.url, 'a full page without a way to older posts');
      const listings = messages
        .filter((one) => !one.is('.service_message'))
        .map((one) => listingOf(page, one, listingUrl));
      return { cards: listings.map(cardOf).reverse(), total: null, lastPage: null, via: 'dom' };
    },
    parseListing: (page): Listing => {
      const message = messageAt(page);
      if (!message) throw new LookFailure('layout', page.snapshot.url, 'the post is not on the page');
      return listingOf(page, message, listingUrl);
    },
    // No number of a channel's post is hidden.
    reveal: null,
    accountUrl: (sellerId) => (CHANNEL.test(sellerId) ? `${origin}/s/${sellerId}` : null),
    // A search within one channel exists (`/s/<name>?q=`); one over all channels does not.
    searchUrl: () => null,
    adRecord: (page, adId) => {
      const message = messagesOf(page).find((one) => postOf(one) === adId);
      return message ? { post: adId, ...listingOf(page, message, listingUrl) } : null;
    },
  } satisfies PlatformAdapter);
}

/** `channel/post` of t.me/<name>/<post>, t.me/s/<name>/<post> and their tails. Names are the same in any case. */
function adIdOf(url: URL): string | null {
  const [, channel = '', post] = /^\/(?:s\/)?([A-Za-z][A-Za-z0-9_]*)\/(\d{1,12})\/?$/.exec(url.pathname) ?? [];
  return post && CHANNEL.test(channel) && !NO_CHANNEL.has(channel.toLowerCase())
    ? `${channel.toLowerCase()}/${post}`
    : null;
}

function messagesOf({ $ }: Page) {
  return $(MESSAGE)
    .toArray()
    .map((element) => $(element));
}

function postOf(message: Message): string {
  return (message.attr('data-post') ?? '').toLowerCase();
}

/** The post that the page's address names; a channel page around it holds others too. */
function messageAt(page: Page): Message | null {
  const asked = adIdOf(new URL(page.snapshot.url));
  return messagesOf(page).find((one) => postOf(one) === asked) ?? null;
}

/** A name's own page: what t.me answers for a closed, missing or person's name in place of its posts. */
function isContactPage({ $ }: Page): boolean {
  return $('.tgme_page').length > 0 && $('.tgme_channel_info, .tgme_channel_history').length === 0;
}

/** The post before which the older ones stand, by the page's own link; `null`: this page is the oldest. */
function olderThan({ $ }: Page): number | null {
  const href = $('a.tme_messages_more[href*="before="], link[rel="prev"][href*="before="]').first().attr('href') ?? '';
  const before = /[?&]before=(\d+)/.exec(href)?.[1];
  return before === undefined ? null : Number(before);
}

function lowestPost(messages: readonly Message[]): number {
  return Math.min(...messages.map((one) => Number(postOf(one).split('/')[1])));
}

function cardOf(listing: Listing): Card {
  const { adId, url, title, fields, photos, hidden } = listing;
  return { adId, url, title, promoted: false, content: JSON.stringify([fields, photos]), listing, hidden };
}

function listingOf(page: Page, message: Message, addressOf: (adId: string) => string | null): Listing {
  const { $ } = page;
  const adId = postOf(message);
  const url = addressOf(adId);
  if (url === null) throw new LookFailure('layout', page.snapshot.url, 'a post of an unknown shape');
  const body = message.clone();
  body.find(NOT_CONTENT).remove();
  const html = body.html() ?? '';
  const text = textOf(html);
  const pictures = message
    .find('[style*="background-image"]')
    .not('.emoji, .tgme_widget_message_user_photo')
    .toArray()
    .flatMap((element) => /url\(['"]?(https:[^'")]+)/.exec($(element).attr('style') ?? '')?.[1] ?? []);
  const alts = message
    .find('img[alt]')
    .toArray()
    .map((image) => tidy($(image).attr('alt') ?? ''))
    .filter(Boolean);
  const name = tidy(message.find('.tgme_widget_message_owner_name').first().text());
  const channel = adId.split('/')[0] ?? null;
  return {
    adId,
    url,
    title: text.split('\n')[0]?.slice(0, TITLE_LENGTH) || adId,
    fields: [
      ...(text ? [{ name: 'description', kind: 'text', text } satisfies TextField] : []),
      ...linksOf(html, 'description.link'),
      ...alts.map((alt): TextField => ({ name: 'photo-alt', kind: 'text', text: alt })),
    ],
    hidden: null,
    photos: [...new Set(pictures)],
    seller: { id: channel, name: name || null, kind: 'channel', since: null },
    price: null,
    category: null,
    city: null,
    postedAt: message.find('time[datetime]').first().attr('datetime') ?? null,
    refreshedAt: null,
  };
}
