import type { Listing, PlatformAdapter, Reveal, RevealAnswer } from './adapter.ts';
import type { BrowserFetcher, BrowserSession } from './browser.ts';
import { LookFailure } from './errors.ts';
import type { HttpFetcher } from './fetch.ts';
import type { Looker } from './look.ts';
import { openPage, type Snapshot } from './page.ts';
import { type PressDeps, pressButton } from './press.ts';
import { isOwnHost, readListing } from './read.ts';
import { wallOf } from './reveal-walls.ts';
import { cookieHeader } from './session.ts';

/** The platform's answer that brought the number, as it came: the core of the evidence. */
export interface RevealExchange {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** UTC, ISO 8601. */
  readonly at: string;
}

/** What one reveal gave. The ad itself is read anew: it may have changed or gone since the index showed it. */
export type Revealed =
  | {
      readonly state: 'answered';
      readonly answer: RevealAnswer;
      readonly listing: Listing;
      /** The ad's page: after the press, or before the request. */
      readonly page: Snapshot;
      readonly exchange: RevealExchange | null;
    }
  | { readonly state: 'gone'; readonly sign: string };

export interface RevealTarget {
  readonly adId: string;
  readonly url: string;
}

export interface RevealDeps {
  readonly adapter: PlatformAdapter;
  readonly looker: Looker;
  readonly tabs: BrowserFetcher;
  readonly http: HttpFetcher;
  readonly clock: () => Date;
}

type Click = Extract<Reveal, { how: 'click' }>;
type Request = Extract<Reveal, { how: 'request' }>;

/**
 * Asks for one hidden number as a person would, politely: own hosts, robots, pace. `session` is what staff opened by
 * hand, or null for a guest. One press, no second try at a wall. Throws LookFailure when it could not look.
 */
export async function revealNumber(
  target: RevealTarget,
  session: BrowserSession | null,
  deps: RevealDeps,
): Promise<Revealed> {
  const { reveal } = deps.adapter;
  if (!reveal) throw new LookFailure('layout', target.url, 'no way to this platform’s hidden numbers is known');
  const given =
    reveal.how === 'click'
      ? await byClick(reveal, target, session, deps)
      : await byRequest(reveal, target, session, deps);
  if (given.state === 'gone') return given;
  const { page, answers, read, listing } = given;
  const exchange = answers.at(-1);
  return {
    state: 'answered',
    answer: judged(read, answers),
    listing,
    page,
    exchange: exchange ? exchangeOf(exchange) : null,
  };
}

type Given =
  | { readonly state: 'gone'; readonly sign: string }
  | {
      readonly state: 'asked';
      readonly listing: Listing;
      readonly page: Snapshot;
      readonly answers: readonly Snapshot[];
      readonly read: () => RevealAnswer;
    };

async function byClick(
  reveal: Click,
  target: RevealTarget,
  session: BrowserSession | null,
  { adapter, looker, tabs, clock }: RevealDeps,
): Promise<Given> {
  const own = (url: string) => isOwnHost(adapter, url);
  const press: PressDeps = { permits: looker.permits, clock };
  return looker.politely(target.url, () =>
    tabs.visit(target.url, own, { session }, async ({ tab, snapshot: before }): Promise<Given> => {
      const ad = liveAd(adapter, before, target);
      if (ad.state === 'gone') return ad;
      const pressed = await pressButton(tab, reveal, press);
      if (pressed.state === 'no-button')
        return { ...ad, page: before, answers: [], read: () => ({ state: 'unknown', why: pressed.why }) };
      const { answers } = pressed;
      const page = { ...before, url: tab.url(), body: await tab.content() };
      const read = () => {
        const opened = openPage(page);
        const answer = reveal.read(opened, answers);
        const away = URL.canParse(page.url) && own(page.url) ? null : 'the press leads away from the platform';
        const wall = answer.state === 'unknown' ? (adapter.signs.blocked(opened) ?? away) : null;
        return wall ? { state: 'refused' as const, why: 'refused' as const, sign: wall } : answer;
      };
      return { ...ad, page, answers, read };
    }),
  );
}

async function byRequest(
  reveal: Request,
  target: RevealTarget,
  session: BrowserSession | null,
  { adapter, looker, http }: RevealDeps,
): Promise<Given> {
  const own = (url: string) => isOwnHost(adapter, url);
  const setBy: { url: string; lines: string | undefined }[] = [];
  const ask = async (url: string, headers = {}): Promise<Snapshot> => {
    const cookie = cookieHeader(url, setBy, session);
    const sent = { ...headers, ...(cookie ? { cookie } : {}) };
    const came = await looker.politely(url, () => http.fetchWith(url, own, sent));
    setBy.push({ url: came.url, lines: came.headers['set-cookie'] });
    return came;
  };
  // The ad's own page comes first, as for a person: it gives the cookie, and says whether the ad is still there.
  const page = await ask(target.url);
  const ad = liveAd(adapter, page, target);
  if (ad.state === 'gone') return ad;
  const { url, headers, cookieFrom } = reveal.request(ad.listing);
  if (cookieFrom !== undefined) await ask(cookieFrom);
  const answer = await ask(url, headers);
  return { ...ad, page, answers: [answer], read: () => reveal.read(answer) };
}

function liveAd(
  adapter: PlatformAdapter,
  page: Snapshot,
  target: RevealTarget,
): { state: 'gone'; sign: string } | { state: 'asked'; listing: Listing } {
  const reading = readListing(adapter, openPage(page), target.adId);
  switch (reading.state) {
    case 'live':
      return { state: 'asked', listing: reading.listing };
    case 'removed':
      return { state: 'gone', sign: reading.sign };
    case 'unknown':
      throw new LookFailure(reading.kind, target.url, reading.why);
  }
}

/** The adapter's word, and where it has none, the walls that every platform builds alike. */
function judged(read: () => RevealAnswer, answers: readonly Snapshot[]): RevealAnswer {
  let answer: RevealAnswer;
  try {
    answer = read();
  } catch {
    // A parser's own words may quote what it read: a stranger's number.
    answer = { state: 'unknown', why: 'the answer cannot be read' };
  }
  if (answer.state !== 'unknown') return answer;
  return answers.map(wallOf).find((wall) => wall !== null) ?? answer;
}

function exchangeOf({ url, status, headers, body, fetchedAt }: Snapshot): RevealExchange {
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'set-cookie'));
  return { url, status, headers: kept, body, at: fetchedAt };
}
