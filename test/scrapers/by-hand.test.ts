import { describe, expect, it } from 'vitest';
import { BY_HAND, byHandAt, mayLookByHand, PLATFORM_IDS, platforms } from '../../scrapers/directory.ts';
import { isOwnHost } from '../../scrapers/read.ts';

describe('platforms looked at by hand only', () => {
  it('have ids of their own and say why no sweep looks, in one line', () => {
    const ids = BY_HAND.map(({ id }) => id);
    expect(new Set([...ids, ...PLATFORM_IDS]).size).toBe(ids.length + PLATFORM_IDS.length);
    for (const { id, why } of BY_HAND) {
      expect(id).toMatch(/^[a-z0-9]+$/);
      expect(why.length).toBeGreaterThan(10);
      expect(why).not.toContain('\n');
    }
  });

  it('name the source of their contact, and none is said to be checked', () => {
    for (const { legal, id } of BY_HAND) {
      expect(legal.source, id).toMatch(/^facts\//);
      expect(legal.checkedOn, id).toBeNull();
      for (const name of [legal.entity.ru, legal.entity.kk, legal.entity.en]) expect(name, id).not.toBe('');
    }
  });

  it('share no host with each other or with a platform that is swept', () => {
    const addresses = BY_HAND.flatMap(({ id, hosts }) =>
      hosts.map((host) => [id, new URL(`https://${host.replace(/^\./, 'x.')}/`)] as const),
    );
    for (const [id, url] of addresses) {
      expect(byHandAt(url)?.id).toBe(id);
      for (const adapter of platforms()) expect(isOwnHost(adapter, url.href), url.href).toBe(false);
    }
  });

  it.each([
    ['https://flagma.kz/ru/o1009900001.html', 'flagma'],
    ['https://almaty.hh.kz/vacancy/1', 'hh'],
    ['https://www.va.kz/x', 'va'],
    ['https://notflagma.kz/', undefined],
    ['https://flagma.kz.example/', undefined],
    ['https://www.olx.kz/', undefined],
  ])('%s belongs to %s', (address, id) => {
    expect(byHandAt(new URL(address))?.id).toBe(id);
  });

  it('an escort board is looked at only where the configuration says so, any other unless it is switched off', () => {
    const escort = BY_HAND.filter(({ kind }) => kind === 'escort');
    expect(escort.length).toBeGreaterThan(0);
    for (const board of BY_HAND) {
      expect(mayLookByHand(board, {}), board.id).toBe(board.kind !== 'escort');
      expect(mayLookByHand(board, { [board.id]: { enabled: true } })).toBe(true);
      expect(mayLookByHand(board, { [board.id]: { enabled: false } })).toBe(false);
    }
  });
});
