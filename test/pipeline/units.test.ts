import { describe, expect, it } from 'vitest';
import { readConfig } from '../../config.ts';
import { crontab, systemdUnits } from '../../pipeline/schedule/units.ts';

const INSTALLED = { node: '/usr/bin/node', program: '/opt/qorgan/qorgan.mjs' };
const AWKWARD = { node: '/usr/bin/node', program: "/opt/Мои программы/q'50%$HOME/qorgan.mjs" };
const config = (env: NodeJS.ProcessEnv = {}) => readConfig({ QORGAN_HOME: '/srv/qorgan', ...env });
const linesOf = (text: string, name: string) => text.split('\n').filter((line) => line.startsWith(name));

describe('the printed crontab', () => {
  it('sweeps, tidies and rechecks at the times of the schedule, in its zone', () => {
    const text = crontab(config(), INSTALLED);
    expect(linesOf(text, 'CRON_TZ')).toEqual(['CRON_TZ=Asia/Almaty']);
    expect(text).toContain('\n15 2 * * * /usr/bin/node /opt/qorgan/qorgan.mjs sweep\n');
    expect(text).toContain('\n30 5 * * * /usr/bin/node /opt/qorgan/qorgan.mjs retention --apply\n');
    expect(text).toContain('\n30 6 * * * /usr/bin/node /opt/qorgan/qorgan.mjs recheck\n');
  });

  it('names the folder of the keys where they lie apart, or the night would not find them', () => {
    expect(linesOf(crontab(config(), INSTALLED), 'QORGAN_')).toEqual(['QORGAN_HOME=/srv/qorgan']);
    expect(linesOf(crontab(config({ QORGAN_KEYS: '/media/stick' }), INSTALLED), 'QORGAN_')).toEqual([
      'QORGAN_HOME=/srv/qorgan',
      'QORGAN_KEYS=/media/stick',
    ]);
  });

  it('quotes a path for the shell, and keeps cron from reading a per cent sign as a new line', () => {
    const command = `/usr/bin/node '/opt/Мои программы/q'\\''50\\%$HOME/qorgan.mjs' sweep`;
    expect(crontab(config(), AWKWARD)).toContain(`15 2 * * * ${command}\n`);
  });

  it('holds no secret, even where the environment does', () => {
    const secrets = { DATABASE_URL: 'postgres://qorgan:geheim@db/qorgan', QORGAN_PASSPHRASE: 'geheim' };
    for (const print of [crontab, systemdUnits]) expect(print(config(secrets), INSTALLED)).not.toContain('geheim');
  });
});

describe('the printed unit', () => {
  it('may write to the data folder and to the keys, and nowhere else', () => {
    const text = systemdUnits(config({ QORGAN_KEYS: '/media/stick' }), INSTALLED);
    expect(linesOf(text, 'ProtectSystem')).toEqual(['ProtectSystem=strict']);
    expect(linesOf(text, 'ReadWritePaths')).toEqual(['ReadWritePaths=/srv/qorgan /media/stick']);
    expect(linesOf(text, 'Environment=')).toEqual([
      'Environment=QORGAN_HOME=/srv/qorgan',
      'Environment=QORGAN_KEYS=/media/stick',
    ]);
  });

  it('quotes paths as systemd reads them', () => {
    const text = systemdUnits(config({ QORGAN_HOME: '/srv/мои данные 50%' }), AWKWARD);
    expect(linesOf(text, 'Environment=')).toEqual(['Environment="QORGAN_HOME=/srv/мои данные 50%%"']);
    expect(linesOf(text, 'ReadWritePaths')).toEqual(['ReadWritePaths="/srv/мои данные 50%%"']);
    expect(linesOf(text, 'ExecStart')).toEqual([
      `ExecStart=/usr/bin/node "/opt/Мои программы/q'50%%$$HOME/qorgan.mjs" serve`,
    ]);
  });
});
