import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../../command.ts';
import { appendToLog } from '../../db/evidence-log.ts';
import { countedMonths } from '../../db/figures.ts';
import { LANGUAGES, type Language } from '../../db/schema/language.ts';
import { shortName } from '../../db/short-name.ts';
import { everyPlatform } from '../../scrapers/directory.ts';
import { InputError, table } from '../../terminal.ts';
import { campaignsNow } from '../campaign-data.ts';
import { campaignHtml } from '../campaign-report.ts';
import { FIGURE_COLUMNS, figuresCsv, figuresOf } from '../figures.ts';
import { figuresHtml } from '../figures-page.ts';
import { createPdfPrinter } from '../render-pdf.ts';

interface FiguresOptions {
  readonly public?: boolean;
  readonly csv?: boolean;
  readonly json?: boolean;
  readonly pdf?: string;
  readonly language: Language;
}

interface CampaignsOptions {
  readonly json?: boolean;
  readonly report?: string;
  readonly pdf?: string;
  readonly language: Language;
}

const languageOfPage = () => new Option('--language <language>', 'of the page').choices(LANGUAGES).default('ru');

/** Adds `figures` and `campaigns`. */
export function registerFigures(program: Command, context: () => CommandContext): void {
  program
    .command('figures')
    .description('per month and platform: found, asked, removed, refused, no answer, hours, came back, nights blind')
    .option('--public', 'leave out small counts')
    .option('--csv', 'as CSV')
    .option('--json', 'rows as JSON')
    .option('--pdf <file>', 'one page with plots')
    .addOption(languageOfPage())
    .action(async (options: FiguresOptions) => {
      const at = context();
      const { terminal, withHome, clock, account } = at;
      const shown = { public: options.public ?? false };
      const leaves = [options.public && 'public', options.csv && 'csv', options.pdf !== undefined && 'pdf'];
      const figures = await withHome(async ({ db }) => {
        const as = leaves.filter((one) => one !== false && one !== undefined).join(' ');
        if (as !== '')
          await appendToLog(db, { kind: 'exported', by: account, detail: { what: 'figures', as } }, clock());
        return figuresOf(await countedMonths(db), shown);
      });
      if (options.pdf !== undefined) {
        const { language } = options;
        await printTo(at, options.pdf, figuresHtml(figures, { language, nameOf, now: clock(), ...shown }));
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
    .addOption(languageOfPage())
    .action(async ({ json, report, pdf, language }: CampaignsOptions) => {
      const at = context();
      const { terminal, withHome } = at;
      const campaigns = await withHome(({ db, vault }) => campaignsNow(db, vault));
      if (report !== undefined) {
        const campaign = campaigns[Number(report) - 1];
        if (!campaign || pdf === undefined) throw new InputError('name a campaign of the list, and --pdf FILE');
        return printTo(at, pdf, campaignHtml(campaign, language, nameOf));
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
        row.from.slice(0, 16).replace('T', ' '),
        row.to.slice(0, 16).replace('T', ' '),
        row.reasons.join(', '),
      ]);
      const columns = ['campaign', 'matches', 'persons', 'platforms', 'from', 'to', 'why'];
      for (const line of table(columns, cells)) terminal.out(line);
    });
}

/** A platform as people call it; one that no directory knows (an unknown site) by its id. */
function nameOf(id: string): string {
  return everyPlatform().find((platform) => platform.id === id)?.name ?? id;
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
