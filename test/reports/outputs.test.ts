import { load } from 'cheerio';
import fc from 'fast-check';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../db/schema/language.ts';
import type { LetterContent } from '../../reports/letter-content.ts';
import { formTexts, plainText } from '../../reports/plain-text.ts';
import { readDocx } from '../../reports/read-docx.ts';
import { renderDocx } from '../../reports/render-docx.ts';
import { renderHtml } from '../../reports/render-html.ts';
import { judgeEdited } from '../../reports/take-back.ts';
import { inventedContent } from '../../reports/templates.ts';
import { writeLetter } from '../../reports/write-letter.ts';
import { xarfReports } from '../../reports/xarf.ts';

const FINAL = { draft: false, textChecked: true };
const E164 = '+77091234501';
const REFERENCE = 'Q-2026-0042';

/** What sellers do write, and what somebody might. */
const ODD = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://x")\'',
  'Сиыр 🐄👩🏽‍🌾 сатылады',
  'بقرة للبيع ‮evil‬',
  'Тел 8 (709) 123-45-01 звоните',
  '８７０９１２３４５０１',
  '\u0000\u0007\u001b[31m\r\nBcc: all@example.org',
  ']]></w:t></w:r><w:r><w:t>',
  '&amp;&lt;«»“”„“',
  `${'ұзын '.repeat(60)}`,
  '\ud800',
  'статья 274 УК РК',
];
const odd = fc.oneof(fc.constantFrom(...ODD), fc.string({ unit: 'binary', maxLength: 300 }));

function strange(titles: readonly string[], tail: string): LetterContent {
  const content = inventedContent('takedown', 'ru', { ads: titles.length });
  const ads = content.ads.map((ad, i) => ({
    ...ad,
    title: titles[i] ?? '',
    url: `${ad.url}?${encodeURI(tail.replace(/\p{Cs}/gu, ''))}`,
  }));
  return { ...content, ads };
}

describe('what strangers wrote', () => {
  it('breaks no page and becomes nothing but text, in HTML, in Word and as plain text', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(odd, { minLength: 1, maxLength: 12 }), odd, async (titles, tail) => {
        const document = writeLetter(strange(titles, tail), REFERENCE, FINAL);
        const $ = load(renderHtml(document));
        expect($('script, img, iframe, object, form, link').length).toBe(0);
        expect(
          $('*')
            .toArray()
            .flatMap((one) => Object.keys('attribs' in one ? one.attribs : {}))
            .filter((name) => /^on/i.test(name)),
        ).toEqual([]);
        for (const link of $('a').toArray()) expect($(link).attr('href')).toMatch(/^https?:/);
        const zip = await JSZip.loadAsync(await renderDocx(document));
        const xml = (await zip.file('word/document.xml')?.async('string')) ?? '';
        // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 does not allow them
        expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\u202e/);
        expect(xml).not.toContain('<script');
        const text = plainText(document);
        expect(text.split(E164).length - 1).toBe(1);
        expect(text.normalize('NFKC').replace(/\D/g, '').split('7091234501').length - 1).toBe(1);
      }),
      { numRuns: 12 },
    );
  });

  it('two hundred ads of three hundred characters fit a letter with an annex', async () => {
    const titles = Array.from({ length: 200 }, (_, i) => `${ODD[i % ODD.length]}${'a'.repeat(300)}`);
    const document = writeLetter(strange(titles, 'x'.repeat(1500)), REFERENCE, FINAL);
    expect(document.annexes.length).toBe(1);
    const table = document.annexes[0]?.find((block) => block.kind === 'table');
    expect(table?.kind === 'table' && table.rows.length).toBe(200);
    expect((await renderDocx(document)).length).toBeGreaterThan(10_000);
  });
});

describe('the text for a platform’s form', () => {
  it('keeps to the limits, names every ad once over all parts, and the number in the first only', () => {
    const wanted = fc.record({
      ads: fc.integer({ min: 1, max: 60 }),
      characters: fc.integer({ min: 700, max: 4000 }),
      links: fc.integer({ min: 1, max: 12 }),
      language: fc.constantFrom(...LANGUAGES),
    });
    fc.assert(
      fc.property(wanted, ({ ads, characters, links, language }) => {
        const content = inventedContent('takedown', language, { ads });
        const texts = formTexts(content, REFERENCE, FINAL, { characters, links });
        for (const text of texts) {
          expect([...text].length).toBeLessThanOrEqual(characters);
          expect(text.match(/https:/g)?.length ?? 0).toBeLessThanOrEqual(links);
          expect(text).toContain(REFERENCE);
        }
        const all = texts.join('\n');
        for (const ad of content.ads) expect(all.split(`${ad.url} `).length - 1, ad.url).toBe(1);
        expect(texts.slice(1).join('')).not.toContain(E164);
      }),
      { numRuns: 60 },
    );
  });

  it('of a usual letter holds the number and the demands', () => {
    const [text = ''] = formTexts(inventedContent('takedown', 'ru'), REFERENCE, FINAL, { characters: 4000, links: 10 });
    expect(text).toContain(E164);
    expect(text).toContain('1. в течение одного рабочего дня');
  });
});

it('XARF reports name each ad and carry neither number nor name', () => {
  const content = inventedContent('takedown', 'ru', { ads: 3 });
  const reports = xarfReports(content, REFERENCE, new Date('2026-11-24T05:00:00Z'));
  expect(reports.map((report) => report.url)).toEqual(content.ads.map((ad) => ad.url));
  expect(new Set(reports.map((report) => report.report_id)).size).toBe(3);
  for (const report of reports)
    expect(report.report_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(JSON.stringify(reports)).not.toMatch(/7091234501|Сынақова/);
});

describe('a letter edited in Word', () => {
  const content = inventedContent('takedown', 'ru', { ads: 3 });
  const edited = async (change: (xml: string) => string, more: Readonly<Record<string, string>> = {}) => {
    const zip = await JSZip.loadAsync(await renderDocx(writeLetter(content, REFERENCE, FINAL)));
    zip.file('word/document.xml', change((await zip.file('word/document.xml')?.async('string')) ?? ''));
    for (const [name, text] of Object.entries(more)) zip.file(name, text);
    return zip.generateAsync({ type: 'nodebuffer' });
  };
  const judged = async (bytes: Buffer) => {
    const { paragraphs, properties } = await readDocx(bytes);
    return judgeEdited(paragraphs, properties, content, REFERENCE);
  };

  it('is taken as it came when a word in it changed', async () => {
    await judged(await edited((xml) => xml.replace('Уважаемые дамы и господа!', 'Уважаемая редакция!')));
  });

  it.each<[string, (xml: string) => string, RegExp]>([
    ['the number stands in it twice', (xml) => xml.replace('Уважаемые дамы', '8 709 123 45 01'), /more than once/],
    ['a denied norm was written into it', (xml) => xml.replace('Уважаемые дамы', 'статья 274 УК РК'), /must not cite/],
    ['it is another letter', (xml) => xml.replaceAll(REFERENCE, 'Q-2026-0001'), /does not name/],
    ['it holds tracked changes', (xml) => xml.replace('<w:p>', '<w:ins w:id="1"/><w:p>'), /tracked changes/],
    ['it holds comments', (xml) => xml.replace('<w:p>', '<w:commentReference w:id="1"/><w:p>'), /comments/],
  ])('is refused when %s', async (_, change, why) => {
    await expect(edited(change).then(judged)).rejects.toThrow(why);
  });

  it('is refused with the mark of a draft, with macros, with a number in its properties, or when it is no Word file', async () => {
    const draft = await renderDocx(writeLetter(content, REFERENCE, { draft: true, textChecked: false }));
    await expect(judged(draft)).rejects.toThrow('mark of a draft');
    await expect(edited((xml) => xml, { 'word/vbaProject.bin': 'x' }).then(judged)).rejects.toThrow('macros');
    const core = '<cp:coreProperties><dc:title>87091234501</dc:title></cp:coreProperties>';
    await expect(edited((xml) => xml, { 'docProps/core.xml': core }).then(judged)).rejects.toThrow('properties');
    await expect(judged(Buffer.from('%PDF-1.7'))).rejects.toThrow('not a Word file');
    const load =
      '<Relationships><Relationship Id="r" Type="x/attachedTemplate" Target="http://x" TargetMode="External"/></Relationships>';
    await expect(edited((xml) => xml, { 'word/_rels/settings.xml.rels': load }).then(judged)).rejects.toThrow(
      'loads something',
    );
  });
});
