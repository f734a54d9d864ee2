import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { platforms } from '../../scrapers/directory.ts';
import { openPage } from '../../scrapers/page.ts';
import { isOwnHost, readIndex, readListing } from '../../scrapers/read.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures');
/** What every adapter must show that it can tell apart. */
const CASES = ['index', 'index-empty', 'listing', 'removed', 'blocked', 'redesigned'];
/** Platforms whose first page's own address says that it is the first (facts/other-platforms.md 1.2). */
const SAYS_FIRST_PAGE = new Set(['avi', 'edc']);
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

/** Telegram walks the channels that staff name. */
const CONFIGURED = platforms(new Map(), { telegram: { channels: ['oydan_bazar'] } });
/** An ad id of the platform's own shape. */
const SAMPLE_ID: Readonly<Record<string, string>> = { telegram: 'oydan_bazar/1009900001' };

describe.each(CONFIGURED.map((adapter) => [adapter.id, adapter] as const))('the adapter of %s', (id, adapter) => {
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
    const walks = adapter.indexWalks({ depth: 'full' });
    expect(new Set(walks.map((walk) => walk.name)).size).toBe(walks.length);
    for (const walk of walks) {
      expect(walk.maxPages).toBeGreaterThan(0);
      expect(isOwnHost(adapter, walk.page(1)), walk.page(1)).toBe(true);
      expect(adapter.adIdOf(new URL(walk.page(1)))).toBeNull();
      if (!SAYS_FIRST_PAGE.has(id)) expect(walk.page(1)).not.toMatch(/page=\d|;\d/i);
      if (walk.maxPages > 1 && !walk.next) expect(walk.page(2)).toMatch(/(?:[?&]i?page=|;)2\b/i);
    }
  });

  it('finds the ad id in its own plainest address, and makes none of what is no id', () => {
    const sample = SAMPLE_ID[id] ?? '1009900001';
    const address = adapter.listingUrl(sample) ?? fixture(id, 'listing').expected.url;
    expect(adapter.adIdOf(new URL(address))).toBe(sample);
    expect(adapter.listingUrl('../my')).toBeNull();
  });

  it('keeps the record of a listing for the evidence', () => {
    const { page } = fixture(id, 'listing');
    const adId = adapter.parseListing(page).adId;
    expect(JSON.stringify(adapter.adRecord(page, adId))).toContain(adId);
    expect(adapter.adRecord(page, '1')).toBeNull();
  });
});
