import { CLASS, DIGIT, isDrawnZero, isIgnorable, isSoftSign, LETTER, plainOf, SPECIAL } from './chars.ts';
import { drawnLetters } from './number-words.ts';
import { type Folded, Unfolding } from './unfolding.ts';
import { UnitHolder } from './units.ts';

/** Escaped once or more ("&amp;#55;"). */
const ENTITY = /&(?:amp;)*(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));?/y;
const TAG = /<(?:!--[\s\S]{0,2000}?--|[/!]?[a-zA-Z][^<>]{0,2000})>/y;
const HREF = /\b(?:href|content|value|data-phone)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/i;
const PERCENT = /(?:%[0-9a-fA-F]{2})+/y;
const NAMED: Readonly<Record<string, string>> = {
  nbsp: ' ', ensp: ' ', emsp: ' ', thinsp: ' ', shy: '', zwj: '', zwnj: '', lrm: '', rlm: '', amp: '&', lt: '<', gt: '>',
  quot: '"', apos: "'", minus: '-', ndash: '-', mdash: '-', hyphen: '-', dash: '-', bull: '•', middot: '·', plus: '+',
  lpar: '(', rpar: ')', period: '.', comma: ',', sol: '/', num: '#', hellip: '…',
}; // biome-ignore format: a table

/** Units that stay as they are, beside whatever: all that a fold need not look at. */
const PLAIN = new Uint8Array(65536);
for (let unit = 0; unit < 65536; unit++)
  PLAIN[unit] = CLASS[unit] === SPECIAL || CLASS[unit] === DIGIT || unit === 0xfe0f || unit === 0x20e3 ? 0 : 1;

function decodePercent(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run;
  }
}

function entityText(match: RegExpExecArray): string | null {
  const number =
    match[1] !== undefined ? Number(match[1]) : match[2] !== undefined ? Number.parseInt(match[2], 16) : -1;
  if (number >= 0) return number > 0 && number <= 0x10ffff ? String.fromCodePoint(number) : null;
  return NAMED[(match[3] as string).toLowerCase()] ?? null;
}

/** A link's address, its percent escapes undone. */
function putAddress(out: Unfolding, original: string, from: number, to: number): void {
  for (let at = from; at < to; ) {
    PERCENT.lastIndex = at;
    const run = PERCENT.exec(original)?.[0] ?? '';
    if (run === '') out.put(original.charAt(at), at, at + 1);
    else out.plain(decodePercent(run), at, at + run.length);
    at += Math.max(1, run.length);
  }
}

/**
 * Undoes what hides single characters: HTML entities, tags (a link's address stays), percent escapes when `address`,
 * NFKC forms, figures drawn for a letter of a number word, digits of other scripts, ignorable characters. `spacedLetters` also closes "с е м ь".
 * Every unit of the result knows its source, so spans can always point into the original.
 */
export function fold(original: string, address: boolean, spacedLetters: boolean): Folded {
  source.load(original);
  const loaded = SOURCE;
  const plainUnits = PLAIN;
  const out = new Unfolding(original.length);
  const { length } = original;
  let i = 0;
  while (i < length) {
    const plain = i;
    while (i < length && plainUnits[loaded[i] as number] === 1) i++;
    out.same(loaded, plain, i);
    if (i === length) break;
    const unit = loaded[i] as number;
    if (unit === 0x26) {
      ENTITY.lastIndex = i;
      const match = ENTITY.exec(original);
      const text = match === null ? null : entityText(match);
      if (match !== null && text !== null) {
        out.plain(text, i, i + match[0].length);
        i += match[0].length;
        continue;
      }
    } else if (unit === 0x3c) {
      TAG.lastIndex = i;
      const match = TAG.exec(original);
      if (match !== null) {
        const end = i + match[0].length;
        const href = HREF.exec(match[0]);
        const value = href?.[1] ?? href?.[2] ?? href?.[3];
        if (href !== null && value !== undefined && value.length > 0) {
          const at = i + href.index + href[0].indexOf(value, href[0].indexOf('='));
          out.put('\n', i, at);
          putAddress(out, original, at, at + value.length);
          out.put('\n', at + value.length, end);
        } else out.put(/^<(?:br|p|div|li|tr|td)\b/i.test(match[0]) ? '\n' : ' ', i, end);
        i = end;
        continue;
      }
    } else if (unit === 0x25 && address) {
      PERCENT.lastIndex = i;
      const match = PERCENT.exec(original);
      if (match !== null) {
        out.plain(decodePercent(match[0]), i, i + match[0].length);
        i += match[0].length;
        continue;
      }
    }
    if (CLASS[unit] === DIGIT) {
      const drawn = drawnLetters(loaded, i);
      if (drawn === '') out.unit(unit, i, i + 1);
      else out.put(drawn, i, i + 1);
      i++;
      continue;
    }
    if (CLASS[unit] === SPECIAL) {
      if (unit === 0x28 && isDrawnZero(original, i)) {
        out.put('О', i, i + 2);
        i += 2;
        continue;
      }
      if (isSoftSign(original, i)) {
        i++;
        continue;
      }
    }
    if (unit < 0x80) {
      out.unit(unit, i, i + 1);
      i++;
      continue;
    }
    const codePoint = original.codePointAt(i) as number;
    const width = codePoint > 0xffff ? 2 : 1;
    if (codePoint === 0xfe0f || codePoint === 0x20e3) out.put(' ', i, i + 1);
    else if (width === 1 && CLASS[unit] !== SPECIAL) out.unit(unit, i, i + 1);
    else if (width === 2 && plainOf(codePoint) === null && !isIgnorable(codePoint)) {
      out.put(original.charAt(i), i, i + 1);
      out.put(original.charAt(i + 1), i + 1, i + 2);
    } else out.plain(original.slice(i, i + width), i, i + width);
    i += width;
  }
  const folded = out.finished(original.length);
  return spacedLetters ? closeSpacedLetters(folded) : folded;
}

const source = new UnitHolder();
const SOURCE = source.units;

/** "с е м ь  н о л ь" → "семь ноль": a single sign between single letters goes, two or more stay. */
function closeSpacedLetters(folded: Folded): Folded {
  const { text, from, to } = folded;
  const { length } = text;
  source.load(text);
  const loaded = SOURCE;
  const classes = CLASS;
  const out = new Unfolding(length);
  let before = false;
  let last = false;
  let own = classes[loaded[0] as number] === LETTER;
  for (let i = 0; i < length; i++) {
    const next = classes[loaded[i + 1] as number] === LETTER;
    const sign = !own && classes[loaded[i] as number] !== DIGIT;
    const alone = last && sign && next && !before && classes[loaded[i + 2] as number] !== LETTER;
    if (!alone || loaded[i] === 0x0a) out.unit(loaded[i] as number, from[i] as number, to[i] as number);
    before = last;
    last = own;
    own = next;
  }
  return out.finished(from[length] as number);
}
