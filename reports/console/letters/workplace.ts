import { everyPlatform } from '../../../scrapers/directory.ts';
import type { LetterDeps } from '../../letters.ts';
import { Refused } from '../refused.ts';
import type { StaffVisit } from '../visit.ts';

const NO_ORGANISATION = {
  ru: 'Не указана организация: она стоит в шапке письма и подписывает его («organisation»).',
  kk: 'Ұйым көрсетілмеген: ол хаттың басында тұрады және оған қол қояды («organisation»).',
  en: 'The organisation is not set: it stands on the letterhead and signs (“organisation”).',
};
const NO_BROWSER = {
  ru: 'На сервере нет Chromium: без него письма не печатаются («qorgan doctor» скажет, чего не хватает).',
  kk: 'Серверде Chromium жоқ: онсыз хат басып шығарылмайды («qorgan doctor» не жетіспейтінін айтады).',
  en: 'There is no Chromium on the server: letters cannot be printed without it (“qorgan doctor” tells what is missing).',
};

/** Gives what letters are made with, as the command line has it. Throws Refused not-set where something is missing. */
export async function atLetters<T>({ deps }: StaffVisit, use: (deps: LetterDeps) => Promise<T>): Promise<T> {
  const { db, vault, home, clock, printer } = deps;
  const { organisation, fourEyes } = deps.config;
  if (!organisation) throw new Refused('not-set', NO_ORGANISATION);
  const printPdf = async (html: string) => {
    try {
      return await printer.print(html);
    } catch (error) {
      if (error instanceof Error && error.name === 'BrowserMissing') throw new Refused('not-set', NO_BROWSER);
      throw error;
    }
  };
  const told = { organisation, fourEyes, platforms: everyPlatform() };
  return use({ db, vault, home, clock, ...told, printPdf });
}
