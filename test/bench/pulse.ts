import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, openDatabase } from '../../db/client.ts';
import { listMatches } from '../../db/matches.ts';
import { inventAds } from '../standins/ads.ts';
import { walksOf } from '../standins/installation.ts';
import { openOffice } from '../standins/office.ts';
import { startOlx } from '../standins/olx.ts';
import { plantedAds } from '../standins/planted.ts';

/**
 * A simulated attack on an imitation of OLX at its polite pace: minutes from the posting of an ad to its match. Time runs
 * SPEED times faster for everything that waits (pace, pulse, posting), not for what computes: on a slow or busy machine
 * the figures come out too high, never too low.
 *   npx tsx test/bench/pulse.ts [minutes of attack]
 */
const SPEED = 10;
const MINUTE_MS = 60_000 / SPEED;
const POLITE_PER_MINUTE = 12;
const PULSE_EVERY_MINUTES = 5;
const ORDINARY_ADS_A_MINUTE = 24;
const ATTACK_EVERY_MINUTES = 1.7;

const minutes = Number(process.argv[2] ?? 30);
const walks = walksOf('olx');
const home = mkdtempSync(join(tmpdir(), 'qorgan-pulse-'));
const database = await openDatabase({ home });
await migrate(database);
const standin = await startOlx(inventAds(2_000, 3, walks, new Date()).map((ad) => ({ ...ad, promoted: false })));
const place = { database, db: database.db, home, databaseUrl: undefined, close: async () => undefined };
try {
  const office = await openOffice(place, `olx=${standin.origin}`, POLITE_PER_MINUTE * SPEED);
  // What stood there before the attack is known.
  await office.work([{ kind: 'sweep', platform: 'olx' }]);

  const posted = new Map<string, number>();
  let ordinary = 0;
  const crowd = setInterval(() => {
    const [ad] = inventAds(1, ordinary + 1, [walks[ordinary % walks.length] ?? ''], new Date());
    if (ad) standin.add({ ...ad, n: 800_000_000 + ordinary, promoted: false, postedAt: new Date() });
    ordinary++;
  }, MINUTE_MS / ORDINARY_ADS_A_MINUTE);
  const attack = setInterval(() => {
    const [ad] = plantedAds(390_000_000 + posted.size * 10, [walks[posted.size % 4] ?? ''], new Date()).visible;
    if (!ad) return;
    standin.add(ad);
    posted.set(String(ad.n), Date.now());
  }, MINUTE_MS * ATTACK_EVERY_MINUTES);
  const until = Date.now() + minutes * MINUTE_MS;
  for (let next = Date.now(); Date.now() < until; next += PULSE_EVERY_MINUTES * MINUTE_MS) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - Date.now())));
    await office.work([{ kind: 'pulse', platform: 'olx' }]);
  }
  clearInterval(crowd);
  clearInterval(attack);
  await office.work([{ kind: 'pulse', platform: 'olx' }]);
  const waits = (await listMatches(database.db, office.home.vault))
    .map((match) => (match.firstSeenAt.getTime() - (posted.get(match.adId) ?? 0)) / MINUTE_MS)
    .sort((a, b) => a - b);
  const at = (part: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * part))]?.toFixed(1);
  console.log(
    `${minutes} minutes of attack, ${posted.size} ads posted, ${waits.length} found; minutes from posting to match: ` +
      `median ${at(0.5)}, nine in ten within ${at(0.9)}, longest ${at(1)}`,
  );
} finally {
  await standin.close();
  await database.close();
  rmSync(home, { recursive: true, force: true });
}
