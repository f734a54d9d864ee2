import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { CommandContext } from '../../command.ts';
import { adAddress } from '../../scrapers/ad-address.ts';
import { platforms } from '../../scrapers/directory.ts';
import { LookFailure } from '../../scrapers/errors.ts';
import { addressOf } from '../../scrapers/links-in-text.ts';
import { parseOrigins } from '../../scrapers/origins.ts';
import { InputError } from '../../terminal.ts';
import { makeFixture } from '../fixtures/make.ts';
import { openOutlook } from '../platform-run.ts';

/** Adds `fixture save`: for whoever mends an adapter when a platform has changed. */
export function registerFixture(program: Command, context: () => CommandContext): void {
  program
    .command('fixture')
    .description('test pages for the adapters')
    .command('save <url>')
    .description('make a small test page of a platform’s page, with invented people, words and numbers')
    .requiredOption('--as <platform/case>', 'where it goes, e.g. olx/listing-with-video')
    .option('--to <folder>', 'the folder of test pages', 'test/fixtures')
    .action(async (typed: string, { as, to }: { as: string; to: string }) => {
      const at = context();
      const [, id = '', name = ''] = /^([a-z][a-z0-9-]*)\/([a-z0-9][a-z0-9-]*)$/.exec(as) ?? [];
      const find = (origins?: ReadonlyMap<string, string>) => platforms(origins).find((one) => one.id === id);
      const adapter = find(parseOrigins(at.config.origins));
      const real = find();
      if (!adapter || !real) throw new InputError('--as is not <platform>/<case> of a known platform');
      const link = addressOf(typed);
      const address = link && adAddress([adapter], link);
      if (!link || !address) throw new InputError(`the address is not one of ${id}`);
      const folder = join(to, id, name);
      if (existsSync(folder)) throw new InputError(`${folder} is there already`);
      const url = address.kind === 'ad' ? address.url : `${adapter.origin}${link.pathname}${link.search}`;
      const snapshot = await at.withHome(async ({ db }) => {
        const outlook = await openOutlook({ ...at, adapters: [adapter], db });
        try {
          return await outlook.of(adapter).looker.look(url);
        } catch (error) {
          if (error instanceof LookFailure) throw new InputError(`could not look: ${error.kind}: ${error.message}`);
          throw error;
        } finally {
          await outlook.close();
        }
      });
      const fixture = makeFixture(snapshot, adapter, real);
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, fixture.fileName), fixture.page);
      await writeFile(join(folder, 'expected.json'), `${JSON.stringify(fixture.expected, null, 2)}\n`);
      at.terminal.note(`made ${folder}: read it through before you commit it`);
    });
}
