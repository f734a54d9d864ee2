import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { CommandContext } from '../../command.ts';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { platforms } from '../../scrapers/directory.ts';
import { openPage, type Page } from '../../scrapers/page.ts';
import { readIndex, readListing } from '../../scrapers/read.ts';
import { InputError } from '../../terminal.ts';

const UNREAD = '';

/** Adds `inspect`: what an adapter reads on a saved page, as JSON. Needs no data folder and keeps nothing. */
export function registerInspect(program: Command, context: () => CommandContext): void {
  program
    .command('inspect <platform> <file>')
    .description('what the adapter reads on a saved page, as JSON')
    .requiredOption('--url <url>', 'the address the page was saved from')
    .option('--status <code>', 'HTTP status it came with', '200')
    .action(async (id: string, file: string, { url, status }: { url: string; status: string }) => {
      const { terminal, clock } = context();
      const adapter = platforms().find((platform) => platform.id === id);
      if (!adapter)
        throw new InputError(
          `unknown platform: known are ${platforms()
            .map((one) => one.id)
            .join(', ')}`,
        );
      if (!URL.canParse(url)) throw new InputError('--url is not an address');
      if (!/^[1-5]\d\d$/.test(status)) throw new InputError('--status is not an HTTP status');
      const body = await readFile(file, 'utf8').catch(() => {
        throw new InputError('the saved page cannot be read');
      });
      const contentType = /^\s*[[{]/.test(body) ? 'application/json' : 'text/html; charset=utf-8';
      const page = openPage({
        requestedUrl: url,
        url,
        redirects: [],
        status: Number(status),
        headers: { 'content-type': contentType },
        body,
        engine: 'http',
        fetchedAt: clock().toISOString(),
      });
      const adId = adapter.adIdOf(new URL(url)) ?? adShown(adapter, page);
      const reading = adId === null ? readIndex(adapter, page) : readListing(adapter, page, adId);
      const kind = adId === null ? 'index' : 'listing';
      terminal.out(JSON.stringify({ platform: id, kind, ...reading }, null, 2));
    });
}

/**
 * The ad that a page shows, by its own signs, where its address names none (saved under another name, a redirect's
 * target). `null` for an index, and for a page without any sign: that one is read as an index and told as it is.
 */
function adShown(adapter: PlatformAdapter, page: Page): string | null {
  if (adapter.signs.index(page) || !adapter.signs.listing(page)) return null;
  try {
    return adapter.parseListing(page).adId;
  } catch {
    // It shows an ad that cannot be read: any id leads to that answer.
    return UNREAD;
  }
}
