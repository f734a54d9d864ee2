import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AlertSettings, ConfigError, readConfig } from '../../config.ts';
import { clearAlert, putHeartbeat, raiseAlert, unsentMessages } from '../../db/alerts.ts';
import { recordMatch } from '../../db/matches.ts';
import { startRun } from '../../db/runs.ts';
import { ALERT_KINDS, alerts, messages } from '../../db/schema/jobs.ts';
import { type Channels, openChannels as open } from '../../pipeline/alerts/channels.ts';
import { digestOf } from '../../pipeline/alerts/digest.ts';
import { tellAndSend } from '../../pipeline/alerts/outbox.ts';
import { freshDatabase, KINDS, type TestDatabase } from '../standins/databases.ts';
import { enrolInvented } from '../standins/enrolled.ts';

/** In English unless the test says otherwise. */
const openChannels = (settings: Partial<AlertSettings>): Channels => open({ language: 'en', ...settings });

const NOW = new Date('2026-11-24T05:00:00Z');
const minutes = (n: number) => new Date(NOW.getTime() + n * 60_000);

interface Post {
  readonly path: string;
  readonly body: string;
}

describe.each(KINDS)('alerts, kept on the %s database and sent to real servers', (kind) => {
  let test: TestDatabase;
  let mails: string[];
  let posts: Post[];
  let smtp: SMTPServer;
  let http: Server;
  let refuse = false;
  let smtpPort = 0;
  let httpOrigin = '';

  beforeAll(async () => {
    test = await freshDatabase(kind);
    smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, _session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          mails.push(Buffer.concat(chunks).toString('utf8'));
          done();
        });
      },
    });
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
    smtpPort = (smtp.server.address() as AddressInfo).port;
    http = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        posts.push({ path: request.url ?? '', body: Buffer.concat(chunks).toString('utf8') });
        response.writeHead(refuse ? 500 : 200).end();
      });
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    httpOrigin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await new Promise<void>((resolve) => smtp.close(resolve));
    await new Promise((resolve) => http.close(resolve));
    await test.close();
  });
  beforeEach(async () => {
    mails = [];
    posts = [];
    for (const table of [alerts, messages]) await test.db.delete(table);
  });
  afterEach(() => {
    refuse = false;
  });

  const mail = (port = smtpPort) => ({
    server: `smtp://127.0.0.1:${port}`,
    from: 'robot@oydan.example',
    to: ['staff@oydan.example'],
  });

  it('go out as one message by mail, Telegram and webhook, and once only', async () => {
    const channels = openChannels({
      mail: mail(),
      telegram: { token: 'invented-token', chat: '42', origin: httpOrigin },
      webhook: { url: `${httpOrigin}/hook` },
    });
    await raiseAlert(test.db, 'blocked', 'olx', NOW);
    await raiseAlert(test.db, 'changed', 'krisha', NOW);
    expect(await tellAndSend(test.db, channels, NOW)).toEqual([]);
    expect(await tellAndSend(test.db, channels, minutes(60))).toEqual([]);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatch(/Subject: Qorgan: 2 things need attention/);
    expect(mails[0]).toMatch(/olx/);
    expect(posts.map((post) => post.path).sort()).toEqual(['/botinvented-token/sendMessage', '/hook']);
    expect(posts.every((post) => post.body.includes('krisha'))).toBe(true);
  });

  it('are told again only when what they say had gone and came back', async () => {
    const channels = openChannels({ webhook: { url: `${httpOrigin}/hook` } });
    await raiseAlert(test.db, 'blocked', 'olx', NOW);
    await tellAndSend(test.db, channels, NOW);
    expect(await raiseAlert(test.db, 'blocked', 'olx', minutes(60))).toBe(false);
    await tellAndSend(test.db, channels, minutes(60));
    expect(posts).toHaveLength(1);
    await clearAlert(test.db, 'blocked', 'olx', minutes(70));
    expect(await raiseAlert(test.db, 'blocked', 'olx', minutes(80))).toBe(true);
    await tellAndSend(test.db, channels, minutes(80));
    expect(posts).toHaveLength(2);
  });

  it('of new matches carry short names, no number and no name, and come as one message, not a stream', async () => {
    const { numberId, vault } = await enrolInvented(test.db, '+77090000401');
    const run = await startRun(test.db, { kind: 'sweep', platform: 'olx' }, NOW);
    const channels = openChannels({ mail: mail(), webhook: { url: `${httpOrigin}/hook` } });
    const match = (adId: string) =>
      recordMatch(
        test.db,
        vault,
        {
          platform: 'olx',
          adId,
          numberId,
          runId: run.id,
          url: `http://127.0.0.1/${adId}`,
          strength: 'strong',
          how: 'plain',
          whereSeen: [],
          listing: {},
        },
        NOW,
      );
    const first = await match('1');
    await tellAndSend(test.db, channels, NOW);
    const second = await match('2');
    const third = await match('3');
    await tellAndSend(test.db, channels, minutes(1));
    expect(posts).toHaveLength(1);
    await tellAndSend(test.db, channels, minutes(16));
    expect(posts).toHaveLength(2);
    expect(posts[0]?.body).toContain(`m${first.id}`);
    expect(posts[1]?.body).toMatch(new RegExp(`2 new matches to look at: m${second.id}, m${third.id}`));
    const said = [...mails, ...posts.map((post) => post.body)].join('\n');
    expect(said).not.toMatch(/709|0401|Айша|Сынақова/);
    for (const mailed of mails) expect(mailed).not.toMatch(/base64/i);
  });

  it('are kept when the mail server is down, cost the sweep nothing, and go out when it is back', async () => {
    await raiseAlert(test.db, 'blocked', 'olx', NOW);
    const down = openChannels({ mail: mail(1) });
    expect(await tellAndSend(test.db, down, NOW)).toEqual([expect.stringMatching(/kept and tried again.*mail server/)]);
    expect(await unsentMessages(test.db)).toEqual([expect.objectContaining({ channel: 'mail', tries: 1 })]);
    const up = openChannels({ mail: mail() });
    await tellAndSend(test.db, up, NOW);
    expect(mails).toHaveLength(0);
    await tellAndSend(test.db, up, minutes(2));
    expect(mails).toHaveLength(1);
    expect(await unsentMessages(test.db)).toEqual([]);
  });

  it('tell a heartbeat address that fails in one line without the address, and give up when it would lie', async () => {
    refuse = true;
    const channels = openChannels({ heartbeat: `${httpOrigin}/secret-path` });
    await putHeartbeat(test.db, NOW);
    const [trouble] = await tellAndSend(test.db, channels, NOW);
    expect(trouble).toMatch(/heartbeat address answered HTTP 500/);
    expect(trouble).not.toMatch(/secret-path/);
    refuse = false;
    await tellAndSend(test.db, channels, minutes(2));
    expect(posts.map((post) => post.path)).toEqual(['/secret-path', '/secret-path']);
    await putHeartbeat(test.db, NOW);
    await tellAndSend(test.db, channels, minutes(7 * 60));
    expect(posts).toHaveLength(2);
    expect(await unsentMessages(test.db)).toEqual([]);
  });

  it('are told by one of two processes that look at the same moment', async () => {
    const channels = openChannels({ webhook: { url: `${httpOrigin}/hook` } });
    await raiseAlert(test.db, 'uncovered', 'olx', NOW);
    await Promise.all([tellAndSend(test.db, channels, NOW), tellAndSend(test.db, channels, NOW)]);
    await tellAndSend(test.db, channels, minutes(5));
    expect(posts).toHaveLength(1);
  });
});

describe('an alert message', () => {
  it('names at most twenty matches and counts the rest', () => {
    const many = Array.from({ length: 25 }, (_, i) => ({ kind: 'new-match' as const, subject: `m${i + 1}` }));
    const { subject, body } = digestOf(many, 'en');
    expect(subject).toBe('Qorgan: 25 new matches');
    expect(body).toMatch(/m20 and 5 more/);
  });

  it.each([
    ['ru', /^Qorgan: новых совпадений: 25, требует внимания: 7$/, /m20 и ещё 5/],
    ['kk', /^Qorgan: жаңа сәйкестіктер: 25, назар аудару қажет: 7$/, /m20 және тағы 5/],
    ['en', /^Qorgan: 25 new matches, 7 things need attention$/, /m20 and 5 more/],
  ] as const)('says every kind of alert in %s, with short names and platforms alone', (language, subject, more) => {
    const many = Array.from({ length: 25 }, (_, i) => ({ kind: 'new-match' as const, subject: `m${i + 1}` }));
    const others = ALERT_KINDS.filter((kind) => kind !== 'new-match').map((kind) => ({
      kind,
      subject: `about-${kind}`,
    }));
    const message = digestOf([...others, ...many], language);
    expect(message.subject).toMatch(subject);
    expect(message.body).toMatch(more);
    for (const { subject: about } of others) expect(message.body).toContain(about);
    const own = message.body.replaceAll(/about-[a-z-]+|qorgan matches --state new|\bm\d+/g, '');
    expect(own).not.toMatch(language === 'en' ? /[\u0400-\u04ff]/ : /[a-z]{2}/i);
    expect(own).not.toMatch(/\d{3}/);
  });

  it('is in Russian unless the configuration names another language', () => {
    expect(readConfig({ QORGAN_HOME: '/nowhere' }).alerts.language).toBe('ru');
  });

  it('is refused by one clear line when the mail server is no address', () => {
    const wrong = { server: 'http://mail.example', from: 'a@b.example', to: ['c@d.example'] };
    expect(() => openChannels({ mail: wrong })).toThrow(ConfigError);
  });
});
