const FEWEST = 8;
/** Prices kept a category: the median of so many is the category's, and memory stays flat over a sweep of any length. */
const KEPT = 501;
const MOST_CATEGORIES = 2_000;

/** The usual prices of a run's own cards, by category. In memory only. */
export interface Prices {
  note(category: string, amount: number): void;
  /** `null` while too few prices are known to call one usual. */
  median(category: string): number | null;
}

/** Keeps the newest prices of each category in a ring, so that no random draw makes two runs of one night differ. */
export function createPrices(): Prices {
  const rings = new Map<string, { amounts: number[]; next: number }>();
  return {
    note(category, amount) {
      if (!(amount > 0)) return;
      let ring = rings.get(category);
      if (!ring) {
        if (rings.size >= MOST_CATEGORIES) return;
        ring = { amounts: [], next: 0 };
        rings.set(category, ring);
      }
      ring.amounts[ring.next] = amount;
      ring.next = (ring.next + 1) % KEPT;
    },
    median(category) {
      const amounts = rings.get(category)?.amounts ?? [];
      if (amounts.length < FEWEST) return null;
      const sorted = [...amounts].sort((a, b) => a - b);
      const half = sorted.length >> 1;
      return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
    },
  };
}
