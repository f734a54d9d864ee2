import { z } from 'zod';
import { almatyDate, almatyTime } from '../db/almaty-time.ts';
import { LOG_KINDS, type LogKind } from '../db/evidence-chain.ts';
import type { StoredLogEntry } from '../db/evidence-log.ts';
import type { Language } from '../db/schema/language.ts';
import { shortName } from '../db/short-name.ts';
import { csvCell } from './figures.ts';
import { AUDIT_EN } from './wording/audit/en.ts';
import { AUDIT_KK } from './wording/audit/kk.ts';
import { AUDIT_RU } from './wording/audit/ru.ts';

/** What was done, in words; `columns` stand above a list. */
export interface AuditWording {
  readonly columns: Readonly<Record<'seq' | 'at' | 'by' | 'act' | 'about' | 'detail', string>>;
  readonly kinds: Readonly<Record<LogKind, string>>;
  /** Names and closed values of what an entry tells beside; whatever is not here (ids, dates, references) stands as it is. */
  readonly words: Readonly<Record<string, string>>;
  readonly unread: string;
}

const WORDINGS: Readonly<Record<Language, AuditWording>> = { ru: AUDIT_RU, kk: AUDIT_KK, en: AUDIT_EN };

const body = z.object({
  at: z.iso.datetime(),
  kind: z.enum(LOG_KINDS),
  by: z.string(),
  captures: z.array(z.number()),
  matches: z.array(z.number()),
  detail: z.record(z.string(), z.string()),
});

/** One entry for people: short names and the names of staff, never a number and never the name of a protected person. */
export interface AuditRow {
  readonly seq: number;
  /** ISO 8601 in UTC; empty for an entry that cannot be read. */
  readonly at: string;
  readonly kind: LogKind | null;
  readonly by: string;
  readonly act: string;
  /** Captures and matches, as `c1 m2`. */
  readonly about: string;
  readonly detail: Readonly<Record<string, string>>;
}

/** Digests, folders and references that only a machine compares. */
const NOT_SHOWN = new Set(['manifestSha256', 'folder', 'tokenSha256']);

/** The log in words, in its order. An entry that cannot be read is told as such, never left out. Pure. */
export function auditRows(
  entries: readonly StoredLogEntry[],
  options: { readonly language: Language; readonly since?: Date },
): AuditRow[] {
  const wording = WORDINGS[options.language];
  return entries.flatMap(({ seq, body: text }): AuditRow[] => {
    const said = bodyOf(text);
    if (said === null) return [{ seq, at: '', kind: null, by: '', act: wording.unread, about: '', detail: {} }];
    if (options.since && Date.parse(said.at) < options.since.getTime()) return [];
    const about = [
      ...said.captures.map((id) => shortName('c', id)),
      ...said.matches.map((id) => shortName('m', id)),
    ].join(' ');
    const detail = Object.fromEntries(
      Object.entries(said.detail).filter(([name, value]) => !NOT_SHOWN.has(name) && value !== ''),
    );
    return [{ seq, at: said.at, kind: said.kind, by: said.by, act: wording.kinds[said.kind], about, detail }];
  });
}

/** Cells in the order of the columns, in words; moments by the clock of Almaty. */
export function auditCells(row: AuditRow, language: Language): string[] {
  const { words } = WORDINGS[language];
  const known = (one: string) => (Object.hasOwn(words, one) ? words[one] : undefined);
  // Several closed values stand in one ("scan letters"); what a person typed is never taken apart.
  const listed = (parts: readonly string[]) => (parts.every((one) => known(one)) ? parts.map(known).join(', ') : null);
  const word = (one: string) => known(one) ?? listed(one.split(' ')) ?? one;
  const at = row.at === '' ? '' : `${almatyDate(new Date(row.at))} ${almatyTime(new Date(row.at))}`;
  const detail = Object.entries(row.detail)
    .map(([name, value]) => `${word(name)}: ${word(value)}`)
    .join('; ');
  return [String(row.seq), at, row.by, row.act, row.about, detail];
}

/** What each kind of entry is called. */
export function kindWords(language: Language): Readonly<Record<LogKind, string>> {
  return WORDINGS[language].kinds;
}

export function auditColumns(language: Language): string[] {
  const { columns } = WORDINGS[language];
  return [columns.seq, columns.at, columns.by, columns.act, columns.about, columns.detail];
}

/** For a spreadsheet: no cell of it is obeyed as a formula. */
export function auditCsv(rows: readonly AuditRow[], language: Language): string {
  return [auditColumns(language), ...rows.map((row) => auditCells(row, language))]
    .map((row) => `${row.map(csvCell).join(',')}\r\n`)
    .join('');
}

function bodyOf(text: string): z.infer<typeof body> | null {
  try {
    return body.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
