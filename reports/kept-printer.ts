import { createPdfPrinter, type PdfPrinter } from './render-pdf.ts';

/** So long a browser waits for the next letter: starting one takes seconds, keeping one takes memory. */
const IDLE_MS = 5 * 60_000;

/**
 * A printer for a process that goes on: one browser for all letters, started with the first and ended when none was
 * printed for a while. `chromium` tells its path, and throws where there is none.
 */
export function keptPrinter(chromium: () => Promise<string>, idleMs = IDLE_MS): PdfPrinter {
  let kept: PdfPrinter | undefined;
  let timer: NodeJS.Timeout | undefined;
  let printing = 0;
  const end = async () => {
    clearTimeout(timer);
    const old = kept;
    kept = undefined;
    await old?.close();
  };
  return {
    async print(html) {
      const path = await chromium();
      kept ??= createPdfPrinter(path);
      clearTimeout(timer);
      printing++;
      try {
        return await kept.print(html);
      } finally {
        printing--;
        if (printing === 0) timer = setTimeout(() => void end(), idleMs).unref();
      }
    },
    close: end,
  };
}
