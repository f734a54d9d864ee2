import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendToLog } from '../../../db/evidence-log.ts';
import { confirmMatch, recordMatch } from '../../../db/matches.ts';
import { ROLES } from '../../../db/schema/accounts.ts';
import { CAPTURE_PURPOSES, CAPTURE_STATES } from '../../../db/schema/captures.ts';
import type { Language } from '../../../db/schema/language.ts';
import { NOTICE_STATES } from '../../../db/schema/notices.ts';
import { ENDINGS, SCOPES } from '../../../db/schema/people.ts';
import { setPreferences } from '../../../db/users.ts';
import { DIFFERENCE_KINDS } from '../../../db/verify-log.ts';
import { differenceWords } from '../../../reports/console/differences.ts';
import { MATCHES } from '../../../reports/console/matches/texts.ts';
import { ROUTES } from '../../../reports/console/routes.ts';
import { openConsole, type StaffMember, type TestConsole, type Visitor } from '../../standins/console.ts';
import { inventNight, sweptPlatform } from '../../standins/console-night.ts';
import { enrolInvented } from '../../standins/enrolled.ts';

/** What has no other name in Russian or Kazakh: makers, programs, formats, names of files. */
const NAMES =
  /^(?:OLX|Krisha|Kolesa|Kaspi|Telegram|Salexy|Avi|EDC|Slanet|Kn|Satu|kz|sale|Word|DOCX|PDF|ZIP|CSV|JSON|IP-?|UTC|docx|pdf|SHA|Esc|Ctrl|Enter|English|qorgan|PGlite|SMTP|IMAP|Chromium|config|json|Aegis|Google|Authenticator|Password)$/;
const STAFF = 'Тест Қызметкері';
let at: TestConsole;
let member: StaffMember;
let staff: Visitor;
let record: Readonly<Record<string, string>>;

beforeAll(async () => {
  at = await openConsole();
  const { numberId } = await inventNight(at);
  const caller = await enrolInvented(at.test.db, '+7 709 000 00 71', at.vault, ['scan', 'letters', 'police']);
  const reasons = [{ kind: 'throttled', where: 'x', detail: '429' }];
  const runId = await sweptPlatform(at, 'krisha', 'blind', { reasons });
  const ad = { platform: 'krisha', adId: '1009', url: 'https://krisha.kz/a/show/1009', numberId: caller.numberId };
  const text = 'Пәтер сатылады 8 709 000 00 71';
  const fields = [{ name: 'description', kind: 'text', text }];
  const listing = { adId: '1009', url: ad.url, title: 'Пәтер', fields, photos: [], postedAt: null };
  const seen = { strength: 'strong', how: 'plain', whereSeen: [{ field: 'description', start: 15, end: 30 }] } as const;
  const { id } = await recordMatch(at.test.db, at.vault, { ...ad, ...seen, runId, listing }, at.now());
  await confirmMatch(at.test.db, id, STAFF, null, at.now());
  member = await at.add('admin', 'walker');
  staff = at.visitor();
  await at.signIn(staff, member);
  const calls = {
    person: `p${caller.personId}`,
    day: '2026-11-24',
    fromHour: '6',
    toHour: '7',
    calls: '3',
    messages: '1',
  };
  await staff.post('/calls', { ...calls, night: '', wanted: 'сиыр', seenWhere: 'алаң', harm: 'ұйқы' });
  const drafted = await staff.post('/letters/new', { kind: 'police-statement', language: 'kk', match: [`m${id}`] });
  const links = 'https://www.olx.kz/d/obyavlenie/IDaa1.html https://krisha.kz/prodazha/';
  const check = await staff.post('/scan/checks', { text: links });
  await staff.post('/scan', { number: `n${numberId}` });
  record = {
    ...{
      match: `m${id}`,
      number: `n${numberId}`,
      person: `p${caller.personId}`,
      platform: 'krisha',
      text: 'takedown.kk',
    },
    letter: drafted.location?.split('/').at(-1)?.split('?')[0] ?? '',
    check: check.location?.split('/').at(-1) ?? '',
  };
  // Everything that a detail of the log can be, from the closed lists.
  const closed = [...ROLES, ...NOTICE_STATES, ...CAPTURE_STATES, ...CAPTURE_PURPOSES, ...ENDINGS, SCOPES.join(' ')];
  for (const change of closed)
    await appendToLog(at.test.db, { kind: 'consent', by: STAFF, detail: { change } }, at.now());
}, 120_000);
afterAll(() => at.close());

/** What is read out or seen of a page, without what is not ours: names, addresses, ids, what people typed. */
function foreignWords(html: string): string[] {
  const $ = load(html);
  $('script, style, .languages, code, kbd, .code, [lang="en"], .user, #addressees').remove();
  $('td, th, li, p, dd, dt, span, a, h1, h2, h3, summary, button, label, option').each(
    (_, one) => void $(one).append(' '),
  );
  const named = $('[title], [aria-label], [placeholder]')
    .map((_, one) => ['title', 'aria-label', 'placeholder'].map((name) => $(one).attr(name) ?? '').join(' '))
    .get();
  const said = `${$('body').text()} ${named.join(' ')}`
    .replace(/https?:\/\/\S+|\S+@\S+|Test \w+|Test Staff|\btest\b|\w+\.(?:kz|com|example|html)\S*/g, ' ')
    .replace(/\b[a-z]?\d\w*|[\w-]*\d[\w-]*/gi, ' ');
  return [...new Set(said.match(/[A-Za-z][A-Za-z'-]{2,}/g) ?? [])].filter((word) => !NAMES.test(word));
}

/** Pages of records that stand in the language in which somebody typed them, and the directory of firms and sites. */
const TYPED = [
  '/people/:person',
  '/people/:person/printed',
  '/letters/addressees',
  '/letters/texts/:text',
  '/settings',
];

describe.each(['ru', 'kk'] satisfies Language[])('in %s', (language) => {
  it('no page of the table says a word of ours in English', async () => {
    await setPreferences(at.test.db, member.id, { language });
    const walked = ROUTES.filter(
      ({ method, path, least }) =>
        method === 'GET' && path !== '/live' && !path.endsWith('/:file') && !TYPED.includes(path) && least !== 'nobody',
    );
    expect(walked.length).toBeGreaterThan(25);
    for (const { path } of walked) {
      const { text } = await staff.get(path.replace(/:(\w+)/g, (_all, name: string) => record[name] ?? 'no'));
      expect(foreignWords(text), `${path} in ${language}`).toEqual([]);
    }
  });

  it('what a check of evidence and of the log finds is told without English, each kind in its own words', () => {
    const said = DIFFERENCE_KINDS.map((kind) => differenceWords(language, { where: 'c1', what: 'x', kind }));
    expect(new Set(said).size).toBe(DIFFERENCE_KINDS.length);
    for (const one of said) expect(one.replace('c1', '').replace('SHA-256', '')).not.toMatch(/[a-z]{2}/i);
    const problems = Object.values(MATCHES[language].exportProblem).join(' ').replace('qorgan evidence export', '');
    expect(problems).not.toMatch(/[a-z]{2}/i);
  });
});
