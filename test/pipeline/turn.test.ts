import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTurn, type Turn } from '../../pipeline/jobs/turn.ts';
import { createPace } from '../../scrapers/pace.ts';
import { freshDatabase, type TestDatabase } from '../standins/databases.ts';

let test: TestDatabase;
beforeEach(async () => {
  test = await freshDatabase('embedded');
});
afterEach(() => test.close());

function turnOf(urgency: 'urgent' | 'patient'): Turn {
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const pace = createPace({ requestsPerMinute: 60_000, now: () => Date.now(), sleep });
  return openTurn({ db: test.db, platform: 'olx', urgency, pace, queue: null, stopping: () => false });
}
/** Longer than a holder may go without asking whether somebody waits. */
const askedAgain = () => new Promise((resolve) => setTimeout(resolve, 1_100));

describe('a platform’s turn', () => {
  it('is given to urgent work between two pages, and the holder is told that somebody else had it', async () => {
    const sweep = turnOf('patient');
    const scan = turnOf('urgent');
    expect(await sweep.mine()).toBe(1);
    const scanned = scan.mine().then(() => scan.end());
    await askedAgain();
    expect(await sweep.mine()).toBe(2);
    await scanned;
    await sweep.end();
  });

  it('is given to nobody, however urgent, between looking up what others read and asking for the ad', async () => {
    const sweep = turnOf('patient');
    const scan = turnOf('urgent');
    expect(await sweep.mine()).toBe(1);
    const release = sweep.hold();
    let scanHadIt = false;
    const scanned = scan.mine().then(() => {
      scanHadIt = true;
      return scan.end();
    });
    await askedAgain();
    expect(await sweep.mine()).toBe(1);
    expect(scanHadIt).toBe(false);
    release();
    expect(await sweep.mine()).toBe(2);
    expect(scanHadIt).toBe(true);
    await scanned;
    await sweep.end();
  });
});
