import { randomBytes } from 'node:crypto';
import type { ConsentInput } from '../../db/consents.ts';
import type { Db } from '../../db/database.ts';
import { addNumber } from '../../db/numbers.ts';
import { addPerson } from '../../db/people.ts';
import { PhoneNumber } from '../../db/phone-number.ts';
import { openVault, type Vault } from '../../db/vault.ts';
import { consentOf, ROOMY } from './people.ts';

/** Keys of no installation. */
export function inventedVault(): Vault {
  return openVault(randomBytes(32));
}

/** Enrols an invented person with this number, who consents to being looked for and to letters unless `scopes` says else. */
export async function enrolInvented(
  db: Db,
  digits: string,
  vault: Vault = inventedVault(),
  scopes: ConsentInput['scopes'] = ['scan', 'letters'],
): Promise<{ readonly numberId: number; readonly personId: number; readonly vault: Vault }> {
  const now = new Date();
  const consent = { ...consentOf(new Date(now.getTime() + 90 * 24 * 3_600_000)), scopes };
  const person = { name: 'Айша Сынақова', language: 'kk' as const, consent };
  const { id: personId } = await addPerson(db, vault, person, now, ROOMY);
  const control = { how: 'code read back', verifiedBy: 'Test Staff', verifiedAt: now };
  const { id } = await addNumber(db, vault, { personId, number: PhoneNumber.parse(digits), control }, now, ROOMY);
  return { numberId: id, personId, vault };
}
