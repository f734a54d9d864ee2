import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Secret, TOTP } from 'otpauth';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';

const require = createRequire(import.meta.url);
const PERIOD_S = 30;
const ISSUER = 'Qorgan';

const totpOf = (secret: string, login: string) =>
  new TOTP({ issuer: ISSUER, label: login, secret: Secret.fromBase32(secret), digits: 6, period: PERIOD_S });

/** 160 random bits in base32, as RFC 4226 asks. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/**
 * The time step whose code this is, or `null`. A step before and after are taken: phones' clocks go wrong. The caller
 * takes each step once only.
 */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totpOf(secret, '').validate({ token, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD_S) + delta;
}

/** The code of this moment, as a phone shows it. */
export function codeAt(secret: string, now: Date): string {
  return totpOf(secret, '').generate({ timestamp: now.getTime() });
}

let drawing: Promise<void> | undefined;

async function prepareDrawing(): Promise<void> {
  const wasm = await readFile(require.resolve('zxing-wasm/writer/zxing_writer.wasm'));
  // Left to itself zxing-wasm downloads its program from a CDN.
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
}

/** What a phone's program reads, as an address and as a QR code in SVG. */
export async function enrolmentOf(
  secret: string,
  login: string,
): Promise<{ readonly uri: string; readonly qr: string }> {
  const uri = totpOf(secret, login).toString();
  drawing ??= prepareDrawing();
  await drawing;
  const { svg } = await writeBarcode(uri, { format: 'QRCode', scale: 4 });
  return { uri, qr: svg };
}
