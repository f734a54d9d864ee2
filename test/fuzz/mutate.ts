import { pick, type Random } from '../pipeline/photos/pictures.ts';

const within = (random: Random, size: number): number => Math.floor(random() * (size + 1));

/** A stretch of a text, on borders of tags or of JSON values as often as not. */
function stretch(random: Random, text: string): [number, number] {
  const from = within(random, text.length);
  const to = Math.min(text.length, from + within(random, random() < 0.8 ? 200 : 5_000));
  if (random() < 0.5) return [from, to];
  const border = (at: number, sign: string): number => {
    const found = text.indexOf(sign, at);
    return found < 0 ? text.length : found;
  };
  const sign = pick(random, ['<', '<', '{', '"', ',']);
  const start = border(from, sign);
  return [start, Math.max(start, border(to, sign))];
}

const ODD = [
  '\u0000', '\ufffd', '\ud800', '\udfff', '\u202e', '\u200b', '\ufeff', '\u001b]8;;http://x\u0007', '<', '>', '"', "'", '\\', '&#0;',
  '&#x110000;', '<!--', '-->', '</script>', '<script>', '<title>', '<plaintext>', '<template>', '<svg><style>', '</html>', ']]>', '{', '}',
  '[', ']', ':', ',', '\\u', '\\ud83d', '__proto__', 'constructor', 'null', 'undefined', 'NaN', '-0', '1e999', '9'.repeat(400), 'ÿ'.repeat(50),
]; // biome-ignore format: a table
const VALUES = [
  'null',
  '[]',
  '{}',
  'true',
  '0',
  '-1',
  '1e999',
  '""',
  '"x"',
  '[[[]]]',
  '{"a":{"b":{}}}',
  '99999999999999999999',
  '[null]',
];
const NESTS = [
  '<div>',
  '<table><tr><td>',
  '<b><i>',
  '[',
  '{"a":',
  '{"a":[',
  '<a href="',
  '(',
  '<script>',
  '&amp;',
  'items.push({',
];

type Change = (random: Random, text: string) => string;
const cut = (text: string, from: number, to: number, into: string): string =>
  text.slice(0, from) + into + text.slice(to);

const CHANGES: readonly Change[] = [
  // Bytes flipped.
  (r, text) => {
    const at = within(r, text.length - 1);
    return cut(text, at, at + 1, String.fromCharCode((text.charCodeAt(at) || 0) ^ (1 << within(r, 7))));
  },
  // Cut off, taken out, doubled, moved.
  (r, text) => text.slice(0, within(r, text.length)),
  (r, text) => cut(text, ...stretch(r, text), ''),
  (r, text) => {
    const [from, to] = stretch(r, text);
    return cut(text, to, to, text.slice(from, to));
  },
  (r, text) => {
    const [from, to] = stretch(r, text);
    const rest = cut(text, from, to, '');
    const at = within(r, rest.length);
    return cut(rest, at, at, text.slice(from, to));
  },
  // Something odd put in.
  (r, text) => {
    const at = within(r, text.length);
    return cut(text, at, at, pick(r, ODD));
  },
  // Nested deep, repeated often.
  (r, text) => {
    const at = within(r, text.length);
    return cut(text, at, at, pick(r, NESTS).repeat(1 + within(r, r() < 0.98 ? 40 : 4_000)));
  },
  // Another number, another type.
  (r, text) => text.replace(/\d+/g, (digits) => (r() < 0.1 ? pick(r, ['', '-1', '0', '1e999', '9'.repeat(40), `${digits}.5`]) : digits)),
  (r, text) => text.replace(/(":\s*)("(?:[^"\\]|\\.){0,200}"|\d+|true|false|null)/g, (all, key: string) => (r() < 0.05 ? key + pick(r, VALUES) : all)),
  // Read in another encoding.
  (r, text) => {
    const [from, to] = stretch(r, text);
    return cut(text, from, to, Buffer.from(text.slice(from, to), 'utf8').toString('latin1'));
  },
  // Attributes and tags renamed.
  (r, text) => text.replace(/(<\/?)([a-z][a-z0-9]*)/gi, (all, open: string, name: string) => (r() < 0.03 ? open + pick(r, ['p', 'a', 'script', 'x']) : open + name || all)),
]; // biome-ignore format: a table

/** One to six changes of a text, the same for the same stream of numbers. */
export function mutated(random: Random, text: string): string {
  let changed = text;
  for (let n = 1 + within(random, 5); n > 0; n--) changed = pick(random, CHANGES)(random, changed);
  return changed.slice(0, 400_000);
}

/** The same of bytes: flipped, cut, doubled, moved, overwritten. */
export function mutatedBytes(random: Random, bytes: Buffer): Buffer {
  let changed = Buffer.from(bytes);
  for (let n = 1 + within(random, 5); n > 0; n--) {
    const from = within(random, changed.length);
    const to = Math.min(changed.length, from + within(random, 64));
    switch (within(random, 5)) {
      case 0:
        for (let i = 0; i < 1 + changed.length / 500; i++)
          if (changed.length > 0) changed[within(random, changed.length - 1)] = within(random, 255);
        break;
      case 1:
        changed = changed.subarray(0, random() < 0.3 ? from : changed.length);
        break;
      case 2:
        changed = Buffer.concat([changed.subarray(0, from), changed.subarray(to)]);
        break;
      case 3:
        changed = Buffer.concat([changed.subarray(0, to), changed.subarray(from, to), changed.subarray(to)]);
        break;
      case 4:
        changed.fill(pick(random, [0, 0xff, 0x7f, 0x80]), from, Math.min(to, from + 8));
        break;
      default:
        if (changed.length > 0) {
          const at = within(random, changed.length - 1);
          changed[at] = (changed[at] ?? 0) ^ (1 << within(random, 7));
        }
    }
  }
  return changed;
}
