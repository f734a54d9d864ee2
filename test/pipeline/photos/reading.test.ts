import './fonts.ts';
import sharp from 'sharp';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { compileNumbers } from '../../../pipeline/phones/find.ts';
import { createPhotoReader } from '../../../pipeline/photos/reader.ts';
import { couldNotLook, photoFields } from '../../../pipeline/photos/reading.ts';
import { asText, draw, inWords, lettering, qrCode, type Scene, screenshot, seeded } from './pictures.ts';

// Starting a reading process and OCR take seconds each, and many times that on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const NATIONAL = '7091234567';
const SPELLED = '+7 709 123-45-67';
const reader = createPhotoReader({ workers: 1 });
afterAll(() => reader.close());
const finder = compileNumbers([
  { id: 'ours', e164: `+7${NATIONAL}` },
  { id: 'other', e164: '+77097654321' },
]);

async function sightingsIn(picture: Buffer): Promise<string[]> {
  const reading = await reader.read(picture);
  expect(reading.state).toBe('read');
  expect(reading.fingerprint?.dHash).toMatch(/^[0-9a-f]{16}$/);
  return finder.find(photoFields(reading, 'photo 1')).sightings.map((s) => `${s.numberId} ${s.how}`);
}
const scene: Scene = { width: 900, height: 600, background: 'plain' };
const photo: Scene = { width: 1000, height: 750, background: 'photo', colours: ['#7aa0c4', '#c9b18b'], seed: 7 };
const rows = ['Сиыр сатылады', SPELLED, 'Хабарласыңыз'];

describe('a number that a person can read in a picture is found', () => {
  test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('in a %s', async (format) => {
    const picture = await sharp(await asText(scene, { rows }))
      .toFormat(format)
      .toBuffer();
    expect(await sightingsIn(picture)).toEqual(['ours picture']);
  });

  test.each([
    ['small (13 px)', { rows, size: 13 }],
    ['white on a photo, outlined', { rows, colour: '#fff', outline: '#000', bold: true }],
    ['tilted by 20 degrees', { rows, angle: 20 }],
    ['upside down', { rows, angle: 180 }],
    ['turned by 270 degrees', { rows: [SPELLED], angle: 270 }],
    ['in a handwriting font', { rows, font: 'Caveat' }],
    ['of low contrast', { rows, colour: '#c8c8c8' }],
    ['coloured', { rows, colour: '#c1121f', bold: true }],
  ] as const)('%s', async (what, text) => {
    const on = what.includes('photo') ? photo : { ...scene, width: 800, height: 800 };
    expect(await sightingsIn(await asText(on, text))).toEqual(['ours picture']);
  });

  test('as a half-transparent watermark over a photo', async () => {
    const text = { rows: [SPELLED], colour: '#fff', opacity: 0.6, bold: true, size: 60, angle: -15 };
    expect(await sightingsIn(await asText(photo, text))).toEqual(['ours picture']);
  });

  test('in a messenger screenshot', async () => {
    const picture = await screenshot(seeded(3), ['Сәлем', 'Жазыңыз', SPELLED, 'Рахмет']);
    expect(await sightingsIn(picture)).toEqual(['ours picture']);
  });

  test('sideways by its EXIF orientation, as phones store it', async () => {
    const picture = await sharp(await asText(scene, { rows }))
      .rotate(90)
      .withMetadata({ orientation: 8 })
      .jpeg()
      .toBuffer();
    expect(await sightingsIn(picture)).toEqual(['ours picture']);
  });

  test.each(['png', 'jpeg', 'webp'] as const)('in a grey %s of one channel', async (format) => {
    const grey = sharp(await asText(scene, { rows }))
      .greyscale()
      .toColourspace('b-w');
    expect(await sightingsIn(await grey.toFormat(format).toBuffer())).toEqual(['ours picture']);
  });

  test('in a grey PNG with transparency, in 16 bits, in CMYK', async () => {
    const card = await asText(scene, { rows });
    const pictures = [
      sharp(card).greyscale().toColourspace('b-w').ensureAlpha(0.99).png(),
      sharp(card).toColourspace('rgb16').png(),
      sharp(card).toColourspace('cmyk').jpeg(),
    ];
    for (const picture of pictures) expect(await sightingsIn(await picture.toBuffer())).toEqual(['ours picture']);
  });

  test.each(['#000', '#fff'])('in %s on a transparent background', async (colour) => {
    const text = lettering(scene, { rows: [SPELLED], colour });
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600">${text}</svg>`;
    expect(await sightingsIn(await sharp(Buffer.from(svg)).png().toBuffer())).toEqual(['ours picture']);
  });
});

test.each(['kk', 'ru'] as const)('number words (%s) in a picture are read as words', async (language) => {
  const picture = await asText({ ...scene, width: 1000 }, { rows: inWords(language, `8${NATIONAL}`), size: 44 });
  const reading = await reader.read(picture);
  const words = reading.texts.join('\n').replace(/\s+/g, ' ');
  expect(words).toContain(inWords(language, `8${NATIONAL}`).join(' '));
});

test.each([`https://wa.me/7${NATIONAL}`, `tel:+7${NATIONAL}`])('the QR code %s is a link', async (content) => {
  const code = await qrCode(content, { x: 600, y: 300, side: 180 });
  const reading = await reader.read(await draw(photo, `<g transform="rotate(12 500 375)">${code}</g>`));
  expect(reading.links).toEqual([content]);
  expect(photoFields(reading, 'photo 2')).toContainEqual({ name: 'photo 2 QR', kind: 'link', text: content });
});

test('a number one digit off is not found', async () => {
  const picture = await asText(scene, { rows: ['Сиыр сатылады', '+7 709 123-45-68'] });
  expect(await sightingsIn(picture)).toEqual([]);
});

test('only the first frame of an animation is read', async () => {
  const frames = await Promise.all(
    ['8 709 765 43 21', SPELLED].map((row) =>
      asText(scene, { rows: [row] }).then((png) => sharp(png).raw().toBuffer()),
    ),
  );
  const channels = frames[0]!.length / (900 * 600);
  const raw = { width: 900, height: 1200, channels: channels as 3 | 4, pageHeight: 600 };
  const gif = await sharp(Buffer.concat(frames), { raw })
    .gif({ loop: 0, delay: [100, 100] })
    .toBuffer();
  expect((await sharp(gif).metadata()).pages).toBe(2);
  expect(await sightingsIn(gif)).toEqual(['other picture']);
});

test('a picture without text is read, and holds nothing', async () => {
  const reading = await reader.read(
    await draw({ width: 400, height: 300, background: 'gradient', colours: ['#123', '#fed'] }),
  );
  expect(reading).toMatchObject({ state: 'read', texts: [], links: [] });
});

test('fields keep each way of looking apart, and an unread picture gives what was seen of it', () => {
  const reading = couldNotLook('timeout', { texts: ['8 709', '123 45 67'], links: ['tel:1'] });
  expect(photoFields(reading, 'photo 4')).toEqual([
    { name: 'photo 4', kind: 'picture', text: '8 709' },
    { name: 'photo 4', kind: 'picture', text: '123 45 67' },
    { name: 'photo 4 QR', kind: 'link', text: 'tel:1' },
  ]);
});
