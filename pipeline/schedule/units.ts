import type { Config } from '../../config.ts';

/** Where the program and its data stand. */
export interface Installed {
  readonly program: string;
  readonly node: string;
}

/** Where systemd reads what must not stand in a unit, which everybody on the machine may read. */
const SECRETS = '/etc/qorgan.env';
/** Written as it is everywhere; what holds anything else is quoted. */
const PLAIN = /^[\w/.:@+-]+$/;

/** Lines for a crontab, for those who let cron run the nights instead of `schedule`. */
export function crontab(config: Config, { program, node }: Installed): string {
  const { schedule } = config;
  const qorgan = `${cronWord(node)} ${cronWord(program)}`;
  const places = placesOf(config).map(([name, path]) => `${name}=${path}`);
  return `# Cron's own clock may stand in another zone: Debian's cron knows no CRON_TZ, cronie does.
# DATABASE_URL and QORGAN_PASSPHRASE, where they are used, are set here too.
CRON_TZ=${schedule.timeZone}
${places.join('\n')}
${schedule.sweep} ${qorgan} sweep
${schedule.upkeep} ${qorgan} retention --apply
${schedule.recheck} ${qorgan} recheck
`;
}

/** Units for systemd: one that does everything, restarted when it ends, stopped so that it can save. */
export function systemdUnits(config: Config, { program, node }: Installed): string {
  const places = placesOf(config);
  const qorgan = `${execWord(node)} ${execWord(program)}`;
  return `# /etc/systemd/system/qorgan.service
[Unit]
Description=Qorgan: schedule, worker and console
After=network-online.target
Wants=network-online.target

[Service]
User=qorgan
${places.map(([name, path]) => `Environment=${unitWord(`${name}=${path}`)}`).join('\n')}
# DATABASE_URL, QORGAN_PASSPHRASE and the like, where they are used: a file of root's, mode 0600.
EnvironmentFile=-${SECRETS}
ExecStart=${qorgan} serve
Restart=always
RestartSec=30
# The page in flight is finished and saved; what is killed after that goes on where it stopped.
TimeoutStopSec=90
UMask=0077
# A dump of this process would hold numbers in the clear.
LimitCORE=0
NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths=${places.map(([, path]) => unitWord(path)).join(' ')}
PrivateTmp=yes

[Install]
WantedBy=multi-user.target

# Further machines, over one DATABASE_URL: /etc/systemd/system/qorgan-worker.service is the same with
#   ExecStart=${qorgan} worker
`;
}

/** The folders that it writes to, by the variables that name them. */
function placesOf({ home, keys }: Config): [name: string, path: string][] {
  return [['QORGAN_HOME', home], ...(keys === undefined ? [] : [['QORGAN_KEYS', keys] as [string, string]])];
}

/** One word of a crontab's command: for the shell, with the sign by which cron means a new line. */
function cronWord(text: string): string {
  const quoted = PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
  return quoted.replaceAll('%', '\\%');
}

/** One word of a unit's setting (systemd.syntax(7)); `%` begins a specifier there. */
function unitWord(text: string): string {
  const literal = text.replaceAll('%', '%%');
  return PLAIN.test(text) || /^\w+=[\w/.:@+-]+$/.test(text)
    ? literal
    : `"${literal.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** One word of ExecStart=, where `$` begins a variable. */
function execWord(text: string): string {
  return unitWord(text).replaceAll('$', () => '$$');
}
