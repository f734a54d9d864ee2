import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** Wrong configuration: one line that names the setting, never its value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const localText = z.strictObject({ ru: z.string().min(1), kk: z.string().min(1), en: z.string().min(1) });

/** Who sends the letters: it stands on the letterhead and answers for them. */
const organisation = z.strictObject({
  name: localText,
  bin: z
    .string()
    .regex(/^\d{12}$/, 'a BIN has 12 digits')
    .nullable()
    .default(null),
  address: localText,
  email: z.email(),
  phone: z.string().nullable().default(null),
  /** Who signs: post and name, in each language. */
  signer: z.strictObject({ post: localText, name: localText }),
  /** Who prepared the letter and answers the phone about it. */
  executor: z.strictObject({ name: localText, phone: z.string().min(1) }),
});

const platformSettings = z.strictObject({
  enabled: z.boolean().default(true),
  /** Slower than the adapter's own pace; faster is taken only for an origin on loopback. */
  requestsPerMinute: z.number().positive().optional(),
});

/** Somebody who states when a digest was shown to them (RFC 3161). Only the digest of a manifest goes there. */
const timestampAuthority = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  /** File with the authority's root certificates (PEM); its answers are checked against them. */
  ca: z.string().min(1).optional(),
});

const evidenceSettings = z.strictObject({
  /** Two or more, so that not all hangs on one. */
  timestampAuthorities: z.array(timestampAuthority).default([]),
  /** Kazakhstan's own (pki.gov.kz) learns when and from where we ask: only by explicit choice. */
  allowStateAuthority: z.boolean().default(false),
  /** Months that evidence is kept after its case has closed. */
  retentionMonths: z.number().int().min(1).default(36),
  /** How far this machine's clock is from true time, as measured: stands in each manifest. */
  clockOffset: z.string().min(1).nullable().default(null),
  /** The person or service account in whose name evidence is taken. */
  collector: z.string().min(1).default('Qorgan, unattended'),
});

const configFile = z.strictObject({
  /** An address where a platform can reach us; part of the User-Agent. */
  contact: z.string().min(3).optional(),
  organisation: organisation.optional(),
  platforms: z.record(z.string(), platformSettings).default({}),
  evidence: evidenceSettings.prefault({}),
});

export type Organisation = z.infer<typeof organisation>;
export interface TimestampAuthority {
  /** As its tokens are named: host and port. */
  readonly name: string;
  readonly url: string;
  /** Path of its root certificates; `null`: none were given to check it against. */
  readonly caFile: string | null;
}
export type PlatformSettings = z.infer<typeof platformSettings>;

export interface Config {
  readonly home: string;
  readonly databaseUrl: string | undefined;
  readonly origins: string | undefined;
  readonly browser: string | undefined;
  readonly passphrase: string | undefined;
  readonly sealKey: string | undefined;
  readonly lookupKey: string | undefined;
  readonly contact: string | undefined;
  readonly organisation: Organisation | undefined;
  readonly platforms: Readonly<Record<string, PlatformSettings>>;
  readonly evidence: Omit<z.infer<typeof evidenceSettings>, 'timestampAuthorities'> & {
    readonly timestampAuthorities: readonly TimestampAuthority[];
    /** age public keys to which evidence is sealed. */
    readonly recipients: readonly string[];
    /** Commit of this program, where no git folder tells it. */
    readonly commit: string | undefined;
  };
  /** PATH: where a browser may stand. */
  readonly path: string | undefined;
}

/**
 * Reads the environment and `<home>/config.json`. The only reader of both; values are never echoed.
 * Throws ConfigError with one line that names the setting.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const home = resolve(env.QORGAN_HOME || '.qorgan');
  const file = readConfigFile(join(home, 'config.json'));
  const text = (name: string): string | undefined => env[name] || undefined;
  if ((text('QORGAN_SEAL_KEY') === undefined) !== (text('QORGAN_LOOKUP_KEY') === undefined)) {
    throw new ConfigError('QORGAN_SEAL_KEY and QORGAN_LOOKUP_KEY must be given together');
  }
  if (text('QORGAN_SEAL_KEY') && text('QORGAN_PASSPHRASE')) {
    throw new ConfigError('give either QORGAN_PASSPHRASE or the two keys, not both');
  }
  return {
    home,
    databaseUrl: text('DATABASE_URL'),
    origins: text('QORGAN_ORIGINS'),
    browser: text('QORGAN_BROWSER'),
    passphrase: text('QORGAN_PASSPHRASE'),
    sealKey: text('QORGAN_SEAL_KEY'),
    lookupKey: text('QORGAN_LOOKUP_KEY'),
    contact: text('QORGAN_CONTACT') ?? file.contact,
    organisation: file.organisation,
    platforms: file.platforms,
    evidence: {
      ...file.evidence,
      timestampAuthorities: authoritiesIn(file, home),
      recipients: recipientsOf(text('QORGAN_RECIPIENTS')),
      commit: text('QORGAN_COMMIT'),
    },
    path: text('PATH'),
  };
}

function authoritiesIn(file: z.infer<typeof configFile>, home: string): TimestampAuthority[] {
  return file.evidence.timestampAuthorities.map(({ url, ca }) => {
    const { hostname, port } = new URL(url);
    return { name: port ? `${hostname}-${port}` : hostname, url, caFile: ca === undefined ? null : resolve(home, ca) };
  });
}

/** A key that cannot be read would leave evidence in the clear: told at once. */
function recipientsOf(text: string | undefined): string[] {
  const keys = (text ?? '').split(/[\s,]+/).filter(Boolean);
  if (keys.some((key) => !/^age1[02-9ac-hj-np-z]{58}$/.test(key)))
    throw new ConfigError('QORGAN_RECIPIENTS: expected age public keys (age1…), parted by commas');
  return keys;
}

function readConfigFile(path: string): z.infer<typeof configFile> {
  if (!existsSync(path)) return configFile.parse({});
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new ConfigError(`${path} is not JSON`);
  }
  const parsed = configFile.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ConfigError(
    `${path}: ${issue?.path.join('.') || 'file'}: ${issue?.code === 'unrecognized_keys' ? `unknown setting ${issue.keys.join(', ')}` : (issue?.message ?? 'not valid')}`,
  );
}
