import { html } from 'hono/html';
import { almatyDate } from '../../../db/almaty-time.ts';
import { type Consent, type ConsentTerms, consentsOf, governingConsent } from '../../../db/consents.ts';
import type { PersonRecord } from '../../../db/enrolment.ts';
import { listNumbers, type NumberRow } from '../../../db/numbers.ts';
import { findPerson, type Person } from '../../../db/people.ts';
import { shortName } from '../../../db/short-name.ts';
import { type Html, page } from '../answer.ts';
import { button, form, textField } from '../forms/fields.ts';
import { EMPTY_FORM } from '../forms/read-form.ts';
import { revealButton } from '../numbers/reveal.ts';
import { idInPath, pathOf } from '../paths.ts';
import { Refused } from '../refused.ts';
import { mayEnter } from '../route.ts';
import { LANGUAGE_NAMES } from '../shell/texts.ts';
import { dayOf } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { WORDS } from '../words.ts';
import { endedWords, standingBadge } from './list.ts';
import { consentFacts, printedConsent } from './printed.ts';
import { PEOPLE } from './texts.ts';

/** The person of the path. Throws Refused. */
export async function personInPath(visit: StaffVisit): Promise<Person> {
  const person = await findPerson(visit.deps.db, visit.deps.vault, idInPath(visit, 'person', 'p'));
  if (!person) throw new Refused('missing');
  return person;
}

export async function showPerson(visit: StaffVisit): Promise<Response> {
  const { deps, language, now } = visit;
  const person = await personInPath(visit);
  const say = PEOPLE[language];
  const name = shortName('p', person.id);
  const here = person.endedAt === null;
  const consent = await governingConsent(deps.db, deps.vault, person.id);
  const consents = await consentsOf(deps.db, person.id);
  const own = (await listNumbers(deps.db, deps.vault, now)).filter((one) => one.personId === person.id);
  const body = html`${visit.c.req.query('saved') === 'yes' ? html`<p class="note good" role="status">${say.saved}</p>` : ''}
<p class="row"><strong>${person.name}</strong> <span class="quiet-text">${LANGUAGE_NAMES[person.language]}</span> ${here ? '' : endedWords(language, person)}
<a href="/calls?person=${name}">${say.calls}</a>${here ? '' : html` <a href="/people/${name}/receipt">${say.receipt}</a>`}</p>
<div class="columns">
<section class="card stack" aria-labelledby="consent"><h2 id="consent">${say.consent}</h2>
${consent ? consentCard(visit, person, consent, consents[0]) : html`<p class="empty">${say.noConsent}</p>`}
${consents.length > 1 ? html`<h3>${say.earlier}</h3><ul class="list">${consents.slice(1).map((one) => html`<li>${dayOf(language, one.givenAt)} – ${dayOf(language, one.validUntil)} <span class="quiet-text">${one.scopes.map((scope) => WORDS[language].scope[scope]).join('; ')}</span></li>`)}</ul>` : ''}
</section>
<div class="stack">
<section class="card stack" aria-labelledby="numbers"><h2 id="numbers">${say.numbersHead}</h2>
<ul class="list">${own.map((one) => numberRow(visit, person, one))}</ul>
${here ? html`<p><a class="button plain" href="/people/${name}/numbers">${say.addNumber}</a></p>` : ''}
</section>
${person.destroyedAt ? '' : hold(visit, person)}
${here ? html`<p><a class="button danger" href="/people/${name}/end">${say.end}</a></p>` : ''}
</div></div>`;
  return page(visit, body, { title: name });
}

function consentCard(visit: StaffVisit, person: Person, consent: Consent, terms: ConsentTerms | undefined): Html {
  const { language, now } = visit;
  const say = PEOPLE[language];
  const name = shortName('p', person.id);
  return html`<p>${terms ? standingBadge(language, terms, now) : ''}</p>
${consentFacts(language, recordOfConsent(person, consent))}
<p class="quiet-text">${say.verifiedBy(consent.verifiedBy)}</p>
${person.endedAt === null ? html`<p class="row"><a class="button primary" href="/people/${name}/consent">${say.renew}</a> <a class="button plain" href="/people/${name}/printed">${say.print}</a></p>` : ''}`;
}

function recordOfConsent(person: Person, consent: Consent): PersonRecord {
  const { operatorName, operatorBin, thirdParties, crossBorder, publicDistribution, other, givenHow } = consent;
  return {
    ...{ operatorName, operatorBin, thirdParties, crossBorder, publicDistribution, other, givenHow },
    name: consent.subjectName,
    language: person.language,
    dataList: [...consent.dataList],
    scopes: [...consent.scopes],
    givenOn: almatyDate(consent.givenAt),
    validUntil: almatyDate(consent.validUntil),
    verifiedBy: consent.verifiedBy,
  };
}

function numberRow(visit: StaffVisit, person: Person, one: NumberRow): Html {
  const { language } = visit;
  const say = PEOPLE[language];
  const name = shortName('n', one.id);
  const active = one.status === 'active';
  return html`<li class="stack"><div class="between"><span><strong>${name}</strong> <span class="number">${one.masked}</span> <span class="badge ${active ? 'good' : ''}">${WORDS[language].numberStatus[one.status]}</span></span>
<span class="row">${person.destroyedAt ? '' : revealButton(visit, one.id)}${active ? html`<a href="/scan/${name}">${say.scan}</a>` : ''}
${one.retiredAt === null ? html`<a href="/numbers/${name}/retire">${say.retire}</a>` : ''}</span></div>
<p class="small quiet-text">${say.controlProven}: ${dayOf(language, one.control.verifiedAt)}, ${one.control.verifiedBy}. ${one.control.how}</p></li>`;
}

function hold(visit: StaffVisit, { id, heldAt, heldBy }: Person): Html {
  const say = PEOPLE[visit.language];
  return html`<section class="card stack" aria-labelledby="hold"><h2 id="hold">${say.hold}</h2>
<p class="hint">${say.holdHint}</p>
${heldAt ? html`<p><span class="badge info">${say.held}</span> ${say.heldBy(heldBy ?? '')} ${dayOf(visit.language, heldAt)}</p>` : ''}
${
  mayEnter(visit.user.role, 'approver')
    ? form(
        visit,
        `/people/${shortName('p', id)}/hold`,
        html`<input type="hidden" name="act" value="${heldAt ? 'lift' : 'set'}">
${textField({ name: 'reason', label: say.holdReason, state: EMPTY_FORM, rows: 2 })}
<div>${button(heldAt ? say.holdLift : say.holdSet, { kind: 'plain' })}</div>`,
      )
    : ''
}</section>`;
}

/** The consent in force, to be signed on paper. */
export async function showPrinted(visit: StaffVisit): Promise<Response> {
  const person = await personInPath(visit);
  const consent = await governingConsent(visit.deps.db, visit.deps.vault, person.id);
  if (!consent) throw new Refused('missing');
  return printedConsent(visit, recordOfConsent(person, consent), pathOf('p', person.id));
}
