import { rotateRoot } from '../../db/rotate.ts';

/** A process of its own that changes a root key, for a test that kills it. */
const settings = JSON.parse(process.argv[2] ?? '{}') as Parameters<typeof rotateRoot>[0];
process.send?.('begins');
await rotateRoot(settings, { kind: 'file', passphrase: undefined, rootKey: undefined });
process.send?.('done');
process.disconnect?.();
