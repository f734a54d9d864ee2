import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

/**
 * The packages of the lockfile by licence, as their authors state it. Run: npm run licences
 */
export interface LockedPackage {
  readonly path: string;
  readonly licence: string;
  readonly integrity: string | undefined;
  readonly resolved: string | undefined;
  readonly hasInstallScript: boolean;
  readonly dev: boolean;
  readonly optional: boolean;
}

const lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      license: z.union([z.string(), z.array(z.string()).transform((all) => all.join(' OR '))]).optional(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      hasInstallScript: z.boolean().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      optional: z.boolean().optional(),
    }),
  ),
});

export function lockedPackages(): LockedPackage[] {
  const file = join(import.meta.dirname, '../../package-lock.json');
  return Object.entries(lockfile.parse(JSON.parse(readFileSync(file, 'utf8'))).packages)
    .filter(([path]) => path !== '')
    .map(([path, locked]) => ({
      path: path.replace(/^.*node_modules\//, ''),
      licence: locked.license ?? 'none stated',
      integrity: locked.integrity,
      resolved: locked.resolved,
      hasInstallScript: locked.hasInstallScript ?? false,
      dev: (locked.dev ?? false) || (locked.devOptional ?? false),
      optional: locked.optional ?? false,
    }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const byLicence = new Map<string, string[]>();
  for (const { path, licence, dev } of lockedPackages())
    byLicence.set(licence, [...(byLicence.get(licence) ?? []), dev ? `${path} (tests and tools)` : path]);
  for (const [licence, packages] of [...byLicence].sort((a, b) => b[1].length - a[1].length))
    console.log(`${licence}: ${packages.length}\n  ${[...new Set(packages)].sort().join(', ')}`);
}
