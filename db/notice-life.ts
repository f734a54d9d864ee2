import { NOTICE_STATES, type NoticeMove, type NoticeState } from './schema/notices.ts';

/** How long an ad that was taken down is watched before its notice is closed. */
export const MONITORING_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The life of a notice: from each state, every move there is and where it leads. What is not here is refused.
 * `approve` may stay in the draft: with four eyes the first of two persons changes nothing yet.
 */
export const MOVES: Readonly<Record<NoticeState, Readonly<Partial<Record<NoticeMove, NoticeState>>>>> = {
  // Revised as a draft: its words were changed, so that approvals of the earlier ones do not count.
  draft: { approve: 'approved', revise: 'draft', withdraw: 'closed' },
  approved: { send: 'sent', revise: 'draft', withdraw: 'closed' },
  sent: {
    acknowledge: 'acknowledged',
    bounce: 'bounced',
    refuse: 'refused',
    'comply-partly': 'partly',
    remove: 'removed',
    'fall-silent': 'silent',
    close: 'closed',
  },
  acknowledged: {
    refuse: 'refused',
    'comply-partly': 'partly',
    remove: 'removed',
    'fall-silent': 'silent',
    close: 'closed',
  },
  // The same letter goes out again by another channel.
  bounced: { send: 'sent', remove: 'removed', close: 'closed' },
  refused: { acknowledge: 'acknowledged', 'comply-partly': 'partly', remove: 'removed', close: 'closed' },
  partly: { refuse: 'refused', remove: 'removed', 'fall-silent': 'silent', close: 'closed' },
  silent: {
    acknowledge: 'acknowledged',
    refuse: 'refused',
    'comply-partly': 'partly',
    remove: 'removed',
    close: 'closed',
  },
  removed: { monitor: 'monitoring', reappear: 'closed' },
  monitoring: { reappear: 'closed', close: 'closed' },
  closed: {},
};

/** Where a notice stands: what a move is judged by. */
export interface NoticeStanding {
  readonly state: NoticeState;
  readonly since: Date;
  /** Who has approved the text as it now stands. */
  readonly approvals: readonly string[];
}

/** A move that somebody asks for. */
export interface WantedMove {
  readonly move: NoticeMove;
  readonly by: string;
  /** When it happened, which may be before it is recorded. */
  readonly at: Date;
  /** The capture that shows it. */
  readonly evidenceId: number | null;
  readonly reason: string | null;
}

/** Why a move is refused, as a closed list: the console says it in the user's language. */
export type MoveRefusal =
  | 'state'
  | 'no-name'
  | 'future'
  | 'before'
  | 'approved-already'
  | 'needs-capture'
  | 'watched'
  | 'needs-reason';

export type MoveVerdict =
  | { readonly allowed: true; readonly to: NoticeState }
  | { readonly allowed: false; readonly refusal: MoveRefusal; readonly why: string };

/** Whether a move may be made, and where it leads. Pure. */
export function judgeMove(
  standing: NoticeStanding,
  wanted: WantedMove,
  rules: { readonly fourEyes: boolean; readonly now: Date },
): MoveVerdict {
  const { state, since } = standing;
  const to = MOVES[state][wanted.move];
  if (to === undefined) return refused('state', `is ${state}, not ${statesBefore(wanted.move).join(' or ')}`);
  if (wanted.by.trim() === '') return refused('no-name', 'needs the name of who does this');
  if (wanted.at.getTime() > rules.now.getTime()) return refused('future', 'cannot record what has not happened yet');
  if (wanted.at.getTime() < since.getTime())
    return refused('before', `is ${state} since ${since.toISOString()}: nothing can follow before that`);
  switch (wanted.move) {
    case 'approve': {
      if (standing.approvals.some((name) => sameName(name, wanted.by)))
        return refused('approved-already', `is approved by ${wanted.by} already: another person has to`);
      const needed = rules.fourEyes ? 2 : 1;
      return { allowed: true, to: standing.approvals.length + 1 >= needed ? to : state };
    }
    case 'remove':
    case 'reappear':
      if (wanted.evidenceId === null)
        return refused('needs-capture', `needs a capture that shows it to ${wanted.move}`);
      break;
    case 'close': {
      const watched = wanted.at.getTime() - since.getTime();
      if (state === 'monitoring' && watched < MONITORING_DAYS * DAY_MS)
        return refused('watched', `is watched for ${MONITORING_DAYS} days, since ${since.toISOString().slice(0, 10)}`);
      if (state !== 'monitoring' && !wanted.reason)
        return refused('needs-reason', `is ${state}: closing it needs a reason`);
      break;
    }
    case 'withdraw':
    case 'revise':
      if (!wanted.reason) return refused('needs-reason', `needs a reason to ${wanted.move}`);
      break;
  }
  return { allowed: true, to };
}

/** Names are typed by hand: case and spaces do not make another person. */
export function sameName(one: string, other: string): boolean {
  const plain = (name: string) => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLocaleLowerCase();
  return plain(one) === plain(other);
}

function statesBefore(move: NoticeMove): NoticeState[] {
  return NOTICE_STATES.filter((state) => MOVES[state][move] !== undefined);
}

function refused(refusal: MoveRefusal, why: string): MoveVerdict {
  return { allowed: false, refusal, why };
}
