import type { Config } from '../../../config.ts';
import type { Language } from '../../../db/schema/language.ts';

export const SETTING_NAMES = [
  'organisation',
  'contact',
  'database',
  'smtp',
  'imap',
  'alert-mail',
  'alert-telegram',
  'alert-webhook',
  'heartbeat',
  'schedule',
  'recipients',
  'timestamps',
  'browser',
  'photos',
  'four-eyes',
  'stored-abroad',
  'console',
] as const;
export type SettingName = (typeof SETTING_NAMES)[number];

export interface Setting {
  readonly name: SettingName;
  readonly configured: boolean;
  /** What may be seen of it: hosts, times and counts; never a password, a token, or an address that holds one. */
  readonly shown: string;
}

/** Each setting that staff ask about. A new one is shown by its presence alone unless somebody decides otherwise here. Pure. */
export function settingsOf(config: Config, language: Language): Setting[] {
  const { organisation, contact, smtp, imap, alerts, schedule, evidence, photos, console: pages } = config;
  const known: Readonly<Record<SettingName, readonly [configured: boolean, shown: string]>> = {
    organisation: [organisation !== undefined, organisation?.name[language] ?? ''],
    contact: [contact !== undefined, contact ?? ''],
    database: [true, config.databaseUrl === undefined ? 'PGlite' : 'PostgreSQL'],
    smtp: [smtp !== undefined, smtp ? `${smtp.host}:${smtp.port}` : ''],
    imap: [imap !== undefined, imap ? `${imap.host}:${imap.port}` : ''],
    'alert-mail': [alerts.mail !== undefined, alerts.mail?.to.join(', ') ?? ''],
    'alert-telegram': [alerts.telegram !== undefined, ''],
    'alert-webhook': [alerts.webhook !== undefined, ''],
    heartbeat: [alerts.heartbeat !== undefined, ''],
    schedule: [
      true,
      `${schedule.sweep} · ${schedule.recheck} · ${schedule.nightEnds} · ${schedule.upkeep} (${schedule.timeZone})`,
    ],
    recipients: [
      evidence.recipients.length > 0,
      evidence.recipients.length > 0 ? String(evidence.recipients.length) : '',
    ],
    timestamps: [
      evidence.timestampAuthorities.length > 0,
      evidence.timestampAuthorities.map((one) => one.name).join(', '),
    ],
    browser: [true, config.browser === undefined ? 'Chromium' : 'QORGAN_BROWSER'],
    photos: [photos.perRun > 0, photos.perRun > 0 ? String(photos.perRun) : ''],
    'four-eyes': [config.fourEyes, ''],
    'stored-abroad': [config.storedAbroad, ''],
    console: [true, pages.origin ?? `${pages.address}:${pages.port}`],
  };
  return SETTING_NAMES.map((name) => ({ name, configured: known[name][0], shown: known[name][1] }));
}
