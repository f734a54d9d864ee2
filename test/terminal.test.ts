import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { openTerminal } from '../terminal.ts';

const HOSTILE = 'Cow\u001b]8;;http://evil\u0007 \u001b[2J\u009b31m \u202eexe.gnp\u2066 \u200f\r sold';
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that a terminal or a reader obeys
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

function opened(isTTY: boolean) {
  const out = Object.assign(new PassThrough(), { isTTY });
  const err = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  const said = (stream: PassThrough) => String(stream.read() ?? '');
  return { terminal: openTerminal(new PassThrough(), out, err), out: () => said(out), err: () => said(err) };
}

it('what a seller wrote is shown on a terminal, never obeyed, and line breaks stay', () => {
  const { terminal, out, err } = opened(true);
  terminal.out(`${HOSTILE}\nsecond\tcell`);
  const shown = out();
  expect(shown).not.toMatch(OBEYED);
  expect(shown.split('\n')).toEqual([expect.stringContaining('sold'), 'second\tcell', '']);
  terminal.note(HOSTILE);
  expect(err()).not.toMatch(OBEYED);
  terminal.progress(HOSTILE);
  expect(err()).not.toMatch(OBEYED);
});

it('a file gets the bytes as they are, but a log for a person does not', () => {
  const { terminal, out, err } = opened(false);
  terminal.out(HOSTILE);
  expect(out()).toBe(`${HOSTILE}\n`);
  terminal.note(HOSTILE);
  expect(err()).not.toMatch(OBEYED);
});
