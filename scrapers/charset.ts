/** Share of unreadable letters from which a decoding counts as wrong; a real page may hold one broken emoji. */
const MOST_BROKEN = 0.05;
/** Share of Cyrillic among the letters beyond ASCII from which windows-1251 is believed. */
const CYRILLIC = 0.6;
const SNIFFED_BYTES = 4096;

/**
 * The encoding of a page by its bytes first and by its word second: servers lie. Bytes that are UTF-8 are never by
 * chance; where they are not, the declared encoding counts, and without a usable one windows-1251 (old Russian pages)
 * when it gives Cyrillic. `null`: no encoding makes the bytes readable.
 */
export function encodingOf(bytes: Buffer, contentType: string | undefined): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (!isGarbled(new TextDecoder('utf-8').decode(bytes))) return 'utf-8';
  const declared = declaredEncoding(bytes, contentType);
  if (declared && declared !== 'utf-8' && !isGarbled(new TextDecoder(declared).decode(bytes))) return declared;
  return cyrillicShare(new TextDecoder('windows-1251').decode(bytes)) >= CYRILLIC ? 'windows-1251' : null;
}

/** The page's text, or `null` when its letters cannot be read in any encoding. */
export function decodePage(bytes: Buffer, contentType: string | undefined): string | null {
  const encoding = encodingOf(bytes, contentType);
  return encoding === null ? null : new TextDecoder(encoding).decode(bytes);
}

/** Too many of the letters beyond ASCII came through as "cannot be read". */
export function isGarbled(text: string): boolean {
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII is counted
  return broken > 0 && broken / (text.match(/[^\u0000-\u007f]/g)?.length ?? 1) > MOST_BROKEN;
}

/** The encoding that the header or the page's head names, in the platform's standard spelling; `null` for none known. */
function declaredEncoding(bytes: Buffer, contentType: string | undefined): string | null {
  const head = bytes.subarray(0, SNIFFED_BYTES).toString('latin1');
  const said =
    /charset=["']?([\w-]+)/i.exec(contentType ?? '')?.[1] ?? /<meta[^>]{0,200}charset=["']?([\w-]+)/i.exec(head)?.[1];
  try {
    return said === undefined ? null : new TextDecoder(said).encoding;
  } catch {
    return null;
  }
}

function cyrillicShare(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII is counted
  const beyond = text.match(/[^\u0000-\u007f]/g)?.length ?? 0;
  return beyond === 0 ? 0 : (text.match(/[\u0410-\u044f\u0401\u0451]/g)?.length ?? 0) / beyond;
}
