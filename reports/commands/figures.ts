import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { CommandContext } from '../../command.ts';
import { almatyDate } from '../../db/almaty-time.ts';
import { appendToLog } from '../../db/evidence-log.ts';
import { matchHistories, sweepNights } from '../../db/figures.ts';
import { shortName } from '../../db/short-name.ts';
import { InputError, table } from '../../terminal.ts';
import { campaignsNow } from '../campaign-data.ts';
import { campaignHtml } from '../campaign-report.ts';
import { FIGURE_COLUMNS, figuresCsv, figuresOf } from '../figures.ts';
import { figuresHtml } from '../figures-page.ts';
import { createPdfPrinter } from '../render-pdf.ts';

/** Adds `figures` and `campaigns`. */
export function registerFigures(program: Command, context: () => CommandContext): void {
  program
    .command('figures')
    .description('per month and platform: found, asked, removed, refused, no answer, hours, came back, nights blind')
    .option('--public', 'leave out small counts')
    .option('--csv', 'as CSV')
    .option('--json', 'rows as JSON')
    .option('--pdf <file>', 'one page with plots')
    .action(async (options: { public?: boolean; csv?: boolean; json?: boolean; pdf?: string }) => {
      const at = context();
      const { terminal, withHome, clock, account } = at;
      const shown = { public: options.public ?? false };
      const leaves = [options.public && 'public', options.csv && 'csv', options.pdf !== undefined && 'pdf'];
      const figures = await withHome(async ({ db }) => {
        const as = leaves.filter((one) => one !== false && one !== undefined).join(' ');
        if (as !== '')
          await appendToLog(db, { kind: 'exported', by: account, detail: { what: 'figures', as } }, clock());
        return figuresOf(await matchHistories(db), await sweepNights(db), shown);
      });
      if (options.pdf !== undefined) {
        const title = `Qorgan: figures, ${almatyDate(clock())}`;
        await printTo(at, options.pdf, figuresHtml(figures, { title, ...shown }));
      } else if (options.json) terminal.out(JSON.stringify(figures));
      else if (options.csv) terminal.out(figuresCsv(figures).trimEnd());
      else
        for (const line of table(
          FIGURE_COLUMNS,
          figures.map((figure) => FIGURE_COLUMNS.map((column) => String(figure[column] ?? '–'))),
        ))
          terminal.out(line);
    });

  program
    .command('campaigns')
    .description('confirmed ads that belong together, and why')
    .option('--json', 'rows as JSON')
    .option('--report <n>', 'number of the campaign in the list: print it, without names and numbers')
    .option('--pdf <file>', 'where to')
    .action(async ({ json, report, pdf }: { json?: boolean; report?: string; pdf?: string }) => {
      const at = context();
      const { terminal, withHome, clock } = at;
      const campaigns = await withHome(({ db, vault }) => campaignsNow(db, vault, clock()));
      if (report !== undefined) {
        const campaign = campaigns[Number(report) - 1];
        if (!campaign || pdf === undefined) throw new InputError('name a campaign of the list, and --pdf FILE');
        return printTo(at, pdf, campaignHtml(campaign, `Campaign of ${almatyDate(campaign.from)}`));
      }
      const rows = campaigns.map(({ ads, reasons, from, to }, i) => ({
        campaign: i + 1,
        matches: ads.map((ad) => shortName('m', ad.matchId)),
        persons: new Set(ads.map((ad) => ad.personId)).size,
        platforms: [...new Set(ads.map((ad) => ad.platform))],
        from: from.toISOString(),
        to: to.toISOString(),
        reasons,
      }));
      if (json) return terminal.out(JSON.stringify(rows));
      const cells = rows.map((row) => [
        String(row.campaign),
        row.matches.join(' '),
        String(row.persons),
        row.platforms.join(' '),
        row.from.slice(0, 16),
        row.to.slice(0, 16),
        row.reasons.join(', '),
      ]);
      const columns = ['campaign', 'matches', 'persons', 'platforms', 'from', 'to', 'why'];
      for (const line of table(columns, cells)) terminal.out(line);
    });
}

async function printTo(at: CommandContext, path: string, html: string): Promise<void> {
  const printer = createPdfPrinter(await at.chromium());
  try {
    await writeFile(path, await printer.print(html), { mode: 0o600 });
  } finally {
    await printer.close();
  }
  at.terminal.note(`written to ${path}`);
}
