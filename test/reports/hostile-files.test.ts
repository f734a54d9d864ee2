import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { readMail } from '../../reports/intake.ts';
import { readDocx } from '../../reports/read-docx.ts';

const word = (body: string) => `<w:document xmlns:w="x"><w:body>${body}</w:body></w:document>`;

function docx(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new JSZip();
  for (const [name, content] of Object.entries(parts)) zip.file(name, content);
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 1 } });
}

/** Processor seconds that a reading takes. */
async function spent(work: () => Promise<unknown>): Promise<number> {
  const begun = process.cpuUsage();
  await work().catch(() => undefined);
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1e6;
}

describe('a Word file that is a bomb is refused in one line', { timeout: 60_000 }, () => {
  const letter = word('<w:p><w:t>Dear Sirs</w:t></w:p>');
  it.each([
    ['a part that unpacks beyond all letters', { 'word/document.xml': Buffer.alloc(60_000_000, 0x20) }],
    [
      'parts that do so together',
      { 'word/document.xml': letter, ...Object.fromEntries(['1', '2', '3', '4'].map((n) => [`word/header${n}.xml`, Buffer.alloc(9_000_000, 0x20)])) },
    ],
    ['elements within elements', { 'word/document.xml': word('<w:p>'.repeat(20_000)) }],
    ['the same in its properties', { 'word/document.xml': letter, 'docProps/core.xml': '<a>'.repeat(20_000) }],
    [
      'thousands of files',
      { 'word/document.xml': letter, ...Object.fromEntries(Array.from({ length: 2_100 }, (_, i) => [`a/${i}`, ''])) },
    ],
  ])('%s', async (_, parts) => {
    const bytes = await docx(parts);
    expect(bytes.length).toBeLessThan(10_000_000);
    const before = process.memoryUsage().rss;
    await expect(readDocx(bytes)).rejects.toMatchObject({
      name: 'DocxError',
      message: expect.stringMatching(/larger than a letter|built as a letter/),
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  }); // biome-ignore format: a table

  it('entities of its own are not put in, and damage is told', async () => {
    const laughs = `<!DOCTYPE l [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;">]>${word('<w:p><w:t>&b;</w:t></w:p>')}`;
    expect((await readDocx(await docx({ 'word/document.xml': laughs }))).paragraphs.join()).not.toContain('haha');
    const bytes = await docx({ 'word/document.xml': word('<w:p><w:t>x</w:t></w:p>'.repeat(500)) });
    for (const at of [40, 80, 120]) {
      const broken = Buffer.from(bytes);
      broken.fill(0xff, at, at + 30);
      await expect(readDocx(broken)).rejects.toMatchObject({ name: 'DocxError' });
    }
  });
});

describe('a mail that is a bomb costs little and stops no other', { timeout: 60_000 }, () => {
  const head = 'Subject: Q-2026-0001\r\n';
  const mixed = 'Content-Type: multipart/mixed; boundary="b"\r\n\r\n';
  const nested = (depth: number) =>
    Array.from({ length: depth }, (_, i) => `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}\r\n`).join(
      '',
    );
  const html = 'Content-Type: text/html\r\n\r\n';
  it.each([
    ['parts within parts', `${head}${nested(3_000)}\r\nhi`],
    ['tens of thousands of parts', `${head}${mixed}${'--b\r\nContent-Type: text/plain\r\n\r\nhi\r\n'.repeat(30_000)}--b--`],
    ['mails within mails', `${head}${'Content-Type: message/rfc822\r\n\r\n'.repeat(3_000)}hi`],
    ['open brackets', `${head}${html}${'<'.repeat(1_500_000)}`],
    ['elements within elements', `${head}${html}${'<div>'.repeat(100_000)}`],
    ['tables within tables', `${head}${html}${'<table><tr><td>'.repeat(10_000)}`],
    ['a hundred thousand addresses', `${head}To: ${'a <a@b.kz>, '.repeat(100_000)}\r\n\r\nhi`],
    ['open groups of addresses', `${head}From: ${'(<":'.repeat(50_000)}\r\n\r\nhi`],
    ['a subject without end', `Subject: ${'Q-2026-0001 '.repeat(100_000)}\r\n\r\nhi`],
  ])('%s', async (_, mail) => {
    expect(await spent(() => readMail(Buffer.from(mail)))).toBeLessThan(8);
    await readMail(Buffer.from(mail)).catch((error: unknown) => expect(error).toMatchObject({ name: 'UnreadableMail' }));
  }); // biome-ignore format: a table
});
