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

/** A mail server. Passwords stand in the environment, never here. */
const mailServer = z.strictObject({
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535),
  user: z.string().min(1).optional(),
  /** TLS from the first byte; otherwise it is switched on before anything is said, except on loopback. */
  secure: z.boolean().default(true),
});

const configFile = z.strictObject({
  /** An address where a platform can reach us; part of the User-Agent. */
  contact: z.string().min(3).optional(),
  organisation: organisation.optional(),
  /** Two named persons approve a letter, not one. */
  fourEyes: z.boolean().default(false),
  /** Of the organisation's address: where letters go out and answers come in. */
  mail: z.strictObject({ smtp: mailServer.optional(), imap: mailServer.optional() }).default({}),
  platforms: z.record(z.string(), platformSettings).default({}),
});

export type Organisation = z.infer<typeof organisation>;
export type MailServer = z.infer<typeof mailServer> & { readonly password: string | undefined };
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
  readonly fourEyes: boolean;
  readonly smtp: MailServer | undefined;
  readonly imap: MailServer | undefined;
  readonly platforms: Readonly<Record<string, PlatformSettings>>;
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
    fourEyes: file.fourEyes,
    smtp: file.mail.smtp && { ...file.mail.smtp, password: text('QORGAN_SMTP_PASSWORD') },
    imap: file.mail.imap && { ...file.mail.imap, password: text('QORGAN_IMAP_PASSWORD') },
    platforms: file.platforms,
    path: text('PATH'),
  };
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
