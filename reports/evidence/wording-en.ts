import type { EvidenceWording } from './wording.ts';

export const EVIDENCE_EN: EvidenceWording = {
  language: 'en',
  title: (capture) => `Provenance of capture ${capture}`,
  about:
    'A program opened the public page of the listing once, as a visitor sees it, and kept what came: the picture, the print, the photos, the page and the answers of the server. It obeyed robots.txt, passed no barrier and sent nothing to the seller. The checksums prove that the files have not changed since; they do not prove who placed the listing.',
  workingCopy:
    'Working copy: what belongs to other people has been covered. The original is kept sealed; its checksum is given below.',
  labels: {
    platform: 'Platform',
    ad: 'Listing',
    address: 'Address asked for',
    answered: 'Address that answered; status',
    takenUtc: 'Taken (UTC)',
    takenAlmaty: 'Taken (Almaty, UTC+5)',
    time: 'Time confirmed by',
    clock: 'Clock offset',
    server: 'Server address',
    certificate: 'TLS certificate',
    collector: 'Taken by',
    tool: 'Program; commit',
    browser: 'Browser',
    number: 'How the number was recognised',
    revealed: 'Number shown after the button (UTC)',
    seller: 'Seller’s number on the platform',
    dates: 'Posted; renewed, as shown',
    files: 'Files',
    manifest: 'SHA-256 of the manifest',
    key: 'SHA-256 of the signing key (Ed25519)',
    missing: 'Could not be taken',
    struck: 'Struck before storing',
  },
  columns: { what: 'What', value: 'As recorded' },
  terms: {
    field: 'contact field',
    link: 'link',
    plain: 'plain text',
    disguised: 'disguised text',
    picture: 'picture',
    split: 'parted over several places',
    strong: 'certain',
    weak: 'uncertain',
    cookie: 'cookies',
    token: 'tokens',
    'own address': 'the visitor’s own address',
    'sign-in data': 'sign-in data',
  },
  timeNotConfirmed: 'time not confirmed by a third party',
  confirmed: (authority, utc) => `${authority}: ${utc} UTC`,
  notKnown: 'not known',
  none: 'nothing',
  plainHttp: 'none: the connection was not encrypted',
  howToFile: 'VERIFY.en.txt',
  textNotProofRead: 'This text has not yet been proof-read by a Kazakh lawyer in this language.',
  howTo: ({ sums, signatures, times, fingerprint }) => `HOW TO CHECK THIS BUNDLE

None of these commands needs our software. Run them in the unpacked folder.

1. No file has changed: every line must end with "OK".

${sums}

2. The lists are signed by this installation: "Signature Verified Successfully".

${signatures.join('\n')}

   SHA-256 of the key: ${fingerprint}
   Compare it with what the organisation tells you by another way: who changes a
   file can also put another key here.

3. The time: "Verification: OK".

${times.length > 0 ? times.join('\n') : '   time not confirmed by a third party'}

4. The page as it was: open capture.wacz in ReplayWeb.page; it works without a
   network.

5. Everything at once, with our software: qorgan evidence verify FOLDER

log/extract.jsonl tells what was done with these captures, line by line. Each
line holds the hash of the one before; of entries about other cases only the
digest is given.

These files hold personal data of several people. Do not publish them.
`,
};
