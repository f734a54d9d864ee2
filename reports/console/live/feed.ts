import { asDatabaseError } from '../../../db/client.ts';
import type { Db } from '../../../db/database.ts';
import { LIVE_TOPICS, type LiveTopic, liveVersions } from '../../../db/live-versions.ts';

const LOOK_EVERY_MS = 2_000;

type Listener = (topic: LiveTopic) => void;

/** Tells those who listen which topics have changed. While nobody listens the database is not asked. */
export interface Feed {
  /** Returns what ends the listening. */
  listen(listener: Listener): () => void;
  close(): void;
}

/** One look at the database every two seconds for all open pages together. */
export function openFeed(db: Db, note: (line: string) => void, lookEveryMs = LOOK_EVERY_MS): Feed {
  const listeners = new Set<Listener>();
  let known: Readonly<Record<LiveTopic, string>> | null = null;
  let timer: NodeJS.Timeout | null = null;
  const look = async () => {
    try {
      const now = await liveVersions(db);
      const changed = LIVE_TOPICS.filter((topic) => known !== null && known[topic] !== now[topic]);
      known = now;
      for (const topic of changed) for (const listener of listeners) listener(topic);
    } catch (error) {
      // A database that is away for a while: pages learn what changed when it is back.
      if (!asDatabaseError(error)) note(`console: changes cannot be read: ${error instanceof Error ? error.name : ''}`);
    } finally {
      timer = listeners.size > 0 ? setTimeout(look, lookEveryMs) : null;
      if (listeners.size === 0) known = null;
    }
  };
  return {
    listen(listener) {
      listeners.add(listener);
      timer ??= setTimeout(look, 0);
      return () => listeners.delete(listener);
    },
    close() {
      listeners.clear();
      if (timer) clearTimeout(timer);
    },
  };
}
