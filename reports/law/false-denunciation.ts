import type { Norm } from './norm.ts';

/**
 * The one norm of `denied.ts` that has a place: the warning that an applicant signs on a crime report (CPC 181(4)).
 * It stands apart from the acts of `editions.ts`, so that no choice of norms can bring it into a letter's body.
 */
export const FALSE_DENUNCIATION: Norm = {
  code: 'criminal-code/419',
  article: '419',
  citation: {
    ru: 'статья 419 Уголовного кодекса Республики Казахстан от 3 июля 2014 года № 226-V',
    kk: '2014 жылғы 3 шілдедегі № 226-V Қазақстан Республикасы Қылмыстық кодексінің 419-бабы',
    en: 'article 419 of the Criminal Code of the Republic of Kazakhstan of 3 July 2014 No. 226-V',
  },
  provision: { ru: 'статья 419', kk: '419-бабы', en: 'article 419' },
  gives: {
    ru: 'ответственность за заведомо ложный донос',
    kk: 'көрінеу жалған сөз жеткізгені үшін жауаптылық',
    en: 'liability for false denunciation',
  },
  deadline: null,
  validFrom: '2026-07-01',
  validTo: null,
  checkedOn: '2026-11-24',
  confidence: 'B',
  source: 'inform.kz (prosecutor’s warning): the official text was not read.',
};
