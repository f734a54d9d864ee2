import type { EvidenceWording } from './wording.ts';

/** The text that tells how to check a bundle, with every command for every capture in it as it is typed. */
export function howTo(wording: EvidenceWording, files: ReadonlyMap<string, Buffer>, fingerprint: string): Buffer {
  const folders = [...files.keys()].flatMap((name) => /^(captures\/c\d+)\/manifest\.json$/.exec(name)?.[1] ?? []);
  const signed = (file: string, signature: string) =>
    `   openssl pkeyutl -verify -pubin -inkey installation.pem -rawin -in ${file} -sigfile ${signature}`;
  const times = folders.flatMap((folder) =>
    [...files.keys()]
      .filter((name) => name.startsWith(`${folder}/timestamps/`))
      .map((name) => {
        const authority = name.slice(`${folder}/timestamps/`.length, -'.tsr'.length);
        const root = files.has(`authorities/${authority}.pem`) ? `authorities/${authority}.pem` : 'ROOT.pem';
        return `   openssl ts -verify -data ${folder}/manifest.json -in ${name} -CAfile ${root}`;
      }),
  );
  const text = wording.howTo({
    sums: '   sha256sum -c SHA256SUMS',
    signatures: [
      signed('SHA256SUMS', 'SHA256SUMS.sig'),
      ...folders.map((folder) => signed(`${folder}/manifest.json`, `${folder}/manifest.sig`)),
    ],
    times,
    fingerprint,
  });
  return Buffer.from(text);
}
