import { decode, type Pixels, reshape } from './decode.ts';
import { fingerprintOf } from './fingerprint-picture.ts';
import { formatOf } from './format.ts';
import { openWordReader, type WordReader } from './number-words.ts';
import { type DigitReader, type OcrPage, openDigitReader } from './paddle.ts';
import { readQrCodes } from './qr.ts';
import { type CouldNotLook, couldNotLook, type PhotoReading, type SoFar } from './reading.ts';

/** Pixels given to the OCR at first, about 1,150 × 870: costs half of 1,600 wide and reads the same numbers. */
const FIRST_LOOK_PIXELS = 1_000_000;
/** Lettering smaller than the OCR likes: little pictures are enlarged up to this width. */
const ENLARGE_BELOW = 500;
/** Mean sureness under which a line was perhaps read upside down; upright Cyrillic comes back at 0.75–0.9. */
const DOUBTFUL = 0.75;

/**
 * Whether something shaped like a Kazakh phone number was read, so that no further look is needed. This only saves time;
 * what is found is decided by the number finder.
 */
export function showsPhone(text: string): boolean {
  for (const run of text.matchAll(/\d(?:[^\p{L}\d]{0,3}\d){9,}/gu)) {
    if (/7[0-8]\d{8}/.test(run[0].replace(/\D/g, ''))) return true;
  }
  return false;
}

type Engine<T> = { readonly state: 'open'; readonly engine: T } | { readonly state: 'missing' };
async function open<T>(opener: () => Promise<T>): Promise<Engine<T>> {
  try {
    return { state: 'open', engine: await opener() };
  } catch {
    return { state: 'missing' };
  }
}

let digitReader: Promise<Engine<DigitReader>> | null = null;
let wordReader: Promise<Engine<WordReader>> | null = null;

const textOf = (page: OcrPage): string => page.lines.map((line) => line.text).join('\n');
const fitted = (picture: Pixels, pixels: number): Promise<Pixels> | Pixels => {
  const area = picture.width * picture.height;
  if (area > pixels) {
    return reshape(picture, { width: Math.max(1, Math.round(picture.width * Math.sqrt(pixels / area))) });
  }
  return picture.width < ENLARGE_BELOW && area * 4 <= pixels ? reshape(picture, { width: picture.width * 2 }) : picture;
};

/**
 * Looks at one picture: QR codes, digits, digits at other sizes and angles, number words; each dearer step only when the
 * ones before it leave room for a number; or takes its fingerprint alone. `onSeen` hears of what was seen so far, so that it is not lost with the process.
 */
export async function lookAt(
  bytes: Uint8Array,
  limits: { readonly maxPixels: number; readonly want: 'reading' | 'fingerprint' },
  onSeen: (soFar: SoFar) => void,
): Promise<PhotoReading> {
  const format = formatOf(bytes);
  if (format === 'not-an-image' || format === 'format-not-allowed') return couldNotLook(format);
  const decoded = await decode(bytes, format, limits.maxPixels);
  if (decoded.state === 'too-many-pixels') return couldNotLook(decoded.state);
  const flaw = decoded.state === 'whole' ? null : decoded.state;
  if (decoded.pixels === null) return couldNotLook(flaw ?? 'damaged');

  const picture = decoded.pixels;
  const fingerprint = await fingerprintOf(picture);
  if (limits.want === 'fingerprint') {
    const seen = { texts: [], links: [], fingerprint };
    return flaw === null ? { state: 'read', ...seen } : couldNotLook(flaw, seen);
  }
  const links = await readQrCodes(picture);
  const texts: string[] = [];
  const tell = (): void => onSeen({ texts: [...texts], links, fingerprint });
  const end = (why: CouldNotLook | null): PhotoReading => {
    const seen = { texts, links, fingerprint };
    const because = flaw ?? why;
    return because === null ? { state: 'read', ...seen } : couldNotLook(because, seen);
  };
  tell();

  digitReader ??= open(openDigitReader);
  const digits = await digitReader;
  if (digits.state === 'open') {
    const read = async (pixels: Pixels): Promise<OcrPage> => {
      const page = await digits.engine.read(pixels);
      if (page.lines.length > 0) texts.push(textOf(page));
      tell();
      return page;
    };
    const first = await fitted(picture, FIRST_LOOK_PIXELS);
    const page = await read(first);
    if (page.places === 0) return end(null);
    if (showsPhone(textOf(page))) return end(null);
    if (picture.width > first.width * 1.3 && showsPhone(textOf(await read(picture)))) return end(null);
    if (page.lines.length < page.places || page.lines.some((line) => line.sure < DOUBTFUL)) {
      for (const turn of [180, 90, 270] as const) {
        if (showsPhone(textOf(await read(await reshape(first, { turn }))))) return end(null);
      }
    }
  }
  wordReader ??= open(openWordReader);
  const words = await wordReader;
  if (words.state === 'open') {
    const text = await words.engine.read(await fitted(picture, FIRST_LOOK_PIXELS));
    if (text !== '') texts.push(text);
  }
  return end(digits.state === 'missing' || words.state === 'missing' ? 'engine-missing' : null);
}
