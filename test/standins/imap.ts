import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface MailboxStandin {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  deliver(source: string): void;
  /** Names of the files of the mailbox: their flags stand in them. */
  files(): readonly string[];
  stop(): Promise<void>;
}

const PASSWORD = 'invented';
const USER = 'help';

/** Debian's Dovecot with one mailbox on loopback, installed where it is missing. Throws when it cannot. */
export async function startMailbox(): Promise<MailboxStandin> {
  const program = installed();
  const folder = mkdtempSync(join(tmpdir(), 'qorgan-imap-'));
  chmodSync(folder, 0o755);
  const maildir = join(folder, 'mail');
  const owner = mailOwner();
  for (const name of ['', 'new', 'cur', 'tmp']) {
    mkdirSync(join(maildir, name), { recursive: true });
    chownSync(join(maildir, name), owner.uid, owner.gid);
  }
  const port = await freePort();
  const config = join(folder, 'dovecot.conf');
  writeFileSync(config, settings({ folder, maildir, port, ...owner }));
  const server = spawn(program, ['-F', '-c', config], { stdio: 'ignore' });
  await listening(port, join(folder, 'log'));
  let delivered = 0;
  return {
    port,
    user: USER,
    password: PASSWORD,
    deliver(source) {
      delivered++;
      const path = join(maildir, 'new', `${delivered}.M1.standin`);
      writeFileSync(path, source.replace(/\r?\n/g, '\r\n'));
      chownSync(path, owner.uid, owner.gid);
    },
    files: () => [...names(join(maildir, 'new')), ...names(join(maildir, 'cur'))],
    stop: () =>
      new Promise((resolve) => {
        server.once('exit', () => {
          rmSync(folder, { recursive: true, force: true });
          resolve();
        });
        server.kill('SIGTERM');
      }),
  };
}

function settings(at: {
  folder: string;
  maildir: string;
  port: number;
  uid: number;
  gid: number;
  name: string;
}): string {
  const root = process.getuid?.() === 0;
  const users = root
    ? ''
    : `default_internal_user = ${at.name}\ndefault_login_user = ${at.name}\ndefault_internal_group = ${at.gid}\n`;
  return `${users}protocols = imap
base_dir = ${at.folder}/run
state_dir = ${at.folder}/state
log_path = ${at.folder}/log
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:${at.maildir}
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${at.uid} gid=${at.gid} home=${at.folder}
}
service imap-login {
  ${root ? '' : 'chroot =\n  '}inet_listener imap {
    address = 127.0.0.1
    port = ${at.port}
  }
  inet_listener imaps {
    port = 0
  }
}
${root ? '' : 'service anvil {\n  chroot =\n}\n'}`;
}

/** Dovecot gives no mailbox to root. */
function mailOwner(): { uid: number; gid: number; name: string } {
  const name = process.getuid?.() === 0 ? 'mail' : execFileSync('id', ['-un'], { encoding: 'utf8' }).trim();
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' })));
  return { uid: uid ?? 0, gid: gid ?? 0, name };
}

function installed(): string {
  const program = '/usr/sbin/dovecot';
  if (existsSync(program) && existsSync('/usr/lib/dovecot/imap')) return program;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
  const wanted = ['install', '-y', '-qq', '--no-install-recommends', 'dovecot-imapd'];
  execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...wanted], { stdio: 'ignore', env });
  if (!existsSync(program)) throw new Error('no IMAP server: the package "dovecot-imapd" could not be installed');
  return program;
}

async function listening(port: number, log: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Dovecot does not listen: ${existsSync(log) ? readFileSync(log, 'utf8') : 'no log'}`);
}

function names(folder: string): string[] {
  return execFileSync('ls', [folder], { encoding: 'utf8' }).split('\n').filter(Boolean);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
