import { streamSSE } from 'hono/streaming';
import { type Route, staffRoute } from '../route.ts';
import type { StaffVisit } from '../visit.ts';

/** A proxy that hears nothing for a minute hangs up; and a session that is over ends the stream within this time. */
const SIGN_OF_LIFE_MS = 20_000;
const TITLE = { ru: 'Изменения', kk: 'Өзгерістер', en: 'Changes' };

export const liveRoutes: readonly Route[] = [
  staffRoute('GET', '/live', 'reviewer', TITLE, streamChanges, { quiet: true }),
];

/** Server-sent events: the name of an event is a topic that changed. What changed is read by asking for the page again. */
async function streamChanges({ c, deps, stillSignedIn }: StaffVisit): Promise<Response> {
  return streamSSE(c, async (stream) => {
    const stop = deps.feed.listen((topic) => void stream.writeSSE({ event: topic, data: '' }).catch(() => undefined));
    stream.onAbort(stop);
    try {
      while (!stream.aborted && !stream.closed && (await stillSignedIn())) {
        await stream.write(': alive\n\n');
        await stream.sleep(SIGN_OF_LIFE_MS);
      }
    } finally {
      stop();
    }
  });
}
