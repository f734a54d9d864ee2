import type { Config } from '../../config.ts';

/** Where the program and its data stand. */
export interface Installed {
  readonly program: string;
  readonly node: string;
}

/** Lines for a crontab, for those who let cron run the nights instead of `schedule`. */
export function crontab({ home, schedule }: Config, { program, node }: Installed): string {
  return `# Cron's own clock may stand in another zone: Debian's cron knows no CRON_TZ, cronie does.
CRON_TZ=${schedule.timeZone}
QORGAN_HOME=${home}
${schedule.sweep} ${node} ${program} sweep
${schedule.upkeep} ${node} ${program} retention --apply
${schedule.recheck} ${node} ${program} recheck
`;
}

/** Units for systemd: one that does everything, restarted when it ends, stopped so that it can save. */
export function systemdUnits({ home }: Config, { program, node }: Installed): string {
  return `# /etc/systemd/system/qorgan.service
[Unit]
Description=Qorgan: schedule and worker
After=network-online.target
Wants=network-online.target

[Service]
User=qorgan
Environment=QORGAN_HOME=${home}
ExecStart=${node} ${program} serve
Restart=always
RestartSec=30
# The page in flight is finished and saved; what is killed after that goes on where it stopped.
TimeoutStopSec=90
UMask=0077
# A dump of this process would hold numbers in the clear.
LimitCORE=0
NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths=${home}
PrivateTmp=yes

[Install]
WantedBy=multi-user.target

# Further machines, over one DATABASE_URL: /etc/systemd/system/qorgan-worker.service is the same with
#   ExecStart=${node} ${program} worker
`;
}
