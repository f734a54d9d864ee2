import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate, openDatabase } from '../db/client.ts';
import { resolveBrowser } from '../scrapers/browser-path.ts';
import { startCluster, statement } from './standins/postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the real Postgres, without the database's name. `qorgan_template` there has every table. */
    readonly postgres: string;
  }
}

/** A Chromium, and one real Postgres for the whole run, with a migrated template that each test file copies. */
export default async function setup(project: TestProject): Promise<() => void> {
  // Installed here when the machine has none, so that no test spends its own time on it.
  await resolveBrowser({ given: process.env.QORGAN_BROWSER, path: process.env.PATH, note: console.error });
  const cluster = await startCluster();
  await statement(cluster.url('postgres'), 'create database qorgan_template');
  const database = await openDatabase({ databaseUrl: cluster.url('qorgan_template'), home: tmpdir() });
  await migrate(database);
  await database.close();
  project.provide('postgres', cluster.url(''));
  return () => {
    cluster.stop();
    rmSync(join(tmpdir(), 'qorgan-test-homes'), { recursive: true, force: true });
  };
}
