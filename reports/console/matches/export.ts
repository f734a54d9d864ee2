import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { EvidenceError } from '../../../db/evidence-files.ts';
import { findMatch } from '../../../db/matches.ts';
import { shortName } from '../../../db/short-name.ts';
import { openSigningKey } from '../../../db/signing-key.ts';
import { exportCase } from '../../evidence/export.ts';
import { EMPTY_FORM, readForm } from '../forms/read-form.ts';
import { box } from '../forms/shapes.ts';
import { idInPath } from '../paths.ts';
import { Refused } from '../refused.ts';
import type { StaffVisit } from '../visit.ts';
import { matchPage } from './match.ts';
import { MATCHES } from './texts.ts';

const wanted = z.object({ copy: z.enum(['whole', 'working']), letters: box });

/** The signed zip of a case, to be saved. On this disk it stands only while it is made. */
export async function exportEvidence(visit: StaffVisit): Promise<Response> {
  const { deps, user } = visit;
  const id = idInPath(visit, 'match', 'm');
  if (!(await findMatch(deps.db, deps.vault, id))) throw new Refused('missing');
  const read = readForm(visit, wanted);
  if (!read.ok) throw new Refused('form');
  const folder = await mkdtemp(join(tmpdir(), 'qorgan-export-'));
  try {
    const to = join(folder, 'case.zip');
    await exportCase(
      {
        ...{ db: deps.db, vault: deps.vault, home: deps.home, clock: deps.clock, identities: [] },
        signer: await openSigningKey(deps.keys, deps.vault),
        authorities: deps.config.evidence.timestampAuthorities,
        printPdf: deps.printer.print,
      },
      { matchIds: [id], by: user.name, ...read.value, to },
    );
    const bytes = await readFile(to);
    visit.c.header('content-type', 'application/zip');
    visit.c.header('content-disposition', `attachment; filename="case-${shortName('m', id)}.zip"`);
    return visit.c.body(new Uint8Array(bytes));
  } catch (error) {
    // No consent that covers it, nothing captured, sealed: one line of ours that says so.
    if (error instanceof EvidenceError)
      return matchPage(visit, id, {
        told: MATCHES[visit.language].exportProblem[error.kind ?? 'other'],
        form: EMPTY_FORM,
        status: 409,
      });
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
