import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';

/** A request that cannot be carried out as given: one clear line, exit code 2, nothing written. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** What a command may say and ask. Rows go to stdout, words and progress to stderr. */
export interface Terminal {
  /** A line of result. */
  out(line: string): void;
  /** A word to the person at the screen; not part of the result. */
  note(line: string): void;
  /** One line that overwrites itself, on a terminal only: cron sees nothing of it. `null` clears it. */
  progress(line: string | null): void;
  /** A person can answer questions here. */
  readonly interactive: boolean;
  ask(question: string): Promise<string>;
  /** Everything on standard input. */
  input(): Promise<string>;
}

export function openTerminal(
  stdin: Readable & { isTTY?: boolean },
  stdout: Writable & { isTTY?: boolean },
  stderr: Writable & { isTTY?: boolean; columns?: number },
): Terminal {
  let shown = false;
  const clear = () => {
    if (shown) stderr.write('\r\u001b[2K');
    shown = false;
  };
  return {
    out(line) {
      clear();
      stdout.write(`${stdout.isTTY ? harmless(line) : line}\n`);
    },
    note(line) {
      clear();
      stderr.write(`${harmless(line)}\n`);
    },
    progress(line) {
      if (!stderr.isTTY) return;
      clear();
      if (line === null) return;
      stderr.write(printable(line).slice(0, (stderr.columns ?? 80) - 1));
      shown = true;
    },
    interactive: Boolean(stdin.isTTY && stderr.isTTY),
    async ask(question) {
      clear();
      const lines = createInterface({ input: stdin, output: stderr });
      try {
        return (await lines.question(`${question} `)).trim();
      } finally {
        lines.close();
      }
    },
    async input() {
      const chunks: Buffer[] = [];
      for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
      return Buffer.concat(chunks).toString('utf8');
    },
  };
}

/** What a terminal may be given: line breaks and tabs it may obey, nothing else. A file gets the bytes as they are. */
function harmless(text: string): string {
  return text
    .split(/([\n\t])/)
    .map((piece, i) => (i % 2 === 1 ? piece : printable(piece)))
    .join('');
}

/** Rows as an aligned table, headed; columns in the order of `columns`. Control characters are made visible. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const cells = [columns, ...rows].map((row) => row.map(printable));
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => (row[i] ?? '').length)));
  return cells.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** What a seller wrote may hold terminal commands; they are shown, not obeyed. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to make harmless
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '\u2423');
}
