import type { Config } from './config.ts';
import type { Home } from './db/home.ts';
import type { Terminal } from './terminal.ts';

/** What qorgan.ts hands to a command: everything of the outside world that it may touch. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly config: Config;
  readonly clock: () => Date;
  /** Path of a Chromium, found or installed now. Throws BrowserMissing. */
  readonly chromium: () => Promise<string>;
  /** Name and version, as it stands in evidence and in the User-Agent. */
  readonly tool: string;
  /** Who acts where no name is given: the account of the operating system, as it stands in the log. */
  readonly account: string;
  /** Ctrl-C was pressed: finish what is in flight and save. */
  readonly stopping: () => boolean;
  /** Opens the data folder for the time of `use`. */
  withHome<T>(use: (home: Home) => Promise<T>): Promise<T>;
}

/** Exit codes of every command (the design's table). */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 130;
