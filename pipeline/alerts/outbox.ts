import { dropMessage, markNotSent, markSent, raiseNewMatches, takeDueMessages, tellAlerts } from '../../db/alerts.ts';
import type { Db } from '../../db/database.ts';
import type { Channels } from './channels.ts';
import { digestOf } from './digest.ts';

/** After a message so long passes before the next: what comes meanwhile goes into that one. */
const QUIET_MS = 15 * 60_000;
const FIRST_AGAIN_MS = 60_000;
const LONGEST_AGAIN_MS = 3_600_000;
/** A sign of life of so long ago would lie about now. */
const HEARTBEAT_WORTH_MS = 6 * 3_600_000;

/** Puts what is new into the outbox as one message, and sends what waits there. Returns what could not be sent, in words. */
export async function tellAndSend(db: Db, { language, sends }: Channels, now: Date): Promise<string[]> {
  const tellers = [...sends.keys()].filter((channel) => channel !== 'heartbeat');
  if (tellers.length > 0) await raiseNewMatches(db, now);
  const quietSince = new Date(now.getTime() - QUIET_MS);
  await tellAlerts(db, { channels: tellers, quietSince, compose: (told) => digestOf(told, language) }, now);
  const troubles: string[] = [];
  for (const message of await takeDueMessages(db, now, FIRST_AGAIN_MS)) {
    const send = sends.get(message.channel);
    const worthless =
      message.channel === 'heartbeat' && now.getTime() - message.createdAt.getTime() > HEARTBEAT_WORTH_MS;
    if (worthless) {
      await dropMessage(db, message.id);
      continue;
    }
    try {
      if (!send) throw new Error(`no ${message.channel} is configured any more`);
      await send(message);
      await markSent(db, message.id, now);
    } catch (error) {
      const trouble = error instanceof Error ? error.message : 'unknown';
      const again = Math.min(FIRST_AGAIN_MS * 2 ** (message.tries - 1), LONGEST_AGAIN_MS);
      await markNotSent(db, message.id, trouble, new Date(now.getTime() + again));
      troubles.push(`not sent, kept and tried again: ${trouble}`);
    }
  }
  return troubles;
}
