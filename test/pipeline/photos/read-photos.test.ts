import './fonts.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { type PhotoCandidate, readPhotos } from '../../../pipeline/photos/read-photos.ts';
import { createPhotoReader } from '../../../pipeline/photos/reader.ts';
import type { PhotoReading } from '../../../pipeline/photos/reading.ts';
import { asText } from './pictures.ts';

// Starting a reading process takes seconds, and many times that on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const reader = createPhotoReader({ workers: 1 });
afterAll(() => reader.close());
const clock = (): number => performance.now();

const card = (row: string) => asText({ width: 500, height: 200, background: 'plain' }, { rows: [row], size: 36 });
const candidate = (name: string, bytes: Buffer): PhotoCandidate => ({ name, load: async () => bytes });

test('every candidate is accounted for: read, repeated, could not be looked at and why, left out by the budget', async () => {
  const [first, second] = await Promise.all([card('8 709 123 45 67'), card('8 709 765 43 21')]);
  const candidates = [
    candidate('1', first),
    candidate('2', Buffer.from('<html>')),
    candidate('3', first),
    { name: '4', load: () => Promise.reject(new Error('reset')) },
    candidate('5', Buffer.from('BM0')),
    candidate('6', second),
    candidate('7', second),
    candidate('8', second),
  ];
  const heard: string[] = [];
  const report = await readPhotos(candidates, {
    reader,
    clock,
    budget: { photos: 6 },
    onReading: ({ name }, reading) => void heard.push(`${name} ${reading.state}`),
  });
  expect(report).toEqual({
    read: 2,
    repeated: 1,
    known: 0,
    couldNotLook: { 'not-an-image': 1, 'not-fetched': 1, 'format-not-allowed': 1 },
    leftOut: 2,
  });
  expect(heard).toEqual(['1 read', '2 could-not-look', '3 read', '4 could-not-look', '5 could-not-look', '6 read']);
});

test('a used-up time budget leaves out what has not begun', async () => {
  let now = 0;
  const picture = await card('x');
  const report = await readPhotos(
    ['1', '2', '3'].map((name) => candidate(name, picture)),
    {
      reader,
      clock: () => now,
      budget: { photos: 10, ms: 1_000 },
      onReading: () => {
        now += 600;
      },
    },
  );
  expect(report).toEqual({ read: 1, repeated: 1, known: 0, couldNotLook: {}, leftOut: 1 });
});

test('a reading is remembered by the bytes; a failed look is not', async () => {
  const seen = new Map<string, PhotoReading>();
  const options = { reader, clock, budget: { photos: 9 }, seen, onReading: () => {} };
  const candidates = [candidate('1', await card('8 709 123 45 67')), candidate('2', Buffer.from('nothing'))];
  await readPhotos(candidates, options);
  expect([...seen.values()].map((reading) => reading.state)).toEqual(['read']);
  expect(await readPhotos(candidates, options)).toMatchObject({ repeated: 1, couldNotLook: { 'not-an-image': 1 } });
});

test('a picture known from an earlier run is neither read again, nor loaded where its address tells', async () => {
  let loaded = 0;
  const load = async () => {
    loaded++;
    return card('8 709 123 45 67');
  };
  const candidates = [
    { name: 'by its address', load, known: async (sha256: string | null) => sha256 === null },
    { name: 'by its bytes', load, known: async (sha256: string | null) => sha256 !== null },
  ];
  const onReading = () => {
    throw new Error('nothing is read');
  };
  const report = await readPhotos(candidates, { reader, clock, budget: { photos: 9 }, onReading });
  expect(report).toMatchObject({ known: 2, read: 0, leftOut: 0 });
  expect(loaded).toBe(1);
});

describe('a process that crashes', () => {
  /** The processes whose parent is this one, from /proc. */
  const children = (): number[] =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => {
        try {
          const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
          return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === process.pid;
        } catch {
          return false;
        }
      });

  test('takes one picture with it, and is replaced', async () => {
    const before = new Set(children());
    const crashing = createPhotoReader({ workers: 1 });
    const picture = await card('8 709 123 45 67');
    const reading = crashing.read(picture);
    const [pid] = children().filter((child) => !before.has(child));
    process.kill(pid!, 'SIGSEGV');
    expect(await reading).toMatchObject({ state: 'could-not-look', why: 'crashed' });
    expect(await crashing.read(picture)).toMatchObject({ state: 'read' });
    const alive = children().filter((child) => !before.has(child));
    expect(alive).toHaveLength(1);
    await crashing.close();
    expect(children().filter((child) => !before.has(child))).toEqual([]);
  });

  test('a process is replaced after its share of pictures, and no picture is lost', async () => {
    const before = new Set(children());
    const frugal = createPhotoReader({ workers: 1, picturesPerProcess: 1 });
    const picture = await card('8 709 123 45 67');
    const pids = new Set<number>();
    for (let i = 0; i < 2; i++) {
      const reading = frugal.read(picture);
      for (const pid of children()) if (!before.has(pid)) pids.add(pid);
      expect(await reading).toMatchObject({ state: 'read' });
    }
    expect(pids.size).toBe(2);
    await frugal.close();
  });
});
