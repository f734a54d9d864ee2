import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { keptPrinter } from '../../reports/kept-printer.ts';
import type { PdfPrinter } from '../../reports/render-pdf.ts';
import { resolveBrowser } from '../../scrapers/browser-path.ts';

const chromium = () => resolveBrowser({ given: undefined, path: process.env.PATH, note: () => undefined });
const SHORT_MS = 300;

let printer: PdfPrinter | undefined;
afterEach(() => printer?.close());

/** Process ids of the browsers that this process started, by what the system knows. */
function browsers(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        return Number(parent) === process.pid && /chrom/i.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
      } catch {
        return false;
      }
    })
    .map(Number);
}

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 100 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(holds()).toBe(true);
}

describe('a printer that is kept', () => {
  it('prints everything with one browser, also two letters at once', async () => {
    printer = keptPrinter(chromium);
    expect(browsers()).toEqual([]);
    const both = await Promise.all([printer.print('<p>Қорған</p>'), printer.print('<p>хат</p>')]);
    for (const pdf of both) expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const [first] = browsers();
    await printer.print('<p>тағы</p>');
    expect(browsers()).toEqual([first]);
  });

  it('starts another browser when the one before it has crashed', async () => {
    printer = keptPrinter(chromium);
    await printer.print('<p>бір</p>');
    const [crashed] = browsers();
    process.kill(crashed ?? 0, 'SIGKILL');
    await until(() => browsers().length === 0);
    expect((await printer.print('<p>екі</p>')).length).toBeGreaterThan(500);
    expect(browsers()).not.toContain(crashed);
  });

  it('lets its browser go when nothing was printed for a while, and starts one again', async () => {
    printer = keptPrinter(chromium, SHORT_MS);
    await printer.print('<p>бір</p>');
    await until(() => browsers().length === 0);
    expect((await printer.print('<p>екі</p>')).length).toBeGreaterThan(500);
  });

  it('says where there is no browser, and prints as soon as there is one', async () => {
    let there = false;
    printer = keptPrinter(() => (there ? chromium() : Promise.reject(new Error('no browser'))));
    await expect(printer.print('<p>бір</p>')).rejects.toThrow('no browser');
    there = true;
    expect((await printer.print('<p>екі</p>')).length).toBeGreaterThan(500);
  });
});
