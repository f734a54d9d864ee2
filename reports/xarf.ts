import { sha256 } from '../db/sha256.ts';
import type { LetterContent } from './letter-content.ts';

/**
 * The ads of a letter as XARF 4 reports, one each, for a platform that reads them; the letter itself comes first. No
 * Kazakh platform is known to. Carries no number and no name: the reference leads to the letter. Category and type follow
 * samples of the 4.2 format, not its text, and are to be compared before first use.
 */
export function xarfReports(content: LetterContent, reference: string, at: Date) {
  const { organisation } = content;
  const party = {
    org: organisation.name.en,
    contact: organisation.email,
    domain: organisation.email.split('@')[1] ?? '',
  };
  return content.ads.map((ad) => ({
    xarf_version: '4.2.0',
    report_id: reportId(reference, ad.adId),
    timestamp: at.toISOString(),
    reporter: party,
    sender: party,
    source_identifier: new URL(ad.url).hostname,
    category: 'content',
    type: 'exposed_data',
    url: ad.url,
    first_seen: ad.firstSeenAt.toISOString(),
    last_seen: ad.lastSeenAt.toISOString(),
    evidence:
      ad.capture === null
        ? []
        : [
            {
              content_type: 'application/json',
              description: 'manifest of the capture, kept by the reporter',
              hash: `sha256:${ad.capture.manifestSha256}`,
            },
          ],
    tags: [`reference:${reference}`, `listing:${ad.adId}`],
  }));
}

/** A UUID that is the same whenever the same ad of the same letter is reported. */
function reportId(reference: string, adId: string): string {
  const hex = sha256(`${reference} ${adId}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
