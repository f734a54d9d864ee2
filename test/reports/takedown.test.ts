import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../db/schema/language.ts';
import { passagesOf } from '../../reports/document.ts';
import { assertNoneDenied } from '../../reports/law/denied.ts';
import { normsInForce } from '../../reports/law/editions.ts';
import type { LetterContent } from '../../reports/letter-content.ts';
import { renderDocx } from '../../reports/render-docx.ts';
import { renderHtml } from '../../reports/render-html.ts';
import { createPdfPrinter, type PdfPrinter } from '../../reports/render-pdf.ts';
import { inventedContent } from '../../reports/templates.ts';
import { writeLetter } from '../../reports/write-letter.ts';
import { resolveBrowser } from '../../scrapers/browser-path.ts';
import { INVENTED_CONFIG } from '../standins/organisation.ts';

const E164 = '+77091234501';
const KAZAKH_LETTERS = 'Ә Ғ Қ Ң Ө Ұ Ү Һ І ә ғ қ ң ө ұ ү һ і';

function content(over: Partial<LetterContent> = {}, ads = 1): LetterContent {
  const invented = inventedContent('takedown', 'ru', { ads });
  return { ...invented, numbers: invented.numbers.map((number) => ({ ...number, e164: E164 })), ...over };
}

const FINAL = { draft: false, textChecked: false };
const DRAFT = { draft: true, textChecked: false };
const textOf = (letter: LetterContent) => passagesOf(writeLetter(letter, 'Q-2026-0001', FINAL)).join('\n');

describe.each(LANGUAGES)('a takedown letter in %s', (language) => {
  it.each([1, 3, 20])('names every address, id and time of %i ads, and the number in full once', (ads) => {
    const letter = content({ language }, ads);
    const text = textOf(letter);
    for (const ad of letter.ads) {
      expect(text).toContain(ad.url);
      expect(text).toContain(ad.adId);
    }
    expect(text).toContain('2026-11-23 20:30 UTC');
    expect(text).toContain('01:30');
    expect(text.split(E164).length - 1).toBe(1);
    expect(text).not.toMatch(/undefined|null|NaN|\[object|\$\{|TODO/);
  });

  it('hides the number where an address or a title repeats it', () => {
    const letter = content({ language });
    const ads = letter.ads.map((ad) => ({ ...ad, url: `${ad.url}?q=87091234501`, title: 'Тел 8 709 123 45 01' }));
    expect(textOf({ ...letter, ads }).match(/709\D{0,3}123/g)).toHaveLength(1);
  });

  it('marks a draft with what a lawyer has still to check, and an approved letter not at all', () => {
    const draft = writeLetter(content({ language }), 'Q-2026-0001', DRAFT).blocks[0];
    expect(draft).toMatchObject({ kind: 'draft-mark' });
    expect(draft?.kind === 'draft-mark' && draft.items.length).toBeGreaterThan(0);
    const approved = writeLetter(content({ language }), 'Q-2026-0001', FINAL);
    expect(approved.blocks.some((block) => block.kind === 'draft-mark')).toBe(false);
  });
});

describe('the law in letters', () => {
  it('no combination of options cites a denied norm', () => {
    const options = fc.record({
      language: fc.constantFrom(...LANGUAGES),
      ads: fc.integer({ min: 1, max: 12 }),
      numbers: fc.integer({ min: 1, max: 3 }),
      persons: fc.boolean(),
      draft: fc.boolean(),
    });
    fc.assert(
      fc.property(options, ({ language, ads, numbers, persons, draft }) => {
        const several = Array.from({ length: numbers }, (_, i) => ({
          id: i + 1,
          personId: persons ? i + 1 : 1,
          subject: 'Айша Сынақова',
          e164: `+7709123450${i}`,
          masked: '+7 709 ***-**-00',
        }));
        const document = writeLetter(content({ language, numbers: several }, ads), 'Q-2026-0001', {
          draft,
          textChecked: false,
        });
        assertNoneDenied(passagesOf(document));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    'статья 274 Уголовного кодекса Республики Казахстан',
    'ҚР Қылмыстық кодексінің 274-бабы',
    'article 274 of the Criminal Code',
    'пункт 3 статьи 73-3 КоАП',
    'статья 130 УК РК',
  ])('a denied norm that comes in by the text is caught: %s', (text) => {
    expect(() => assertNoneDenied([text])).toThrow(/must not cite/);
    const organisation = structuredClone(INVENTED_CONFIG.organisation);
    organisation.signer.post.ru = text;
    expect(() => writeLetter(content({ organisation }), 'Q-2026-0001', DRAFT)).toThrow(/must not cite/);
  });

  it('what an ad says is not our citation', () => {
    const letter = content();
    const ads = letter.ads.map((ad) => ({ ...ad, title: 'статья 274 УК РК' }));
    expect(textOf({ ...letter, ads })).toContain('статья 274 УК РК');
  });

  it('a letter dated before an edition is valid is not written', () => {
    expect(() => normsInForce(['law-94-v/6'], '1999-01-01')).toThrow(/no edition/);
    expect(() => textOf(content({ date: '1999-01-01' }))).toThrow(/no edition/);
  });
});

describe('the files of a letter', () => {
  let printer: PdfPrinter;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'qorgan-letters-'));
    if (!existsSync('/usr/bin/pdftotext')) {
      execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
      execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '-qq', 'poppler-utils'], {
        stdio: 'ignore',
      });
    }
    const given = process.env.QORGAN_BROWSER;
    printer = createPdfPrinter(await resolveBrowser({ given, path: process.env.PATH, note: () => undefined }));
  }, 600_000);
  afterAll(async () => {
    await printer?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(LANGUAGES)('the PDF in %s holds every passage, the Kazakh letters, and its own font', async (language) => {
    const letter = content({ language }, 3);
    letter.numbers = letter.numbers.map((number) => ({ ...number, subject: KAZAKH_LETTERS }));
    const document = writeLetter(letter, 'Q-2026-0001', FINAL);
    const path = join(folder, `${language}.pdf`);
    writeFileSync(path, await printer.print(renderHtml(document)));
    const squeeze = (text: string) => text.replace(/[\s\u00ad-]+/g, '');
    const printed = squeeze(execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' }));
    expect(printed).toContain(squeeze(KAZAKH_LETTERS));
    expect(printed).toContain(E164);
    for (const ad of letter.ads) expect(printed).toContain(squeeze(ad.url));
    expect(execFileSync('pdffonts', [path], { encoding: 'utf8' })).toMatch(/PTSerif|PT_Serif/);
  });

  it.each(LANGUAGES)('the DOCX in %s holds every passage', async (language) => {
    const document = writeLetter(content({ language }, 12), 'Q-2026-0001', DRAFT);
    const zip = await JSZip.loadAsync(await renderDocx(document));
    const xml = (await zip.file('word/document.xml')?.async('string')) ?? '';
    const words = xml
      .replace(/<\/w:p>/g, '\n')
      .replace(/<[^>]+>/g, '')
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&');
    for (const passage of passagesOf(document)) expect(words).toContain(passage);
  });

  it('the DOCX’s font has a key that word processors read, and its table has the widths of the PDF’s', async () => {
    const zip = await JSZip.loadAsync(await renderDocx(writeLetter(content({}, 3), 'Q-2026-0001', FINAL)));
    const fonts = await zip.file('word/fontTable.xml')?.async('string');
    expect(fonts).toMatch(/w:fontKey="\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}"/);
    const body = (await zip.file('word/document.xml')?.async('string')) ?? '';
    const widths = [...body.matchAll(/<w:gridCol w:w="(\d+)"/g)].map((found) => Number(found[1]));
    expect(Math.min(...widths)).toBeGreaterThan(400);
    for (const [name] of Object.entries(zip.files).filter(([one]) => /^docProps\/.+\.xml$/.test(one)))
      expect(await zip.file(name)?.async('string')).not.toContain('709123');
  });

  it('what strangers wrote cannot become markup', () => {
    const letter = content();
    const ads = letter.ads.map((ad) => ({ ...ad, title: '"><script>alert(1)</script>', url: 'javascript:alert(1)' }));
    const html = renderHtml(writeLetter({ ...letter, ads }, 'Q-2026-0001', DRAFT));
    expect(html).not.toContain('<script');
    expect(html).not.toContain('href="javascript');
  });
});
