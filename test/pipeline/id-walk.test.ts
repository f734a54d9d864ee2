import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IdProgress, IdRange } from '../../db/id-walks.ts';
import { type IdLook, rangesOf, walkIds } from '../../pipeline/id-walk.ts';
import type { IdWalk } from '../../scrapers/adapter.ts';
import type { FailureKind } from '../../scrapers/errors.ts';

const walk: IdWalk = { name: 'ids', url: String, newestOf: () => null, settling: 5, perRun: 20 };

interface World {
  /** Ids that cannot be looked at, and why. */
  readonly lost?: ReadonlyMap<number, FailureKind>;
  readonly lookedAt?: ReadonlySet<number>;
  readonly perRun?: number;
  readonly stopAfter?: number;
}

async function walked(seen: number | null, before: IdProgress | null, world: World = {}) {
  const asked: number[] = [];
  const kept: IdProgress[] = [];
  const result = await walkIds(seen, before, {
    walk: { ...walk, perRun: world.perRun ?? walk.perRun },
    lookedAt: async (ids) => new Set(ids.filter((id) => world.lookedAt?.has(id))),
    settle: async (id): Promise<IdLook> => {
      asked.push(id);
      const kind = world.lost?.get(id);
      return kind ? { lost: { kind, where: `ad ${id}`, detail: 'invented' } } : { missed: [] };
    },
    keep: async (progress) => {
      kept.push(progress);
    },
    stopping: () => asked.length >= (world.stopAfter ?? Infinity),
  });
  return { ...result, asked, kept: kept.at(-1) };
}

const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, i) => from - i);

describe('a walk of rising ids', () => {
  it('asks from the newest downwards, and says that what lies beneath its first run was never looked at', async () => {
    const { asked, end, kept } = await walked(1000, null);
    expect(asked).toEqual(down(1000, 981));
    expect(end).toBe('window-end');
    expect(kept).toEqual({ newest: 1000, gaps: [] });
  });

  it('then asks down to the last newest, and once more for fresh ids that had no ad yet', async () => {
    const { asked, end } = await walked(1010, { newest: 1000, gaps: [] }, { lookedAt: new Set([1004, 999]) });
    expect(asked).toEqual([...down(1010, 1005), 1003, 1002, 1001, 1000, 998, 997, 996]);
    expect(end).toBe('known');
  });

  it('an id that could not be looked at is a gap, told and asked for again by the next run', async () => {
    const first = await walked(1010, { newest: 1000, gaps: [] }, { lost: new Map([[1007, 'layout']]) });
    expect(first.end).toBe('failed');
    expect(first.missed.map((reason) => reason.kind)).toEqual(['layout', 'id-gap']);
    expect(first.kept).toEqual({ newest: 1010, gaps: [{ low: 1007, high: 1007 }] });
    const second = await walked(1010, first.kept ?? null);
    expect(second.asked).toContain(1007);
    expect(second).toMatchObject({ end: 'known', missed: [], kept: { newest: 1010, gaps: [] } });
  });

  it('what its limit leaves over is a gap: newer ids go first next time, and the gap after them', async () => {
    const first = await walked(1050, { newest: 1000, gaps: [] });
    expect(first.asked).toEqual(down(1050, 1031));
    expect(first.end).toBe('failed');
    expect(first.missed).toEqual([
      { kind: 'id-gap', where: 'ids', detail: '35 ids between 996 and 1030 could not be asked for in this run' },
    ]);
    const second = await walked(1055, first.kept ?? null);
    expect(second.asked).toEqual([...down(1055, 1051), ...down(1030, 1016)]);
  });

  it.each(['blocked', 'layout', 'unreachable'] as const)(
    'stops when the platform is %s, with the rest as a gap',
    async (kind) => {
      const lost = new Map(down(1010, 1001).map((id) => [id, kind] as const));
      const { asked, end, refused, kept } = await walked(1010, { newest: 1000, gaps: [] }, { lost });
      expect(asked).toHaveLength(kind === 'blocked' ? 1 : 3);
      expect({ end, refused }).toEqual({ end: 'failed', refused: kind === 'blocked' });
      expect(kept).toEqual({ newest: 1010, gaps: [{ low: 996, high: 1010 }] });
    },
  );

  it('does nothing, and says so, when no index page told the newest id', async () => {
    const { asked, end, pages, missed, kept } = await walked(null, { newest: 1000, gaps: [] });
    expect({ asked, end, pages, kept }).toEqual({ asked: [], end: 'failed', pages: 0, kept: undefined });
    expect(missed).toEqual([expect.objectContaining({ kind: 'layout', where: 'ids' })]);
  });

  it('a misread id far above all others does not end the walk for ever', async () => {
    const { asked, end } = await walked(123_000_000, { newest: 999_999_999, gaps: [] });
    expect(asked[0]).toBe(123_000_000);
    expect(end).toBe('window-end');
  });

  it('Ctrl-C keeps what was not asked for', async () => {
    const { end, missed, kept } = await walked(1010, { newest: 1000, gaps: [] }, { stopAfter: 4 });
    expect(end).toBe('failed');
    expect(missed.map((reason) => reason.kind)).toEqual(['interrupted', 'id-gap']);
    expect(kept).toEqual({ newest: 1010, gaps: [{ low: 996, high: 1006 }] });
  });

  it('over any runs, no id above the first floor is ever neither looked at nor told as a gap', async () => {
    const run = fc.record({
      rise: fc.integer({ min: 0, max: 40 }),
      perRun: fc.integer({ min: 1, max: 30 }),
      lost: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 }),
      stopAfter: fc.integer({ min: 0, max: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 6 }), async (runs) => {
        let newest = 1000;
        let before: IdProgress | null = null;
        let floor: number | null = null;
        const done = new Set<number>();
        for (const { rise, perRun, lost, stopAfter } of runs) {
          newest += rise;
          const gone = new Map(lost.map((offset) => [newest - offset, 'layout'] as const));
          const result = await walked(newest, before, { perRun, lost: gone, stopAfter });
          floor ??= Math.max(1, newest - perRun + 1);
          for (const id of result.asked) if (!gone.has(id)) done.add(id);
          before = result.kept ?? before;
          const told = (id: number) => before?.gaps.some(({ low, high }) => low <= id && id <= high) ?? false;
          for (let id: number = floor; id <= newest; id++) expect(done.has(id) || told(id), `id ${id}`).toBe(true);
          if (result.end === 'known') expect(before?.gaps).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('joins ranges that touch, and keeps them apart otherwise', () => {
    const ranges: IdRange[] = [
      { low: 5, high: 9 },
      { low: 20, high: 20 },
      { low: 10, high: 12 },
      { low: 7, high: 8 },
    ];
    expect(rangesOf(ranges)).toEqual([
      { low: 20, high: 20 },
      { low: 5, high: 12 },
    ]);
  });
});
