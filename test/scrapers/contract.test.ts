import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { platforms } from '../../scrapers/directory.ts';
import { openPage } from '../../scrapers/page.ts';
import { readIndex, readListing } from '../../scrapers/read.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures');
/** What every adapter must show that it can tell apart. */
const CASES = ['index', 'index-empty', 'listing', 'removed', 'blocked', 'redesigned'];
const expectation = z.object({ url: z.url(), status: z.number(), reading: z.record(z.string(), z.unknown()) });

function fixture(platform: string, name: string) {
  const folder = join(FIXTURES, platform, name);
  const file = ['page.html', 'page.json'].map((one) => join(folder, one)).find(existsSync);
  if (!file) throw new Error(`the fixture ${platform}/${name} has no page`);
  const expected = expectation.parse(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')));
  const body = readFileSync(file, 'utf8');
  const page = openPage({
    requestedUrl: expected.url,
    url: expected.url,
    redirects: [],
    status: expected.status,
    headers: {},
    body,
    engine: 'http',
    fetchedAt: '2026-11-24T00:00:00.000Z',
  });
  return { page, expected };
}

/** A reading without what the expectation does not speak of. */
function summary(adapter: PlatformAdapter, { page, expected }: ReturnType<typeof fixture>): Record<string, unknown> {
  const adId = adapter.adIdOf(new URL(expected.url));
  if (adId === null) {
    const reading = readIndex(adapter, page);
    if (reading.state !== 'cards') return { ...reading, ...('kind' in reading ? { kind: reading.kind } : {}) };
    const { via, total, lastPage, cards } = reading.contents;
    const shown = cards.map(({ adId, promoted, title }) => ({ adId, promoted, title }));
    return { state: 'cards', via, total, lastPage, cards: shown };
  }
  const reading = readListing(adapter, page, adId);
  return reading.state === 'live' ? { state: 'live', ...reading.listing } : { ...reading };
}

describe.each(platforms().map((adapter) => [adapter.id, adapter] as const))('the adapter of %s', (id, adapter) => {
  it.each(CASES)('has the fixture "%s"', (name) => {
    expect(existsSync(join(FIXTURES, id, name, 'expected.json'))).toBe(true);
  });

  const present = existsSync(join(FIXTURES, id)) ? readdirSync(join(FIXTURES, id)) : [];
  it.each(present)('reads the fixture "%s" as a person reviewed it', (name) => {
    const read = fixture(id, name);
    expect(summary(adapter, read)).toMatchObject(read.expected.reading);
  });

  it('says what is confirmed, guessed and unknown, with a date, and never that a contact is verified without one', () => {
    expect(adapter.confidence.asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(adapter.confidence.guesses.length + adapter.confidence.unknown.length).toBeGreaterThan(0);
    expect(adapter.legal.source).not.toBe('');
    expect(adapter.blindSpots.length).toBeGreaterThan(0);
  });

  it('keeps a polite pace and never asks beyond its last page', () => {
    expect(adapter.access.requestsPerMinute).toBeLessThanOrEqual(20);
    if (adapter.reveal) expect(adapter.access.revealsPerDay).toBeGreaterThan(0);
    else expect(adapter.access.revealsPerDay).toBe(0);
    expect(adapter.access.revealsPerDay).toBeLessThanOrEqual(30);
    for (const walk of adapter.indexWalks({ depth: 'full' })) {
      expect(walk.maxPages).toBeGreaterThan(0);
      expect(new URL(walk.page(1)).origin).toBe(adapter.origin);
      expect(walk.page(1)).not.toContain('page=');
      expect(walk.page(2)).toContain('page=2');
    }
  });

  it('finds the ad id in its own plainest address', () => {
    expect(adapter.adIdOf(new URL(adapter.listingUrl('1009900001') ?? 'x:'))).toBe('1009900001');
  });

  it('keeps the record of a listing for the evidence', () => {
    const { page } = fixture(id, 'listing');
    const adId = adapter.parseListing(page).adId;
    expect(JSON.stringify(adapter.adRecord(page, adId))).toContain(adId);
    expect(adapter.adRecord(page, '1')).toBeNull();
  });
});
