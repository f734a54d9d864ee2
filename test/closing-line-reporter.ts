import type { Reporter, TestModule } from 'vitest/node';

/** Prints the plain line CI reads. Files that fail to load count as one failure each: a suite that did not start is not "0 failed". */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandledErrors.length;
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        if (test.result().state === 'passed') passed++;
        else failed++;
      }
      failed += module.errors().length;
    }
    console.log(`\n${passed} passed, ${failed} failed`);
  }
}
