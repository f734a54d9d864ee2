import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take longest, longest first: begun last, one of them would keep the whole run waiting for itself alone.
 * `npx vitest run --reporter=json` tells the times; a file that is missing here only comes later.
 */
const LONGEST = [
  'crash',
  'end-to-end',
  'pipeline/hidden/hidden-sweep',
  'evidence-commands',
  'pipeline/jobs',
  'scrapers/inner-requests',
  'command-line',
  'at-rest',
  'db/embedded',
  'db/backup',
  'db/rotate',
  'check',
  'console-week',
  'doctor',
  'abuse-cases',
  'scrapers/reveal-matrix',
  'reports/console/axe-every-page',
  'reports/console/letters',
  'scrapers/reveal',
  'scrapers/trouble-matrix',
  'interrupted-sweep',
  'processes',
  'small-boards',
  'telegram-channels',
];

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return at === -1 ? LONGEST.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}
