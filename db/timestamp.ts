import { createHash, randomBytes, verify, X509Certificate } from 'node:crypto';
import { id_signedData, SignedData, type SignerInfo } from '@peculiar/asn1-cms';
import { AsnConvert, AsnParser, AsnSerializer, OctetString } from '@peculiar/asn1-schema';
import { MessageImprint, PKIStatus, TimeStampReq, TimeStampResp, TSTInfo } from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';

const SHA256 = '2.16.840.1.101.3.4.2.1';
const DIGESTS: Readonly<Record<string, string>> = {
  [SHA256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
/** Tag of a SET: signed attributes are signed under it, though they travel under [0]. */
const SET = 0x31;

/** A request for a time over a SHA-256 digest: 32 bytes and a random number are all that leaves. */
export function timestampQuery(sha256: Buffer): { readonly query: Buffer; readonly nonce: Buffer } {
  const nonce = randomBytes(8);
  // A DER integer: positive, and without a leading zero byte that it does not need.
  nonce[0] = (nonce[0]! & 0x7f) | 0x40;
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithm: SHA256, parameters: null }),
      hashedMessage: new OctetString(sha256),
    }),
    certReq: true,
    nonce: arrayBuffer(nonce),
  });
  return { query: Buffer.from(AsnConvert.serialize(request)), nonce };
}

/** What an authority's answer says, or why it proves nothing. */
export type TimestampReading =
  | {
      readonly state: 'valid';
      readonly time: Date;
      readonly signer: string;
      /** The signer's certificates lead to a root that was given; `false`: no root was given to lead to. */
      readonly trusted: boolean;
    }
  | { readonly state: 'invalid'; readonly why: string };

/**
 * Checks an RFC 3161 answer over a digest: what it stamps, the signature, that the certificate may stamp times, and the
 * way from it to one of the roots given. Takes no word of the answer for true before its signature stands.
 */
export function readTimestamp(
  response: Buffer,
  expected: { readonly sha256: Buffer; readonly nonce?: Buffer; readonly roots: readonly string[] },
): TimestampReading {
  try {
    return check(response, expected);
  } catch {
    return { state: 'invalid', why: 'it cannot be read as an RFC 3161 answer' };
  }
}

function check(
  response: Buffer,
  expected: { sha256: Buffer; nonce?: Buffer; roots: readonly string[] },
): TimestampReading {
  const invalid = (why: string): TimestampReading => ({ state: 'invalid', why });
  const answer = AsnParser.parse(response, TimeStampResp);
  const { status } = answer.status;
  if (status !== PKIStatus.granted && status !== PKIStatus.grantedWithMods)
    return invalid(`the authority refused (status ${status})`);
  const token = answer.timeStampToken;
  if (token?.contentType !== id_signedData) return invalid('it holds no token');
  const signed = AsnParser.parse(token.content, SignedData);
  const content = signed.encapContentInfo.eContent?.single?.buffer;
  const signer = signed.signerInfos[0];
  if (!content || !signer || signed.signerInfos.length !== 1) return invalid('it holds no token of one signer');
  const info = AsnParser.parse(content, TSTInfo);
  const imprint = info.messageImprint;
  if (imprint.hashAlgorithm.algorithm !== SHA256 || !Buffer.from(imprint.hashedMessage.buffer).equals(expected.sha256))
    return invalid('it stamps another digest than the manifest’s');
  if (expected.nonce && !(info.nonce && Buffer.from(info.nonce).equals(expected.nonce)))
    return invalid('it answers another request');
  const certificates = (signed.certificates ?? []).flatMap((one) =>
    one.certificate ? new X509Certificate(Buffer.from(AsnSerializer.serialize(one.certificate))) : [],
  );
  const own = certificates.find((one) => isOf(one, signer));
  if (!own) return invalid('the signer’s certificate is missing');
  if (!isSigned(signer, Buffer.from(content), own)) return invalid('its signature is not valid');
  if (!own.keyUsage?.includes(TIME_STAMPING)) return invalid('its signer may not stamp times');
  if (info.genTime < new Date(own.validFrom) || info.genTime > new Date(own.validTo))
    return invalid('its signer’s certificate was not in force at that time');
  const roots = expected.roots.flatMap(certificatesIn);
  if (roots.length > 0 && !leadsTo(own, certificates, roots, info.genTime))
    return invalid('its signer is not of the authority whose certificate is configured');
  return { state: 'valid', time: info.genTime, signer: subjectOf(own), trusted: roots.length > 0 };
}

function isOf(certificate: X509Certificate, { sid }: SignerInfo): boolean {
  const serial = sid.issuerAndSerialNumber?.serialNumber;
  return (
    serial !== undefined &&
    BigInt(`0x${certificate.serialNumber}`) === BigInt(`0x${Buffer.from(serial).toString('hex')}`)
  );
}

function isSigned(signer: SignerInfo, content: Buffer, certificate: X509Certificate): boolean {
  const digest = DIGESTS[signer.digestAlgorithm.algorithm];
  const attributes = signer.signedAttrs;
  if (!digest || !attributes) return false;
  const stated = attributes.find((one) => one.attrType === MESSAGE_DIGEST)?.attrValues[0];
  if (!stated) return false;
  const messageDigest = Buffer.from(AsnParser.parse(stated, OctetString).buffer);
  if (!createHash(digest).update(content).digest().equals(messageDigest)) return false;
  const parts = Buffer.concat(attributes.map((one) => Buffer.from(AsnSerializer.serialize(one))));
  return verify(digest, derOf(SET, parts), certificate.publicKey, Buffer.from(signer.signature.buffer));
}

/** A DER element: tag, length in its shortest form, content. */
function derOf(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function leadsTo(
  own: X509Certificate,
  between: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  at: Date,
): boolean {
  let current = own;
  for (let steps = 0; steps <= between.length; steps++) {
    const inForce = new Date(current.validFrom) <= at && at <= new Date(current.validTo);
    if (!inForce) return false;
    const issued = (one: X509Certificate) => current.checkIssued(one) && current.verify(one.publicKey);
    if (roots.some((root) => root.fingerprint256 === current.fingerprint256 || issued(root))) return true;
    const next = between.find((one) => one !== current && issued(one));
    if (!next) return false;
    current = next;
  }
  return false;
}

function certificatesIn(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}

function subjectOf(certificate: X509Certificate): string {
  return certificate.subject.replace(/\n/g, ', ');
}

function arrayBuffer(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
