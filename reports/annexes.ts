import { adsTable } from './ads-table.ts';
import type { Block, Cell, Line } from './document.ts';
import { KINDS } from './kinds.ts';
import type { LetterContent } from './letter-content.ts';
import type { AttachmentKind, LetterWording } from './wording/wording.ts';

/** More ads than fit under the facts go into an annex. */
export const ADS_IN_LETTER = 8;

export interface Annex {
  readonly attachment: AttachmentKind;
  readonly blocks: readonly Block[];
}

/** The annexes of a letter, each beginning a new page: the ads where there are many, and the calls. */
export function annexesOf(content: LetterContent, wording: LetterWording, reference: string): Annex[] {
  const inside: { attachment: AttachmentKind; heading: string; table: Block }[] = [];
  if (content.ads.length > ADS_IN_LETTER)
    inside.push({ attachment: 'ads', heading: wording.ads.annexHeading, table: adsTable(content, wording) });
  if (content.calls)
    inside.push({ attachment: 'calls', heading: wording.calls.annexHeading, table: callsTable(content, wording) });
  return inside.map(({ attachment, heading, table }, i) => ({
    attachment,
    blocks: [
      {
        kind: 'annex-mark',
        text:
          KINDS[content.kind].signedBy === 'person'
            ? wording.annexLabel(i + 1)
            : wording.annexMark(i + 1, reference, wording.dateOf(content.date)),
      },
      { kind: 'heading', text: heading },
      table,
    ],
  }));
}

function callsTable({ calls }: LetterContent, wording: LetterWording): Block {
  const { columns, total } = wording.calls;
  const cell = (value: string): Cell => [words(value)];
  const rows = calls?.rows ?? [];
  const sum = (of: 'calls' | 'night' | 'messages') => String(rows.reduce((all, row) => all + row[of], 0));
  const hour = (at: number) => `${String(at).padStart(2, '0')}:00`;
  return {
    kind: 'table',
    columns: [
      { label: columns.date, width: 22 },
      { label: columns.hours, width: 24 },
      { label: columns.calls, width: 18 },
      { label: columns.night, width: 18 },
      { label: columns.messages, width: 18 },
    ],
    rows: [
      ...rows.map((row) => [
        cell(wording.shortDate(row.date)),
        cell(`${hour(row.fromHour)}–${hour(row.toHour)}`),
        cell(String(row.calls)),
        cell(String(row.night)),
        cell(String(row.messages)),
      ]),
      [cell(total), cell(''), cell(sum('calls')), cell(sum('night')), cell(sum('messages'))],
    ],
  };
}

function words(said: string): Line {
  return [{ kind: 'text', text: said }];
}
