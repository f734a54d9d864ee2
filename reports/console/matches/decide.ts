import { z } from 'zod';
import { RecordError } from '../../../db/errors.ts';
import { decideMatch, findMatch } from '../../../db/matches.ts';
import { shortName } from '../../../db/short-name.ts';
import { seeOther } from '../answer.ts';
import { problemWith, readForm } from '../forms/read-form.ts';
import { box, lines } from '../forms/shapes.ts';
import { idInPath, pathOf } from '../paths.ts';
import { Refused } from '../refused.ts';
import type { StaffVisit } from '../visit.ts';
import { WORDS } from '../words.ts';
import { queryOf, typedFilter } from './filter.ts';
import { matchPage } from './match.ts';
import { nextOf } from './next.ts';
import { MATCHES } from './texts.ts';

/** How the records name an ad that the protected person posted; what staff wrote stands behind it. */
export const OWN_AD = 'own ad';

const answer = z.object({
  decision: z.enum(['confirm', 'not-ours', 'own-ad']),
  reason: lines(500, 0),
  expected: z.string().max(40),
  state: z.string().optional(),
  platform: z.string().optional(),
  person: z.string().optional(),
  campaign: z.string().optional(),
  next: box,
});

/** Records a person's decision, and leads on. One that somebody took meanwhile is shown and stands. */
export async function decide(visit: StaffVisit): Promise<Response> {
  const { deps, user, now, language } = visit;
  const id = idInPath(visit, 'match', 'm');
  const match = await findMatch(deps.db, deps.vault, id);
  if (!match) throw new Refused('missing');
  const read = readForm(visit, answer);
  const say = MATCHES[language];
  if (!read.ok) return matchPage(visit, id, { form: read.state, status: 400 });
  const { decision, reason, expected, next } = read.value;
  const typed = typedFilter((name) => read.value[name]);
  if (decision === 'not-ours' && reason === '')
    return matchPage(visit, id, { form: problemWith(visit, 'reason', say.whyNotOurs), status: 400 });
  // Sought before: the decision may take this one out of the list.
  const following = await nextOf(visit, id, typed);
  const said = decision === 'own-ad' ? [OWN_AD, reason].filter(Boolean).join(': ') : reason || null;
  const state = decision === 'confirm' ? 'confirmed' : 'dismissed';
  try {
    await decideMatch(deps.db, id, { state, by: user.name, reason: said, expected }, now);
  } catch (error) {
    if (!(error instanceof RecordError) || error.kind === 'not-found') throw error;
    const standing = await findMatch(deps.db, deps.vault, id);
    const told =
      error.kind === 'changed-meanwhile' && standing
        ? say.changed(standing.decidedBy ?? '', WORDS[language].match[standing.state])
        : say.already;
    return matchPage(visit, id, { told, status: 409, form: problemWith(visit, '', '') });
  }
  if (!next) return seeOther(visit, `${pathOf('m', id)}${queryOf(typed)}`);
  return seeOther(
    visit,
    following === null ? `/matches${queryOf(typed)}` : `/matches/${shortName('m', following)}${queryOf(typed)}`,
  );
}
