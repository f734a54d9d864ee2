import { X509Certificate } from 'node:crypto';
import { almatyStamp } from '../../db/almaty-time.ts';
import type { EvidenceFile } from '../../db/evidence-files.ts';
import type { CapturePurpose, CaptureStep } from '../../db/schema/captures.ts';
import { sha256 } from '../../db/sha256.ts';
import { shortName } from '../../db/short-name.ts';
import type { Listing } from '../../scrapers/adapter.ts';
import type { Snapshot } from '../../scrapers/page.ts';
import type { ServerSeen, ShownPage } from '../../scrapers/shown-page.ts';
import type { Seen } from '../match.ts';
import type { Strike, Striker } from './strike.ts';

export const MANIFEST_FORMAT = 'qorgan-capture-2';
const NOT_KNOWN = 'not known';

/** Who and what takes evidence; stands in each manifest. */
export interface Collector {
  /** Name and version. */
  readonly tool: string;
  readonly commit: string | null;
  /** The person or the service account for which it runs. */
  readonly name: string;
  /** How far the machine's clock is from true time, as staff measured it; `null`: not known. */
  readonly clockOffset: string | null;
  /** Fingerprint of the key that signs. */
  readonly key: string;
}

export interface ManifestInput {
  readonly purpose: CapturePurpose;
  readonly platform: string;
  readonly adId: string;
  readonly url: string;
  readonly seenIn: Snapshot | null;
  readonly listing: Listing | null;
  readonly seen: readonly Seen[];
  readonly revealedAt: string | null;
  readonly shown: ShownPage | null;
  readonly steps: readonly CaptureStep[];
  readonly strikes: readonly Strike[];
  readonly files: readonly EvidenceFile[];
  readonly capturedAt: Date;
}

/** Everything that is told of a capture, by the Berkeley Protocol's list of items. Holds no number in full. */
export function manifestOf(input: ManifestInput, collector: Collector, striker: Striker): Buffer {
  const { shown, seenIn, listing } = input;
  const manifest = {
    format: MANIFEST_FORMAT,
    purpose: input.purpose,
    platform: input.platform,
    adId: input.adId,
    address: input.url,
    capturedAtUtc: input.capturedAt.toISOString(),
    capturedAtAlmaty: almatyStamp(input.capturedAt),
    clockOffset: collector.clockOffset ?? NOT_KNOWN,
    timeConfirmation:
      'RFC 3161 tokens over this file stand in timestamps/; without any the time is not confirmed by a third party',
    collector: collector.name,
    tool: { name: collector.tool, commit: collector.commit ?? NOT_KNOWN },
    signedBy: { algorithm: 'Ed25519', keySha256: collector.key },
    seen: seenIn && {
      address: striker.url(seenIn.url),
      status: seenIn.status,
      atUtc: seenIn.fetchedAt,
      engine: seenIn.engine,
    },
    number: {
      matches: input.seen.map(({ numberId, how, strength, whereSeen }) => ({
        number: shortName('n', numberId),
        how,
        strength,
        fields: [...new Set(whereSeen.map((place) => place.field))],
      })),
      revealedAtUtc: input.revealedAt,
    },
    ad: listing && {
      seller: { id: listing.seller.id, kind: listing.seller.kind, since: listing.seller.since },
      postedAt: listing.postedAt,
      refreshedAt: listing.refreshedAt,
      category: listing.category,
      price: listing.price,
      photos: listing.photos.length,
    },
    shown: shown && shownOf(shown, striker),
    steps: input.steps,
    struck: input.strikes,
    files: input.files.map((file) => ({ name: file.name, bytes: file.bytes.length, sha256: sha256(file.bytes) })),
  };
  return Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
}

function shownOf(shown: ShownPage, striker: Striker) {
  const { snapshot } = shown;
  const document = shown.exchanges.find((one) => one.kind === 'document');
  return {
    address: striker.url(snapshot.url),
    redirects: snapshot.redirects.map(striker.url),
    status: snapshot.status,
    headers: document ? striker.exchange({ ...document, body: null }).headers : [],
    atUtc: snapshot.fetchedAt,
    server: { address: shown.server.address ?? NOT_KNOWN, tls: tlsOf(shown.server.tls) },
    browser: { name: 'Chromium', version: shown.browserVersion, userAgent: shown.userAgent },
    viewport: shown.viewport,
    locale: shown.locale,
    timezone: shown.timezone,
    requests: shown.exchanges.length,
    restrictedTo: 'the platform’s own hosts: requests elsewhere were not made',
  };
}

function tlsOf(tls: ServerSeen['tls']) {
  if (tls === null) return 'none: plain HTTP';
  const { chain, ...told } = tls;
  return { ...told, chain: chain.map((der) => certificateOf(Buffer.from(der, 'base64'))) };
}

function certificateOf(der: Buffer) {
  try {
    const { subject, issuer, validFrom, validTo, fingerprint256 } = new X509Certificate(der);
    return { subject, issuer, validFrom, validTo, sha256: fingerprint256 };
  } catch {
    return { sha256: sha256(der) };
  }
}
