import { z } from 'zod';
import type { Reveal, RevealAnswer } from './adapter.ts';
import { parsed } from './embedded-json.ts';
import type { Page, Snapshot } from './page.ts';
import { wallOf } from './reveal-walls.ts';
import { textOf } from './visible-text.ts';

type Click = Extract<Reveal, { how: 'click' }>;
type Why = Extract<RevealAnswer, { state: 'refused' }>['why'];

/** A button and what the platform does when it is pressed; words of refusals are its own, in any of its answers. */
export interface PhoneButton extends Pick<Click, 'buttons' | 'overlays' | 'exchange'> {
  /** Selector of where the page puts the numbers after the press. */
  readonly shownIn: string;
  /**
   * Selector of where the page says why it shows none: its dialogs and the block of the phone. Never the ad's text,
   * or whoever wrote the ad could end the day's reveals with a sentence.
   */
  readonly toldIn: string;
  readonly refusals: readonly { readonly why: Why; readonly words: RegExp; readonly sign: string }[];
}

const list = z.array(z.string());
const withNumbers = z.union([
  z.looseObject({ phones: list }).transform(({ phones }) => phones),
  z.looseObject({ data: z.looseObject({ phones: list }) }).transform(({ data }) => data.phones),
]);
const SIGN_IN_PAGE = /^https:\/\/(?:login|id)\.|\/(?:login|passport)\b/;

/** The reveal of a platform with such a button. */
export function byButton(button: PhoneButton): Click {
  const { buttons, overlays, exchange } = button;
  return { how: 'click', buttons, overlays, exchange, read: (page, answers) => buttonAnswer(page, answers, button) };
}

/**
 * Reads what came after the press. Numbers count only when every one of the answer is whole: a list with a masked
 * number in it says nothing about whom it hides.
 */
function buttonAnswer(page: Page, answers: readonly Snapshot[], marks: PhoneButton): RevealAnswer {
  const listed = answers.flatMap((answer) => (answer.status === 200 ? numbersOf(answer) : []));
  if (listed.some((text) => !isWhole(text))) return { state: 'unknown', why: 'a number of the answer is not whole' };
  const phones = listed.length > 0 ? listed : shownOn(page, marks.shownIn);
  if (phones.length > 0) return { state: 'phones', phones: [...new Set(phones)] };

  const newestFirst = [...answers].reverse();
  const told = page
    .$(marks.toldIn)
    .toArray()
    .map((element) => textOf(page.$(element).html() ?? ''));
  for (const said of [...newestFirst.map(wordsOf), ...told]) {
    const refusal = marks.refusals.find(({ words }) => words.test(said));
    if (refusal) return { state: 'refused', why: refusal.why, sign: refusal.sign };
  }
  for (const answer of newestFirst) {
    const wall = wallOf(answer);
    if (wall) return wall;
    if (answer.status === 400)
      return { state: 'refused', why: 'refused', sign: 'HTTP 400 to the request for the number' };
  }
  if (SIGN_IN_PAGE.test(page.snapshot.url)) return { state: 'refused', why: 'login', sign: 'sent to the sign-in page' };
  const last = newestFirst[0];
  return { state: 'unknown', why: last ? `an answer of an unknown shape (HTTP ${last.status})` : 'no answer came' };
}

/** Digits without a mask: platforms print `+7 775 *** ** **` and `xxx xxx xxx` where they hide them. */
export function isWhole(text: string): boolean {
  return !/[*x×•хX…]/i.test(text) && text.replace(/\D/g, '').length >= 10;
}

function shownOn({ $ }: Page, selector: string): string[] {
  return $(selector)
    .toArray()
    .map((element) => textOf($(element).html() ?? ''))
    .filter(isWhole);
}

function numbersOf(answer: Snapshot): string[] {
  return withNumbers.safeParse(parsed(answer.body)).data ?? [];
}

/** The answer's words with `\u0430` read: the platforms escape Cyrillic. */
function wordsOf(answer: Snapshot): string {
  const json = parsed(answer.body);
  return json === undefined ? answer.body : JSON.stringify(json);
}
