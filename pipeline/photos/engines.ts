import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** What each package is for; the last four are optional, and without them pictures are `could-not-look: engine-missing`. */
const ENGINES = {
  sharp: 'decoding pictures',
  'zxing-wasm/reader': 'QR codes',
  '@gutenye/ocr-node': 'numbers in pictures',
  'onnxruntime-node': 'numbers in pictures',
  'tesseract.js': 'number words in pictures',
  '@tesseract.js-data/kaz/package.json': 'number words in pictures',
} as const;

/** The picture packages that are not installed, with what cannot be looked at without them. Loads none of them. */
export function missingEngines(): { package: string; for: string }[] {
  return Object.entries(ENGINES)
    .filter(([name]) => {
      try {
        require.resolve(name);
        return false;
      } catch {
        return true;
      }
    })
    .map(([name, purpose]) => ({ package: name.replace(/\/(reader|package\.json)$/, ''), for: purpose }));
}
