import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../db/schema/language.ts';
import { NOTICE_KINDS } from '../../db/schema/notices.ts';
import { ADDRESSEES } from '../../reports/addressees.ts';
import { passagesOf } from '../../reports/document.ts';
import { KINDS } from '../../reports/kinds.ts';
import { assertNoneDenied } from '../../reports/law/denied.ts';
import { plainText } from '../../reports/plain-text.ts';
import { inventedContent, TEMPLATES, textSha256 } from '../../reports/templates.ts';
import { unverifiedNorms, writeLetter } from '../../reports/write-letter.ts';

const E164 = '+77091234501';
const FINAL = { draft: false, textChecked: true };

describe.each(TEMPLATES)('a letter of the kind $kind in $language', ({ kind, language }) => {
  it('reads as it was reviewed', async () => {
    const written = plainText(writeLetter(inventedContent(kind, language), 'Q-2026-0042', FINAL));
    await expect(written).toMatchFileSnapshot(`letters/${kind}.${language}.txt`);
  });

  it.each([1, 2, 20])('gives the number in full once or not at all, with %i ads', (ads) => {
    const text = plainText(writeLetter(inventedContent(kind, language, { ads }), 'Q-2026-0042', FINAL));
    expect(text.split(E164).length - 1).toBe(KINDS[kind].number === 'full' ? 1 : 0);
    expect(text).not.toMatch(/undefined|null|NaN|\[object|\$\{|TODO/);
    expect(text.replace(E164, '')).not.toMatch(/9123450/);
  });

  it('has the same parts in each language', () => {
    const parts = (one: (typeof LANGUAGES)[number]) =>
      writeLetter(inventedContent(kind, one), 'Q-2026-0042', FINAL).blocks.map((block) =>
        block.kind === 'list' ? `list ${block.items.length}` : block.kind,
      );
    expect(parts(language)).toEqual(parts('ru'));
  });

  it('does not tell the profession where the consent does not let it', () => {
    const text = plainText(writeLetter(inventedContent(kind, language, { journalist: false }), 'Q-2026-0042', FINAL));
    expect(text).not.toMatch(/журналист|journalist/i);
  });

  it('accuses nobody: no word for an offender stands in it', () => {
    const text = plainText(writeLetter(inventedContent(kind, language), 'Q-2026-0042', FINAL));
    expect(text).not.toMatch(
      /злоумышленник|преступник|мошенник|виновн|қылмыскер|алаяқ|кінәлі|offender|fraudster|guilty|culprit/i,
    );
  });

  it('a change of its words changes the digest that a lawyer’s check holds for', () => {
    expect(textSha256(kind, language, '2026-11-24')).toMatch(/^[0-9a-f]{64}$/);
    const others = TEMPLATES.filter((one) => one.kind !== kind || one.language !== language);
    const digests = others.map((one) => textSha256(one.kind, one.language, '2026-11-24'));
    expect(digests).not.toContain(textSha256(kind, language, '2026-11-24'));
  });
});

describe('the law in letters of every kind', () => {
  it('no combination of options cites a denied norm, but in the warning that an applicant signs', () => {
    const options = fc.record({
      kind: fc.constantFrom(...NOTICE_KINDS),
      language: fc.constantFrom(...LANGUAGES),
      ads: fc.integer({ min: 1, max: 12 }),
      journalist: fc.boolean(),
      draft: fc.boolean(),
      textChecked: fc.boolean(),
      withCalls: fc.boolean(),
    });
    fc.assert(
      fc.property(options, ({ kind, language, ads, journalist, withCalls, ...how }) => {
        const content = inventedContent(kind, language, { ads, journalist });
        const document = writeLetter({ ...content, calls: withCalls ? content.calls : null }, 'Q-2026-0042', how);
        const warned = document.blocks.filter((block) => block.kind === 'warning');
        expect(warned.length).toBe(KINDS[kind].scope === 'police' ? 1 : 0);
        const rest = document.blocks.filter((block) => block.kind !== 'warning' && block.kind !== 'draft-mark');
        assertNoneDenied(passagesOf({ ...document, blocks: rest }));
      }),
      { numRuns: 300 },
    );
  });

  it('a norm that nobody compared with its source is named, the warned one too', () => {
    const codes = (kind: (typeof NOTICE_KINDS)[number]) =>
      unverifiedNorms(inventedContent(kind, 'ru')).map((norm) => norm.code);
    expect(codes('takedown')).toEqual([]);
    expect(codes('police-statement')).toEqual(['criminal-procedure-code/185', 'criminal-code/419']);
  });

  it('nobody in the directory of addressees passes for verified without a date', () => {
    expect(new Set(ADDRESSEES.map((one) => one.id)).size).toBe(ADDRESSEES.length);
    for (const one of ADDRESSEES)
      expect(one.checkedOn === null || /^\d{4}-\d{2}-\d{2}$/.test(one.checkedOn)).toBe(true);
    const draft = writeLetter(inventedContent('police-statement', 'en'), 'Q-2026-0042', {
      draft: true,
      textChecked: true,
    });
    expect(plainText(draft)).toContain('not verified');
  });
});
