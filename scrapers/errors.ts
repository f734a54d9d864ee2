/** Why a look at a platform failed. Closed: what to do on each is a table the compiler checks. */
export const FAILURE_KINDS = ['blocked', 'throttled', 'disallowed', 'layout', 'unreachable'] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

/**
 * What a run does after a failure of each kind.
 * `stop-platform`: no further request to this platform in this run. `wait-and-retry`: the platform asked for
 * a slower pace. `skip-page`: this page could not be looked at, the next may be.
 */
export type FailureAction = 'stop-platform' | 'wait-and-retry' | 'skip-page';

export const ON_FAILURE: Record<FailureKind, FailureAction> = {
  blocked: 'stop-platform',
  throttled: 'wait-and-retry',
  disallowed: 'skip-page',
  layout: 'skip-page',
  unreachable: 'wait-and-retry',
};

/**
 * "Could not look": thrown by the fetchers and carried in readings. The message is for staff: it names the
 * platform's sign or the network's word, never page text, so that nothing a stranger wrote reaches a log.
 */
export class LookFailure extends Error {
  override readonly name = 'LookFailure';
  readonly kind: FailureKind;
  readonly url: string;
  /** Seconds the platform asked us to wait (Retry-After), when it said so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    kind: FailureKind,
    url: string,
    message: string,
    options?: { retryAfterSeconds?: number; cause?: unknown },
  ) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.kind = kind;
    this.url = url;
    this.retryAfterSeconds = options?.retryAfterSeconds;
  }
}
