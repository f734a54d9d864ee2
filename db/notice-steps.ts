import { and, asc, desc, eq, gt } from 'drizzle-orm';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import { appendToLog } from './evidence-log.ts';
import { judgeMove, type NoticeStanding } from './notice-life.ts';
import { personsOfNotice } from './notice-persons.ts';
import { textVersion } from './notice-text.ts';
import { DESTROYED } from './people.ts';
import { captures } from './schema/captures.ts';
import {
  type Channel,
  type NoticeMove,
  type NoticeState,
  noticeMatches,
  noticeSteps,
  notices,
} from './schema/notices.ts';
import { shortName } from './short-name.ts';
import type { Vault } from './vault.ts';

export interface NewStep {
  readonly move: NoticeMove;
  readonly by: string;
  /** When it happened; now when it is left out. */
  readonly at?: Date;
  /** The capture that shows it. */
  readonly evidenceId?: number;
  readonly channel?: Channel;
  /** The addressee's own number for it. An automatic number proves receipt. */
  readonly ticket?: string;
  readonly reason?: string;
  /** Kept sealed. */
  readonly note?: string;
  /** `textVersion` of the letter as the person read it: what was changed meanwhile is not approved or sent by it. */
  readonly readText?: string;
  /** Of an approval: who answers for norms that are not verified. */
  readonly responsible?: string;
}

/** One step in the life of a notice. */
export interface Step {
  readonly id: number;
  readonly move: NoticeMove;
  readonly from: NoticeState;
  readonly to: NoticeState;
  readonly actor: string;
  readonly at: Date;
  readonly recordedAt: Date;
  readonly evidenceId: number | null;
  readonly channel: Channel | null;
  readonly ticket: string | null;
  readonly reason: string | null;
  readonly note: string | null;
}

/**
 * Makes one move in the life of a notice and writes the step down, both or neither; of two at once the second is
 * judged by what the first left. Throws RecordError not-found, changed-meanwhile (the text is another than was read), or
 * wrong-state with the reason of a refusal.
 */
export async function moveNotice(
  db: Db,
  vault: Vault,
  id: number,
  step: NewStep,
  rules: { readonly fourEyes: boolean; readonly now: Date },
): Promise<{ readonly from: NoticeState; readonly to: NoticeState }> {
  return db.transaction(async (tx) => {
    const [notice] = await tx.select().from(notices).where(eq(notices.id, id)).for('update');
    if (!notice) throw new RecordError('not-found', `no notice ${shortName('l', id)}`);
    const at = step.at ?? rules.now;
    const { state, reference } = notice;
    if (step.readText !== undefined && step.readText !== textVersion(notice))
      throw new RecordError('changed-meanwhile', `the text of ${reference} was changed meanwhile`);
    if (step.move === 'send' && step.channel === undefined)
      throw new RecordError('wrong-state', `notice ${reference} needs the channel by which it was sent`);
    if (step.evidenceId !== undefined) {
      const [proof] = await tx.select({ id: captures.id }).from(captures).where(eq(captures.id, step.evidenceId));
      if (!proof) throw new RecordError('not-found', `no capture ${shortName('c', step.evidenceId)}`);
    }
    const wanted = {
      move: step.move,
      by: step.by,
      at,
      evidenceId: step.evidenceId ?? null,
      reason: step.reason ?? null,
    };
    const verdict = judgeMove(await standingOf(tx, notice), wanted, rules);
    if (!verdict.allowed) throw new RecordError('wrong-state', `notice ${reference} ${verdict.why}`);
    const { to } = verdict;
    await tx.insert(noticeSteps).values({
      noticeId: id,
      move: step.move,
      fromState: state,
      toState: to,
      actor: step.by,
      at,
      recordedAt: rules.now,
      evidenceId: wanted.evidenceId,
      channel: step.channel ?? null,
      ticket: step.ticket ?? null,
      reason: wanted.reason,
      noteSealed:
        step.note === undefined
          ? null
          : vault.sealFor(await personsOfNotice(tx, id), step.note, noteContext(reference)),
    });
    await tx
      .update(notices)
      .set({ ...consequences(step, at, notice, to), state: to, ...(to === state ? {} : { stateSince: at }) })
      .where(eq(notices.id, id));
    await logMove(tx, { id, reference, to, by: step.by }, rules.now);
    return { from: state, to };
  });
}

/** The letter's way in the log of the evidence that it rests on. */
async function logMove(
  tx: Db,
  { id, reference, to, by }: { id: number; reference: string; to: NoticeState; by: string },
  now: Date,
): Promise<void> {
  const links = await tx.select().from(noticeMatches).where(eq(noticeMatches.noticeId, id));
  const matchIds = links.map((link) => link.matchId).sort((a, b) => a - b);
  await appendToLog(tx, { kind: 'letter', by, matches: matchIds, detail: { reference, state: to } }, now);
}

/** Every step of a notice, first to last, with its note. Throws VaultError. */
export async function stepsOf(db: Db, vault: Vault, id: number): Promise<Step[]> {
  const rows = await db
    .select({ step: noticeSteps, reference: notices.reference })
    .from(noticeSteps)
    .innerJoin(notices, eq(notices.id, noticeSteps.noticeId))
    .where(eq(noticeSteps.noticeId, id))
    .orderBy(asc(noticeSteps.id));
  return rows.map(({ step: { fromState, toState, noteSealed, noticeId: _, ...plain }, reference }) => ({
    ...plain,
    from: fromState,
    to: toState,
    note: noteSealed && vault.openOr(noteSealed, noteContext(reference), DESTROYED),
  }));
}

/** What a move is judged by. */
export async function standingOf(
  db: Db,
  notice: { readonly id: number; readonly state: NoticeState; readonly stateSince: Date },
): Promise<NoticeStanding> {
  return { state: notice.state, since: notice.stateSince, approvals: await approvalsOf(db, notice.id) };
}

/** Who approved the text as it stands: approvals of a text that was sent back or changed do not count. */
async function approvalsOf(tx: Db, id: number): Promise<string[]> {
  const [revised] = await tx
    .select({ id: noticeSteps.id })
    .from(noticeSteps)
    .where(and(eq(noticeSteps.noticeId, id), eq(noticeSteps.move, 'revise')))
    .orderBy(desc(noticeSteps.id))
    .limit(1);
  const approved = await tx
    .select({ actor: noticeSteps.actor })
    .from(noticeSteps)
    .where(
      and(
        eq(noticeSteps.noticeId, id),
        eq(noticeSteps.move, 'approve'),
        revised === undefined ? undefined : gt(noticeSteps.id, revised.id),
      ),
    );
  return approved.map((row) => row.actor);
}

function consequences(
  step: NewStep,
  at: Date,
  notice: typeof notices.$inferSelect,
  to: NoticeState,
): Partial<typeof notices.$inferInsert> {
  const ticket = step.ticket ?? notice.ticket;
  switch (step.move) {
    case 'approve':
      return {
        ...{ approvedBy: step.by, approvedAt: at, responsible: step.responsible ?? notice.responsible },
        // Printed files carry the mark of a draft: none is the letter until it is printed anew.
        ...(to === 'approved' && notice.editedFile === null ? { fileDigests: {} } : {}),
      };
    case 'revise':
      return { approvedBy: null, approvedAt: null, responsible: null };
    case 'send':
      // A number that the addressee gives by itself on receipt proves the receipt; handing over in person does too.
      return {
        sentAt: at,
        channel: step.channel ?? null,
        ticket,
        receivedAt: step.ticket !== undefined || step.channel === 'in-person' ? at : null,
      };
    case 'bounce':
      return { receivedAt: null };
    case 'acknowledge':
    case 'refuse':
    case 'comply-partly':
      // Who answers has received it.
      return { receivedAt: notice.receivedAt ?? at, ticket };
    default:
      return {};
  }
}

export function noteContext(reference: string): string {
  return `note on notice ${reference}`;
}
