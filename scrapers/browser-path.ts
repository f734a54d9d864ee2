import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** No Chromium could be found or installed. One line that says what to do. */
export class BrowserMissing extends Error {
  override readonly name = 'BrowserMissing';
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'chrome.exe'];
const USUAL_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];
const INSTALL_MS = 8 * 60_000;

/**
 * The path of a Chromium: the one given, Playwright's own, the system's, or one installed now (Playwright's download,
 * or Debian's package as root). Throws BrowserMissing with one line.
 */
export async function resolveBrowser(options: {
  readonly given: string | undefined;
  readonly path: string | undefined;
  readonly note: (line: string) => void;
}): Promise<string> {
  if (options.given !== undefined) {
    if (isExecutable(options.given)) return options.given;
    throw new BrowserMissing('QORGAN_BROWSER names no program that can be run');
  }
  const found = await present(options.path);
  if (found) return found;
  options.note('no Chromium on this machine yet: installing one');
  const run = promisify(execFile);
  await run(process.execPath, [join(import.meta.dirname, '../node_modules/playwright/cli.js'), 'install', 'chromium'], {
    timeout: 60_000,
  }).catch(() => undefined);
  const downloaded = await present(options.path);
  if (downloaded) return downloaded;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    // The lock timeout lets a second process that resolves at the same moment wait for the first one's apt.
    const wait = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
    const quiet = { timeout: INSTALL_MS, maxBuffer: 50_000_000 };
    await run('apt-get', [...wait, 'update', '-qq'], quiet).catch(() => undefined);
    const assume = ['DEBIAN_FRONTEND=noninteractive', 'apt-get', ...wait, 'install', '-y', '-qq', 'chromium'];
    await run('/usr/bin/env', assume, quiet).catch(() => undefined);
    const installed = await present(options.path);
    if (installed) return installed;
  }
  throw new BrowserMissing(
    'no Chromium found: install one ("npx playwright install chromium" or your system’s package) or set QORGAN_BROWSER',
  );
}

async function present(path: string | undefined): Promise<string | undefined> {
  // Loaded only now: it takes a second, and a command that is told its browser need not wait for it.
  const { chromium } = await import('playwright');
  const onPath = (path ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [chromium.executablePath(), ...onPath, ...USUAL_PLACES].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
