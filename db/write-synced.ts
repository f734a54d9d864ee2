import { open } from 'node:fs/promises';

/** Writes one new file whole, 0600, and waits until the disk has it. */
export async function writeSynced(path: string, bytes: Buffer): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
