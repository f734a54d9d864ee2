import { createRequire } from 'node:module';
import path from 'node:path';
import { fromPixels, type Pixels } from './decode.ts';

export interface WordReader {
  /** The text of the picture, lines in reading order; Kazakh and Russian. */
  read(picture: Pixels): Promise<string>;
}

interface TesseractWorker {
  setParameters(parameters: Record<string, string>): Promise<unknown>;
  recognize(image: Buffer): Promise<{ data: { text: string } }>;
}
interface Tesseract {
  createWorker(languages: string, mode: number, options: object): Promise<TesseractWorker>;
}

const require = createRequire(import.meta.url);
const load = (name: string): Promise<unknown> => import(name);
/** Tesseract's names for "LSTM only" and "sparse text". */
const LSTM_ONLY = 1;
const SPARSE_TEXT = '11';

/**
 * Tesseract with the Kazakh language data, which covers Russian (a `rus` pack does not exist on npm). Everything is read
 * from node_modules; nothing is fetched, nothing cached. Throws when the optional packages are absent.
 */
export async function openWordReader(): Promise<WordReader> {
  const data = path.dirname(require.resolve('@tesseract.js-data/kaz/package.json'));
  const { default: tesseract } = (await load('tesseract.js')) as { default: Tesseract };
  const worker = await tesseract.createWorker('kaz', LSTM_ONLY, {
    langPath: path.join(data, '4.0.0_best_int'),
    cacheMethod: 'none',
    gzip: true,
  });
  await worker.setParameters({ tessedit_pageseg_mode: SPARSE_TEXT });
  return {
    read: async (picture) => {
      const png = await fromPixels(picture).greyscale().png({ compressionLevel: 1 }).toBuffer();
      const { data: page } = await worker.recognize(png);
      return page.text.trim();
    },
  };
}
