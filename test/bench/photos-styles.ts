import sharp from 'sharp';
import { FONTS } from '../pipeline/photos/fonts.ts';
import {
  around,
  asText,
  between,
  draw,
  inWords,
  lettering,
  pick,
  qrCode,
  type Random,
  type Scene,
  screenshot,
  spelled,
} from '../pipeline/photos/pictures.ts';

const COLOURS = [
  ['#ffd400', '#c1121f'],
  ['#0b3d91', '#ffd54f'],
  ['#1b5e20', '#e8f5e9'],
  ['#4a148c', '#ff80ab'],
  ['#212121', '#00e676'],
  ['#f8bbd0', '#880e4f'],
] as const;
const photo = (random: Random, width = 1000, height = 750): Scene => ({
  width,
  height,
  background: 'photo',
  colours: pick(random, [
    ['#7aa0c4', '#c9b18b'],
    ['#55613f', '#9fb3a0'],
    ['#8a7a6a', '#d8d2c4'],
  ] as const),
  seed: Math.floor(random() * 10_000),
});
const card = (random: Random, colour = '#ffffff'): Scene => ({
  width: Math.round(between(random, 600, 1300)),
  height: Math.round(between(random, 400, 900)),
  background: 'plain',
  colours: [colour, colour],
});
const ad = (random: Random, national: string): string[] => [around(random), spelled(random, national), around(random)];
const face = (random: Random) => pick(random, FONTS.slice(0, 3));
const grey = (value: number): string => `rgb(${value},${value},${value})`;
/** A size that keeps the longest row inside the picture. */
const within = (scene: Scene, rows: readonly string[], size: number): number =>
  Math.min(size, (scene.width * 0.92) / (Math.max(...rows.map((row) => row.length)) * 0.62));

type Style = (random: Random, national: string) => Promise<Buffer>;

function turned(low: number, high: number, backgroundPhoto: boolean): Style {
  return (random, national) => {
    const scene = backgroundPhoto ? photo(random, 1000, 1000) : { ...card(random), width: 1000, height: 1000 };
    const rows = ad(random, national);
    const angle = between(random, low, high) * (random() < 0.5 && high < 90 ? -1 : 1);
    const ink = backgroundPhoto ? { colour: '#fff', outline: '#000', bold: true } : {};
    return asText(scene, { rows, font: face(random), size: within(scene, rows, 44), angle, ...ink });
  };
}
function printed(size: readonly [number, number], font?: (typeof FONTS)[number]): Style {
  return (random, national) => {
    const scene = card(random);
    const rows = ad(random, national);
    const bold = random() < 0.4;
    return asText(scene, {
      rows,
      font: font ?? face(random),
      bold,
      size: within(scene, rows, between(random, ...size)),
    });
  };
}
function watermark(opacity: number): Style {
  return (random, national) => {
    const scene = photo(random);
    const rows = [spelled(random, national)];
    const angle = between(random, -30, 0);
    return asText(scene, { rows, colour: '#fff', opacity, bold: true, angle, size: within(scene, rows, 64) });
  };
}

/** Twenty ways of putting a number into a picture; ten pictures of each make the 200. */
export const STYLES: Readonly<Record<string, Style>> = {
  'printed, 24–44 px': printed([24, 44]),
  'printed, 11–16 px': printed([11, 16]),
  'printed, 60–90 px': printed([60, 90]),
  'handwriting font': printed([36, 60], 'Caveat'),
  'condensed font': printed([30, 60], 'Oswald'),
  'colour on colour': (random, national) => {
    const [paper, ink] = pick(random, COLOURS);
    const scene = card(random, paper);
    const rows = ad(random, national);
    return asText(scene, { rows, colour: ink, font: face(random), bold: true, size: within(scene, rows, 46) });
  },
  'low contrast (10–20 %)': (random, national) => {
    const paper = Math.round(between(random, 60, 220));
    const ink = paper + Math.round(between(random, 26, 50)) * (paper > 140 ? -1 : 1);
    const scene = card(random, grey(paper));
    const rows = ad(random, national);
    return asText(scene, { rows, colour: grey(ink), font: face(random), size: within(scene, rows, 44) });
  },
  'on a gradient': (random, national) => {
    const scene: Scene = { ...card(random), background: 'gradient', colours: pick(random, COLOURS) };
    const rows = ad(random, national);
    return asText(scene, { rows, colour: '#fff', outline: '#222', font: face(random), size: within(scene, rows, 48) });
  },
  'on a photo, outlined': (random, national) => {
    const scene = photo(random);
    const rows = ad(random, national);
    const ink = { colour: '#ffeb3b', outline: '#000', bold: true };
    return asText(scene, { rows, ...ink, font: face(random), size: within(scene, rows, between(random, 28, 56)) });
  },
  'corner of a large photo (2,400 px)': (random, national) => {
    const scene = photo(random, 2400, 1800);
    const row = spelled(random, national);
    const text = `<g font-family="Noto Sans" font-weight="700" font-size="52" fill="#fff" stroke="#000" stroke-width="3" paint-order="stroke"><text x="${between(random, 60, 1500)}" y="${between(random, 100, 1700)}">${row}</text></g>`;
    return draw(scene, text);
  },
  'watermark, 60 %': watermark(0.6),
  'watermark, 35 %': watermark(0.35),
  'tilted 5–20°': turned(5, 20, false),
  'tilted 25–45°, on a photo': turned(25, 45, true),
  'turned 90° or 270°': (random, national) =>
    (random() < 0.5 ? turned(90, 90, false) : turned(270, 270, false))(random, national),
  'upside down': turned(176, 184, false),
  'messenger screenshot': (random, national) =>
    screenshot(random, [around(random), around(random), spelled(random, national), around(random), around(random)]),
  'noise, blur, JPEG q 15': async (random, national) => {
    const png = await asText(photo(random), {
      rows: ad(random, national),
      bold: true,
      colour: '#fff',
      outline: '#111',
    });
    return sharp(png).blur(1.1).jpeg({ quality: 15 }).toBuffer();
  },
  'number words': (random, national) => {
    const scene = card(random);
    const rows = [around(random), ...inWords(random() < 0.5 ? 'ru' : 'kk', `8${national}`)];
    return asText(scene, { rows, font: pick(random, FONTS.slice(0, 2)), size: within(scene, rows, 44) });
  },
  'QR code': async (random, national) => {
    const scene = photo(random);
    const link = pick(random, [`https://wa.me/7${national}`, `tel:+7${national}`, `TEL:8${national}`]);
    const side = between(random, 110, 320);
    const code = await qrCode(link, { x: between(random, 20, 600), y: between(random, 20, 400), side });
    const label = lettering(scene, { rows: [around(random)], colour: '#fff', outline: '#000', size: 30 });
    return draw(scene, label, `<g transform="rotate(${between(random, -20, 20)} 500 375)">${code}</g>`);
  },
};

/** As sites hand pictures out: each in one of the five formats. */
export function encoded(png: Buffer, turn: number): Promise<Buffer> {
  const image = sharp(png);
  switch (turn % 5) {
    case 0:
      return image.jpeg({ quality: 80 }).toBuffer();
    case 1:
      return image.webp({ quality: 75 }).toBuffer();
    case 2:
      return Promise.resolve(png);
    case 3:
      return image.avif({ quality: 55, effort: 1 }).toBuffer();
    default:
      return image.jpeg({ quality: 60 }).toBuffer();
  }
}
