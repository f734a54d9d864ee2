import { spawn } from 'node:child_process';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveLeaseBack, keepLease, takeLease, type Urgency, type Wish } from '../../db/leases.ts';
import { bornOf, type ProcessMark, thisProcess } from '../../db/processes.ts';
import { freshDatabase, KINDS, type TestDatabase } from '../standins/databases.ts';

const ELSEWHERE: ProcessMark = { machine: 'another machine', pid: 1, born: 'some boot/1' };

describe.each(KINDS)('a lease, on the %s database', (kind) => {
  let test: TestDatabase;
  let n = 0;
  beforeAll(async () => {
    test = await freshDatabase(kind);
  });
  afterAll(() => test.close());

  const wish = (name: string, more: Partial<Wish> = {}): Wish => ({
    name,
    holder: `holder ${n++}`,
    process: thisProcess(),
    urgency: 'patient' as Urgency,
    heldMs: 60_000,
    quietMs: 0,
    ...more,
  });

  it('is had by one of any number that ask at the same moment', async () => {
    const asked = Array.from({ length: 12 }, () => takeLease(test.db, wish('one')));
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
    expect(await takeLease(test.db, wish('another name'))).not.toBeNull();
  });

  it('is taken from a live holder only after its time', async () => {
    await takeLease(test.db, wish('expiring', { process: ELSEWHERE }));
    expect(await takeLease(test.db, wish('expiring'))).toBeNull();
    await test.db.execute(sql`update leases set held_until = now() - interval '1 second' where name = 'expiring'`);
    expect(await takeLease(test.db, wish('expiring'))).not.toBeNull();
  });

  it('is taken at once from a process of this machine that is dead, and never from one that lives', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    const mark = { ...thisProcess(), pid: child.pid ?? 0, born: bornOf(child.pid ?? 0) };
    await takeLease(test.db, wish('dying', { process: mark }));
    expect(await takeLease(test.db, wish('dying'))).toBeNull();
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(await takeLease(test.db, wish('dying', { quietMs: 30_000 }))).toEqual({ quietMs: expect.any(Number) });
  });

  it('hands the pace on: who takes it keeps quiet as long as the one before had to, or a whole interval after a death', async () => {
    const first = wish('paced');
    await takeLease(test.db, first);
    await giveLeaseBack(test.db, { name: 'paced', holder: first.holder, quietMs: 20_000 });
    const next = wish('paced', { process: ELSEWHERE });
    const taken = await takeLease(test.db, next);
    expect(taken?.quietMs).toBeGreaterThan(10_000);
    await test.db.execute(
      sql`update leases set held_until = now() - interval '1 second', quiet_until = now() where name = 'paced'`,
    );
    const stolen = await takeLease(test.db, wish('paced', { quietMs: 30_000 }));
    expect(stolen?.quietMs).toBeGreaterThan(20_000);
  });

  it('is lost for good once another has it, and the loser is told', async () => {
    const loser = wish('lost', { process: ELSEWHERE });
    await takeLease(test.db, loser);
    const keep = () => keepLease(test.db, { name: 'lost', holder: loser.holder, heldMs: 60_000, quietMs: 0 });
    expect(await keep()).toEqual({ wanted: false });
    await test.db.execute(sql`update leases set held_until = now() - interval '1 second' where name = 'lost'`);
    expect(await keep()).toBeNull();
    await takeLease(test.db, wish('lost'));
    expect(await keep()).toBeNull();
  });

  it('lets urgent work go first: the holder learns that it is wanted, and a patient one waits', async () => {
    const sweep = wish('wanted');
    await takeLease(test.db, sweep);
    const scan = wish('wanted', { urgency: 'urgent' });
    expect(await takeLease(test.db, scan)).toBeNull();
    const kept = await keepLease(test.db, { name: 'wanted', holder: sweep.holder, heldMs: 60_000, quietMs: 0 });
    expect(kept).toEqual({ wanted: true });
    await giveLeaseBack(test.db, { name: 'wanted', holder: sweep.holder, quietMs: 0 });
    expect(await takeLease(test.db, wish('wanted'))).toBeNull();
    expect(await takeLease(test.db, scan)).not.toBeNull();
    await giveLeaseBack(test.db, { name: 'wanted', holder: scan.holder, quietMs: 0 });
    expect(await takeLease(test.db, wish('wanted'))).not.toBeNull();
  });
});
