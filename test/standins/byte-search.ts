import { gunzipSync, inflateRawSync } from 'node:zlib';

/** Every way in which a text of ours could lie on a disk without being sealed. */
export function spellingsOnDisk(text: string): Buffer[] {
  const utf8 = Buffer.from(text, 'utf8');
  const utf16 = Buffer.from(text, 'utf16le');
  const escaped = [...text].map((c) => (c > '~' ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c)).join('');
  // Base64 of a text within a longer one has three faces, by where the text begins; the ends hang on what is around it.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), utf8])
      .toString('base64')
      .slice(shift === 0 ? 0 : shift + 1, -4),
  );
  const all = [
    utf8,
    utf16,
    Buffer.from(utf16).swap16(),
    Buffer.from(escaped),
    Buffer.from(escaped.toUpperCase().replaceAll('\\U', '\\u')),
    Buffer.from(encodeURIComponent(text)),
    Buffer.from(utf8.toString('hex')),
    ...base64.map((coded) => Buffer.from(coded)),
  ];
  // A needle shorter than this is found by chance.
  return all.filter((needle) => needle.length >= 7);
}

/** The usual ways of writing a Kazakh number of ten digits. */
export function numberTexts(national: string): string[] {
  const [a, b, c, d] = [national.slice(0, 3), national.slice(3, 6), national.slice(6, 8), national.slice(8)];
  return [
    national,
    `${a} ${b} ${c} ${d}`,
    `${a}-${b}-${c}-${d}`,
    `${a}) ${b} ${c} ${d}`,
    `${a}) ${b}-${c}-${d}`,
    `${b} ${c} ${d}`,
    `${b}-${c}-${d}`,
    `${b}${c}${d}`,
  ];
}

const patterns = new WeakMap<readonly string[], RegExp>();

/** One pattern for every spelling of every text: a megabyte costs 5 ms so, and ten times as much spelling by spelling. */
function anyOf(texts: readonly string[]): RegExp {
  const known = patterns.get(texts);
  if (known) return known;
  const literal = (needle: Buffer) => needle.toString('hex').replace(/../g, '\\x$&');
  const pattern = new RegExp(texts.flatMap(spellingsOnDisk).map(literal).join('|'));
  patterns.set(texts, pattern);
  return pattern;
}

/** Which of the texts stand in the bytes, in whatever spelling, also within what is compressed there. */
export function foundIn(bytes: Buffer, texts: readonly string[]): string[] {
  // In Latin-1 every byte is one character of the same value.
  const layers = [bytes, ...unpacked(bytes)].filter((layer) => anyOf(texts).test(layer.toString('latin1')));
  if (layers.length === 0) return [];
  return texts.filter((text) => spellingsOnDisk(text).some((needle) => layers.some((layer) => layer.includes(needle))));
}

/** Contents of a gzip file, and of the members of a zip file. */
function unpacked(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  if (bytes.subarray(0, 2).toString('hex') === '1f8b') attempt(() => found.push(gunzipSync(bytes)));
  for (let at = bytes.indexOf('PK\x03\x04'); at >= 0 && found.length < 500; at = bytes.indexOf('PK\x03\x04', at + 4)) {
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    attempt(() => found.push(inflateRawSync(bytes.subarray(start), { finishFlush: 2 })));
  }
  return found;
}

function attempt(read: () => unknown): void {
  try {
    read();
  } catch {
    // Bytes that only look like the begin of an archive.
  }
}
