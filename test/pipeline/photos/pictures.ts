import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import { FONTS, type Font } from './fonts.ts';

/** A repeatable stream of numbers in 0–1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
export type Random = () => number;
export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
export const between = (random: Random, low: number, high: number): number => low + random() * (high - low);

/** The spellings people print: ten national digits in, one of them out. */
export function spelled(random: Random, national: string): string {
  const [a, b, c, d] = [national.slice(0, 3), national.slice(3, 6), national.slice(6, 8), national.slice(8)];
  return pick(random, [
    `+7 ${a} ${b} ${c} ${d}`,
    `+7 (${a}) ${b}-${c}-${d}`,
    `8 ${a} ${b} ${c} ${d}`,
    `8-${a}-${b}-${c}-${d}`,
    `8(${a})${b}${c}${d}`,
    `8${national}`,
    `+7${national}`,
    `${a} ${b} ${c}${d}`,
  ]);
}

const UNITS = {
  ru: ['ноль', 'один', 'два', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять'],
  kk: ['нөл', 'бір', 'екі', 'үш', 'төрт', 'бес', 'алты', 'жеті', 'сегіз', 'тоғыз'],
} as const;
export const inWords = (language: 'ru' | 'kk', digits: string): string[] => {
  const words = [...digits].map((digit) => UNITS[language][Number(digit)]!);
  const rows: string[] = [];
  for (let i = 0; i < words.length; i += 4) rows.push(words.slice(i, i + 4).join(' '));
  return rows;
};

const AROUND = [
  'Пәтер жалға беріледі',
  'Сиыр сатылады, арзан',
  'Қызметтер, күні-түні',
  'Продам корову, торг уместен',
  'Сдам квартиру посуточно',
  'Звоните в любое время',
  'Хабарласыңыз, өзім жауап беремін',
  'Срочно! Уезжаю, отдам дёшево',
  'Үй иесінен, делдалсыз',
  'Грузоперевозки Алматы — Астана',
] as const;
export const around = (random: Random): string => pick(random, AROUND);

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export interface Lettering {
  readonly rows: readonly string[];
  readonly font?: Font;
  readonly size?: number;
  readonly colour?: string;
  readonly opacity?: number;
  readonly outline?: string;
  readonly bold?: boolean;
  /** Degrees clockwise, about the middle. */
  readonly angle?: number;
  readonly skew?: number;
}
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly background: 'plain' | 'gradient' | 'photo';
  readonly colours?: readonly [string, string];
  readonly seed?: number;
}

/** A picture's backdrop; `photo` is cloud-like texture with hard-edged shapes, busy as a street or a room is. */
function backdrop(scene: Scene): string {
  const [from, to] = scene.colours ?? ['#ffffff', '#ffffff'];
  const { width: w, height: h } = scene;
  if (scene.background === 'plain') return `<rect width="${w}" height="${h}" fill="${from}"/>`;
  const gradient = `<linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`;
  if (scene.background === 'gradient')
    return `<defs>${gradient}</defs><rect width="${w}" height="${h}" fill="url(#g)"/>`;
  const random = seeded(scene.seed ?? 1);
  const shapes = Array.from({ length: 14 }, () => {
    const [x, y] = [random() * w, random() * h];
    const [sw, sh] = [between(random, 0.05, 0.3) * w, between(random, 0.05, 0.4) * h];
    const fill = `hsl(${Math.floor(random() * 360)},${Math.floor(between(random, 10, 45))}%,${Math.floor(between(random, 20, 75))}%)`;
    return `<rect x="${x}" y="${y}" width="${sw}" height="${sh}" fill="${fill}" opacity="0.75"/>`;
  }).join('');
  return `<defs>${gradient}<filter id="t"><feTurbulence type="fractalNoise" baseFrequency="0.02 0.03" numOctaves="4" seed="${scene.seed ?? 1}"/><feColorMatrix values="0.7 0 0 0 0.1  0 0.7 0 0 0.1  0 0 0.7 0 0.1  0 0 0 0 0.55"/></filter></defs><rect width="${w}" height="${h}" fill="url(#g)"/>${shapes}<rect width="${w}" height="${h}" filter="url(#t)"/>`;
}

export function lettering(scene: Scene, text: Lettering): string {
  const size = text.size ?? 40;
  const step = size * 1.5;
  const top = scene.height / 2 - ((text.rows.length - 1) * step) / 2;
  const rows = text.rows
    .map(
      (row, i) =>
        `<text x="${scene.width / 2}" y="${top + i * step}" text-anchor="middle" dominant-baseline="middle">${escaped(row)}</text>`,
    )
    .join('');
  const stroke = text.outline
    ? `stroke="${text.outline}" stroke-width="${Math.max(1, size / 14)}" paint-order="stroke"`
    : '';
  const turn = `rotate(${text.angle ?? 0} ${scene.width / 2} ${scene.height / 2}) skewX(${text.skew ?? 0})`;
  return `<g font-family="${text.font ?? FONTS[0]}" font-size="${size}" font-weight="${text.bold ? 700 : 400}" fill="${text.colour ?? '#111'}" opacity="${text.opacity ?? 1}" ${stroke} transform="${turn}">${rows}</g>`;
}

/** Draws a scene with what stands on it, as PNG bytes. */
export function draw(scene: Scene, ...parts: readonly string[]): Promise<Buffer> {
  const body = `${backdrop(scene)}${parts.join('')}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${scene.width}" height="${scene.height}">${body}</svg>`;
  return sharp(Buffer.from(svg)).flatten({ background: '#fff' }).png({ compressionLevel: 3 }).toBuffer();
}

export const asText = (scene: Scene, text: Lettering): Promise<Buffer> => draw(scene, lettering(scene, text));

/** A messenger screenshot: bars, bubbles to the left and right, small text. */
export function screenshot(random: Random, rows: readonly string[]): Promise<Buffer> {
  const scene: Scene = { width: 1080, height: 2100, background: 'plain', colours: ['#e6ddd4', '#e6ddd4'] };
  let y = 260;
  const bubbles = rows.map((row, i) => {
    const mine = i % 2 === 1;
    const width = Math.min(900, 80 + row.length * 21);
    const x = mine ? 1040 - width : 40;
    const bubble = `<rect x="${x}" y="${y}" rx="20" width="${width}" height="110" fill="${mine ? '#d9fdd3' : '#fff'}"/><text x="${x + 30}" y="${y + 65}" font-size="38" fill="#111">${escaped(row)}</text><text x="${x + width - 80}" y="${y + 98}" font-size="22" fill="#777">1${Math.floor(random() * 9)}:${Math.floor(between(random, 10, 59))}</text>`;
    y += 150;
    return bubble;
  });
  const bar = `<rect width="1080" height="190" fill="#075e54"/><text x="170" y="120" font-size="44" fill="#fff">Айгүл көрші</text>`;
  return draw(scene, `<g font-family="Noto Sans">${bar}${bubbles.join('')}</g>`);
}

const require = createRequire(import.meta.url);
let writer: Promise<unknown> | null = null;

/** A QR code as SVG, `side` pixels wide, to stand at (x, y) of a scene. */
export async function qrCode(text: string, at: { x: number; y: number; side: number }): Promise<string> {
  writer ??= readFile(require.resolve('zxing-wasm/writer/zxing_writer.wasm')).then((file) =>
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(file).buffer }, fireImmediately: true }),
  );
  await writer;
  const { svg } = await writeBarcode(text, { format: 'QRCode', addQuietZones: true });
  const data = Buffer.from(svg).toString('base64');
  return `<rect x="${at.x}" y="${at.y}" width="${at.side}" height="${at.side}" fill="#fff"/><image x="${at.x}" y="${at.y}" width="${at.side}" height="${at.side}" href="data:image/svg+xml;base64,${data}"/>`;
}

/** A PNG of one colour whose header states `side` × `side`: kilobytes that unpack to gigabytes. */
export function bombPng(side: number): Buffer {
  const crcTable = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const crc = (bytes: Buffer): number => {
    let c = 0xffffffff;
    for (const byte of bytes) c = crcTable[(c ^ byte) & 0xff]! ^ (c >>> 8);
    return (c ^ 0xffffffff) >>> 0;
  };
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc(body), body.length + 4);
    return out;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8); // one bit a pixel, grey
  const rows = deflateSync(Buffer.alloc((side / 8 + 1) * side), { level: 9 });
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}
