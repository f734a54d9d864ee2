import type pg from 'pg';

/** Of whom may do something just now: no other machine's business. */
const NOT_COPIED = new Set(['leases']);
const ROWS_AT_ONCE = 200;

/** Every table of the records, each after those that its rows point at. */
export async function tablesInOrder(client: pg.ClientBase): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const { rows: links } = await client.query<{ from: string; to: string }>(
    `select distinct conrelid::regclass::text as from, confrelid::regclass::text as to from pg_constraint
      where contype = 'f' and conrelid <> confrelid and connamespace = 'public'::regnamespace`,
  );
  const ordered: string[] = [];
  const waiting = new Set(tables.map((table) => table.name).filter((name) => !NOT_COPIED.has(name)));
  while (waiting.size > 0) {
    const free = [...waiting].filter((name) => !links.some((link) => link.from === name && waiting.has(link.to)));
    if (free.length === 0) throw new Error('the tables point at each other in a circle');
    for (const name of free) {
      ordered.push(name);
      waiting.delete(name);
    }
  }
  return ordered;
}

/** The rows of a table as JSON lines, a few hundred at a time, in the order of their keys. */
export async function* rowsOf(client: pg.ClientBase, table: string): AsyncGenerator<string[]> {
  const { rows: keys } = await client.query<{ column: string }>(
    `select quote_ident(a.attname) as column from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
      where i.indrelid = $1::regclass and i.indisprimary order by array_position(i.indkey::int2[], a.attnum)`,
    [`public."${table}"`],
  );
  const order = keys.length === 0 ? '' : `order by ${keys.map((key) => `t.${key.column}`).join(', ')}`;
  await client.query(
    `declare backup_rows no scroll cursor for select row_to_json(t)::text as row from public."${table}" t ${order}`,
  );
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${ROWS_AT_ONCE} from backup_rows`);
    if (rows.length === 0) break;
    yield rows.map((row) => row.row);
  }
  await client.query('close backup_rows');
}

/** Puts rows that `rowsOf` gave into an empty table. */
export async function insertRows(client: pg.ClientBase, table: string, rows: readonly string[]): Promise<void> {
  await client.query(
    `insert into public."${table}" overriding system value
      select * from json_populate_recordset(null::public."${table}", $1::json)`,
    [`[${rows.join(',')}]`],
  );
}

export async function countRows(client: pg.ClientBase, table: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from public."${table}"`);
  return rows[0]?.n ?? 0;
}

/** The last id each table gave, so that none is given twice. */
export async function sequencesOf(client: pg.ClientBase): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; last: string | null }>(
    `select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'public'`,
  );
  return Object.fromEntries(rows.flatMap(({ name, last }) => (last === null ? [] : [[name, Number(last)]])));
}

export async function setSequences(client: pg.ClientBase, values: Readonly<Record<string, number>>): Promise<void> {
  for (const [name, last] of Object.entries(values))
    await client.query('select setval(format($1, $2::text)::regclass, $3)', ['public.%I', name, last]);
}
