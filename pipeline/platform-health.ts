import type { Db } from '../db/database.ts';
import { keepProbe, lastGoodProbe, type Probe } from '../db/probes.ts';
import type { PlatformAdapter } from '../scrapers/adapter.ts';
import type { Looker } from '../scrapers/look.ts';
import { type PageFacts, type ProbeStep, probePlatform } from '../scrapers/probe.ts';

/** A platform, probed: how far it came, and what is different from the last time that everything was good. */
export interface PlatformHealth {
  readonly platform: string;
  readonly state: 'good' | 'changed' | 'could-not-look';
  readonly steps: readonly ProbeStep[];
  readonly changes: readonly string[];
  readonly comparedWith: string | null;
}

/**
 * Probes one platform and compares with the last good probe, which a good one replaces. A changed one replaces it only
 * when a person accepts the change: until then it is told every time.
 */
export async function platformHealth(
  adapter: PlatformAdapter,
  looker: Looker,
  at: { readonly db: Db; readonly clock: () => Date; readonly acceptChanges?: boolean | undefined },
): Promise<PlatformHealth> {
  const steps = await probePlatform(adapter, looker);
  const before = await lastGoodProbe(at.db, adapter.id);
  const factsOf = (name: ProbeStep['step']) => {
    const step = steps.find((one) => one.step === name);
    return step?.ok ? step.facts : null;
  };
  const [index, listing] = [factsOf('index'), factsOf('listing')];
  const changes = before
    ? [...changesOf('index', before.index, index), ...changesOf('listing', before.listing, listing)]
    : [];
  const whole = index !== null && listing !== null;
  if (whole && (changes.length === 0 || at.acceptChanges))
    await keepProbe(at.db, { platform: adapter.id, probedAt: at.clock(), index, listing });
  const state = !whole ? 'could-not-look' : changes.length > 0 ? 'changed' : 'good';
  return { platform: adapter.id, state, steps, changes, comparedWith: before ? dayOf(before) : null };
}

function dayOf({ probedAt }: Probe): string {
  return probedAt.toISOString().slice(0, 10);
}

/** What every page of a platform has. The rest differs from ad to ad, and its absence says nothing of the platform. */
const STEADY: Readonly<Record<'index' | 'listing', readonly string[]>> = {
  index: ['cards', 'total', 'last page', 'title', 'whole ad'],
  listing: ['title', 'description', 'seller', 'city', 'category', 'posted'],
};
const LEAST_SHARE_KEPT = 0.5;

function changesOf(page: 'index' | 'listing', before: PageFacts, now: PageFacts | null): string[] {
  if (now === null) return [];
  const changes: string[] = [];
  if (before.via !== now.via)
    changes.push(`${page}: read by way of ${now.via ?? 'none'}, before ${before.via ?? 'none'}`);
  for (const field of STEADY[page]) {
    const value = before.fields[field] ?? 0;
    const left = now.fields[field] ?? 0;
    if (left >= value * LEAST_SHARE_KEPT) continue;
    changes.push(left === 0 ? `${page}: no ${field} any more` : `${page}: ${field} ${left}, before ${value}`);
  }
  return changes;
}
