import { type Command, Option } from 'commander';
import type { CommandContext } from '../../command.ts';
import { almatyDate } from '../../db/almaty-time.ts';
import { enforceRetention, overdue, type RetentionCounts, retentionDeps } from '../../db/enforce-retention.ts';
import { type RetentionRule, retentionTable } from '../../db/retention-table.ts';
import { LANGUAGES, type Language } from '../../db/schema/language.ts';
import { table } from '../../terminal.ts';
import { type NormCode, normsInForce } from '../law/editions.ts';

/** Adds `retention`. */
export function registerRetentionTable(program: Command, context: () => CommandContext): void {
  program
    .command('retention')
    .description('how long each kind of data is kept, why, and how much has outlived its term')
    .option('--apply', 'destroy that now (the schedule does it every night)')
    .addOption(new Option('--language <language>', 'language of the words').choices(LANGUAGES).default('en'))
    .option('--json', 'rows as JSON')
    .action(async ({ apply, language, json }: { apply?: boolean; language: Language; json?: boolean }) => {
      const { terminal, withHome, clock, config } = context();
      const months = config.evidence.retentionMonths;
      const counts = await withHome((home) => {
        const deps = retentionDeps(home, months);
        return apply ? enforceRetention(deps, clock()) : overdue(deps, clock());
      });
      const rows = retentionTable(months).map((rule) => rowOf(rule, counts, language, almatyDate(clock())));
      if (json) return terminal.out(JSON.stringify(rows));
      const columns = ['kind', 'what', 'how long', 'why', 'ground', apply ? 'gone' : 'due now'];
      const cells = rows.map((row) => [
        ...[row.kind, row.what, row.howLong, row.why, row.ground ?? ''],
        row.due === null ? '' : String(row.due),
      ]);
      for (const line of table(columns, cells)) terminal.out(line);
    });
}

function rowOf(rule: RetentionRule, counts: RetentionCounts, language: Language, today: string) {
  const { kind, enforced } = rule;
  return {
    kind,
    what: rule.what[language],
    howLong: rule.howLong[language],
    why: rule.why[language],
    ground: rule.ground === null ? null : groundOf(rule.ground as NormCode, language, today),
    due: enforced && kind !== 'cases' && kind !== 'log' ? counts[kind] : null,
  };
}

function groundOf(code: NormCode, language: Language, today: string): string {
  return normsInForce([code], today)[0]?.norm.citation[language] ?? '';
}
