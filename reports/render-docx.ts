import {
  AlignmentType,
  BorderStyle,
  Document,
  type ISectionOptions,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import JSZip from 'jszip';
import type { Block, LetterDocument, Line, Run } from './document.ts';
import { LETTER_FONT, letterFont } from './fonts.ts';

const MM = 56.7;
const PAGE = {
  size: { width: Math.round(210 * MM), height: Math.round(297 * MM) },
  margin: {
    top: Math.round(20 * MM),
    bottom: Math.round(20 * MM),
    left: Math.round(30 * MM),
    right: Math.round(15 * MM),
  },
};
/** Between the margins. */
const TEXT_WIDTH = Math.round(165 * MM);
/** For the speller of the word processor. */
const PROOFING = { ru: 'ru-RU', kk: 'kk-KZ', en: 'en-GB' } as const;
const NONE = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' };
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE };

/** The letter as a Word file that staff can edit, with the font embedded. */
export async function renderDocx(document: LetterDocument): Promise<Buffer> {
  const numbering: { reference: string; start: number }[] = [];
  const body = (blocks: readonly Block[]) => blocks.flatMap((block) => blockOf(block, numbering));
  const sections: ISectionOptions[] = [{ properties: { page: PAGE }, children: body(document.blocks) }];
  for (const annex of document.annexes) sections.push({ properties: { page: PAGE }, children: body(annex) });
  const file = new Document({
    title: document.title,
    creator: 'Qorgan',
    fonts: [{ name: LETTER_FONT, data: letterFont('regular') }],
    styles: {
      default: {
        document: { run: { font: LETTER_FONT, size: 23, language: { value: PROOFING[document.language] } } },
      },
    },
    numbering: {
      config: numbering.map(({ reference, start }) => ({
        reference,
        levels: [
          {
            level: 0,
            format: LevelFormat.DECIMAL,
            text: '%1.',
            start,
            alignment: AlignmentType.LEFT,
            style: { paragraph: { indent: { left: 680, hanging: 340 } } },
          },
        ],
      })),
    },
    sections,
  });
  return withReadableFontKeys(await Packer.toBuffer(file));
}

/** The library writes the keys of embedded fonts in small letters; the format and LibreOffice know capitals only. */
async function withReadableFontKeys(packed: Buffer): Promise<Buffer> {
  const zip = await JSZip.loadAsync(packed);
  const table = await zip.file('word/fontTable.xml')?.async('string');
  if (table === undefined) return packed;
  zip.file(
    'word/fontTable.xml',
    table.replace(/w:fontKey="[^"]*"/g, (key) => key.toUpperCase().replace('W:FONTKEY', 'w:fontKey')),
  );
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

function blockOf(block: Block, numbering: { reference: string; start: number }[]): (Paragraph | Table)[] {
  const plain = (text: string, bold = false) => new Paragraph({ children: [new TextRun({ text, bold })] });
  const numbered = (start: number, items: readonly Line[]) => {
    const reference = `list-${numbering.length + 1}`;
    numbering.push({ reference, start });
    return items.map((item) => new Paragraph({ children: runs(item), numbering: { reference, level: 0 } }));
  };
  switch (block.kind) {
    case 'draft-mark':
      return [
        new Paragraph({ children: [new TextRun({ text: block.title, bold: true, color: 'BB0000' })] }),
        ...block.items.map((text) => new Paragraph({ children: [new TextRun({ text, color: 'BB0000', size: 19 })] })),
        new Paragraph({}),
      ];
    case 'letterhead':
      return [
        sides(
          block.left.map((text, i) => plain(text, i === 0)),
          block.right.map((text, i) => plain(text, i === 0)),
        ),
        new Paragraph({}),
      ];
    case 'addressing':
      return [
        sides(
          block.left.map((text) => plain(text)),
          block.addressee.map((text) => plain(text)),
        ),
        new Paragraph({}),
      ];
    case 'annex-mark':
      return [new Paragraph({ alignment: AlignmentType.RIGHT, children: [new TextRun(block.text)] })];
    case 'heading':
      return [plain(block.text, true), new Paragraph({})];
    case 'salutation':
      return [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun(block.text)] })];
    case 'paragraph':
      return [
        new Paragraph({
          alignment: AlignmentType.JUSTIFIED,
          indent: { firstLine: 567 },
          spacing: { after: 120 },
          keepNext: block.keepWithNext ?? false,
          children: runs(block.line),
        }),
      ];
    case 'list':
      if (block.style === 'numbered') return numbered(block.start, block.items);
      return block.items.map(
        (item) =>
          new Paragraph({
            indent: { left: 567 },
            spacing: { after: 60 },
            children: [...(block.style === 'dash' ? [new TextRun('– ')] : []), ...runs(item)],
          }),
      );
    case 'table':
      return [tableOf(block), new Paragraph({})];
    case 'attachments':
      return [
        plain(block.label),
        ...numbered(
          1,
          block.items.map((text): Line => [{ kind: 'text', text }]),
        ),
        new Paragraph({}),
      ];
    case 'signature':
      return [
        sides([plain(block.closing), plain(block.post)], [plain('____________________'), plain(block.name)]),
        new Paragraph({}),
      ];
    case 'warning':
      return [plain(block.title, true), plain(block.text), new Paragraph({}), plain(block.sign), new Paragraph({})];
    case 'executor':
      return block.lines.map((text) => new Paragraph({ children: [new TextRun({ text, size: 17 })] }));
  }
}

function tableOf(block: Extract<Block, { kind: 'table' }>): Table {
  const row = (cells: readonly (readonly Line[])[], tableHeader: boolean) =>
    new TableRow({
      tableHeader,
      cantSplit: true,
      children: cells.map(
        (cell, i) =>
          new TableCell({
            width: { size: block.columns[i]?.width ?? 0, type: WidthType.PERCENTAGE },
            children: cell.map((line) => new Paragraph({ children: runs(line, 19) })),
          }),
      ),
    });
  const head = block.columns.map((column): readonly Line[] => [[{ kind: 'text', text: column.label, bold: true }]]);
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    // Percentages of the cells alone are Word's; LibreOffice goes by the grid.
    columnWidths: block.columns.map((column) => Math.round((TEXT_WIDTH * column.width) / 100)),
    layout: TableLayoutType.FIXED,
    rows: [row(head, true), ...block.rows.map((cells) => row(cells, false))],
  });
}

function sides(left: Paragraph[], right: Paragraph[]): Table {
  const cell = (children: Paragraph[]) =>
    new TableCell({
      width: { size: 50, type: WidthType.PERCENTAGE },
      children: children.length > 0 ? children : [new Paragraph({})],
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: [Math.floor(TEXT_WIDTH / 2), Math.ceil(TEXT_WIDTH / 2)],
    borders: NO_BORDERS,
    rows: [new TableRow({ children: [cell(left), cell(right)] })],
  });
}

function runs(line: Line, size?: number): TextRun[] {
  return line.map((run: Run) => {
    const bold = run.kind === 'number' || (run.kind === 'text' && run.bold === true);
    const small = run.kind === 'text' && run.small === true ? 15 : size;
    return new TextRun({ text: run.text, bold, ...(small === undefined ? {} : { size: small }) });
  });
}
