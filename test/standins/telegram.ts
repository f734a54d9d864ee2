import { type Answer, escaped, page, type Standin, type StandinAd, startStandin } from './platform.ts';

const ON_A_PAGE = 20;

/** The id of an invented post: its category is its channel. */
export function postId(ad: StandinAd): string {
  return `${ad.category}/${ad.n}`;
}

/**
 * An imitation of t.me as public readers describe it: the newest posts of a channel at its foot, older ones by
 * `?before=`, a removed post told on its embedded page, and a name without public posts led to its own page.
 */
export function startTelegram(ads: readonly StandinAd[]): Promise<Standin> {
  return startStandin(ads, (url, { live, removed, trouble }) => {
    const [, name = '', post] = /^\/(\w+)\/(\d+)$/.exec(url.pathname) ?? [];
    if (post !== undefined && name !== 's') {
      const ad = live.find((one) => one.n === Number(post) && one.category === name);
      if (trouble === 'soft-404') return { status: 200, body: page('Telegram', contact(name)) };
      if (ad && trouble !== 'archived') return { status: 200, body: page('Telegram Widget', message(ad)) };
      const known = ad !== undefined || removed.has(Number(post));
      const error = known ? 'Post not found' : `Channel with username <b>@${escaped(name)}</b> not found`;
      return { status: 200, body: page('Telegram Widget', `<div class="tgme_widget_message_error">${error}</div>`) };
    }
    const channel = /^\/s\/(\w+)$/.exec(url.pathname)?.[1];
    if (channel !== undefined) return channelPage(live, channel, url.searchParams.get('before'));
    const own = /^\/(\w+)$/.exec(url.pathname)?.[1];
    return own === undefined ? null : { status: 200, body: page(`Telegram: Contact @${own}`, contact(own)) };
  });
}

function channelPage(live: readonly StandinAd[], channel: string, before: string | null): Answer {
  const posts = live.filter((ad) => ad.category === channel);
  if (posts.length === 0) return { status: 302, body: '', headers: { location: `/${channel}` } };
  const from = before === null ? 0 : posts.findIndex((ad) => String(ad.n) === before) + 1;
  const shown = posts.slice(from, from + ON_A_PAGE);
  const last = shown.at(-1);
  const older = last && posts.at(-1) !== last ? last.n : null;
  const more = `<a class="tme_messages_more js-messages_more" href="/s/${channel}?before=${older}" data-before="${older}"></a>`;
  const body = `<header class="tgme_channel_info"><div class="tgme_channel_info_header_title">${channel}</div></header>
<section class="tgme_channel_history js-message_history">${older === null ? '' : more}${[...shown].reverse().map(message).join('')}</section>`;
  return { status: 200, body: page(`${channel} – Telegram`, body) };
}

function contact(name: string): string {
  return `<div class="tgme_page"><div class="tgme_page_title">@${escaped(name)}</div><div class="tgme_page_action"><a href="tg://resolve?domain=${escaped(name)}">Send Message</a></div></div>`;
}

function message(ad: StandinAd): string {
  const text = escaped(`${ad.title}\n${ad.description}`)
    .replace(/https?:\/\/\S+/g, (link) => `<a href="${link}">${link}</a>`)
    .replace(/\n/g, '<br/>');
  return `<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="${postId(ad)}">
<div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author"><a class="tgme_widget_message_owner_name" href="https://t.me/${ad.category}"><span>${escaped(ad.sellerName)}</span></a></div>
<div class="tgme_widget_message_text js-message_text" dir="auto">${text}</div>
<div class="tgme_widget_message_footer"><div class="tgme_widget_message_info"><span class="tgme_widget_message_views">${(ad.n % 900) + 1}</span>
<a class="tgme_widget_message_date" href="https://t.me/${postId(ad)}"><time datetime="${ad.postedAt.toISOString()}" class="time">12:00</time></a></div></div></div></div></div>`;
}
