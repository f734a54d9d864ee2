import type { Browser } from 'playwright';

const PRINT_MS = 60_000;
const FOOTER =
  '<div style="font:8px serif;width:100%;text-align:center"><span class="pageNumber"></span> / <span class="totalPages"></span></div>';

export interface PdfPrinter {
  print(html: string): Promise<Buffer>;
  close(): Promise<void>;
}

/** Prints letters with Chromium: scripts off, no request leaves. The browser starts with the first letter, and anew after a crash. */
export function createPdfPrinter(executablePath: string): PdfPrinter {
  let started: Promise<Browser> | undefined;
  const launch = async () => {
    try {
      // Loaded with the first letter: it takes longer than most commands do.
      const { chromium } = await import('playwright');
      // As root Chromium refuses to start with its sandbox; nowhere else is it off.
      const launched = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
      return launched.once('disconnected', () => {
        started = undefined;
      });
    } catch (error) {
      started = undefined;
      throw error;
    }
  };
  const browser = () => {
    started ??= launch();
    return started;
  };
  const freshContext = async () => {
    const options = { javaScriptEnabled: false, offline: true };
    const at = await browser();
    try {
      return await at.newContext(options);
    } catch (error) {
      // It died while it waited: nothing of this letter was printed yet.
      if (at.isConnected()) throw error;
      return (await browser()).newContext(options);
    }
  };
  return {
    async print(html) {
      const context = await freshContext();
      try {
        const tab = await context.newPage();
        await tab.setContent(html, { waitUntil: 'load', timeout: PRINT_MS });
        return await tab.pdf({
          preferCSSPageSize: true,
          printBackground: true,
          displayHeaderFooter: true,
          headerTemplate: '<span></span>',
          footerTemplate: FOOTER,
          tagged: true,
        });
      } finally {
        await context.close();
      }
    },
    async close() {
      await (await started?.catch(() => undefined))?.close();
    },
  };
}
