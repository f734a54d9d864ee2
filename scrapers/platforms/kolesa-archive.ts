import { LookFailure } from '../errors.ts';
import type { Page } from '../page.ts';
import { textOf } from '../visible-text.ts';

const ARCHIVED = /(?<!\p{L})в(?:\s|&nbsp;)+архиве(?!\p{L})/iu;
/** A line of the platform's own: its sentence about the ad, or its label. */
const OWN_LINE = /^(?:объявление\s(?:.{0,40}\s)?)?в\s*архиве(?!\p{L})/iu;
const LABEL = /^в\s*архиве$/i;
/** What sellers write: a mark in it says nothing of this ad. */
const THE_SELLERS = [
  'h1, [class*="description"], [data-test*="description"], [data-test="offer-parameters"]',
  '[class*="seller"], [data-test*="seller"]',
].join(', ');
const NOT_THE_PLATFORMS = `script, style, noscript, ${THE_SELLERS}, .a-card, .js__a-card, .vip-card`;

/**
 * Whether kolesa.kz says of an ad's page that the ad is in its archive. `state`: what of the page's state the seller wrote.
 * Throws LookFailure('layout') when the words stand there, and may be the seller's.
 */
export function saysArchived({ $, snapshot }: Page, state: readonly string[]): boolean {
  const rest = $('body').clone();
  rest.find(NOT_THE_PLATFORMS).remove();
  const lines = textOf(rest.html() ?? '').split('\n');
  if (!lines.some((line) => ARCHIVED.test(line) || LABEL.test(line))) return false;
  const sellers = $(THE_SELLERS)
    .toArray()
    .map((element) => $(element).text());
  const isSellers = [...state, ...sellers].some((said) => /в(?:\s|&nbsp;)*архиве/iu.test(said));
  if (!isSellers && lines.some((line) => OWN_LINE.test(line))) return true;
  throw new LookFailure('layout', snapshot.url, 'the words "in the archive" may be the seller’s');
}
