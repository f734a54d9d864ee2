import { ADMINISTRATIVE_OFFENCES_CODE } from './administrative-offences-code.ts';
import { ADMINISTRATIVE_PROCEDURE_CODE } from './administrative-procedure-code.ts';
import { CIVIL_CODE } from './civil-code.ts';
import { CONSTITUTION } from './constitution.ts';
import { CRIMINAL_CODE } from './criminal-code.ts';
import { CRIMINAL_PROCEDURE_CODE } from './criminal-procedure-code.ts';
import { DIGITAL_CODE } from './digital-code.ts';
import { LAW_94_V } from './law-94-v.ts';
import type { Act, Norm } from './norm.ts';
import { NOTARIAT_LAW } from './notariat-law.ts';

/** Every act a letter can rest on. What stands in `denied.ts` has no entry here, so no option can choose it. */
export const ACTS = [
  LAW_94_V,
  DIGITAL_CODE,
  CIVIL_CODE,
  CONSTITUTION,
  ADMINISTRATIVE_OFFENCES_CODE,
  CRIMINAL_CODE,
  CRIMINAL_PROCEDURE_CODE,
  ADMINISTRATIVE_PROCEDURE_CODE,
  NOTARIAT_LAW,
] as const satisfies readonly Act[];

export type NormCode = (typeof ACTS)[number]['norms'][number]['code'];

/** A norm as it stood on the letter's date, with its act. */
export interface NormInForce {
  readonly act: Act;
  readonly norm: Norm;
}

/** No edition of the norm covers the letter's date: the letter must not be written until the data are read again. */
export class NormNotInForce extends Error {
  override readonly name = 'NormNotInForce';
  readonly code: string;
  readonly date: string;

  constructor(code: string, date: string) {
    super(`no edition of ${code} is valid on ${date}`);
    this.code = code;
    this.date = date;
  }
}

/**
 * The edition of each norm that is valid on a date (YYYY-MM-DD), in the order asked for.
 * Throws NormNotInForce when a code is unknown or none of its editions covers the date.
 */
export function normsInForce(codes: readonly NormCode[], date: string, acts: readonly Act[] = ACTS): NormInForce[] {
  return codes.map((code) => {
    for (const act of acts) {
      for (const norm of act.norms) {
        if (norm.code === code && norm.validFrom <= date && (norm.validTo === null || date <= norm.validTo))
          return { act, norm };
      }
    }
    throw new NormNotInForce(code, date);
  });
}
