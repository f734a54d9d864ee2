import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { capturesOf } from '../../db/captures.ts';
import { namesInCapture, readCaptureFile } from '../../db/evidence-files.ts';
import { activeNumbers, addNumber } from '../../db/numbers.ts';
import { addPerson } from '../../db/people.ts';
import { identityOf } from '../../db/person-recipient.ts';
import { PhoneNumber } from '../../db/phone-number.ts';
import { startRun } from '../../db/runs.ts';
import type { SigningKey } from '../../db/signing-key.ts';
import { openVault, type Vault } from '../../db/vault.ts';
import type { CaptureResult, EvidenceSettings } from '../../pipeline/evidence/capture.ts';
import { captureRemoval } from '../../pipeline/evidence/capture-removal.ts';
import { type Examined, examine } from '../../pipeline/examine.ts';
import { finderOf } from '../../pipeline/match.ts';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { createBrowserFetcher, launchBrowser } from '../../scrapers/browser.ts';
import { resolveBrowser } from '../../scrapers/browser-path.ts';
import { platforms } from '../../scrapers/directory.ts';
import { createHttpFetcher } from '../../scrapers/fetch.ts';
import { openPage } from '../../scrapers/page.ts';
import { isOwnHost, readListing } from '../../scrapers/read.ts';
import type { RevealExchange } from '../../scrapers/reveal.ts';
import { freshDatabase, type KINDS, type TestDatabase } from './databases.ts';
import { type Front, startEchoingFront } from './echoing-front.ts';
import { inventedEvidence } from './evidence-settings.ts';
import { startKrisha } from './krisha.ts';
import { startOlx } from './olx.ts';
import { consentOf } from './people.ts';
import { PROTECTED, plantedAds } from './planted.ts';
import type { Standin } from './platform.ts';

export const AD_TEXT = 'Срочно продаю корову';

/** An installation that takes evidence of one planted ad on each imitation, on real parts. */
export interface EvidenceBench {
  readonly test: TestDatabase;
  readonly vault: Vault;
  readonly signer: SigningKey;
  readonly front: Readonly<Record<'krisha' | 'olx', Front>>;
  readonly personId: number;
  settings(over?: Partial<EvidenceSettings>): EvidenceSettings;
  /** Examines the planted ad of an imitation and takes its proof. */
  take(
    platform: 'krisha' | 'olx',
    over?: Partial<EvidenceSettings>,
    reveal?: RevealExchange | null,
  ): Promise<Examined & { readonly folder: string }>;
  /** The platform takes its planted ad down; the proof of that is taken. */
  takeRemoval(platform: 'krisha' | 'olx'): Promise<CaptureResult & { readonly id: number }>;
  /** A copy of a stored capture in the clear; its path. */
  inClear(folder: string): Promise<string>;
  close(): Promise<void>;
}

export async function openEvidenceBench(kind: (typeof KINDS)[number] = 'server'): Promise<EvidenceBench> {
  const test = await freshDatabase(kind);
  const vault = openVault(randomBytes(32));
  const now = new Date();
  const consent = consentOf(new Date(now.getTime() + 90 * 24 * 3_600_000));
  const person = { name: 'Айша Сынақова', language: 'kk' as const, consent };
  const { id: personId } = await addPerson(test.db, vault, person, now);
  const control = { how: 'code read back', verifiedBy: 'Test Staff', verifiedAt: now };
  await addNumber(test.db, vault, { personId, number: PhoneNumber.parse(PROTECTED), control }, now);
  const finder = finderOf(await activeNumbers(test.db, vault, now));
  const standins: Standin[] = [];
  const start = async (starter: typeof startOlx, firstN: number) => {
    const standin = await starter(plantedAds(firstN, ['prodazha-doma', 'hobby'], now).visible);
    standins.push(standin);
    return startEchoingFront(standin.origin);
  };
  const front = { olx: await start(startOlx, 388_900_000), krisha: await start(startKrisha, 1_009_900_000) };
  const path = await resolveBrowser({
    given: process.env.QORGAN_BROWSER,
    path: process.env.PATH,
    note: () => undefined,
  });
  const browser = await launchBrowser(path);
  const clock = () => new Date();
  const about = { userAgent: 'Qorgan/test (mailto:robot@oydan.example)', clock };
  const tabs = createBrowserFetcher({ ...about, browser: async () => browser });
  const http = createHttpFetcher(about);
  const usual = await inventedEvidence(test.home, vault, clock);
  const { signer } = usual;
  const settings = (over: Partial<EvidenceSettings> = {}): EvidenceSettings => ({ ...usual, ...over });
  return {
    test,
    vault,
    signer,
    front,
    personId,
    settings,
    async take(platform, over = {}, reveal = null) {
      const adapter = adapterOf(platform, front[platform].origin);
      const adId = platform === 'olx' ? '388900000' : '1009900000';
      const own = (url: string) => isOwnHost(adapter, url);
      const url = adapter.listingUrl(adId) ?? '';
      const page = openPage(await http.fetchPage(url, own));
      const reading = readListing(adapter, page, adId);
      if (reading.state !== 'live') throw new Error(`the planted ad is ${reading.state}`);
      const run = await startRun(test.db, { kind: 'check', platform }, clock());
      const deps = {
        adapter,
        db: test.db,
        vault,
        clock,
        finder,
        evidence: settings(over),
        show: (address: string, wanted: Parameters<typeof tabs.show>[2]) => tabs.show(address, own, wanted),
        onMatch: () => undefined,
      };
      const examined = await examine(reading.listing, page, run.id, deps, { reveal });
      const folder = (await capturesOf(test.db, vault, platform, adId)).at(-1)?.folder ?? '';
      return { ...examined, folder };
    },
    async inClear(folder) {
      const copy = mkdtempSync(join(test.home, 'clear-'));
      for (const name of (await namesInCapture(test.home, folder)) ?? []) {
        mkdirSync(dirname(join(copy, name)), { recursive: true });
        const bytes = await readCaptureFile(test.home, folder, name, [identityOf(vault)]);
        writeFileSync(join(copy, name), bytes ?? '');
      }
      return copy;
    },
    async takeRemoval(platform) {
      const adapter = adapterOf(platform, front[platform].origin);
      const adId = platform === 'olx' ? '388900000' : '1009900000';
      for (const standin of standins) standin.remove(Number(adId));
      const own = (url: string) => isOwnHost(adapter, url);
      const url = adapter.listingUrl(adId) ?? '';
      const page = await http.fetchPage(url, own);
      const { id: runId } = await startRun(test.db, { kind: 'recheck', platform }, clock());
      const show = (address: string, wanted: Parameters<typeof tabs.show>[2]) => tabs.show(address, own, wanted);
      return captureRemoval(test.db, { platform, adId, url, runId, page, show }, settings());
    },
    async close() {
      await browser.close();
      await http.close();
      await Promise.all([...Object.values(front), ...standins].map((one) => one.close()));
      await test.close();
    },
  };
}

function adapterOf(id: string, origin: string): PlatformAdapter {
  const found = platforms(new Map([[id, origin]])).find((one) => one.id === id);
  if (!found) throw new Error(`no platform ${id}`);
  return found;
}
