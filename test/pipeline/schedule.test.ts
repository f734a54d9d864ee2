import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, type ScheduleSettings } from '../../config.ts';
import { standingAlerts, unsentMessages } from '../../db/alerts.ts';
import { declareAttack } from '../../db/attacks.ts';
import type { Job } from '../../db/job-kinds.ts';
import { moveCovered, startRun } from '../../db/runs.ts';
import { alerts, attacks, dueTimes as dueTimesTable, messages } from '../../db/schema/jobs.ts';
import { covered } from '../../db/schema/runs.ts';
import { checkSchedule, dueTimes, lastDue, pulseEveryMs } from '../../pipeline/schedule/due.ts';
import { tick } from '../../pipeline/schedule/tick.ts';
import { freshDatabase, type TestDatabase } from '../standins/databases.ts';
import { enrolInvented } from '../standins/enrolled.ts';

const SETTINGS: ScheduleSettings = {
  timeZone: 'Asia/Almaty',
  sweep: '15 2 * * *',
  recheck: '30 6 * * *',
  nightEnds: '0 8 * * *',
  upkeep: '30 5 * * *',
};
/** 02:15 in Almaty is 21:15 in UTC, the day before. */
const almaty = (text: string) => new Date(`${text}+05:00`);

describe('the schedule', () => {
  it('reads times as Almaty’s, whatever the machine’s own zone', () => {
    expect(lastDue(SETTINGS, 'sweep', almaty('2026-11-24T12:00:00'))).toEqual(almaty('2026-11-24T02:15:00'));
    expect(lastDue(SETTINGS, 'sweep', almaty('2026-11-24T02:14:59'))).toEqual(almaty('2026-11-23T02:15:00'));
    expect(lastDue(SETTINGS, 'sweep', almaty('2026-11-24T02:15:00'))).toEqual(almaty('2026-11-24T02:15:00'));
  });

  it('names every night that was missed, at most a week of them', () => {
    const nights = dueTimes(SETTINGS, 'sweep', almaty('2026-11-20T02:15:00'), almaty('2026-11-23T09:00:00'));
    expect(nights.map((night) => night.toISOString())).toEqual(
      ['2026-11-23T02:15:00', '2026-11-22T02:15:00', '2026-11-21T02:15:00'].map((one) => almaty(one).toISOString()),
    );
    expect(dueTimes(SETTINGS, 'sweep', almaty('2026-01-01T00:00:00'), almaty('2026-11-23T09:00:00'))).toHaveLength(7);
  });

  it('survives the clock change of a zone that has one: each night once', () => {
    const berlin = { ...SETTINGS, timeZone: 'Europe/Berlin', sweep: '30 2 * * *' };
    const nights = dueTimes(berlin, 'sweep', new Date('2026-10-23T12:00:00Z'), new Date('2026-10-27T12:00:00Z'));
    expect(new Set(nights.map((night) => night.toISOString().slice(0, 10))).size).toBe(nights.length);
    expect(nights).toHaveLength(4);
    // 02:30 came twice that night: what was done at the first is not due at the second.
    const twice = dueTimes(berlin, 'sweep', new Date('2026-10-25T00:30:00Z'), new Date('2026-10-25T12:00:00Z'));
    expect(twice).toEqual([]);
  });

  it.each([
    ['a malformed expression', { sweep: '15 2 * *' }, /schedule\.sweep is not a cron expression/],
    ['an hour that no day has', { recheck: '0 25 * * *' }, /schedule\.recheck is not a cron expression/],
    ['an unknown time zone', { timeZone: 'Asia/Qorgan' }, /schedule\.timeZone is not a time zone/],
  ])('refuses %s in one clear line', (_, wrong, words) => {
    expect(() => checkSchedule({ ...SETTINGS, ...wrong })).toThrow(ConfigError);
    expect(() => checkSchedule({ ...SETTINGS, ...wrong })).toThrow(words);
    expect(() => checkSchedule(SETTINGS)).not.toThrow();
  });

  it('looks every five minutes while an attack lasts, then every hour, then by night only', () => {
    const until = almaty('2026-11-24T12:00:00');
    const hours = (n: number) => new Date(until.getTime() + n * 3_600_000);
    expect(pulseEveryMs([], until)).toBeNull();
    expect(pulseEveryMs([{ until }], hours(-1))).toBe(5 * 60_000);
    expect(pulseEveryMs([{ until }], hours(1))).toBe(3_600_000);
    expect(pulseEveryMs([{ until }, { until: hours(20) }], hours(1))).toBe(5 * 60_000);
    expect(pulseEveryMs([{ until }], hours(73))).toBeNull();
  });
});

describe('a tick of the schedule', () => {
  let test: TestDatabase;
  let added: Job[];
  beforeAll(async () => {
    test = await freshDatabase('server');
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    added = [];
    for (const table of [dueTimesTable, alerts, messages, attacks, covered]) await test.db.delete(table);
  });
  const queue = {
    add: async (job: Job) => {
      added.push(job);
      return 'id';
    },
    tidy: async () => undefined,
  };
  const at = (time: string) =>
    tick(
      {
        db: test.db,
        queue,
        config: { schedule: SETTINGS, alerts: { heartbeat: 'http://127.0.0.1:9/' } },
        platforms: ['olx', 'krisha'],
        upkeep: async () => undefined,
      },
      almaty(time),
    );
  const kinds = () => added.map((job) => `${job.kind} ${job.platform}`);
  const alerted = async () => (await standingAlerts(test.db)).map((alert) => `${alert.kind} ${alert.subject}`);

  it('begins nothing on its first day, then each night once, however often it ticks', async () => {
    await at('2026-11-24T12:00:00');
    expect(kinds()).toEqual([]);
    await at('2026-11-25T02:15:10');
    await at('2026-11-25T02:15:30');
    expect(kinds()).toEqual(['sweep olx', 'sweep krisha']);
  });

  it('catches a missed night up once, and says which nights were missed', async () => {
    await at('2026-11-24T12:00:00');
    await at('2026-11-27T10:00:00');
    expect(kinds()).toEqual(['sweep olx', 'sweep krisha']);
    expect(await alerted()).toEqual(
      expect.arrayContaining(['missed-night 2026-11-25', 'missed-night 2026-11-26', 'missed-night 2026-11-27']),
    );
  });

  it('says at the end of the night what is not covered, and gives a sign of life only when all is', async () => {
    await at('2026-11-24T12:00:00');
    await at('2026-11-25T02:15:10');
    const run = await startRun(test.db, { kind: 'sweep', platform: 'olx' }, almaty('2026-11-25T02:15:20'));
    await moveCovered(test.db, 'olx', run.id, almaty('2026-11-25T02:15:20'));
    await at('2026-11-25T08:00:10');
    expect(await alerted()).toEqual(['uncovered krisha']);
    expect(await unsentMessages(test.db)).toEqual([]);
    await at('2026-11-26T02:15:10');
    for (const platform of ['olx', 'krisha'])
      await moveCovered(test.db, platform, run.id, almaty('2026-11-26T02:15:20'));
    await at('2026-11-26T08:00:10');
    expect((await unsentMessages(test.db)).map((message) => message.channel)).toEqual(['heartbeat']);
  });

  it('pulses while a number is under attack and cools down by itself', async () => {
    const { numberId } = await enrolInvented(test.db, '+77090000301');
    await declareAttack(test.db, numberId, almaty('2026-11-24T13:00:00'), almaty('2026-11-24T12:00:00'));
    const pulses = async (time: string) => {
      added = [];
      await at(time);
      return kinds().filter((one) => one.startsWith('pulse')).length;
    };
    expect(await pulses('2026-11-24T12:00:05')).toBe(2);
    expect(await pulses('2026-11-24T12:01:00')).toBe(0);
    expect(await pulses('2026-11-24T12:05:01')).toBe(2);
    expect(await pulses('2026-11-24T13:00:01')).toBe(2);
    expect(await pulses('2026-11-24T13:30:00')).toBe(0);
    expect(await pulses('2026-11-24T14:00:01')).toBe(2);
    expect(await pulses('2026-11-28T14:00:01')).toBe(0);
  });

  it('a clock that was set back doubles nothing', async () => {
    await at('2026-11-24T12:00:00');
    await at('2026-11-25T02:15:10');
    added = [];
    await at('2026-11-25T01:00:00');
    await at('2026-11-25T02:15:10');
    expect(kinds()).toEqual([]);
  });
});
