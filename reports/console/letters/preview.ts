import { html } from 'hono/html';
import type { Block, LetterDocument, Line, Run } from '../../document.ts';
import type { LetterContent } from '../../letter-content.ts';
import type { Html } from '../answer.ts';

/** A letter as it will be printed, inside a page of ours: no number in full, no link that leads out, nothing loaded. */
export function letterHtml(document: LetterDocument, content: Pick<LetterContent, 'numbers'>): Html {
  const masked = new Map(content.numbers.map((number) => [number.e164, number.masked]));
  const block = (one: Block) => blockHtml(one, masked);
  return html`<div class="letter" lang="${document.language}">${document.blocks.map(block)}
${document.annexes.map((annex) => html`<div class="annex">${annex.map(block)}</div>`)}</div>`;
}

/** The words of a Word file, with the protected numbers masked. */
export function paragraphsHtml(paragraphs: readonly string[], content: LetterContent): Html {
  const said = paragraphs.filter((one) => one.trim() !== '').map((one) => maskedIn(one, content));
  return html`<div class="letter" lang="${content.language}">${said.map((one) => html`<p>${one}</p>`)}</div>`;
}

/** A text in which every protected number of the letter is masked, however its digits are set apart. Pure. */
export function maskedIn(text: string, { numbers }: Pick<LetterContent, 'numbers'>): string {
  let said = text.normalize('NFKC');
  for (const { e164, masked } of numbers) {
    const digits = [...e164.slice(-10)].join('[^\\d]{0,6}');
    said = said.replace(new RegExp(`(?:\\+?[78][^\\d]{0,6})?${digits}`, 'g'), masked);
    // Set apart by more than that: then no digit of the paragraph is shown.
    if (said.replace(/\D/g, '').includes(e164.slice(-10))) said = said.replace(/\d/g, '*');
  }
  return said;
}

type Masked = ReadonlyMap<string, string>;

function blockHtml(block: Block, masked: Masked): Html {
  const lines = (all: readonly string[]) => all.map((line) => html`<div>${line}</div>`);
  const line = (one: Line) => one.map((run) => runHtml(run, masked));
  switch (block.kind) {
    case 'draft-mark':
      return html`<div class="note warn"><strong>${block.title}</strong>${lines(block.items)}</div>`;
    case 'letterhead':
      return html`<div class="sides head"><div>${lines(block.left)}</div>${block.right.length > 0 ? html`<div>${lines(block.right)}</div>` : ''}</div>`;
    case 'addressing':
      return html`<div class="sides"><div>${lines(block.left)}</div><div>${lines(block.addressee)}</div></div>`;
    case 'annex-mark':
      return html`<p>${block.text}</p>`;
    case 'heading':
      return html`<p class="title">${block.text}</p>`;
    case 'salutation':
      return html`<p class="centre">${block.text}</p>`;
    case 'paragraph':
      return html`<p>${line(block.line)}</p>`;
    case 'list': {
      const items = block.items.map((item) => html`<li>${line(item)}</li>`);
      if (block.style === 'numbered') return html`<ol start="${block.start}">${items}</ol>`;
      return html`<ul class="${block.style === 'plain' ? 'plain' : ''}">${items}</ul>`;
    }
    case 'table':
      return html`<div class="scroll"><table><thead><tr>${block.columns.map(({ label }) => html`<th scope="col">${label}</th>`)}</tr></thead>
<tbody>${block.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell.map((one) => html`<div>${line(one)}</div>`)}</td>`)}</tr>`)}</tbody></table></div>`;
    case 'attachments':
      return html`<p>${block.label}</p><ol>${block.items.map((item) => html`<li>${item}</li>`)}</ol>`;
    case 'signature':
      return html`<div class="sides"><div>${lines([block.closing, block.post])}</div><div>${block.name}</div></div>`;
    case 'warning':
      return html`<div class="edge"><p><strong>${block.title}</strong></p><p>${block.text}</p><p>${block.sign}</p></div>`;
    case 'executor':
      return html`<div class="fine">${lines(block.lines)}</div>`;
  }
}

function runHtml(run: Run, masked: Masked): Html {
  switch (run.kind) {
    case 'text': {
      const words = run.bold ? html`<strong>${run.text}</strong>` : html`${run.text}`;
      return run.small ? html`<span class="fine">${words}</span>` : words;
    }
    case 'foreign':
      return html`<bdi>${run.text}</bdi>`;
    case 'address':
      return html`${run.text}`;
    case 'number':
      return html`<mark class="number">${masked.get(run.text) ?? '***'}</mark>`;
  }
}
