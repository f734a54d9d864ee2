/**
 * The JSON object that follows a mark like `window.data =` in a page, or `undefined`. Braces are balanced outside of
 * strings: lazy patterns break on `};` inside texts (facts/kolesa-group.md, "must survive" 2).
 */
export function objectAfter(text: string, mark: RegExp): unknown {
  const found = mark.exec(text);
  if (!found) return undefined;
  const [start, end] = objectAt(text, found.index + found[0].length);
  return end < 0 ? undefined : parsed(text.slice(start, end));
}

/** Where the object that stands at `from` begins, and where it ends; -1 when it does not. */
function objectAt(text: string, from: number): [number, number] {
  let start = from;
  while (/\s/.test(text.charAt(start))) start++;
  if (text.charAt(start) !== '{') return [start, -1];
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at++) {
    const letter = text.charAt(at);
    if (inString) {
      if (letter === '\\') at++;
      else if (letter === '"') inString = false;
    } else if (letter === '"') inString = true;
    else if (letter === '{') depth++;
    else if (letter === '}' && --depth === 0) return [start, at + 1];
  }
  return [start, -1];
}

/**
 * Every object that follows a mark like `items.push(`, in order; `undefined` for one that cannot be read. `mark` needs the
 * flag `g`. Objects that never end are looked through to the end of the text a few times only, however many there are.
 */
export function objectsAfter(text: string, mark: RegExp): unknown[] {
  let left = 4 * text.length;
  return [...text.matchAll(mark)].map((found) => {
    if (left <= 0) return undefined;
    const [start, end] = objectAt(text, found.index + found[0].length);
    left -= (end < 0 ? text.length : end) - start;
    return end < 0 ? undefined : parsed(text.slice(start, end));
  });
}

/** A JSON document that stands as a string inside a script: it is parsed twice. `undefined` when it is none. */
export function stringifiedAfter(text: string, mark: RegExp): unknown {
  const source = mark.exec(text)?.[1];
  const inner = source === undefined ? undefined : parsed(source);
  return typeof inner === 'string' ? parsed(inner) : undefined;
}

/** `undefined` when it is not JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
