import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { DEFAULT_LIMITS, type Limits } from './db/limits.ts';

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
  /** Telegram alone: names of the public channels to look at, as in t.me/<name>. */
  channels: z
    .array(z.string().regex(/^[A-Za-z][A-Za-z0-9_]{3,31}$/, 'a name as in t.me/<name>, no address'))
    .optional(),
  /** Fewer hidden numbers a day than the adapter allows; 0 = none. */
  revealsPerDay: z.number().int().nonnegative().optional(),
  /**
   * The positive control: address of a listing that the organisation owns here, with an enrolled number of its own in
   * the text. A sweep that does not see that number is blind, whatever its counts say.
   */
  control: z.url().optional(),
});

const alertSettings = z.strictObject({
  /** `server`: smtp://user:password@host:587 or smtps://… */
  mail: z.strictObject({ server: z.url(), from: z.email(), to: z.array(z.email()).min(1) }).optional(),
  /** `origin` is for a Bot API server of one's own. */
  telegram: z
    .strictObject({
      token: z.string().min(1),
      chat: z.string().min(1),
      origin: z.url().default('https://api.telegram.org'),
    })
    .optional(),
  webhook: z.strictObject({ url: z.url() }).optional(),
  /** Asked for after a night in which every platform was covered: who watches it is told when that does not come. */
  heartbeat: z.url().optional(),
});

/** What the installation may hold and do at most (db/limits.ts); a small helpline needs no more. */
const limitSettings = z.strictObject({
  people: z.int().min(1).max(1_000).default(DEFAULT_LIMITS.people),
  numbersPerPerson: z.int().min(1).max(20).default(DEFAULT_LIMITS.numbersPerPerson),
  enrolmentsPerDay: z.int().min(1).max(200).default(DEFAULT_LIMITS.enrolmentsPerDay),
  looksPerNumberPerDay: z.int().min(1).max(200).default(DEFAULT_LIMITS.looksPerNumberPerDay),
  checksPerDay: z.int().min(1).max(10_000).default(DEFAULT_LIMITS.checksPerDay),
});

/** Cron expressions of five fields, in `timeZone`. */
const scheduleSettings = z.strictObject({
  timeZone: z.string().default('Asia/Almaty'),
  sweep: z.string().default('15 2 * * *'),
  recheck: z.string().default('30 6 * * *'),
  /** When the night is judged: what is not covered by then is told. */
  nightEnds: z.string().default('0 8 * * *'),
  /** When what has outlived its term is destroyed, and reminders of consents are raised. */
  upkeep: z.string().default('30 5 * * *'),
});

const photoSettings = z.strictObject({
  /** Pictures looked at in one run of one platform; 0 = none are asked for. Riskiest ads first. */
  perRun: z.int().min(0).max(10_000).default(100),
  /** Of one ad, its first ones: a number stands on the picture that is seen first. */
  perAd: z.int().min(1).max(30).default(3),
  /** How long a sweep waits for its pictures after its last page. */
  minutes: z.number().positive().max(600).default(20),
  /** Processes that read at the same time, each one core and about 0.8 GB. */
  processes: z.int().min(1).max(16).default(1),
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

/** A mail server. Passwords stand in the environment, never here. */
const mailServer = z.strictObject({
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535),
  user: z.string().min(1).optional(),
  /** TLS from the first byte; otherwise it is switched on before anything is said, except on loopback. */
  secure: z.boolean().default(true),
});

/** The staff's web pages. Reached by others only with TLS, or behind a proxy that is named. */
const consoleSettings = z.strictObject({
  address: z.union([z.ipv4(), z.ipv6()], 'an IP address').default('127.0.0.1'),
  port: z.int().min(0).max(65_535).default(8_700),
  /** The address that staff open, when it is not this machine's own: https://qorgan.office.example */
  origin: z.url({ protocol: /^https?$/ }).optional(),
  /** PEM files. */
  tls: z.strictObject({ cert: z.string().min(1), key: z.string().min(1) }).optional(),
  /** IP address of the proxy that stands before the console: nobody else is let in. */
  proxy: z.union([z.ipv4(), z.ipv6()], 'an IP address').optional(),
});

const configFile = z.strictObject({
  /** An address where a platform can reach us; part of the User-Agent. */
  contact: z.string().min(3).optional(),
  organisation: organisation.optional(),
  /** Two named persons approve a letter, not one. */
  fourEyes: z.boolean().default(false),
  /** The data folder or the database stands outside Kazakhstan: only people who consented to that can be enrolled. */
  storedAbroad: z.boolean().default(false),
  limits: limitSettings.prefault({}),
  /** Of the organisation's address: where letters go out and answers come in. */
  mail: z.strictObject({ smtp: mailServer.optional(), imap: mailServer.optional() }).default({}),
  platforms: z
    .record(z.string(), platformSettings)
    .default({})
    .refine(
      (given) => Object.entries(given).every(([id, { channels }]) => channels === undefined || id === 'telegram'),
      'channels are a setting of telegram alone',
    ),
  photos: photoSettings.prefault({}),
  alerts: alertSettings.default({}),
  schedule: scheduleSettings.prefault({}),
  evidence: evidenceSettings.prefault({}),
  console: consoleSettings.prefault({}),
});

export type Organisation = z.infer<typeof organisation>;
export type MailServer = z.infer<typeof mailServer> & { readonly password: string | undefined };
export type PhotoSettings = z.infer<typeof photoSettings>;
export interface TimestampAuthority {
  /** As its tokens are named: host and port. */
  readonly name: string;
  readonly url: string;
  /** Path of its root certificates; `null`: none were given to check it against. */
  readonly caFile: string | null;
}
export type PlatformSettings = z.infer<typeof platformSettings>;
export type AlertSettings = z.infer<typeof alertSettings>;
export type ConsoleSettings = z.infer<typeof consoleSettings>;
export type ScheduleSettings = z.infer<typeof scheduleSettings>;

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
  readonly storedAbroad: boolean;
  readonly limits: Limits;
  readonly smtp: MailServer | undefined;
  readonly imap: MailServer | undefined;
  readonly platforms: Readonly<Record<string, PlatformSettings>>;
  readonly photos: PhotoSettings;
  /** A screen on which a window can be opened for a person. */
  readonly display: boolean;
  readonly alerts: AlertSettings;
  readonly schedule: ScheduleSettings;
  readonly evidence: Omit<z.infer<typeof evidenceSettings>, 'timestampAuthorities'> & {
    readonly timestampAuthorities: readonly TimestampAuthority[];
    /** age public keys to which evidence is sealed. */
    readonly recipients: readonly string[];
    /** Commit of this program, where no git folder tells it. */
    readonly commit: string | undefined;
  };
  readonly console: ConsoleSettings;
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
    storedAbroad: file.storedAbroad,
    limits: file.limits,
    smtp: file.mail.smtp && { ...file.mail.smtp, password: text('QORGAN_SMTP_PASSWORD') },
    imap: file.mail.imap && { ...file.mail.imap, password: text('QORGAN_IMAP_PASSWORD') },
    platforms: file.platforms,
    photos: file.photos,
    display: ['win32', 'darwin'].includes(process.platform) || Boolean(text('DISPLAY') ?? text('WAYLAND_DISPLAY')),
    alerts: file.alerts,
    schedule: file.schedule,
    evidence: {
      ...file.evidence,
      timestampAuthorities: authoritiesIn(file, home),
      recipients: recipientsOf(text('QORGAN_RECIPIENTS')),
      commit: text('QORGAN_COMMIT'),
    },
    console: consoleIn(file, home),
    path: text('PATH'),
  };
}

function authoritiesIn(file: z.infer<typeof configFile>, home: string): TimestampAuthority[] {
  return file.evidence.timestampAuthorities.map(({ url, ca }) => {
    const { hostname, port } = new URL(url);
    return { name: port ? `${hostname}-${port}` : hostname, url, caFile: ca === undefined ? null : resolve(home, ca) };
  });
}

function consoleIn({ console: settings }: z.infer<typeof configFile>, home: string): ConsoleSettings {
  const { tls } = settings;
  return tls ? { ...settings, tls: { cert: resolve(home, tls.cert), key: resolve(home, tls.key) } } : settings;
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
