import { html } from 'hono/html';
import { almatyDate } from '../../../db/almaty-time.ts';
import { type ConsentTerms, consentStanding, governingTerms } from '../../../db/consents.ts';
import { listNumbers } from '../../../db/numbers.ts';
import { listPersons, type Person } from '../../../db/people.ts';
import type { Language } from '../../../db/schema/language.ts';
import { shortName } from '../../../db/short-name.ts';
import { type Html, page } from '../answer.ts';
import { pathOf } from '../paths.ts';
import { dayOf } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { WORDS } from '../words.ts';
import { PEOPLE } from './texts.ts';

const SOON_DAYS = 14;

/** Everyone, whose consent ends soonest first; ended protections at the foot. */
export async function showPeople(visit: StaffVisit): Promise<Response> {
  const { deps, language, now } = visit;
  const say = PEOPLE[language];
  const terms = await governingTerms(deps.db);
  const counts = new Map<number, number>();
  for (const { personId, retiredAt } of await listNumbers(deps.db, deps.vault, now))
    if (retiredAt === null) counts.set(personId, (counts.get(personId) ?? 0) + 1);
  const everyone = await listPersons(deps.db, deps.vault);
  const ends = ({ id }: Person) => terms.get(id)?.validUntil.getTime() ?? 0;
  const here = everyone.filter((one) => one.endedAt === null).sort((a, b) => ends(a) - ends(b));
  const ended = everyone.filter((one) => one.endedAt !== null).reverse();
  const body = html`<p><a class="button primary" href="/people/new">${say.enrol}</a></p>
<div id="people" data-live="people" class="card stack">
${
  here.length === 0
    ? html`<p class="empty">${say.nobody}</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="${visit.route.title[language]}"><table>
<thead><tr><th scope="col">${say.name}</th><th scope="col">${say.until}</th><th scope="col">${say.state}</th><th scope="col" class="number">${say.numbersHead}</th></tr></thead>
<tbody>${here.map((person) => personRow(language, person, terms.get(person.id), counts.get(person.id) ?? 0, now))}</tbody></table></div>`
}
${ended.length === 0 ? '' : html`<h2>${say.endedHead}</h2><ul class="list">${ended.map((person) => html`<li><a href="${pathOf('p', person.id)}">${shortName('p', person.id)}</a> ${endedWords(language, person)}</li>`)}</ul>`}
</div>`;
  return page(visit, body);
}

function personRow(
  language: Language,
  person: Person,
  consent: ConsentTerms | undefined,
  numbers: number,
  now: Date,
): Html {
  return html`<tr><th scope="row"><a href="${pathOf('p', person.id)}">${shortName('p', person.id)}</a> ${person.name}</th>
<td>${consent ? dayOf(language, consent.validUntil) : ''}</td>
<td>${consent ? standingBadge(language, consent, now) : ''} ${person.heldAt ? html`<span class="badge info">${PEOPLE[language].held}</span>` : ''}</td>
<td class="number">${numbers}</td></tr>`;
}

/** How a consent stands, and how long still where it ends soon. */
export function standingBadge(language: Language, consent: ConsentTerms, now: Date): Html {
  const say = PEOPLE[language];
  const standing = consentStanding(consent, now);
  if (standing === 'withdrawn') return html`<span class="badge bad">${WORDS[language].ending.withdrawn}</span>`;
  if (standing === 'expired') return html`<span class="badge bad">${say.expired}</span>`;
  const days = Math.round((Date.parse(almatyDate(consent.validUntil)) - Date.parse(almatyDate(now))) / 86_400_000);
  return days <= SOON_DAYS
    ? html`<span class="badge warn">${say.soon(days)}</span>`
    : html`<span class="badge good">${say.inForce}</span>`;
}

/** What became of an ended protection. */
export function endedWords(language: Language, person: Person): Html {
  const say = PEOPLE[language];
  const { endedAt, endedHow, destroyOn, destroyedAt, heldAt } = person;
  if (endedAt === null || endedHow === null || destroyOn === null) return html``;
  return html`<span class="badge">${WORDS[language].ending[endedHow]}</span> ${dayOf(language, endedAt)}
<span class="quiet-text">${destroyedAt ? html`${say.destroyed} ${dayOf(language, destroyedAt)}` : html`${say.destroyOn}: ${dayOf(language, destroyOn)}`}</span>
${heldAt ? html`<span class="badge info">${say.held}</span>` : ''}`;
}
