import type { CommandContext } from '../../command.ts';
import type { Home } from '../../db/home.ts';
import { type Authority, askAuthority, STATE_AUTHORITY_WARNING } from './authorities.ts';
import { createStamper } from './stamp.ts';

/**
 * Has the time of captures confirmed while a run goes on, one after the other and beside it: a run never waits for an
 * authority but at its end. What is not confirmed then waits for `evidence timestamp`.
 */
export function confirmTimes(
  at: Pick<CommandContext, 'clock' | 'config' | 'terminal'>,
  home: Pick<Home, 'db' | 'path' | 'vault'>,
  authorities: readonly Authority[],
): { add(captureId: number): void; done(): Promise<void> } {
  const { clock, config, terminal } = at;
  const by = config.evidence.collector;
  const stamper = createStamper({
    db: home.db,
    vault: home.vault,
    home: home.path,
    clock,
    by,
    authorities,
    ask: askAuthority,
  });
  let queue = Promise.resolve();
  let left = 0;
  if (authorities.some((one) => one.ofTheState)) terminal.note(STATE_AUTHORITY_WARNING);
  return {
    add(captureId) {
      if (authorities.length === 0) return;
      queue = queue
        .then(() => stamper.stamp(captureId))
        .then(({ failed }) => {
          if (failed.length > 0) left++;
        })
        .catch(() => {
          left++;
        });
    },
    async done() {
      await queue;
      if (left > 0) terminal.note(`${left} captures wait for their time to be confirmed: "qorgan evidence timestamp"`);
    },
  };
}
