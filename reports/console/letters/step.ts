import { RecordError } from '../../../db/errors.ts';
import { judgeMove } from '../../../db/notice-life.ts';
import { moveNotice, type NewStep, standingOf } from '../../../db/notice-steps.ts';
import { findNotice } from '../../../db/notices.ts';
import { seeOther } from '../answer.ts';
import { LETTER_WORDS } from '../letter-words.ts';
import { pathOf } from '../paths.ts';
import { Refused } from '../refused.ts';
import type { StaffVisit } from '../visit.ts';
import { letterPage } from './letter-page.ts';
import { LETTER, type LetterTexts } from './letter-texts.ts';
import { problemOf } from './refusals.ts';

export type Saved = keyof LetterTexts['saved'];

/** Carries out one step and goes back to the letter; a step that is refused shows the letter as it stands, and why. */
export async function takeStep(visit: StaffVisit, id: number, step: () => Promise<Saved>): Promise<Response> {
  try {
    return seeOther(visit, `${pathOf('l', id)}?saved=${await step()}`);
  } catch (error) {
    const problem =
      error instanceof StepRefused
        ? error.message
        : (problemOf(error, visit.language) ?? (await meanwhileOf(visit, id, error)));
    if (problem === null) throw error;
    return letterPage(visit, id, { problem, status: 409 });
  }
}

const MINUTE_MS = 60_000;

/** One move in the letter's life. Throws StepRefused in the user's language, RecordError when somebody was faster. */
export async function moveLetter(visit: StaffVisit, id: number, told: NewStep): Promise<void> {
  const step = await afterTheLast(visit, id, told);
  await assertMove(visit, id, step);
  const { db, vault, config } = visit.deps;
  await moveNotice(db, vault, id, step, { fourEyes: config.fourEyes, now: visit.now });
}

/** A form tells whole minutes: what happened in the minute in which the state began, happened after it began. */
async function afterTheLast({ deps }: StaffVisit, id: number, step: NewStep): Promise<NewStep> {
  const since = (await findNotice(deps.db, { id }))?.stateSince;
  if (!since || !step.at || Math.floor(since.getTime() / MINUTE_MS) !== step.at.getTime() / MINUTE_MS) return step;
  return { ...step, at: since };
}

/** Says why a move is refused before it is tried: the state machine itself speaks to the command line. Throws StepRefused. */
export async function assertMove({ deps, now, language }: StaffVisit, id: number, step: NewStep): Promise<void> {
  const notice = await findNotice(deps.db, { id });
  if (!notice) throw new Refused('missing');
  const { at = now, evidenceId = null, reason = null } = step;
  const wanted = { move: step.move, by: step.by, at, evidenceId, reason };
  const standing = await standingOf(deps.db, notice);
  const verdict = judgeMove(standing, wanted, { fourEyes: deps.config.fourEyes, now });
  if (!verdict.allowed && verdict.refusal !== 'state')
    throw new StepRefused(LETTER_WORDS[language].refusal[verdict.refusal]);
}

class StepRefused extends Error {}

async function meanwhileOf({ deps, language }: StaffVisit, id: number, error: unknown): Promise<string | null> {
  if (!(error instanceof RecordError) || error.kind === 'not-found') return null;
  const notice = await findNotice(deps.db, { id });
  return notice && LETTER[language].meanwhile(LETTER_WORDS[language].state[notice.state]);
}
