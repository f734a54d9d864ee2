import type { Identity, Recipient, Stanza } from 'age-encryption';
import { Stanza as AgeStanza } from 'age-encryption';
import type { Vault } from './vault.ts';

const KIND = 'qorgan-persons';

/**
 * An age recipient that seals a file for persons: it opens here while the key of each of them exists, and nowhere once
 * one was destroyed. Evidence without staff's own keys is sealed so, and letters.
 */
export function recipientFor(vault: Vault, people: readonly number[]): Recipient {
  return { wrapFileKey: (fileKey) => [new AgeStanza([KIND], vault.wrapFileKey(people, Buffer.from(fileKey)))] };
}

/** Opens what `recipientFor` sealed. Throws VaultError when the key of a person is missing or destroyed. */
export function identityOf(vault: Vault): Identity {
  return {
    unwrapFileKey(stanzas: Stanza[]) {
      const ours = stanzas.find((stanza) => stanza.args[0] === KIND);
      return ours ? vault.unwrapFileKey(Buffer.from(ours.body)) : null;
    },
  };
}
