import { recordCapture } from '../../db/captures.ts';
import type { Db } from '../../db/database.ts';
import { personsOfAd } from '../../db/matches.ts';
import type { Snapshot } from '../../scrapers/page.ts';
import { type CaptureRequest, type CaptureResult, capture, type EvidenceSettings } from './capture.ts';

/**
 * The proof that an ad is gone: the platform's own page that says so, as it came and as a browser shows it; recorded,
 * and entered in the log. Throws EvidenceError when it cannot be written.
 */
export async function captureRemoval(
  db: Db,
  gone: {
    readonly platform: string;
    readonly adId: string;
    readonly url: string;
    readonly runId: number;
    /** The page on which the platform's sign was seen. */
    readonly page: Snapshot;
    readonly show: CaptureRequest['show'];
  },
  settings: EvidenceSettings,
): Promise<CaptureResult & { readonly id: number }> {
  const { platform, adId, url, runId, page, show } = gone;
  const taken = await capture(
    {
      purpose: 'removal',
      people: await personsOfAd(db, settings.vault, platform, adId),
      platform,
      adId,
      url,
      seenIn: page,
      seenInItself: true,
      record: null,
      listing: null,
      seen: [],
      reveal: null,
      pictures: [],
      show,
    },
    settings,
  );
  const row = { platform, adId, runId, ...taken };
  const { id } = await recordCapture(db, settings.vault, row, taken.capturedAt, settings.collector.name);
  return { ...taken, id };
}
