import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate, openDatabase } from '../db/client.ts';
import { resolveBrowser } from '../scrapers/browser-path.ts';
import { compileProgram } from './compiled-program.ts';
import { COMPILED_FOLDER, SAID_FOLDER } from './standins/command-line.ts';
import { searchForNumbers } from './standins/number-search.ts';
import { PROTECTED } from './standins/planted.ts';
import { startCluster, statement } from './standins/postgres.ts';
import { makeSeed, SEED_FOLDER } from './standins/seeded-database.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the real Postgres, without the database's name. `qorgan_template` there has every table. */
    readonly postgres: string;
  }
}

/**
 * What is made once for the whole run: the compiled program that tests start, the tables of an embedded database, a
 * Chromium, and one real Postgres with a migrated template that each test file copies.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  // Installed here when the machine has none, so that no test spends its own time on it.
  const began = new Date();
  // The processes of the tests inherit it.
  const said = mkdtempSync(join(tmpdir(), 'qorgan-said-'));
  process.env[SAID_FOLDER] = said;
  const seed = mkdtempSync(join(tmpdir(), 'qorgan-seed-'));
  process.env[SEED_FOLDER] = seed;
  // Beside what follows.
  const compiling = compileProgram();
  const seeding = compiling.then((program) => makeSeed(program, seed));
  const made = Promise.all([compiling, seeding]);
  made.catch(() => undefined);
  await resolveBrowser({ given: process.env.QORGAN_BROWSER, path: process.env.PATH, note: console.error });
  const cluster = await startCluster();
  await statement(cluster.url('postgres'), 'create database qorgan_template');
  const database = await openDatabase({ databaseUrl: cluster.url('qorgan_template'), home: tmpdir() });
  await migrate(database);
  await database.close();
  project.provide('postgres', cluster.url(''));
  const [program] = await made;
  process.env[COMPILED_FOLDER] = program;
  return () => {
    cluster.stop();
    for (const folder of [program, seed]) rmSync(folder, { recursive: true, force: true });
    try {
      searchWhatIsLeft(said, began);
    } catch (error) {
      // Vitest tells what a teardown throws, and would end with 0 all the same.
      process.exitCode = 1;
      throw error;
    }
    rmSync(join(tmpdir(), 'qorgan-test-homes'), { recursive: true, force: true });
  };
}

/** Numbers that tests enrol as protected ones. */
const ENROLLED = [PROTECTED, '+77091234502', '+77091234503'];
/** What these commands print is what they were given: a saved page's own fields, a mail as it came. */
const GIVEN_BACK = /^(inspect|notice|fixture)-\w+\.stdout$/;

/**
 * After the last test: what every command said, and what tests and browsers left in the folder for temporary files, is
 * searched for the protected numbers. Throws, which fails the run, when one stands there, and when the search itself
 * does not find the number that is put there for it.
 */
function searchWhatIsLeft(said: string, began: Date): void {
  const controls = controlsOf(PROTECTED).map((bytes, i) => {
    const path = join(said, `control-${i}.stdout`);
    writeFileSync(path, bytes);
    return path;
  });
  const left = readdirSync(tmpdir())
    .filter((name) => /^(qorgan-(?!said)|playwright|\.org\.chromium|puppeteer)/.test(name))
    .map((name) => join(tmpdir(), name));
  const { leaks, files, bytes } = searchForNumbers([said, ...left], ENROLLED, began);
  const unseen = controls.filter((path) => !leaks.some(({ file }) => file === path));
  if (unseen.length > 0) throw new Error(`the search for protected numbers is blind: ${unseen.join(', ')}`);
  const wrong = leaks.filter(
    ({ file }) => !controls.includes(file) && !GIVEN_BACK.test(file.slice(said.length + 1)) && !holdsByNature(file),
  );
  if (wrong.length > 0)
    throw new Error(`protected numbers stand where they must not: ${wrong.map(({ file }) => file).join(', ')}`);
  console.info(`searched for protected numbers: ${files} files, ${(bytes / 1e6).toFixed(1)} MB: none`);
  rmSync(said, { recursive: true, force: true });
}

/** The number in every disguise of its bytes: each has to be found, or the search shows nothing. */
function controlsOf(number: string): Buffer[] {
  const told = `a number that must be found: ${number}, here`;
  const utf16 = Buffer.from(told, 'utf16le');
  return [
    Buffer.from(told.replace(/(\d{3})(?=\d)/g, '$1 ')),
    utf16,
    Buffer.from(utf16).swap16(),
    Buffer.from(Buffer.from(told).toString('hex')),
    ...['', 'x', 'xy'].map((before) => Buffer.from(Buffer.from(before + told).toString('base64'))),
  ];
}

/** A data folder that a test left behind (it failed, or was stopped): letters and evidence hold the number by nature. */
function holdsByNature(file: string): boolean {
  return /\/(evidence|letters)\//.test(file);
}
