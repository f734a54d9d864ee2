import type { Db } from '../../db/database.ts';
import type { Terminal } from '../../terminal.ts';
import type { Channels } from './channels.ts';
import { tellAndSend } from './outbox.ts';

const TELL_EVERY_MS = 20_000;
/** At the end of a command what is left waits for the next one; nobody waits longer than this for a mail server. */
const LAST_TRY_MS = 12_000;

/**
 * Tells what is new beside the work, every few seconds, as long as `use` runs and once after. No trouble of it ever
 * stops or delays the work: what could not be sent is kept.
 */
export async function whileTelling<T>(
  at: { readonly db: Db; readonly channels: Channels; readonly clock: () => Date; readonly terminal: Terminal },
  use: () => Promise<T>,
): Promise<T> {
  if (at.channels.sends.size === 0) return use();
  const said = new Set<string>();
  let telling: Promise<void> = Promise.resolve();
  const tell = () => {
    telling = telling.then(async () => {
      const troubles = await tellAndSend(at.db, at.channels, at.clock()).catch(() => []);
      for (const trouble of troubles) {
        if (!said.has(trouble)) at.terminal.note(`alerts: ${trouble}`);
        said.add(trouble);
      }
    });
    return telling;
  };
  let busy = false;
  const timer = setInterval(async () => {
    if (busy) return;
    busy = true;
    await tell();
    busy = false;
  }, TELL_EVERY_MS);
  try {
    return await use();
  } finally {
    clearInterval(timer);
    let late: NodeJS.Timeout | undefined;
    await Promise.race([
      tell(),
      new Promise((resolve) => {
        late = setTimeout(resolve, LAST_TRY_MS);
      }),
    ]);
    clearTimeout(late);
  }
}
