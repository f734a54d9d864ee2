/**
 * The JSON object that follows a mark like `window.data =` in a page, or `undefined`. Braces are balanced outside of
 * strings: lazy patterns break on `};` inside texts (facts/kolesa-group.md, "must survive" 2).
 */
export function objectAfter(text: string, mark: RegExp): unknown {
  const found = mark.exec(text);
  if (!found) return undefined;
  const start = text.indexOf('{', found.index + found[0].length);
  if (start < 0 || text.slice(found.index + found[0].length, start).trim() !== '') return undefined;
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at++) {
    const letter = text.charAt(at);
    if (inString) {
      if (letter === '\\') at++;
      else if (letter === '"') inString = false;
    } else if (letter === '"') inString = true;
    else if (letter === '{') depth++;
    else if (letter === '}' && --depth === 0) return parsed(text.slice(start, at + 1));
  }
  return undefined;
}

/** Every object that follows a mark like `items.push(`, in order. `mark` needs the flag `g`. */
export function objectsAfter(text: string, mark: RegExp): unknown[] {
  return [...text.matchAll(mark)].map((found) => objectAfter(text.slice(found.index), new RegExp(mark.source)));
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
