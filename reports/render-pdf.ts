import { type Browser, chromium } from 'playwright';

const PRINT_MS = 60_000;
const FOOTER =
  '<div style="font:8px serif;width:100%;text-align:center"><span class="pageNumber"></span> / <span class="totalPages"></span></div>';

export interface PdfPrinter {
  print(html: string): Promise<Buffer>;
  close(): Promise<void>;
}

/** Prints letters with Chromium: scripts off, no request leaves. The browser starts with the first letter. */
export function createPdfPrinter(executablePath: string): PdfPrinter {
  let started: Promise<Browser> | undefined;
  const browser = () => {
    // As root Chromium refuses to start with its sandbox; nowhere else is it off.
    started ??= chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
    return started;
  };
  return {
    async print(html) {
      const context = await (await browser()).newContext({ javaScriptEnabled: false, offline: true });
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
