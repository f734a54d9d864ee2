import { html } from 'hono/html';
import type { Language } from '../../../db/schema/language.ts';
import type { NoticeState } from '../../../db/schema/notices.ts';
import type { Html } from '../answer.ts';
import { LETTER_WORDS } from '../letter-words.ts';

const LOOKS: Readonly<Record<NoticeState, string>> = {
  draft: 'info',
  approved: 'warn',
  sent: '',
  acknowledged: '',
  bounced: 'bad',
  refused: 'bad',
  partly: 'warn',
  removed: 'good',
  silent: 'bad',
  monitoring: 'good',
  closed: '',
};

/** Where a letter stands: a word, with a colour beside it. */
export function stateBadge(language: Language, state: NoticeState): Html {
  return html`<span class="badge ${LOOKS[state]}">${LETTER_WORDS[language].state[state]}</span>`;
}
