import { statfs } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright';
import { personsNotCoveredAbroad } from '../db/consents.ts';
import type { Db } from '../db/database.ts';
import { captureFoldersOnDisk } from '../db/evidence-files.ts';
import { shortName } from '../db/short-name.ts';
import { launchBrowser } from '../scrapers/browser.ts';
import { missingEngines } from './photos/engines.ts';

/** One thing that was looked at. `warn`: the work goes on, with less. `fail`: it does not. */
export interface Finding {
  readonly what: string;
  readonly state: 'good' | 'warn' | 'fail';
  /** For staff; no secret and no text of a page. */
  readonly detail: string;
}

const GIGABYTE = 1_000_000_000;
const LEAST_DISK = GIGABYTE;
/** A clock so far from the database server's makes deadlines and the time in evidence wrong. */
const MOST_CLOCK_DRIFT_MS = 60_000;
/** Before Qorgan was written: a machine whose clock was never set. */
const EARLIEST = Date.parse('2026-11-01T00:00:00Z');

/** Free space for evidence, letters and the database. */
export async function diskFinding(home: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(home);
  const free = bavail * bsize;
  const detail = `${(free / GIGABYTE).toFixed(1)} GB free for the data folder`;
  return { what: 'disk', state: free < LEAST_DISK ? 'warn' : 'good', detail };
}

/** Folders of evidence that a crash cut off: no evidence, and removed by the nightly upkeep when they are a day old. */
export async function unfinishedFinding(home: string): Promise<Finding> {
  const { cutOff } = await captureFoldersOnDisk(home);
  return cutOff.length === 0
    ? { what: 'evidence', state: 'good', detail: 'no capture was cut off' }
    : {
        what: 'evidence',
        state: 'warn',
        detail: `${cutOff.length} captures were cut off by a crash: "qorgan retention --apply" removes them after a day`,
      };
}

/** Where the data stand abroad, everyone's consent has to cover that. */
export async function abroadFinding(db: Db, storedAbroad: boolean): Promise<Finding> {
  const not = storedAbroad ? await personsNotCoveredAbroad(db) : [];
  return not.length === 0
    ? {
        what: 'consents',
        state: 'good',
        detail: storedAbroad ? 'all cover storing abroad' : 'data stay in the country',
      }
    : {
        what: 'consents',
        state: 'warn',
        detail: `do not cover storing abroad: ${not.map((id) => shortName('p', id)).join(', ')}`,
      };
}

/** Chromium starts, which it is, and whether it can draw Kazakh. `open` finds or installs it. */
export async function browserFindings(open: () => Promise<string>): Promise<Finding[]> {
  try {
    const path = await open();
    const browser = await launchBrowser(path);
    try {
      const draws = await drawsKazakh(browser);
      return [
        { what: 'browser', state: 'good', detail: `Chromium ${browser.version()} at ${path}` },
        draws
          ? { what: 'fonts', state: 'good', detail: 'Chromium draws Kazakh letters' }
          : {
              what: 'fonts',
              state: 'warn',
              detail: 'no font of this machine has Ә Ғ Қ Ң Ө Ұ Ү Һ І: pictures will lack them',
            },
      ];
    } finally {
      await browser.close();
    }
  } catch (error) {
    const known = error instanceof Error && error.name === 'BrowserMissing';
    return [{ what: 'browser', state: 'fail', detail: known ? error.message : 'Chromium is there but does not start' }];
  }
}

/** Draws each letter beside a sign that no font has: the same picture means that the letter is missing too. */
async function drawsKazakh(browser: Browser): Promise<boolean> {
  const tab = await browser.newPage();
  return tab.evaluate<boolean>(`(() => {
    const drawn = (letter) => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 48;
      const pen = canvas.getContext('2d');
      pen.font = '32px sans-serif';
      pen.fillText(letter, 4, 36);
      return canvas.toDataURL();
    };
    const missing = drawn('\\u{10FFFD}');
    return [...'ӘҒҚҢӨҰҮҺІ'].every((letter) => drawn(letter) !== missing);
  })()`);
}

/** The font of the letters, which comes as a package. */
export function letterFontFinding(): Finding {
  try {
    createRequire(import.meta.url).resolve('@expo-google-fonts/pt-serif/400Regular/PTSerif_400Regular.ttf');
    return { what: 'letter font', state: 'good', detail: 'PT Serif is installed' };
  } catch {
    return { what: 'letter font', state: 'fail', detail: 'PT Serif is missing: install the packages again (npm ci)' };
  }
}

/** Optional packages: without them pictures are told as could-not-look. */
export function enginesFinding(): Finding {
  const missing = missingEngines();
  if (missing.length === 0) return { what: 'pictures', state: 'good', detail: 'every engine is installed' };
  const names = missing.map((one) => `${one.package} (${one.for})`).join(', ');
  return { what: 'pictures', state: 'warn', detail: `not installed: ${names}` };
}

/** Compares our clock with the database's: on one machine they are the same, on a server they should be. */
export async function clockFinding(databaseNow: Date, now: Date): Promise<Finding> {
  const drift = Math.abs(databaseNow.getTime() - now.getTime());
  if (now.getTime() < EARLIEST) return { what: 'clock', state: 'fail', detail: 'this machine’s clock is not set' };
  return drift > MOST_CLOCK_DRIFT_MS
    ? { what: 'clock', state: 'warn', detail: `differs from the database’s by ${Math.round(drift / 1000)} s` }
    : { what: 'clock', state: 'good', detail: now.toISOString().slice(0, 19).replace('T', ' ').concat(' UTC') };
}
