import PQueue from 'p-queue';

/** A platform that said 429 is asked half as often, up to this many times slower. */
const SLOWEST_FACTOR = 16;
/** Each good answer takes a little of the slowness back. */
const RECOVERY = 0.95;

export interface Pace {
  /** Runs `task` when the platform's turn comes: one at a time, never closer together than the interval. */
  turn<T>(task: () => Promise<T>): Promise<T>;
  /** The platform asked for a pause (Retry-After, in seconds) or just for less. */
  slowDown(retryAfterSeconds?: number): void;
  readonly intervalMs: number;
  /** For how long from now the platform is asked for nothing. */
  quietMs(): number;
  /** The platform was asked by somebody else: nothing is asked for so long from now. */
  quietFor(ms: number): void;
  /** The platform's robots ask for at least this many seconds between requests. */
  atLeast(seconds: number): void;
}

/** One pace a platform and process. `sleep` and `now` are arguments so that a night passes in a test's second. */
export function createPace(options: {
  readonly requestsPerMinute: number;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}): Pace {
  const queue = new PQueue({ concurrency: 1 });
  let base = 60_000 / options.requestsPerMinute;
  let factor = 1;
  let notBefore = 0;
  return {
    turn: (task) =>
      queue.add(async () => {
        const wait = notBefore - options.now();
        if (wait > 0) await options.sleep(wait);
        try {
          const result = await task();
          factor = Math.max(1, factor * RECOVERY);
          return result;
        } finally {
          notBefore = Math.max(notBefore, options.now() + base * factor);
        }
      }),
    slowDown(retryAfterSeconds = 0) {
      factor = Math.min(SLOWEST_FACTOR, factor * 2);
      notBefore = Math.max(notBefore, options.now() + Math.max(retryAfterSeconds * 1000, base * factor));
    },
    atLeast(seconds) {
      base = Math.max(base, seconds * 1000);
    },
    quietMs: () => Math.max(0, notBefore - options.now()),
    quietFor(ms) {
      notBefore = Math.max(notBefore, options.now() + ms);
    },
    get intervalMs() {
      return base * factor;
    },
  };
}
