import type { CommandContext } from '../../command.ts';
import { asDatabaseError } from '../../db/client.ts';
import type { Home } from '../../db/home.ts';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import type { SweepEvent } from '../sweep.ts';
import { withWorkplace, workPlatform } from './workplace.ts';

/** After trouble with the database, or a job that broke, so long passes before the next try. */
const AGAIN_MS = 5_000;
const LOOK_EVERY_MS = 250;
/** Two queues a platform are asked so often, all day long. */
const IDLE_MS = 2_000;

/**
 * Works off every queue of these platforms until it is stopped: urgent and patient jobs beside each other, so that an
 * urgent one is taken up while a sweep runs. A database that goes away is waited for; a job that breaks is told and is
 * not repeated, and everything else goes on.
 */
export async function workAll(
  at: CommandContext,
  home: Home,
  adapters: readonly PlatformAdapter[],
  onEvent: (event: SweepEvent) => void,
): Promise<void> {
  const until = { whenStopped: 'give-back', lookEveryMs: IDLE_MS, over: async () => false } as const;
  await withWorkplace(at, home, adapters, onEvent, async (place, queue) => {
    const loops = adapters.flatMap(({ id }) =>
      (['urgent', 'patient'] as const).map(async (urgency) => {
        while (!at.stopping()) {
          try {
            await workPlatform(place, queue, id, urgency, until);
          } catch (error) {
            at.terminal.note(`${id}: ${asDatabaseError(error)?.message ?? `a job broke: ${words(error)}`}`);
            await waitUnlessStopped(AGAIN_MS, at.stopping);
          }
        }
      }),
    );
    await Promise.all(loops);
  });
}

/** Passes the time, but not when staff stop the command. */
export async function waitUnlessStopped(ms: number, stopping: () => boolean): Promise<void> {
  const until = Date.now() + ms;
  while (Date.now() < until && !stopping()) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}

/** A failed query's own message repeats its parameters; what lies beneath it does not. */
function words(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : 'unknown';
}
