import { describe, expect, it } from 'vitest';
import { createPace } from '../../scrapers/pace.ts';

function paceOf(requestsPerMinute: number) {
  const state = { now: 0 };
  const sleep = async (ms: number) => {
    state.now += ms;
  };
  return { state, pace: createPace({ requestsPerMinute, now: () => state.now, sleep }) };
}

async function turns(pace: ReturnType<typeof paceOf>, count: number): Promise<number[]> {
  const at: number[] = [];
  await Promise.all(Array.from({ length: count }, () => pace.pace.turn(async () => at.push(pace.state.now))));
  return at;
}

describe('the pace of a platform', () => {
  it('is never exceeded, however many ask at once', async () => {
    expect(await turns(paceOf(20), 4)).toEqual([0, 3_000, 6_000, 9_000]);
  });

  it('gives way to a slower Crawl-delay and not to a faster one', async () => {
    const slow = paceOf(20);
    slow.pace.atLeast(10);
    slow.pace.atLeast(1);
    expect(await turns(slow, 3)).toEqual([0, 10_000, 20_000]);
  });

  it('waits as long as Retry-After says, goes half as fast, and comes back bit by bit', async () => {
    const pace = paceOf(60);
    await turns(pace, 1);
    pace.pace.slowDown(120);
    expect(await turns(pace, 1)).toEqual([120_000]);
    expect(pace.pace.intervalMs).toBeGreaterThan(1_800);
    await turns(pace, 60);
    expect(pace.pace.intervalMs).toBe(1_000);
  });

  it('a failed request takes its turn like any other', async () => {
    const pace = paceOf(60);
    await expect(pace.pace.turn(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await turns(pace, 1)).toEqual([1_000]);
  });
});
