import { z } from 'zod';
import { almatyDate } from '../../db/almaty-time.ts';
import type { Capture } from '../../db/captures.ts';
import { shortName } from '../../db/short-name.ts';
import type { Block, Cell, LetterDocument } from '../document.ts';
import type { EvidenceWording, Term } from './wording.ts';

const text = z.string().nullable();
const certificate = z.looseObject({ subject: z.string().optional(), sha256: z.string() });
/** What a provenance sheet needs of a manifest; an older one may have less. */
export const manifestRead = z.looseObject({
  address: z.string(),
  capturedAtUtc: z.string(),
  capturedAtAlmaty: z.string(),
  clockOffset: z.string(),
  collector: z.string(),
  tool: z.object({ name: z.string(), commit: z.string() }),
  signedBy: z.object({ keySha256: z.string() }),
  number: z.object({
    matches: z.array(
      z.object({ number: z.string(), how: z.string(), strength: z.string(), fields: z.array(z.string()) }),
    ),
    revealedAtUtc: text,
  }),
  ad: z.looseObject({ seller: z.looseObject({ id: text }), postedAt: text, refreshedAt: text }).nullable(),
  shown: z
    .looseObject({
      address: z.string(),
      status: z.number(),
      server: z.object({
        address: z.string(),
        tls: z.union([z.string(), z.looseObject({ chain: z.array(certificate) })]),
      }),
      browser: z.object({ name: z.string(), version: z.string() }),
    })
    .nullable(),
  steps: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: text })),
  struck: z.array(z.object({ what: z.string(), count: z.number() })),
  files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
});
export type ManifestRead = z.infer<typeof manifestRead>;

export interface ConfirmedTime {
  readonly authority: string;
  readonly time: string;
}

/** One sheet that tells where a capture comes from and what it is bound to. Pure; shows no number and no text of an ad. */
export function writeProvenance(
  capture: Capture,
  manifest: ManifestRead,
  times: readonly ConfirmedTime[],
  wording: EvidenceWording,
  options: { readonly workingCopy: boolean },
): LetterDocument {
  const title = wording.title(shortName('c', capture.id));
  const paragraph = (words: string): Block => ({
    kind: 'paragraph',
    line: [{ kind: 'text', text: words, small: true }],
  });
  return {
    language: wording.language,
    title,
    date: almatyDate(capture.capturedAt),
    blocks: [
      { kind: 'heading', text: title },
      paragraph(wording.about),
      ...(options.workingCopy ? [paragraph(wording.workingCopy)] : []),
      {
        kind: 'table',
        columns: [
          { label: wording.columns.what, width: 32 },
          { label: wording.columns.value, width: 68 },
        ],
        rows: rowsOf(capture, manifest, times, wording).map(([label, lines]): Cell[] => [
          [[{ kind: 'text', text: label, small: true }]],
          lines.map((line) => [{ kind: 'text', text: line, small: true }]),
        ]),
      },
      paragraph(wording.textNotProofRead),
    ],
    annexes: [],
  };
}

function rowsOf(
  capture: Capture,
  manifest: ManifestRead,
  times: readonly ConfirmedTime[],
  wording: EvidenceWording,
): [string, string[]][] {
  const { labels, notKnown, none } = wording;
  const { shown, ad, number } = manifest;
  const known = (value: string | null | undefined) => (value === 'not known' ? notKnown : (value ?? notKnown));
  const term = (code: string) => (code in wording.terms ? wording.terms[code as Term] : code);
  const failed = manifest.steps.filter((step) => !step.ok);
  const tls = shown?.server.tls;
  const certificates =
    typeof tls === 'object' ? tls.chain.map(({ subject, sha256 }) => `${subject ?? ''} ${sha256}`.trim()) : [];
  return [
    [labels.platform, [capture.platform]],
    [labels.ad, [capture.adId]],
    [labels.address, [manifest.address]],
    [labels.answered, [shown ? `${shown.address}; HTTP ${shown.status}` : notKnown]],
    [labels.takenUtc, [manifest.capturedAtUtc]],
    [labels.takenAlmaty, [manifest.capturedAtAlmaty]],
    [
      labels.time,
      times.length > 0
        ? times.map(({ authority, time }) => wording.confirmed(authority, time.slice(0, 19).replace('T', ' ')))
        : [wording.timeNotConfirmed],
    ],
    [labels.clock, [known(manifest.clockOffset)]],
    [labels.server, [known(shown?.server.address)]],
    [
      labels.certificate,
      certificates.length > 0 ? certificates : [typeof tls === 'string' ? wording.plainHttp : notKnown],
    ],
    [labels.collector, [manifest.collector]],
    [labels.tool, [`${manifest.tool.name}; ${known(manifest.tool.commit)}`]],
    [labels.browser, [shown ? `${shown.browser.name} ${shown.browser.version}` : notKnown]],
    [
      labels.number,
      number.matches.map(
        ({ number: name, how, strength, fields }) => `${name}: ${term(how)}, ${term(strength)} (${fields.join(', ')})`,
      ),
    ],
    [labels.revealed, [number.revealedAtUtc ?? none]],
    [labels.seller, [known(ad?.seller.id)]],
    [labels.dates, [`${known(ad?.postedAt)}; ${known(ad?.refreshedAt)}`]],
    [labels.files, [String(manifest.files.length)]],
    [labels.manifest, [capture.manifestSha256 ?? notKnown]],
    [labels.key, [manifest.signedBy.keySha256]],
    [labels.missing, failed.length > 0 ? failed.map(({ name, detail }) => `${name}: ${detail ?? ''}`) : [none]],
    [
      labels.struck,
      manifest.struck.length > 0 ? manifest.struck.map(({ what, count }) => `${term(what)}: ${count}`) : [none],
    ],
  ];
}
