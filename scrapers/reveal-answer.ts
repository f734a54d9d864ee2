import type { RevealAnswer } from './adapter.ts';
import { isWhole } from './button-answer.ts';
import { openHtml } from './html.ts';
import type { Snapshot } from './page.ts';
import { wallOf } from './reveal-walls.ts';

type Refused = Extract<RevealAnswer, { state: 'refused' }>;

const CAPTCHA = '[data-sitekey], .g-recaptcha, .h-captcha, iframe[src*="captcha"], form[action*="captcha"]';

/**
 * A refusal in the answer to a request for a hidden number, told by structure and status: any of them ends reveals on
 * the platform for the day. `null`: none is to be seen.
 */
export function refusalOf({ status, url, body }: Snapshot): Refused | null {
  const refused = (why: Refused['why'], sign: string): Refused => ({ state: 'refused', why, sign });
  const wall = wallOf({ status });
  if (wall) return wall;
  if (/\/(?:log-?in|sign-?in|auth)(?:\/|$)/i.test(new URL(url).pathname))
    return refused('login', 'sent to a sign-in page');
  if (/^\s*[[{]/.test(body)) return null;
  const $ = openHtml(body, 'piece');
  if ($(CAPTCHA).length > 0) return refused('captcha', 'a captcha stands before the number');
  if ($('input[type="password"]').length > 0) return refused('login', 'a sign-in form stands before the number');
  return null;
}

/** The numbers of an answer: they count only when there is one and every one is whole, without a mask. */
export function wholePhones(phones: readonly string[]): RevealAnswer {
  if (phones.length === 0) return { state: 'unknown', why: 'no number in the answer' };
  if (!phones.every(isWhole)) return { state: 'unknown', why: 'a number of the answer is not whole' };
  return { state: 'phones', phones: [...new Set(phones)] };
}
