import { html } from 'hono/html';
import { KINDS } from '../../kinds.ts';
import type { Html } from '../answer.ts';
import { button, form } from '../forms/fields.ts';
import { pathOf } from '../paths.ts';
import type { StaffVisit } from '../visit.ts';
import { LETTER } from './letter-texts.ts';
import type { LetterRead } from './read-letter.ts';

/** The letter's files to be taken along, and its texts for a form to be copied. */
export function filesCard(visit: StaffVisit, { notice }: LetterRead): Html {
  const say = LETTER[visit.language];
  const at = pathOf('l', notice.id);
  const names = Object.keys(notice.fileDigests).sort();
  const made = [
    ['bundle.zip', say.bundle],
    ['text.txt', say.plain],
    ...(KINDS[notice.kind].to === 'platform' && KINDS[notice.kind].ads === 'required' ? [['xarf.json', say.xarf]] : []),
  ];
  const link = (name: string, label: string) => html`<li><a href="${at}/files/${name}" download>${label}</a></li>`;
  return html`<section class="card stack" aria-labelledby="files"><h2 id="files">${say.files}</h2>
<p class="hint">${say.filesHint}</p>
${names.length === 0 ? html`<p class="note warn">${say.noFiles}</p>` : html`<ul class="list">${names.map((name) => link(name, name))}${made.map(([name = '', label = '']) => link(name, label))}</ul>`}
${form(visit, `${at}/shown`, html`<p class="hint">${say.forFormHint}</p><div>${button(say.forForm, { kind: 'plain' })}</div>`)}
${notice.editedFile === null ? form(visit, `${at}/print`, button(say.print, { kind: 'quiet' }), { look: 'inline' }) : ''}
</section>`;
}
