import { html } from 'hono/html';
import type { PersonRecord } from '../../../db/enrolment.ts';
import type { Language } from '../../../db/schema/language.ts';
import { type Html, page } from '../answer.ts';
import type { StaffVisit } from '../visit.ts';
import { WORDS } from '../words.ts';
import { PRINTED } from './printed-texts.ts';
import { PEOPLE } from './texts.ts';

type Facts = Omit<PersonRecord, 'language'>;

/** What a consent says, field by field (law 94-V art. 8(4)), in one language. */
export function consentFacts(language: Language, record: Facts): Html {
  const say = PEOPLE[language];
  const yesNo = (is: boolean) => (is ? say.yes : say.no);
  const rows: (readonly [string, string])[] = [
    [say.operator, record.operatorName],
    [say.bin, record.operatorBin],
    [say.name, record.name],
    [say.givenOn, `${record.givenOn}, ${record.givenHow}`],
    [say.validUntil, record.validUntil],
    [say.scopes, record.scopes.map((one) => WORDS[language].scope[one]).join('; ')],
    [say.thirdParties, yesNo(record.thirdParties)],
    [say.crossBorder, yesNo(record.crossBorder)],
    [say.publicDistribution, yesNo(record.publicDistribution)],
    [say.data, record.dataList.join(', ')],
    ...(record.other === '' ? [] : [[say.other, record.other] as const]),
  ];
  return html`<dl class="facts long">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

/** The paper to sign, in the person's language: the number and the signatures are written in by hand. */
export function printedConsent(visit: StaffVisit, record: PersonRecord, back: string | null): Promise<Response> {
  const { language: own } = visit;
  const { language } = record;
  const say = PRINTED[language];
  const signature = (who: string, name: string) =>
    html`<div class="sign"><p>${who}${name === '' ? '' : `: ${name}`}</p><p class="line"><span>${say.signature}</span><span>${say.date}</span></p></div>`;
  const body = html`<p class="note info no-print">${PEOPLE[own].printHint}${back === null ? '' : html` <a href="${back}">${PEOPLE[own].back}</a>`}</p>
<article class="paper" lang="${language}">
<p>${say.intro}</p>
${consentFacts(language, record)}
<p class="line"><span>${say.numberLine}</span></p>
<ul>${say.rights.map((one) => html`<li>${one}</li>`)}</ul>
${signature(say.subject, record.name)}
${signature(say.staff, record.verifiedBy)}
</article>`;
  return page(visit, body, { title: say.title });
}
