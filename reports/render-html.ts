import type { Block, LetterDocument, Line, Run } from './document.ts';
import { LETTER_FONT, letterFont } from './fonts.ts';

const STYLE = `
@page { size: A4; margin: 20mm 15mm 20mm 30mm }
* { box-sizing: border-box }
body { font: 11pt/1.3 '${LETTER_FONT}'; margin: 0; color: #000; hyphens: none }
p { margin: 0 0 6pt; text-align: justify; text-indent: 10mm }
.keep { break-after: avoid }
.head, .to { display: flex; justify-content: space-between; gap: 8mm; margin-bottom: 8mm }
.head { border-bottom: 1pt solid #000; padding-bottom: 3mm; font-size: 10pt }
.head > div, .to > div { width: 48% }
.head b { display: block }
.to .addressee { text-align: left }
h1 { font-size: 11.5pt; width: 60%; margin: 0 0 8mm }
.salutation { text-align: center; text-indent: 0; margin: 0 0 4mm }
ol, ul { margin: 0 0 6pt; padding-left: 12mm }
ul.plain { list-style: none; padding-left: 10mm }
ul.dash { list-style: '– ' }
li { margin-bottom: 3pt; text-align: justify }
table { width: 100%; border-collapse: collapse; margin: 0 0 8pt; font-size: 9.5pt; table-layout: fixed }
th, td { border: .5pt solid #000; padding: 2pt 4pt; vertical-align: top; text-align: left; overflow-wrap: anywhere }
tr { break-inside: avoid }
thead { display: table-header-group }
.small { font-size: 7.5pt }
.number { font-weight: 700; white-space: nowrap }
a { color: inherit; text-decoration: none }
.sign { break-before: avoid; display: flex; justify-content: space-between; margin: 10mm 0; break-inside: avoid }
.executor { font-size: 8.5pt; break-inside: avoid }
.attachments { break-inside: avoid; break-after: avoid }
.draft { border: 1.5pt solid #b00; color: #b00; padding: 3mm; margin-bottom: 6mm; font-size: 9.5pt }
.draft b { display: block }
.warning { border: 1pt solid #000; padding: 3mm 4mm; margin: 0 0 8mm; break-inside: avoid }
.warning p { text-indent: 0 }
.warning .signed { margin-top: 6mm }
.annex { break-before: page }
.annex-mark { text-align: right; text-indent: 0 }
`;

/** The letter as one self-contained page with its font inside; everything written by others is escaped. Pure. */
export function renderHtml(document: LetterDocument): string {
  const face = (weight: 'regular' | 'bold', number: number) =>
    `@font-face{font-family:'${LETTER_FONT}';font-weight:${number};src:url(data:font/ttf;base64,${letterFont(weight).toString('base64')})}`;
  const annexes = document.annexes.map((annex) => `<section class="annex">${annex.map(blockOf).join('\n')}</section>`);
  return `<!doctype html><html lang="${document.language}"><head><meta charset="utf-8"><title>${escaped(document.title)}</title>
<style>${face('regular', 400)}${face('bold', 700)}${STYLE}</style></head><body>
${document.blocks.map(blockOf).join('\n')}
${annexes.join('\n')}</body></html>`;
}

function blockOf(block: Block): string {
  const lines = (all: readonly string[]) => all.map((line) => `<div>${escaped(line)}</div>`).join('');
  switch (block.kind) {
    case 'draft-mark':
      return `<div class="draft"><b>${escaped(block.title)}</b>${lines(block.items)}</div>`;
    case 'letterhead': {
      const side = ([name = '', ...rest]: readonly string[]) => `<div><b>${escaped(name)}</b>${lines(rest)}</div>`;
      return `<div class="head">${side(block.left)}${block.right.length > 0 ? side(block.right) : ''}</div>`;
    }
    case 'addressing':
      return `<div class="to"><div>${lines(block.left)}</div><div class="addressee">${lines(block.addressee)}</div></div>`;
    case 'annex-mark':
      return `<p class="annex-mark">${escaped(block.text)}</p>`;
    case 'heading':
      return `<h1>${escaped(block.text)}</h1>`;
    case 'salutation':
      return `<p class="salutation">${escaped(block.text)}</p>`;
    case 'paragraph':
      return `<p${block.keepWithNext ? ' class="keep"' : ''}>${lineOf(block.line)}</p>`;
    case 'list': {
      const items = block.items.map((item) => `<li>${lineOf(item)}</li>`).join('');
      return block.style === 'numbered'
        ? `<ol start="${block.start}">${items}</ol>`
        : `<ul class="${block.style}">${items}</ul>`;
    }
    case 'table': {
      const columns = block.columns.map((column) => `<col style="width:${column.width}%">`).join('');
      const head = block.columns.map((column) => `<th>${escaped(column.label)}</th>`).join('');
      const rows = block.rows
        .map(
          (row) =>
            `<tr>${row.map((cell) => `<td>${cell.map((line) => `<div>${lineOf(line)}</div>`).join('')}</td>`).join('')}</tr>`,
        )
        .join('');
      return `<table><colgroup>${columns}</colgroup><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`;
    }
    case 'attachments':
      return `<div class="attachments"><p class="keep">${escaped(block.label)}</p><ol>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ol></div>`;
    case 'signature':
      return `<div class="sign"><div>${escaped(block.closing)}<br>${escaped(block.post)}</div><div>____________________</div><div>${escaped(block.name)}</div></div>`;
    case 'warning':
      return `<div class="warning"><p class="keep"><b>${escaped(block.title)}</b></p><p>${escaped(block.text)}</p><p class="signed">${escaped(block.sign)}</p></div>`;
    case 'executor':
      return `<div class="executor">${lines(block.lines)}</div>`;
  }
}

function lineOf(line: Line): string {
  return line.map(runOf).join('');
}

function runOf(run: Run): string {
  const words = escaped(run.text);
  switch (run.kind) {
    case 'text': {
      const bold = run.bold ? `<b>${words}</b>` : words;
      return run.small ? `<span class="small">${bold}</span>` : bold;
    }
    case 'foreign':
      return `<bdi>${words}</bdi>`;
    case 'address':
      return run.href && /^https?:/.test(run.href) ? `<a href="${escaped(run.href)}">${words}</a>` : words;
    case 'number':
      return `<span class="number">${words}</span>`;
  }
}

function escaped(text: string): string {
  return (
    text
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
      .replace(/'/g, '&#39;')
      // A number never stands on another line than its sign.
      .replace(/№ /g, '№\u00a0')
  );
}
