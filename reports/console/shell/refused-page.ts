import { html } from 'hono/html';
import { page } from '../answer.ts';
import { REFUSAL_TEXTS, type Refusal, STATUS_OF } from '../refused.ts';
import type { Visit } from '../visit.ts';
import { SHELL } from './texts.ts';

/** Says what is wrong and how to mend it. `errorName` leads whoever runs the server to the details. */
export function refusedPage(
  visit: Visit,
  refusal: Refusal,
  { what, errorName }: { readonly what?: string | undefined; readonly errorName?: string } = {},
): Promise<Response> {
  const texts = REFUSAL_TEXTS[visit.language][refusal];
  const say = SHELL[visit.language];
  const body = html`<div class="note bad">
<p>${what ?? texts.what}</p>
<p>${texts.mend}</p>
${errorName ? html`<p>${say.errorName}: <code>${errorName}</code></p>` : ''}
</div>
<p><a class="button plain" href="${visit.user ? '/' : '/sign-in'}">${visit.user ? say.toMorning : say.toSignIn}</a></p>`;
  return page(visit, body, { title: texts.title, status: STATUS_OF[refusal] });
}
