import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Decrypter, Encrypter } from 'age-encryption';
import { z } from 'zod';
import { KEY_KINDS } from './keys.ts';

/** A backup that cannot be written or read as asked. One line. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

export const BACKUP_FORMAT = 1;
/** A header is small; a longer one is no header. */
const LONGEST_HEADER = 4_000_000;
/** Rows come a few hundred at a time, and are held in memory. */
const LARGEST_ROWS = 400_000_000;

const count = z.number().int().nonnegative();
const backupHeader = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['backup']),
    format: z.number().int(),
    madeAt: z.string(),
    migration: z.number(),
    keyCheck: z.string(),
    home: z.object({ format: z.number(), keys: z.enum(KEY_KINDS), salt: z.string().optional() }),
  }),
  z.object({ kind: z.literal('keys'), format: z.number().int(), madeAt: z.string(), keyCheck: z.string() }),
  z.object({ kind: z.literal('rows'), table: z.string(), rows: count, size: count.max(LARGEST_ROWS) }),
  z.object({ kind: z.literal('sequences'), values: z.record(z.string(), z.number()) }),
  z.object({ kind: z.literal('file'), path: z.string(), size: count }),
  z.object({ kind: z.literal('end'), entries: count, sha256: z.string() }),
]);
export type Header = z.infer<typeof backupHeader>;
export type HeaderOf<K extends Header['kind']> = Extract<Header, { kind: K }>;

/** A header, then as many bytes as its `size` says. */
export interface Entry {
  readonly header: Header;
  readonly body: AsyncIterable<Buffer> | readonly Buffer[];
}

/**
 * Writes entries to a new file, encrypted to age recipients on their way, never whole in memory; the last entry says how
 * many there were and what their digest is. The file must not exist. Throws BackupError.
 */
export async function writeEncrypted(
  path: string,
  recipients: readonly string[],
  entries: AsyncIterable<Entry>,
): Promise<{ readonly entries: number; readonly size: number }> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  let count = 0;
  const bytes = serialized(entries, () => count++);
  const stream = await encrypter.encrypt(streamOf(bytes));
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new BackupError(`the backup cannot be written: ${path} (${error.code ?? 'unknown'})`);
  });
  let size = 0;
  try {
    for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
      await file.writeFile(chunk);
      size += chunk.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { entries: count, size };
}

/**
 * Reads a backup entry by entry; a body must be read before the next entry is asked for. Throws BackupError when no
 * identity opens it, or when it is cut off, changed or not one of ours: also at the very end.
 */
export async function* readEncrypted(path: string, identities: readonly string[]): AsyncGenerator<Entry> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  const file = await open(path, 'r').catch(() => {
    throw new BackupError(`the backup cannot be read: ${path}`);
  });
  try {
    const plain = await decrypter.decrypt(streamOf(file.createReadStream({ autoClose: false }))).catch((error) => {
      const unfit = error instanceof Error && /no identity matched/.test(error.message);
      throw new BackupError(unfit ? 'the identity given does not open this backup' : `${path} is no whole backup`);
    });
    yield* readEntries(plain as unknown as AsyncIterable<Uint8Array>, path);
  } finally {
    await file.close();
  }
}

/** The same of what was decrypted. */
export async function* readEntries(plain: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<Entry> {
  const source = takeFrom(plain, path);
  const hash = createHash('sha256');
  for (let entries = 0; ; entries++) {
    const before = hash.copy().digest('hex');
    const length = await source.exactly(4);
    const text = await source.exactly(Math.min(length.readUInt32BE(), LONGEST_HEADER));
    const header = headerIn(text, path);
    if (header.kind === 'end') {
      if (header.entries !== entries || header.sha256 !== before) throw new BackupError(`${path} is damaged`);
      return yield { header, body: [] };
    }
    hash.update(length).update(text);
    let left = 'size' in header ? header.size : 0;
    const body = (async function* () {
      while (left > 0) {
        const chunk = await source.upTo(left);
        left -= chunk.length;
        hash.update(chunk);
        yield chunk;
      }
    })();
    yield { header, body };
    // What the reader left of it.
    for await (const _ of body);
  }
}

/** A body as one buffer: for what is small. */
export async function whole(body: Entry['body']): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* serialized(entries: AsyncIterable<Entry>, counted: () => void): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let count = 0;
  for await (const { header, body } of entries) {
    const head = framed(header);
    hash.update(head);
    yield head;
    let size = 0;
    for await (const chunk of body) {
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
    if (size !== ('size' in header ? header.size : 0))
      throw new BackupError(
        `a file changed while it was copied: ${'path' in header ? header.path : header.kind}; try again`,
      );
    count++;
    counted();
  }
  yield framed({ kind: 'end', entries: count, sha256: hash.digest('hex') });
}

function framed(header: Header): Buffer {
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text]);
}

function headerIn(text: Buffer, path: string): Header {
  let json: unknown;
  try {
    json = JSON.parse(text.toString('utf8'));
  } catch {
    throw new BackupError(`${path} is no backup of Qorgan, or damaged`);
  }
  const parsed = backupHeader.safeParse(json);
  if (!parsed.success) throw new BackupError(`${path} is no backup of Qorgan, or of a newer version`);
  return parsed.data;
}

function streamOf(bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const source = bytes[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await source.next();
      if (done) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    async cancel() {
      await source.return?.();
    },
  });
}

/** Takes bytes off a stream in the lengths that are asked for. */
function takeFrom(stream: AsyncIterable<Uint8Array>, path: string) {
  const chunks = stream[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  const more = async () => {
    const next = await chunks.next().catch(() => ({ done: true as const, value: undefined }));
    if (next.done) throw new BackupError(`${path} is cut off, or was changed`);
    held = Buffer.concat([held, next.value]);
  };
  const taken = (length: number) => {
    const bytes = held.subarray(0, length);
    held = held.subarray(length);
    return bytes;
  };
  return {
    async exactly(length: number): Promise<Buffer> {
      while (held.length < length) await more();
      return taken(length);
    },
    async upTo(most: number): Promise<Buffer> {
      if (held.length === 0) await more();
      return taken(Math.min(most, held.length));
    },
  };
}
