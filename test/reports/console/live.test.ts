import { afterAll, beforeAll, expect, it } from 'vitest';
import { LIVE_TOPICS, type LiveTopic, liveVersions } from '../../../db/live-versions.ts';
import { answerLookup, openLookups } from '../../../db/lookups.ts';
import { decideMatch, decisionVersion, findMatch } from '../../../db/matches.ts';
import { openFeed } from '../../../reports/console/live/feed.ts';
import { openConsole, type TestConsole } from '../../standins/console.ts';
import { type InventedNight, inventNight, sweptPlatform } from '../../standins/console-night.ts';

let at: TestConsole;
let night: InventedNight;
beforeAll(async () => {
  at = await openConsole();
  night = await inventNight(at);
});
afterAll(() => at.close());

const decide = (state: 'confirmed' | 'dismissed', by: string, expected: string) =>
  decideMatch(at.test.db, night.fresh[0]!, { state, by, reason: null, expected }, at.now());

it('tells by topic what changed, and nothing else', async () => {
  const acts: readonly (readonly [LiveTopic, () => Promise<unknown>])[] = [
    ['runs', () => sweptPlatform(at, 'krisha', 'partial', { hoursAgo: 1 })],
    [
      'matches',
      () => decideMatch(at.test.db, night.fresh[1]!, { state: 'dismissed', by: 'x', reason: null }, at.now()),
    ],
    [
      'lookups',
      async () =>
        answerLookup(at.test.db, (await openLookups(at.test.db))[0]!.id, { state: 'gone', by: 'x' }, at.now()),
    ],
  ];
  for (const [topic, act] of acts) {
    const before = await liveVersions(at.test.db);
    await act();
    const after = await liveVersions(at.test.db);
    expect(LIVE_TOPICS.filter((one) => before[one] !== after[one])).toEqual([topic]);
  }
});

it('asks the database only while somebody listens', async () => {
  const feed = openFeed(at.test.db, () => undefined, 20);
  const heard: LiveTopic[] = [];
  const stop = feed.listen((topic) => heard.push(topic));
  await new Promise((resolve) => setTimeout(resolve, 200));
  await sweptPlatform(at, 'olx', 'complete', { hoursAgo: 1 });
  await expect.poll(() => heard).toEqual(['runs']);
  stop();
  await new Promise((resolve) => setTimeout(resolve, 100));
  await sweptPlatform(at, 'olx', 'complete', { hoursAgo: 1 });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(heard).toEqual(['runs']);
  feed.close();
});

it('is streamed to staff and to nobody else', async () => {
  expect((await at.visitor().get('/live')).status).toBe(303);
  const staff = await at.signedIn('reviewer');
  const cookie = [...staff.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await fetch(`${at.address}/live`, { headers: { cookie } });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toContain(': alive');
  await reader.cancel();
});

it('a decision made on what is no longer so overwrites nothing, and says so', async () => {
  const seen = decisionVersion((await findMatch(at.test.db, night.fresh[0]!))!);
  await decide('confirmed', 'Айша', seen);
  await expect(decide('dismissed', 'Болат', seen)).rejects.toMatchObject({ kind: 'changed-meanwhile' });
  const match = (await findMatch(at.test.db, night.fresh[0]!))!;
  expect(match).toMatchObject({ state: 'confirmed', decidedBy: 'Айша' });
  await decide('dismissed', 'Болат', decisionVersion(match));
  expect(await findMatch(at.test.db, night.fresh[0]!)).toMatchObject({ state: 'dismissed', decidedBy: 'Болат' });
});
