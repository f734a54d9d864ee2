import { join } from 'node:path';
import { personKeysIn } from '../../db/person-keys.ts';
import { openVault, type Vault } from '../../db/vault.ts';

/** As an installation has it: each person's key in a file, read anew each time. */
export function vaultOnDisk(home: string, root: Buffer): Vault {
  return openVault(root, personKeysIn(join(home, 'keys', 'people')));
}
