import type { Config } from '../config.ts';
import { coverNumbers } from '../db/cover-numbers.ts';
import type { PlatformAdapter } from '../scrapers/adapter.ts';
import { platforms } from '../scrapers/directory.ts';
import { parseOrigins } from '../scrapers/origins.ts';
import { InputError } from '../terminal.ts';

/** Every platform of the directory that the configuration has not switched off. */
export function enabledPlatforms(config: Config): PlatformAdapter[] {
  return platforms(parseOrigins(config.origins), config.platforms).filter(
    ({ id }) => config.platforms[id]?.enabled ?? true,
  );
}

/** Throws InputError that names the known ones. */
export function adapterOf(config: Config, id: string): PlatformAdapter {
  const known = platforms(parseOrigins(config.origins), config.platforms);
  const adapter = known.find((one) => one.id === id);
  if (!adapter)
    throw new InputError(`unknown platform "${coverNumbers(id)}": known are ${known.map((one) => one.id).join(', ')}`);
  return adapter;
}
