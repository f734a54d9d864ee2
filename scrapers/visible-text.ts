import type { TextField } from './adapter.ts';
import { openHtml } from './html.ts';

const BLOCKS = 'p, div, li, ul, ol, tr, table, section, article, h1, h2, h3, h4, h5, h6, dt, dd';

/** HTML as a reader sees it: tags become line breaks, never nothing, so that digits of two lines are not glued. */
export function textOf(html: string): string {
  const $ = openHtml(html, 'piece');
  $('script, style, template, noscript').remove();
  $('br').replaceWith('\n');
  $(BLOCKS).before('\n').after('\n');
  return tidy($.root().text());
}

/** Addresses a reader can follow out of a piece of HTML: tel:, messengers, and others. */
export function linksOf(html: string, name: string): TextField[] {
  const $ = openHtml(html, 'piece');
  return $('a[href]')
    .toArray()
    .map((link) => $(link).attr('href') ?? '')
    .filter((href) => /^(tel:|sms:|viber:|whatsapp:|https?:\/\/)/i.test(href))
    .map((text) => ({ name, kind: 'link' as const, text }));
}

/** Spaces as one, lines trimmed, no empty lines. */
export function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/[ \t\r]+/g, ' ').trim())
    .filter(Boolean)
    .join('\n');
}
