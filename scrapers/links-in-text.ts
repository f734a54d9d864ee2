/** Letters that chat programs put into a text unseen. */
const UNSEEN = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]/g;
const STOP = String.raw`\s<>"'«»“”„‘’\x60|\\^`;
/** With its scheme, with `www.`, or a bare host before a path: `olx.kz/d/…`. Never the tail of a mail address. */
const LINK = new RegExp(
  String.raw`https?:\/\/[^${STOP}]+|(?<![@\w.-])(?:www\.[^${STOP}]+|(?:[a-z0-9-]+\.)+[a-z]{2,}\/[^${STOP}]*)`,
  'giu',
);
const TAIL = /[.,;:!?…*_~'"()[\]{}]$/;
/** Links that are a way to write to someone, not a page: the numbers in them are read as text. */
const MESSENGERS =
  /^(?:(?:www\.)?wa\.me|(?:api|chat|web|www)\.whatsapp\.com|(?:invite|chats)\.viber\.com|viber\.click)$/;

/**
 * The web addresses in a text as people send it on: any words around them, punctuation glued to their end. Each once,
 * in order. Messenger links are left out.
 */
export function linksIn(text: string): URL[] {
  const found = text.replace(UNSEEN, '').match(LINK) ?? [];
  const urls = found.map(trimmed).flatMap((link) => addressOf(link) ?? []);
  return [...new Map(urls.map((url) => [url.href, url])).values()].filter((url) => !MESSENGERS.test(url.hostname));
}

/** An address as a person types it, with or without its scheme; `null` when it is none. */
export function addressOf(typed: string): URL | null {
  const text = typed.replace(UNSEEN, '').trim();
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (/\s/.test(text) || !URL.canParse(whole)) return null;
  const url = new URL(whole);
  // Without a scheme, what stands before an @ is a mailbox or a trick, not a user name.
  if (whole !== text && url.username !== '') return null;
  return /^https?:$/.test(url.protocol) && /[.\]]|^localhost$/.test(url.hostname) ? url : null;
}

function trimmed(link: string): string {
  let kept = link;
  while (TAIL.test(kept)) {
    const last = kept.at(-1) ?? '';
    const opening = last === ')' ? '(' : last === ']' ? '[' : last === '}' ? '{' : null;
    // A closing bracket that was opened inside the address is part of it.
    if (opening && kept.split(opening).length >= kept.split(last).length) break;
    kept = kept.slice(0, -1);
  }
  return kept;
}
