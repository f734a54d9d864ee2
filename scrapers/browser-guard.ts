import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { BrowserContext, CDPSession } from 'playwright';
import type { PlatformAdapter } from './adapter.ts';
import { isLoopbackHost } from './origins.ts';
import { isPublicIp, type ResolveHost } from './public-address.ts';

/** An answer of the name server counts for so long; Chromium's own cache keeps it a minute. */
const REMEMBERED_MS = 30_000;
const HEAVY = new Set(['image', 'media', 'font']);

/** What a request of a page is, before it goes out: anything but `own` does not go out. */
export type Judged = 'own' | 'foreign' | 'inner';

/** Says of an address whether it is the platform's, and whether its host stands on the public internet. */
export type JudgeAddress = (url: string) => Promise<Judged>;

/**
 * Chromium's own switch that lets it find the hosts of these platforms and no other name or number: what no route sees
 * (a connection made ahead, a peer connection, a worker) has nowhere to go. An imitation on loopback is found at its
 * own port alone.
 */
export function boundTo(adapters: readonly Pick<PlatformAdapter, 'origin' | 'access'>[]): string {
  const origins = adapters.map(({ origin }) => new URL(origin));
  const imitated = origins.filter(({ hostname }) => isLoopbackHost(hostname)).map(({ host }) => `MAP ${host} ${host}`);
  const own = [
    ...origins.filter(({ hostname }) => !isLoopbackHost(hostname)).map(({ hostname }) => hostname),
    ...adapters.flatMap(({ access }) => access.hosts.map((host) => (host.startsWith('.') ? `*${host}` : host))),
  ];
  const kept = [...new Set(own)].map((host) => `EXCLUDE ${host}`);
  return `--host-resolver-rules=${[...new Set(imitated), 'MAP * ~NOTFOUND', ...kept].join(', ')}`;
}

/**
 * Judges addresses by the platform's hosts and by what the name server says: a platform's name that stands for an inner
 * address is not asked. Only loopback by its own name is let through, for imitations.
 */
export function createJudge(
  ownHost: (url: string) => boolean,
  { resolve = systemAddresses, now }: { readonly resolve?: ResolveHost | undefined; readonly now: () => number },
): JudgeAddress {
  const known = new Map<string, { readonly until: number; readonly isPublic: Promise<boolean> }>();
  return async (url) => {
    if (!ownHost(url)) return 'foreign';
    const host = new URL(url).hostname;
    if (isLoopbackHost(host)) return 'own';
    let found = known.get(host);
    if (!found || found.until < now()) {
      found = { until: now() + REMEMBERED_MS, isPublic: isPublicHost(host.replace(/^\[|\]$/g, ''), resolve) };
      known.set(host, found);
    }
    return (await found.isPublic) ? 'own' : 'inner';
  };
}

async function isPublicHost(host: string, resolve: ResolveHost): Promise<boolean> {
  const addresses = isIP(host) === 0 ? await resolve(host).catch(() => []) : [host];
  return addresses.length > 0 && addresses.every(isPublicIp);
}

async function systemAddresses(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

/** Lets a context ask for what is the platform's and wanted, and for nothing else. */
export async function guardRequests(context: BrowserContext, judge: JudgeAddress, heavy: boolean): Promise<void> {
  await context.route('**/*', async (route) => {
    const request = route.request();
    const url = request.url();
    if (url.startsWith('data:')) return route.continue();
    if (!heavy && HEAVY.has(request.resourceType())) return route.abort();
    const judged = await judge(url);
    return judged === 'own' ? route.continue() : route.abort(judged === 'inner' ? 'addressunreachable' : 'failed');
  });
  // Routes do not see sockets, and no page needs one to be read; nor does one need a second window.
  await context.routeWebSocket(/.*/, (socket) => socket.close());
  // Peer connections pass by every route.
  await context.addInitScript('delete window.RTCPeerConnection; delete window.webkitRTCPeerConnection;');
}

/** Playwright's routes see only the first request of a chain, so a redirect to a foreign host is stopped by CDP. */
export async function guardRedirects(session: CDPSession, judge: JudgeAddress): Promise<void> {
  session.on('Fetch.requestPaused', ({ requestId, request }) => {
    const answer = judge(request.url).then((judged) =>
      judged === 'own'
        ? session.send('Fetch.continueRequest', { requestId })
        : session.send('Fetch.failRequest', {
            requestId,
            errorReason: judged === 'inner' ? 'AddressUnreachable' : 'BlockedByClient',
          }),
    );
    // The tab may be closed by now; then nothing is asked any more.
    answer.catch(() => undefined);
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: 'http*' }] });
}

/** A platform's name led to a machine of an inner network after all: what it answered is no page of the platform. */
export function isInnerAnswer(url: string, remoteAddress: string | undefined): boolean {
  if (!remoteAddress || !/^https?:/.test(url)) return false;
  return !isLoopbackHost(new URL(url).hostname) && !isPublicIp(remoteAddress.replace(/^\[|\]$/g, ''));
}
