import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import JSZip from 'jszip';
import sharp from 'sharp';
import { z } from 'zod';
import { ConfigError, readConfig } from '../../config.ts';
import { BackupError, type Entry, readEncrypted, readEntries, whole, writeEncrypted } from '../../db/backup-stream.ts';
import { decode } from '../../pipeline/photos/decode.ts';
import { formatOf } from '../../pipeline/photos/format.ts';
import { mailText, readMail, UnreadableMail } from '../../reports/intake.ts';
import { DocxError, readDocx } from '../../reports/read-docx.ts';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { platforms } from '../../scrapers/directory.ts';
import { objectAfter, objectsAfter, stringifiedAfter } from '../../scrapers/embedded-json.ts';
import { openPage } from '../../scrapers/page.ts';
import { isGoodLook, readIndex, readListing, refusalOf } from '../../scrapers/read.ts';
import { pick, type Random } from '../pipeline/photos/pictures.ts';
import { INVENTED_CONFIG } from '../standins/organisation.ts';
import { mutated, mutatedBytes } from './mutate.ts';

/** One parser of outside bytes: an input is made from a stream of numbers, and given to it. */
export interface FuzzTarget {
  readonly name: string;
  /** The input, and what is wrong with the answer to it, or `null`. Throws what the parser should not. */
  attack(random: Random): Promise<string | null>;
}

/** A channel whose posts were cut out of the page is, to the letter, a channel without posts. */
const CUT_TO_EMPTY = new Set(['telegram']);
const FIXTURES = join(import.meta.dirname, '../fixtures');
const expectation = z.object({
  url: z.url(),
  status: z.number(),
  reading: z.looseObject({ state: z.string().optional() }),
});

function casesOf(adapter: PlatformAdapter) {
  return readdirSync(join(FIXTURES, adapter.id)).map((name) => {
    const folder = join(FIXTURES, adapter.id, name);
    const file = readdirSync(folder).find((one) => one.startsWith('page.')) ?? '';
    const { url, status, reading } = expectation.parse(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')));
    return { url, status, state: reading.state, body: readFileSync(join(folder, file), 'utf8') };
  });
}

const pageOf = (url: string, status: number, body: string) =>
  openPage({
    requestedUrl: url,
    url,
    redirects: [],
    status,
    headers: { 'content-type': body.trimStart().startsWith('{') ? 'application/json' : 'text/html' },
    body,
    engine: 'http',
    fetchedAt: '2026-11-25T00:00:00.000Z',
  });

/** Each page of an adapter, changed: nothing thrown, no live ad is ever "removed", no index with cards "empty". */
function adapterTarget(adapter: PlatformAdapter): FuzzTarget {
  const cases = casesOf(adapter);
  return {
    name: adapter.id,
    async attack(random) {
      const { url, status, state, body } = pick(random, cases);
      const page = pageOf(url, status, mutated(random, body));
      refusalOf(adapter, page);
      isGoodLook(adapter, page);
      const adId = adapter.adIdOf(new URL(url));
      if (adId === null) {
        const index = readIndex(adapter, page);
        return state === 'cards' && index.state === 'empty' && !CUT_TO_EMPTY.has(adapter.id)
          ? `an index with cards was read as empty: ${index.sign}`
          : null;
      }
      const reading = readListing(adapter, page, adId);
      return state === 'live' && reading.state === 'removed' ? `a live ad was read as removed: ${reading.sign}` : null;
    },
  };
}

const only = async (allowed: new (...words: never[]) => Error, work: () => unknown): Promise<null> => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof allowed)) throw error;
  }
  return null;
};

function stateTarget(): FuzzTarget {
  const scripts = [
    'window.data = {"a":{"b":[1,2,{"c":"};"}]},"d":"\\"}"};',
    'items.push({"id":1,"t":"x"}); items.push({"id":2,"t":"{"});',
    'window.__STATE__ = "{\\"ad\\":{\\"id\\":1}}";',
  ];
  return {
    name: 'state in scripts',
    async attack(random) {
      const text = mutated(random, pick(random, scripts));
      objectAfter(text, /window\.data\s*=/);
      objectsAfter(text, /items\.push\(/g);
      stringifiedAfter(text, /window\.__STATE__\s*=\s*("(?:[^"\\]|\\.)*")/);
      return null;
    },
  };
}

async function photoTarget(): Promise<FuzzTarget> {
  const drawn = sharp({ create: { width: 96, height: 64, channels: 3, background: '#48c' } });
  const pictures = await Promise.all(
    (['jpeg', 'png', 'webp', 'gif', 'avif'] as const).map((format) => drawn.clone().toFormat(format).toBuffer()),
  );
  return {
    name: 'photos',
    async attack(random) {
      const bytes = mutatedBytes(random, pick(random, pictures));
      const format = formatOf(bytes);
      if (format === 'format-not-allowed' || format === 'not-an-image') return null;
      const { state } = await decode(bytes, format, 1_000_000);
      return ['whole', 'truncated', 'damaged', 'too-many-pixels'].includes(state) ? null : `no answer: ${state}`;
    },
  };
}

async function docxTarget(): Promise<FuzzTarget> {
  const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': '<Types><Default Extension="xml" ContentType="application/xml"/></Types>',
    'word/document.xml': `<?xml version="1.0"?><w:document ${w}><w:body><w:p><w:r><w:t>Құрметті әріптестер</w:t><w:tab/><w:t>8 709</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>`,
    'word/_rels/document.xml.rels': '<Relationships><Relationship Id="r1" Type="x/hyperlink" Target="https://a.kz" TargetMode="External"/></Relationships>',
    'word/header1.xml': `<w:hdr ${w}><w:p><w:t>Q-2026-0001</w:t></w:p></w:hdr>`,
    'docProps/core.xml': '<cp><dc:title>Letter</dc:title></cp>',
  }; // biome-ignore format: a table
  const zipped = (changed: Readonly<Record<string, string>>, compression: 'STORE' | 'DEFLATE') => {
    const zip = new JSZip();
    for (const [name, text] of Object.entries(changed)) zip.file(name, text);
    return zip.generateAsync({ type: 'nodebuffer', compression });
  };
  const whole = await zipped(parts, 'DEFLATE');
  return {
    name: 'Word files',
    async attack(random) {
      const name = pick(random, Object.keys(parts));
      const bytes =
        random() < 0.5
          ? mutatedBytes(random, whole)
          : await zipped({ ...parts, [name]: mutated(random, parts[name] ?? '') }, 'STORE');
      return only(DocxError, () => readDocx(bytes));
    },
  };
}

function mailTarget(): FuzzTarget {
  const mails = [
    'From: =?utf-8?B?0J/RgNC40LLQtdGC?= <a@b.kz>\r\nSubject: Re: Q-2026-0001\r\nDate: Tue, 24 Nov 2026 10:00:00 +0500\r\nIn-Reply-To: <x@y>\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=CF=F0=E8=E2=E5=F2\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Q-2026-0001 <b>removed</b></p>\r\n--b\r\nContent-Type: application/pdf; name="../../x.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n--b--\r\n',
    'From: mailer-daemon@b.kz\r\nSubject: failure\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=r\r\n\r\n--r\r\nContent-Type: message/delivery-status\r\n\r\nStatus: 5.1.1\r\n\r\n--r\r\nContent-Type: message/rfc822\r\n\r\nSubject: Q-2026-0002\r\n\r\nletter\r\n--r--\r\n',
    'Subject: Q-2026-0003\r\nAuto-Submitted: auto-replied\r\n\r\nOut of office',
  ];
  return {
    name: 'mails',
    async attack(random) {
      const text = pick(random, mails);
      const mail = random() < 0.5 ? Buffer.from(mutated(random, text)) : mutatedBytes(random, Buffer.from(text));
      await only(UnreadableMail, () => readMail(mail));
      return only(UnreadableMail, () => mailText(mail));
    },
  };
}

/** The file that `backup` writes, changed as it lies there and as it is inside: it is read whole or refused. */
async function backupTarget(folder: string): Promise<FuzzTarget> {
  const identity = await generateIdentity();
  const path = join(folder, 'backup.age');
  const body = Buffer.from('{"id":1,"name_sealed":"\\\\x02"}\n{"id":2,"name_sealed":"\\\\x03"}');
  const entries: Entry[] = [
    {
      header: {
        kind: 'backup',
        format: 1,
        madeAt: '2026-11-25',
        migration: 1,
        keyCheck: 'ab',
        home: { format: 1, keys: 'file' },
      },
      body: [],
    },
    { header: { kind: 'rows', table: 'persons', rows: 2, size: body.length }, body: [body] },
    { header: { kind: 'sequences', values: { persons_id_seq: 2 } }, body: [] },
    { header: { kind: 'file', path: 'letters/Q-2026-0001.pdf', size: 5 }, body: [Buffer.from('%PDF-')] },
  ];
  await writeEncrypted(path, [await identityToRecipient(identity)], asStream(entries));
  const sealed = readFileSync(path);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const plain = Buffer.from(await decrypter.decrypt(sealed));
  const isWhole = async (read: AsyncIterable<Entry>) => {
    const parts: Buffer[] = [];
    for await (const { body } of read) parts.push(await whole(body));
    return Buffer.concat(parts).equals(Buffer.concat([body, Buffer.from('%PDF-')]));
  };
  return {
    name: 'backups',
    attack: async (random) => {
      let wrong: string | null = null;
      await only(BackupError, async () => {
        // Reading a key agreement takes a millisecond: the greater part is changed beneath it.
        const inside = random() < 0.9;
        if (!inside) writeFileSync(path, mutatedBytes(random, sealed));
        const text = random() < 0.5 ? Buffer.from(mutated(random, plain.toString('latin1')), 'latin1') : null;
        const read = inside
          ? readEntries(asStream([text ?? mutatedBytes(random, plain)]), 'backup')
          : readEncrypted(path, [identity]);
        if (!(await isWhole(read))) wrong = 'a changed backup was read to its end';
      });
      return wrong;
    },
  };
}

async function* asStream<T>(parts: readonly T[]): AsyncGenerator<T> {
  yield* parts;
}

function configTarget(home: string): FuzzTarget {
  const whole = JSON.stringify(INVENTED_CONFIG, null, 1);
  return {
    name: 'configuration',
    async attack(random) {
      writeFileSync(join(home, 'config.json'), mutated(random, whole));
      const env = { QORGAN_HOME: home, QORGAN_RECIPIENTS: random() < 0.3 ? mutated(random, 'age1xyz, age1abc') : '' };
      return only(ConfigError, () => readConfig(env));
    },
  };
}

/** Every parser of what comes from outside. `close` removes what they write. */
export async function fuzzTargets(): Promise<{ readonly targets: readonly FuzzTarget[]; close(): void }> {
  const adapters = platforms(new Map(), { telegram: { channels: ['oydan_bazar'] } });
  const folder = mkdtempSync(join(tmpdir(), 'qorgan-fuzz-'));
  const others = [stateTarget(), await photoTarget(), await docxTarget(), mailTarget(), configTarget(folder)];
  return {
    targets: [...adapters.map(adapterTarget), ...others, await backupTarget(folder)],
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
