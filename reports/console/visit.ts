import type { Context } from 'hono';
import type { Config } from '../../config.ts';
import type { Database } from '../../db/client.ts';
import type { Queue } from '../../db/job-queue.ts';
import type { ActiveNumber } from '../../db/numbers.ts';
import type { Theme } from '../../db/schema/accounts.ts';
import type { Language } from '../../db/schema/language.ts';
import type { MessageSighting } from '../../db/schema/scans.ts';
import type { User } from '../../db/users.ts';
import type { Vault } from '../../db/vault.ts';
import type { PdfPrinter } from '../render-pdf.ts';
import type { Feed } from './live/feed.ts';
import type { Route } from './route.ts';

/** What the other side of the house does for pages: given by qorgan.ts, because reports do not know it. */
export interface ConsoleMeans {
  /** Which protected numbers stand in the words of a message. */
  readonly sightingsIn: (message: string, active: readonly ActiveNumber[]) => Promise<readonly MessageSighting[]>;
}

/** What pages work with. */
export interface ConsoleDeps extends ConsoleMeans {
  readonly db: Database['db'];
  readonly vault: Vault;
  /** The data folder. */
  readonly home: string;
  /** The folder of the installation's keys, which need not lie in the data folder. */
  readonly keys: string;
  readonly config: Config;
  readonly clock: () => Date;
  /** The jobs that `worker` and `serve` do; opened when the first is added. */
  readonly queue: () => Promise<Queue>;
  /** Makes PDFs. Throws BrowserMissing. */
  readonly printer: Pick<PdfPrinter, 'print'>;
  /** Tells which of the things that pages show has changed. */
  readonly feed: Feed;
  /** A word to whoever runs the server: never a number, a name or a form's content. */
  readonly note: (line: string) => void;
}

/** A form as it was sent: every value by its name; of a name given twice all of them. */
export type SentForm = Readonly<Record<string, string | File | readonly (string | File)[]>>;

/** One request: who asks, in what language, for what. */
export interface Visit {
  readonly c: Context;
  readonly deps: ConsoleDeps;
  readonly route: Route;
  readonly now: Date;
  readonly user: User | null;
  readonly language: Language;
  readonly theme: Theme;
  /** Stands in every form (forms/fields.ts `form` puts it there). */
  readonly csrf: string;
  /** Empty for a GET. */
  readonly form: SentForm;
  /** A page to go back to in another language: this one, or the one whose form was sent. */
  readonly back: string;
  /** The address that asks, as the proxy tells it where there is one. */
  readonly source: string;
  /** Whether the session still holds; asking keeps it alive no longer. */
  readonly stillSignedIn: () => Promise<boolean>;
  /** Pages that this user may open and that stand in the navigation. */
  readonly menu: readonly Route[];
}

export type StaffVisit = Visit & { readonly user: User };
