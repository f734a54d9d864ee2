import { z } from 'zod';
import { RecordError } from '../../../db/errors.ts';
import { answerLookup, openLookup } from '../../../db/lookups.ts';
import { activeNumbers } from '../../../db/numbers.ts';
import { idOfShortName, shortName } from '../../../db/short-name.ts';
import { seeOther } from '../answer.ts';
import { readForm } from '../forms/read-form.ts';
import { idInPath } from '../paths.ts';
import { Refused } from '../refused.ts';
import type { StaffVisit } from '../visit.ts';
import { queuePage } from './queue.ts';
import { LOOKUPS } from './texts.ts';

const answers = z.object({ answer: z.enum(['yes', 'no', 'gone']), number: z.string().max(12).optional() });

/** A person has looked. "Yes" has the ad read and captured by a job, since proof is needed; the others are recorded at once. */
export async function answer(visit: StaffVisit): Promise<Response> {
  const { deps, user, now, language } = visit;
  const id = idInPath(visit, 'lookup', 'h');
  const name = shortName('h', id);
  try {
    const lookup = await openLookup(deps.db, id);
    const read = readForm(visit, answers);
    if (!read.ok) throw new Refused('form');
    if (read.value.answer !== 'yes') {
      const state = read.value.answer === 'gone' ? 'gone' : 'answered';
      await answerLookup(deps.db, id, { state, by: user.name }, now);
      return seeOther(visit, `/lookups?answered=${name}`);
    }
    const numberId = idOfShortName('n', read.value.number ?? '');
    const active = await activeNumbers(deps.db, deps.vault, now);
    if (numberId === null || !active.some((number) => number.id === numberId)) throw new Refused('form');
    const queue = await deps.queue();
    await queue.add({ kind: 'answer', platform: lookup.platform, lookupId: id, numberId, by: user.name });
    return seeOther(visit, `/lookups?asked=${name}`);
  } catch (error) {
    if (!(error instanceof RecordError) || error.kind === 'not-found') throw error;
    return queuePage(visit, { told: LOOKUPS[language].meanwhile(name), status: 409 });
  }
}
