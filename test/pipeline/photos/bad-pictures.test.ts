import './fonts.ts';
import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { createPhotoReader } from '../../../pipeline/photos/reader.ts';
import { asText, bombPng } from './pictures.ts';

const reader = createPhotoReader({ workers: 1 });
afterAll(() => reader.close());

const NUMBER = '+7 709 123 45 67';
const card = () => asText({ width: 600, height: 300, background: 'plain' }, { rows: [NUMBER], size: 44 });

describe('what is no picture is refused by its bytes, whatever its name', () => {
  const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><text>87091234567</text></svg>';
  test.each([
    ['zero bytes', Buffer.alloc(0), 'not-an-image'],
    ['a web page named photo.jpg', Buffer.from('<!doctype html><title>87091234567</title>'), 'not-an-image'],
    ['JSON', Buffer.from('{"photo":"87091234567"}'), 'not-an-image'],
    ['an SVG', Buffer.from(svg), 'format-not-allowed'],
    ['a PDF', Buffer.from('%PDF-1.7 87091234567'), 'format-not-allowed'],
    ['a BMP', Buffer.from('BM87091234567'), 'format-not-allowed'],
    ['a TIFF', Buffer.from('II*\0 87091234567'), 'format-not-allowed'],
    ['a HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'format-not-allowed'],
  ])('%s', async (_what, bytes, why) => {
    expect(await reader.read(bytes)).toMatchObject({ state: 'could-not-look', why, texts: [], links: [] });
  });

  test('20 MB of random bytes', async () => {
    const bytes = randomBytes(20 * 1024 * 1024);
    bytes[0] = 0x00;
    expect(await reader.read(bytes)).toMatchObject({ state: 'could-not-look', why: 'not-an-image' });
  });

  test('20 MB of random bytes behind a JPEG signature', async () => {
    const bytes = randomBytes(20 * 1024 * 1024);
    bytes.set([0xff, 0xd8, 0xff, 0xe0], 0);
    expect(await reader.read(bytes)).toMatchObject({ state: 'could-not-look' });
  });

  test('more bytes than allowed', async () => {
    const bytes = Buffer.concat([await card(), Buffer.alloc(20 * 1024 * 1024)]);
    expect(await reader.read(bytes)).toMatchObject({ state: 'could-not-look', why: 'too-large' });
  });
});

describe('a hostile picture costs itself only', () => {
  test('a bomb of 30,000 × 30,000 pixels is refused by what its header states', async () => {
    const bomb = bombPng(30_000);
    expect(bomb.length).toBeLessThan(200_000);
    expect(await reader.read(bomb)).toMatchObject({ state: 'could-not-look', why: 'too-many-pixels' });
  });

  test('a picture just within the pixel cap is read in the memory of one process', async () => {
    expect(await reader.read(bombPng(8_000))).toMatchObject({ state: 'read', texts: [], fingerprint: null });
  });

  test('strips one pixel wide or high are read', async () => {
    for (const [width, height] of [
      [1, 12_000],
      [12_000, 1],
      [1, 1],
    ] as const) {
      const strip = await sharp({ create: { width, height, channels: 3, background: '#808080' } })
        .png()
        .toBuffer();
      expect(await reader.read(strip)).toMatchObject({ state: 'read' });
    }
  });

  test('a truncated picture is not "nothing found", and what could be seen of it counts', async () => {
    const scene = { width: 800, height: 900, background: 'photo', colours: ['#eeeeee', '#ffffff'] } as const;
    const label =
      '<rect y="60" width="800" height="120" fill="#fff"/><text x="60" y="140" font-size="56">8 709 123 45 67</text>';
    const { draw } = await import('./pictures.ts');
    const whole = await sharp(await draw(scene, label))
      .jpeg({ quality: 85 })
      .toBuffer();
    const reading = await reader.read(whole.subarray(0, Math.floor(whole.length * 0.6)));
    expect(reading).toMatchObject({ state: 'could-not-look', why: 'truncated' });
    expect(reading.texts.join('\n').replace(/\D/g, '')).toContain('7091234567');
  });

  test.each(['png', 'webp', 'avif', 'gif'] as const)('a %s cut in half could not be looked at', async (format) => {
    const bytes = await sharp(await card())
      .toFormat(format)
      .toBuffer();
    const half = await reader.read(bytes.subarray(0, bytes.length >> 1));
    expect(half.state).toBe('could-not-look');
    expect(['truncated', 'damaged']).toContain(half.state === 'could-not-look' ? half.why : '');
  });

  test('a picture whose signature is of another format is damaged', async () => {
    const bytes = Buffer.concat([Buffer.from('GIF89a'), (await card()).subarray(6)]);
    expect(await reader.read(bytes)).toMatchObject({ state: 'could-not-look' });
  });
});

describe('the process that reads', () => {
  test('too slow: it is ended, and the next picture is read by a new one', async () => {
    const hurried = createPhotoReader({ workers: 1, timeoutMs: 40 });
    expect(await hurried.read(await card())).toMatchObject({ state: 'could-not-look', why: 'timeout' });
    expect(await hurried.read(await card())).toMatchObject({ state: 'could-not-look', why: 'timeout' });
    expect(await hurried.read(Buffer.from('x'))).toMatchObject({ why: 'not-an-image' });
    await hurried.close();
  });

  test('outgrowing its memory: it is ended with that reason', async () => {
    const cramped = createPhotoReader({ workers: 1, memoryMb: 150 });
    expect(await cramped.read(await card())).toMatchObject({ state: 'could-not-look', why: 'memory' });
    await cramped.close();
  });

  test('closing answers what is still waiting, and every later picture', async () => {
    const closing = createPhotoReader({ workers: 1 });
    const picture = await card();
    const readings = [closing.read(picture), closing.read(picture)];
    await closing.close();
    for (const reading of await Promise.all([...readings, closing.read(picture)])) {
      expect(reading).toMatchObject({ state: 'could-not-look', why: 'stopped' });
    }
  });
});
