import type { Command } from 'commander';
import type { CommandContext } from '../../command.ts';
import { appendToLog } from '../../db/evidence-log.ts';
import { resumeAfterLogin } from '../../db/reveals.ts';
import { forgetSession, saveSession } from '../../db/sessions.ts';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { launchBrowser } from '../../scrapers/browser.ts';
import { signInByHand } from '../../scrapers/sign-in.ts';
import { InputError } from '../../terminal.ts';
import { adapterOf } from '../one-platform.ts';

/** Adds `login`: staff sign in on a platform by hand; the session is sealed and used for hidden numbers only. */
export function registerLogin(program: Command, context: () => CommandContext): void {
  program
    .command('login <platform>')
    .description(
      'open a browser window, sign in there by hand, and keep the session (sealed) for showing hidden numbers',
    )
    .option('--by <name>', 'who signs in')
    .option('--forget', 'forget the session that is kept')
    .action(async (id: string, { by, forget }: { by?: string; forget?: boolean }) => {
      const at = context();
      const adapter = adapterOf(at.config, id);
      if (forget) {
        const was = await at.withHome(async (home) => {
          const act = { by: by ?? at.account, detail: { platform: adapter.id, change: 'forgotten' } };
          await appendToLog(home.db, { kind: 'session', ...act }, at.clock());
          return forgetSession(home.db, adapter.id);
        });
        return at.terminal.note(was ? `the session of ${id} is forgotten` : `no session of ${id} was kept`);
      }
      if (by === undefined) throw new InputError('say who signs in: --by <name>');
      await logIn(at, adapter, by);
    });
}

async function logIn(at: CommandContext, adapter: PlatformAdapter, by: string): Promise<void> {
  const { config, clock, terminal } = at;
  if (adapter.reveal === null)
    throw new InputError(`no way to the hidden numbers of ${adapter.id} is known: a session would be of no use`);
  if (!config.display)
    throw new InputError('no screen here (DISPLAY is not set): sign in on a machine with one, as a window must open');
  const executable = await at.chromium();
  await at.withHome(async (home) => {
    const state = await signInByHand({
      adapter,
      launch: () => launchBrowser(executable, { headed: true }),
      done: async () => {
        await terminal.ask(`sign in to ${adapter.name} in the window that has opened, then press Enter here`);
      },
    });
    if (state.cookies.length === 0 && state.origins.length === 0)
      throw new InputError(`the window holds no session of ${adapter.name}: nothing was kept`);
    await saveSession(home.db, home.vault, { platform: adapter.id, state, by }, clock());
    const detail = { platform: adapter.id, change: 'kept' };
    await appendToLog(home.db, { kind: 'session', by, detail }, clock());
    await resumeAfterLogin(home.db, adapter.id, clock());
    terminal.note(
      `kept, sealed; it is used to show hidden numbers and for nothing else (login ${adapter.id} --forget)`,
    );
  });
}
