import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { CommandContext } from '../../command.ts';
import { hasKeyFile, keysFolder, readHomeFile, writeHomeFiles } from '../../db/home.ts';
import { joinShares, splitKey } from '../../db/key-shares.ts';
import { KEY_KINDS, loadRootKey, makeKeyFolder, ROOT_FILE, writeKeyFile } from '../../db/keys.ts';
import { rotateRoot } from '../../db/rotate.ts';
import { writeSynced } from '../../db/write-synced.ts';
import { InputError } from '../../terminal.ts';

/** Adds `key rotate|split|join`. */
export function registerKey(program: Command, context: () => CommandContext): void {
  const key = program.command('key').description('the root key: change it, split it among people, put it together');

  key
    .command('rotate')
    .description('seal everything under a new root key; can be cut off at any point. Nobody else may be at work')
    .option('--to <kind>', `how it is kept from now on: ${KEY_KINDS.join(', ')} (as it is, when left out)`)
    .action(async ({ to }: { to?: string }) => {
      const { terminal, config } = context();
      const kind =
        KEY_KINDS.find((one) => one === (to ?? '')) ??
        (to ? null : (await readHomeFile(config.home, keysFolder(config))).keys);
      if (kind === null) throw new InputError(`--to takes one of: ${KEY_KINDS.join(', ')}`);
      const phrase = kind === 'passphrase' || kind === 'file-and-passphrase';
      const passphrase = phrase ? (config.next.passphrase ?? config.passphrase) : undefined;
      const rootKey = kind === 'given' ? config.next.rootKey : undefined;
      if (phrase && passphrase === undefined) throw new InputError('give the new passphrase in QORGAN_NEW_PASSPHRASE');
      if (kind === 'given' && rootKey === undefined) throw new InputError('give the new key in QORGAN_NEW_ROOT_KEY');
      const { resealed } = await rotateRoot(config, { kind, passphrase, rootKey });
      terminal.note(`${resealed} records are sealed under the new root key; ads are looked at anew by the next sweep`);
      terminal.note('shares and copies of the old key open nothing here; make a new backup: old ones need the old key');
    });

  key
    .command('split')
    .description('split the root key into shares, one file each, for people who keep them apart')
    .requiredOption('--shares <n>', 'how many')
    .requiredOption('--need <n>', 'how many of them give the key back')
    .requiredOption('--into <folder>', 'a new folder for the files')
    .action(async (options: { shares: string; need: string; into: string }) => {
      const { terminal, config, clock } = context();
      const file = await readHomeFile(config.home, keysFolder(config));
      if (!hasKeyFile(file))
        throw new InputError('there is no key file to split: "qorgan key rotate --to file" makes one');
      const root = await loadRootKey({ kind: 'file', path: join(keysFolder(config), ROOT_FILE) });
      const shares = await splitKey(root, Number(options.shares), Number(options.need));
      await mkdir(options.into, { mode: 0o700 }).catch(() => {
        throw new InputError('the folder given with --into must be a new one');
      });
      for (const [i, share] of shares.entries())
        await writeSynced(join(options.into, `share-${i + 1}.txt`), Buffer.from(`${share}\n`));
      await writeHomeFiles(config, { ...file, splitAt: clock().toISOString() });
      terminal.note(
        `${shares.length} shares, of which ${options.need} give the key: hand each to one person, keep none`,
      );
    });

  key
    .command('join [files...]')
    .description('put the root key together from files with shares, or from shares typed at a terminal')
    .action(async (files: string[]) => {
      const { terminal, config } = context();
      const texts = await Promise.all(
        files.map((file) =>
          readFile(file, 'utf8').catch(() => {
            throw new InputError('a file with a share cannot be read');
          }),
        ),
      );
      if (files.length === 0 && terminal.interactive)
        for (let typed = 'x'; typed !== ''; ) {
          typed = await terminal.ask('a share (nothing ends):');
          if (typed !== '') texts.push(typed);
        }
      const root = await joinShares(texts);
      await makeKeyFolder(keysFolder(config));
      await writeKeyFile(join(keysFolder(config), ROOT_FILE), root);
      terminal.note('the root key is in its place again; "qorgan unlock" opens a locked data folder');
    });
}
