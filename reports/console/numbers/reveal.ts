import { html } from 'hono/html';
import { z } from 'zod';
import { appendToLog } from '../../../db/evidence-log.ts';
import { findNumber } from '../../../db/numbers.ts';
import { shortName } from '../../../db/short-name.ts';
import { type Html, ownPath, page } from '../answer.ts';
import { button, form } from '../forms/fields.ts';
import { readForm } from '../forms/read-form.ts';
import { idInPath } from '../paths.ts';
import { Refused } from '../refused.ts';
import type { StaffVisit } from '../visit.ts';
import { NUMBERS } from './texts.ts';

/** Stands beside a masked number: a click shows it, and is written to the log. */
export function revealButton(visit: StaffVisit, numberId: number): Html {
  const back = html`<input type="hidden" name="back" value="${visit.c.req.path}">`;
  return form(
    visit,
    `/numbers/${shortName('n', numberId)}/shown`,
    html`${back}${button(NUMBERS[visit.language].reveal, { kind: 'quiet' })}`,
    { look: 'inline' },
  );
}

/** The number in full, on this one page. It is logged before it is shown: what cannot be logged is not shown. */
export async function showNumber(visit: StaffVisit): Promise<Response> {
  const { deps, user, now, language } = visit;
  const id = idInPath(visit, 'number', 'n');
  const found = await findNumber(deps.db, deps.vault, id);
  if (!found) throw new Refused('missing');
  const name = shortName('n', id);
  await appendToLog(deps.db, { kind: 'number-shown', by: user.name, detail: { number: name } }, now);
  const read = readForm(visit, z.object({ back: z.string().optional() }));
  const say = NUMBERS[language];
  const body = html`<div class="card stack"><p class="count number">${found.reveal()}</p>
<p class="quiet-text">${say.once}</p>
<p><a class="button plain" href="${ownPath(read.ok ? read.value.back : undefined, '/')}">${say.back}</a></p></div>`;
  return page(visit, body, { title: say.shown(name) });
}
