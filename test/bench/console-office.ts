import { randomBytes } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import { addCall } from '../../db/calls.ts';
import { CHAIN_BEGINS, canonicalJson, digestOfBody, hashOfEntry } from '../../db/evidence-chain.ts';
import { readLog } from '../../db/evidence-log.ts';
import { contentContext } from '../../db/notice-text.ts';
import { noticeWithContent } from '../../db/notices.ts';
import { evidenceHead, evidenceLog } from '../../db/schema/evidence-log.ts';
import { matches } from '../../db/schema/matches.ts';
import { type NoticeState, noticeMatches, noticeSteps, notices } from '../../db/schema/notices.ts';
import { persons } from '../../db/schema/people.ts';
import { shortName } from '../../db/short-name.ts';
import type { TestConsole, Visitor } from '../standins/console.ts';

const LETTERS = 1_500;
const CALLS = 2_000;
const LOG_ENTRIES = 30_000;
const LOT = 500;
const STATES: readonly NoticeState[] = ['draft', 'approved', 'sent', 'acknowledged', 'silent', 'removed', 'closed'];
const SENT: readonly NoticeState[] = ['sent', 'acknowledged', 'silent', 'removed', 'closed'];

/** Letters in every state, calls, checks and years of the log; by `staff`, an admin of this console. */
export async function fillOffice(at: TestConsole, staff: Visitor): Promise<void> {
  await fillLetters(at, staff);
  await fillCalls(at);
  const check = await staff.post('/scan/checks', { text: 'https://www.olx.kz/d/obyavlenie/IDaa1.html' });
  if (check.status !== 303) throw new Error(`the check was refused: ${check.status}`);
  await fillLog(at);
}

/** One is drafted as staff do; the others are the same letter about other ads. */
async function fillLetters(at: TestConsole, staff: Visitor): Promise<void> {
  const { db } = at.test;
  const ads = await db
    .select({ id: matches.id, platform: matches.platform })
    .from(matches)
    .where(eq(matches.state, 'confirmed'))
    .orderBy(matches.id);
  const [first] = ads;
  const answer = await staff.post('/letters/new', {
    kind: 'police-statement',
    language: 'ru',
    match: [shortName('m', first?.id ?? 0)],
  });
  if (answer.status !== 303)
    throw new Error(`the letter was refused: ${answer.status} ${/class="problem[^>]*>([^<]*)/.exec(answer.text)?.[1]}`);
  const drafted = await noticeWithContent(db, at.vault, 1);
  for (let from = 1; from <= LETTERS; from += LOT) {
    const lot = Array.from({ length: LOT }, (_, i) => {
      const n = from + i;
      const reference = `Q-2025-${String(n).padStart(4, '0')}`;
      const state = STATES[n % STATES.length] ?? 'draft';
      const createdAt = new Date(at.now().getTime() - n * 6 * 3_600_000);
      const sent = SENT.includes(state);
      return {
        ...{ reference, state, kind: 'takedown' as const, language: 'ru' as const, createdAt, stateSince: createdAt },
        ...{ platform: ads[n]?.platform ?? '', addressee: ads[n]?.platform ?? '', createdBy: 'Bench' },
        ...(state === 'draft' ? {} : { approvedBy: 'Bench', approvedAt: createdAt }),
        ...(sent ? { sentAt: createdAt, channel: 'e-mail' as const } : {}),
        contentSealed: at.vault.sealFor([1], JSON.stringify(drafted?.content), contentContext(reference)),
        fileDigests: {},
      };
    });
    const made = await db
      .insert(notices)
      .values(lot)
      .returning({ id: notices.id, state: notices.state, at: notices.createdAt });
    await db
      .insert(noticeMatches)
      .values(made.flatMap(({ id }, i) => [{ noticeId: id, matchId: ads[from + i]?.id ?? 1 }]));
    const steps = made.filter(({ state }) => SENT.includes(state));
    await db.insert(noticeSteps).values(
      steps.map((one) => ({
        ...{ noticeId: one.id, move: 'send' as const, fromState: 'approved' as const, toState: 'sent' as const },
        ...{ actor: 'Bench', at: one.at, recordedAt: one.at, channel: 'e-mail' as const },
      })),
    );
  }
}

async function fillCalls(at: TestConsole): Promise<void> {
  const people = await at.test.db
    .select({ id: persons.id })
    .from(persons)
    .where(and(inArray(persons.id, [1, 2, 3, 4, 5])));
  for (let n = 0; n < CALLS; n++) {
    const day = new Date(at.now().getTime() - n * 3_600_000).toISOString().slice(0, 10);
    const words = { wanted: 'купить корову', seenWhere: 'olx, скот', harm: 'Не могу спать.' };
    const counts = { fromHour: n % 23, toHour: (n % 23) + 1, calls: 3, night: 0, messages: 1 };
    const personId = people[n % people.length]?.id ?? 1;
    await addCall(at.test.db, at.vault, { personId, day, ...counts, ...words, notedBy: 'Bench' }, at.now());
  }
}

/** Goes on with the chain where it ends. */
async function fillLog(at: TestConsole): Promise<void> {
  const { head } = await readLog(at.test.db);
  let { seq, hash } = head ?? { seq: 0, hash: CHAIN_BEGINS };
  while (seq < LOG_ENTRIES) {
    const lot = Array.from({ length: LOT }, () => {
      const said = {
        kind: 'captured',
        by: 'Qorgan',
        captures: [seq],
        matches: [],
        detail: { platform: 'bench-7', state: 'complete', manifestSha256: 'a'.repeat(64) },
      } as const;
      const body = { ...said, at: at.now().toISOString(), salt: randomBytes(16).toString('hex') };
      const link = { seq: seq + 1, previous: hash, bodySha256: digestOfBody(body) };
      ({ seq, hash } = { seq: link.seq, hash: hashOfEntry(link) });
      return { ...link, hash, body: canonicalJson(body) };
    });
    await at.test.db.insert(evidenceLog).values(lot);
  }
  await at.test.db.update(evidenceHead).set({ seq, hash });
}
