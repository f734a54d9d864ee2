import { z } from 'zod';
import { almatyMoment } from '../../../db/almaty-time.ts';
import { findNotice } from '../../../db/notices.ts';
import { LANGUAGES } from '../../../db/schema/language.ts';
import { CHANNELS, NOTICE_KINDS } from '../../../db/schema/notices.ts';
import { idOfShortName } from '../../../db/short-name.ts';
import { ANSWERS, MOVE_OF_ANSWER } from '../../answers.ts';
import { KINDS } from '../../kinds.ts';
import { approveLetter, draftLetter, reprintLetter } from '../../letters.ts';
import { sendLetter } from '../../mail.ts';
import { takeBackBytes } from '../../take-back.ts';
import { seeOther } from '../answer.ts';
import { problemWith, readForm } from '../forms/read-form.ts';
import { lineOrNone, lines, ticked } from '../forms/shapes.ts';
import { idInPath, pathOf } from '../paths.ts';
import { Refused } from '../refused.ts';
import type { StaffVisit } from '../visit.ts';
import { letterPage } from './letter-page.ts';
import { LETTER } from './letter-texts.ts';
import { kindsAfter } from './next-steps.ts';
import { draftProblemOf } from './refusals.ts';
import { assertMove, moveLetter, takeStep } from './step.ts';
import { atLetters } from './workplace.ts';

/** Of a word that stands for a text as it was read. */
export const readTextShape = z.string().regex(/^[0-9a-f]{16,32}$/);
const moment = z
  .string()
  .transform((typed) => almatyMoment(typed))
  .refine((at): at is Date => at !== null);
const approval = z.object({ text: readTextShape, read: ticked(['on']), responsible: lineOrNone(200) });
const sent = z.object({ channel: z.enum(CHANNELS), at: moment, ticket: lineOrNone(100) });
const mail = z.object({ to: z.email().max(200), again: ticked(['on']) });
const answer = z.object({
  answer: z.enum(ANSWERS),
  at: moment,
  ticket: lineOrNone(100),
  evidence: z.string().default(''),
  note: z.string().default('').pipe(lines(4_000, 0)),
});
const ended = z.object({ reason: lineOrNone(500) });
const following = z.object({
  kind: z.enum(NOTICE_KINDS),
  language: z.enum(LANGUAGES),
  addressee: z.string().max(40).default(''),
});

export async function approve(visit: StaffVisit): Promise<Response> {
  const id = await existing(visit);
  const read = readForm(visit, approval);
  if (!read.ok) return letterPage(visit, id, { state: read.state, status: 400 });
  const { text, responsible } = read.value;
  if (read.value.read.length === 0) {
    const state = problemWith(visit, 'read', LETTER[visit.language].tickFirst);
    return letterPage(visit, id, { state, status: 400 });
  }
  return takeStep(visit, id, () =>
    atLetters(visit, async (deps) => {
      await assertMove(visit, id, { move: 'approve', by: visit.user.name });
      const { approved } = await approveLetter(deps, id, visit.user.name, responsible ?? undefined, text);
      return approved ? 'approved' : 'half';
    }),
  );
}

export async function markSent(visit: StaffVisit): Promise<Response> {
  const id = await existing(visit);
  const read = readForm(visit, sent);
  if (!read.ok) return letterPage(visit, id, { state: read.state, status: 400 });
  const { channel, at, ticket } = read.value;
  const step = { move: 'send', by: visit.user.name, channel, at, ...(ticket === null ? {} : { ticket }) } as const;
  return takeStep(visit, id, async () => {
    await moveLetter(visit, id, step);
    return 'recorded';
  });
}

export async function sendByMail(visit: StaffVisit): Promise<Response> {
  const id = await existing(visit);
  const { smtp } = visit.deps.config;
  if (!smtp) throw new Refused('not-set');
  const read = readForm(visit, mail);
  if (!read.ok) return letterPage(visit, id, { state: read.state, status: 400 });
  const { to, again } = read.value;
  const options = { by: visit.user.name, to, attach: [], again: again.length > 0 };
  return takeStep(visit, id, () =>
    atLetters(visit, async (deps) => {
      await sendLetter(deps, smtp, id, options);
      return 'mailed' as const;
    }),
  );
}

export async function recordAnswer(visit: StaffVisit): Promise<Response> {
  const id = await existing(visit);
  const read = readForm(visit, answer);
  if (!read.ok) return letterPage(visit, id, { state: read.state, status: 400 });
  const { answer: said, at, ticket, evidence, note } = read.value;
  const evidenceId = evidence === '' ? null : idOfShortName('c', evidence);
  if (evidence !== '' && evidenceId === null) throw new Refused('form');
  return takeStep(visit, id, async () => {
    await moveLetter(visit, id, {
      ...{ move: MOVE_OF_ANSWER[said], by: visit.user.name, reason: said, at },
      ...(ticket === null ? {} : { ticket }),
      ...(evidenceId === null ? {} : { evidenceId }),
      ...(note === '' ? {} : { note }),
    });
    return 'recorded';
  });
}

/** Sends a letter back to be written again, gives it up, or ends it: each with its reason. */
export function endWith(move: 'revise' | 'withdraw' | 'close'): (visit: StaffVisit) => Promise<Response> {
  return async (visit) => {
    const id = await existing(visit);
    const read = readForm(visit, ended);
    if (!read.ok) return letterPage(visit, id, { state: read.state, status: 400 });
    const { reason } = read.value;
    return takeStep(visit, id, async () => {
      await moveLetter(visit, id, { move, by: visit.user.name, ...(reason === null ? {} : { reason }) });
      return 'recorded';
    });
  };
}

export async function printAgain(visit: StaffVisit): Promise<Response> {
  const id = await existing(visit);
  return takeStep(visit, id, () =>
    atLetters(visit, async (deps) => {
      await reprintLetter(deps, id);
      return 'printed' as const;
    }),
  );
}

export async function takeFileBack(visit: StaffVisit): Promise<Response> {
  const id = await existing(visit);
  const { file, text } = visit.form;
  const readText = readTextShape.safeParse(text);
  if (!(file instanceof File) || !readText.success) throw new Refused('form');
  const bytes = Buffer.from(await file.arrayBuffer());
  return takeStep(visit, id, () =>
    atLetters(visit, async (deps) => {
      await takeBackBytes(deps, id, bytes, { by: visit.user.name, readText: readText.data });
      return 'uploaded' as const;
    }),
  );
}

/** Drafts a letter that follows this one, about the ads of it that are still there. */
export async function follow(visit: StaffVisit): Promise<Response> {
  const id = await existing(visit);
  const earlier = await findNotice(visit.deps.db, { id });
  const read = readForm(visit, following);
  if (!read.ok || !earlier) throw new Refused('form');
  const { kind, language } = read.value;
  if (!kindsAfter(earlier).includes(kind)) throw new Refused('form');
  const addressee = KINDS[kind].to === 'platform' ? earlier.addressee : read.value.addressee;
  const wanted = { kind, language, addressee, matchIds: [], followsId: id, by: visit.user.name };
  try {
    const { noticeId } = await atLetters(visit, (deps) => draftLetter(deps, wanted));
    return seeOther(visit, `${pathOf('l', noticeId)}?saved=written`);
  } catch (error) {
    const problem = draftProblemOf(error, visit.language);
    if (problem === null) throw error;
    return letterPage(visit, id, { problem, status: 409 });
  }
}

/** Throws Refused wrong-id or missing, before the form is looked at. */
async function existing(visit: StaffVisit): Promise<number> {
  const id = idInPath(visit, 'letter', 'l');
  if (!(await findNotice(visit.deps.db, { id }))) throw new Refused('missing');
  return id;
}
