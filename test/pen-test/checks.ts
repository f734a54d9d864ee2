import { INSIDE } from './inside.ts';
import { OUTSIDE } from './outside.ts';
import type { Heard, Target } from './target.ts';

export interface Check {
  readonly name: string;
  /** What of the attacker's it cannot be done without. */
  readonly needs?: 'sessions' | 'account';
  /** What was found wrong, one line each. */
  run(at: Target): Promise<string[]>;
}

/** `found` is null where the attacker lacks what the check needs: nothing was looked at. */
export interface Verdict {
  readonly name: string;
  readonly found: readonly string[] | null;
}

const LEAKS = [
  /\bat (?:async )?[\w.<>]* ?\(?(?:file:|node:|\/)[^\s)]*:\d+:\d+/,
  /node_modules|\.ts:\d+|[Ee]rror: |(?:select|insert|update) .* (?:from|into|set) /,
];

const wrongHeaders = ({ headers, status }: Heard): string[] => {
  const csp = headers['content-security-policy']?.toString() ?? '';
  const lacks = [
    ...(/^default-src 'none'/.test(csp) && csp.includes("frame-ancestors 'none'") && !/unsafe|\*/.test(csp)
      ? []
      : ['content-security-policy']),
    ...(headers['x-content-type-options'] === 'nosniff' ? [] : ['x-content-type-options']),
    ...(headers['x-frame-options'] === 'DENY' ? [] : ['x-frame-options']),
    ...(headers['referrer-policy'] === 'same-origin' ? [] : ['referrer-policy']),
    ...(/no-store|private/.test(headers['cache-control'] ?? '') ? [] : ['cache-control']),
    ...['server', 'x-powered-by', 'access-control-allow-origin']
      .filter((name) => name in headers)
      .map((name) => `not ${name}`),
  ];
  // Node itself refuses what is no HTTP at all, before any page of ours is asked.
  return status === 0 || (Object.keys(headers).length <= 2 && [400, 431].includes(status)) ? [] : lacks;
};

/** What holds of every answer that was heard in all the checks before. */
const OF_ALL: readonly Check[] = [
  {
    name: 'every answer carries the headers that keep foreign scripts and frames out',
    run: async (at) => about(at, wrongHeaders),
  },
  {
    name: 'every cookie is of this host alone, out of reach of scripts and foreign pages',
    run: async (at) =>
      about(at, ({ cookies }) =>
        cookies
          .filter(
            (one) =>
              !one.startsWith('__Host-') ||
              /domain=/i.test(one) ||
              !['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict'].every((part) => one.includes(part)),
          )
          .map((one) => one.split('=')[0] ?? ''),
      ),
  },
  {
    name: 'no answer is a crash, and none tells of the program’s insides',
    run: async (at) =>
      about(at, ({ status, text }) => [
        ...(status >= 500 ? [`status ${status}`] : []),
        ...LEAKS.flatMap((leak) => leak.exec(text)?.[0].slice(0, 60) ?? []),
      ]),
  },
];

function about({ heard }: Target, wrong: (one: Heard) => string[]): string[] {
  const found = heard
    .filter(({ headers }) => !headers['content-type']?.startsWith('text/css'))
    .flatMap((one) => wrong(one).map((what) => `${one.asked} (${one.status}): ${what}`));
  return [...new Set(found)];
}

/** Why what answers is no console; `null` when it is one. */
async function whyAbsent(at: Target): Promise<string[] | null> {
  const { status, text } = await at.ask({ path: '/sign-in' });
  return status === 200 && text.includes('name="password"') ? null : [`no console stands there: /sign-in is ${status}`];
}

/** Attacks a running console by every check, in order. */
export async function attackConsole(at: Target, tell: (verdict: Verdict) => void): Promise<void> {
  for (const { name, needs, run } of [...OUTSIDE, ...INSIDE, ...OF_ALL]) {
    const lacks =
      (needs === 'sessions' && Object.keys(at.sessions).length === 0) || (needs === 'account' && at.account === null);
    const absent = await whyAbsent(at);
    // A page that is not there refuses everything: nothing would be shown by that.
    tell({ name, found: lacks ? null : (absent ?? (await run(at))) });
  }
}
