import { InputError, type Terminal } from '../../terminal.ts';

/** `operatorBin` → `operator-bin`. */
export function flagOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/**
 * A record from a JSON file (`from`; `-` is standard input), from flags over it, and at a terminal from answers for what is
 * still missing. Throws InputError when the file is not a JSON object.
 */
export async function collect(
  terminal: Terminal,
  questions: Readonly<Record<string, string>>,
  flags: Readonly<Record<string, string>>,
  defaults: Readonly<Record<string, string>>,
  read: (file: string) => Promise<string>,
): Promise<Record<string, unknown>> {
  const collected: Record<string, unknown> = {};
  if (flags.from !== undefined)
    Object.assign(collected, asObject(flags.from === '-' ? await terminal.input() : await read(flags.from)));
  for (const field of Object.keys(questions)) if (flags[field] !== undefined) collected[field] = flags[field];
  for (const [field, question] of Object.entries(questions)) {
    if (collected[field] !== undefined) continue;
    const usual = defaults[field];
    if (terminal.interactive && flags.from === undefined) {
      const answer = await terminal.ask(usual ? `${question.replace(/:$/, '')} [${usual}]:` : question);
      if (answer !== '') collected[field] = answer;
    }
    if (collected[field] === undefined && usual !== undefined) collected[field] = usual;
  }
  return collected;
}

function asObject(text: string): object {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new InputError('the record is not JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new InputError('the record is not a JSON object');
  return parsed;
}
