import { describe, expect, it } from 'vitest';
import { LookFailure } from '../../scrapers/errors.ts';
import type { Snapshot } from '../../scrapers/page.ts';
import { createRobots } from '../../scrapers/robots.ts';

const ORIGIN = 'http://127.0.0.1:1';
const HOUR_MS = 3_600_000;

/** Robots of a platform that answers as told, with a clock of its own. */
function robotsAt(status: number, body = '') {
  const state = { asked: 0, now: Date.parse('2026-11-24T00:00:00Z'), status, body };
  const robots = createRobots({
    origin: ORIGIN,
    agent: 'Qorgan',
    clock: () => new Date(state.now),
    fetch: async (url): Promise<Snapshot> => {
      state.asked++;
      if (state.status === 0) throw new LookFailure('unreachable', url, 'no whole answer');
      const headers = {};
      const fetchedAt = '';
      const engine = 'http';
      return {
        requestedUrl: url,
        url,
        redirects: [],
        status: state.status,
        headers,
        body: state.body,
        engine,
        fetchedAt,
      };
    },
    blockedSign: (snapshot) => (snapshot.status === 468 ? 'a wall' : null),
  });
  return { state, robots };
}

describe('robots.txt by RFC 9309', () => {
  it('the rules for our name win over those for everybody', async () => {
    const { robots } = robotsAt(200, 'User-agent: *\nDisallow: /\n\nUser-agent: qorgan\nAllow: /\nDisallow: /my/\n');
    expect((await robots()).allowed(`${ORIGIN}/list/`)).toBe(true);
    expect((await robots()).allowed(`${ORIGIN}/my/messages`)).toBe(false);
  });

  it('a file that is missing allows everything, one that fails or cannot be reached forbids everything', async () => {
    expect((await robotsAt(404).robots()).allowed(`${ORIGIN}/any`)).toBe(true);
    for (const status of [500, 503, 0])
      await expect(robotsAt(status).robots()).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it('a wall in place of the file is a wall, not a missing file', async () => {
    await expect(robotsAt(468).robots()).rejects.toMatchObject({ kind: 'blocked' });
  });

  it('is asked for once a day, and a failure is not kept', async () => {
    const { state, robots } = robotsAt(503);
    await expect(robots()).rejects.toThrow();
    state.status = 200;
    await robots();
    state.now += 23 * HOUR_MS;
    await robots();
    expect(state.asked).toBe(2);
    state.now += 2 * HOUR_MS;
    state.body = 'User-agent: *\nDisallow: /';
    expect((await robots()).allowed(`${ORIGIN}/any`)).toBe(false);
  });

  it('its crawl delay comes back in seconds', async () => {
    expect((await robotsAt(200, 'User-agent: *\nCrawl-delay: 12').robots()).crawlDelaySeconds).toBe(12);
  });
});
