/**
 * Norms that must not stand in a letter (facts/law.md 1.9): used against journalists, or out of proportion, or
 * repealed. Two guards: they have no entry in `editions.ts`, so no option can choose them; and the finished text is
 * searched, so that neither a wording nor a configured name can bring them in.
 */
export interface DeniedNorm {
  readonly code: string;
  readonly reason: string;
  /** A passage that names an act by `act` and holds the bare article number is a citation, in whatever order. */
  readonly citation?: { readonly act: RegExp; readonly article: string };
  /** Words that stand for the norm without its number. */
  readonly words?: RegExp;
  /** Only this one may be let in, and only by a lawyer named on the letter. */
  readonly lawyerMayAllow?: true;
}

/** A letter was about to cite a denied norm. The message names the norm, never the letter's text. */
export class DeniedNormCited extends Error {
  override readonly name = 'DeniedNormCited';
  readonly code: string;

  constructor(denied: DeniedNorm) {
    super(`the text cites ${denied.code}, which letters must not cite: ${denied.reason}`);
    this.code = denied.code;
  }
}

const B = '(?<![\\p{L}\\p{N}])';
const E = '(?![\\p{L}\\p{N}])';
const word = (...alternatives: string[]) => new RegExp(`${B}(?:${alternatives.join('|')})`, 'iu');

/** Titles in any case; abbreviations only in capitals, where they mean the code. */
const CRIMINAL_CODE = new RegExp(
  `[Уу]головн\\p{L}*\\s+[Кк]одекс|${B}УК${E}|[Ққ]ылмыстық\\s+[Кк]одекс|${B}ҚК${E}|[Cc]riminal\\s+[Cc]ode|[Pp]enal\\s+[Cc]ode|${B}CC${E}`,
  'u',
);
const OFFENCES_CODE = new RegExp(
  `[Аа]дминистративн\\p{L}*\\s+[Пп]равонарушени|КоАП|[Әә]кімшілік\\s+[Ққ]ұқық\\s+[Бб]ұзушылық|ӘҚБт?К|[Aa]dministrative\\s+[Oo]ffences|${B}AOC${E}`,
  'u',
);
const COMMUNICATIONS_LAW = /567-II|о\s+связи|байланыс\s+туралы|on\s+communications|communications\s+law/iu;

const crime = (article: string, reason: string, words?: RegExp): DeniedNorm => ({
  code: `criminal-code/${article}`,
  reason,
  citation: { act: CRIMINAL_CODE, article },
  ...(words === undefined ? {} : { words }),
});
const offence = (article: string, reason: string, words?: RegExp): DeniedNorm => ({
  code: `administrative-offences-code/${article}`,
  reason,
  citation: { act: OFFENCES_CODE, article },
  ...(words === undefined ? {} : { words }),
});

export const DENIED: readonly DeniedNorm[] = [
  crime(
    '274',
    'routinely used against journalists',
    word(
      'заведомо\\s+ложн',
      'ложн\\p{L}*\\s+информаци',
      'көрінеу\\s+жалған',
      'жалған\\s+ақпарат',
      'knowingly\\s+false',
      'false\\s+information',
      'фейк',
      'фэйк',
      'fake\\s+news',
    ),
  ),
  crime(
    '130',
    'slander, the classic weapon against the press',
    word('клевет', 'жала\\s+жаб', 'slander', 'defamation', 'libel'),
  ),
  crime('131', 'insult, the classic weapon against the press', word('оскорблени', 'қорла', 'insult')),
  crime('255', 'terrorism: out of proportion', word('террор', 'лаңкестік', 'terroris')),
  crime('256', 'terrorism: out of proportion'),
  crime('174', 'vague and misused', word('экстреми', 'extremis', 'разжигани', 'incitement')),
  crime(
    '419',
    'belongs only into the warning an applicant signs',
    word('заведомо\\s+ложн\\p{L}*\\s+донос', 'false\\s+denunciation'),
  ),
  {
    ...crime('115-1', 'new and arguable: only at a lawyer’s word', word('сталкинг', 'stalking')),
    lawyerMayAllow: true,
  },
  offence('456-2', 'placing false information: used against critics'),
  offence('73-3', 'slander, the classic weapon against the press'),
  offence('73-6', 'protects minors only', word('кибербуллинг', 'травл', 'cyberbullying')),
  offence('641', 'its relevant part was struck out in 2023'),
  offence('449-1', 'no such text was found'),
  {
    code: 'law-567-ii/41-1',
    reason: 'extra-judicial blocking: ask for one item, never to block a platform',
    citation: { act: COMMUNICATIONS_LAW, article: '41-1' },
  },
  {
    code: 'law-18-viii',
    reason: 'its definition may leave classified sites out; the official text is still to be read',
    words: new RegExp(
      `${B}18-VIII${E}|онлайн-платформах\\s+и\\s+онлайн-рекламе|онлайн-платформалар\\s+және\\s+онлайн-жарнама|online\\s+platforms\\s+and\\s+online\\s+advertising`,
      'iu',
    ),
  },
  {
    code: 'law-on-informatization',
    reason: 'replaced by the Digital Code of 2026',
    words: word('об\\s+информатизации', 'ақпараттандыру\\s+туралы', 'on\\s+informati[sz]ation'),
  },
  {
    code: 'law-on-electronic-document',
    reason: 'repealed by the Digital Code of 2026',
    words: word('об\\s+электронном\\s+документе', 'электрондық\\s+құжат\\s+және', 'on\\s+electronic\\s+documents?'),
  },
];

/** Denied norms a lawyer named on the letter may let in. */
export const LAWYER_TOGGLES = ['criminal-code/115-1'] as const;
export type LawyerToggle = (typeof LAWYER_TOGGLES)[number];

/**
 * Throws DeniedNormCited when a passage cites a denied norm that is not in `allowed`. A passage is one paragraph or
 * list item: act and article stand together there, while a row number 274 in a table of ads is no citation.
 */
export function assertNoneDenied(passages: readonly string[], allowed: readonly LawyerToggle[] = []): void {
  for (const passage of passages) {
    const text = plain(passage);
    for (const denied of DENIED) {
      if (denied.lawyerMayAllow === true && (allowed as readonly string[]).includes(denied.code)) continue;
      const cited = denied.citation?.act.test(text) === true && bareNumber(denied.citation.article).test(text);
      if (cited || denied.words?.test(text) === true) throw new DeniedNormCited(denied);
    }
  }
}

/** `130` stands alone: not in 1307, not in 130-1, not in 2-130. A Kazakh suffix (130-бабы) does not hide it. */
function bareNumber(article: string): RegExp {
  return new RegExp(`(?<![\\p{N}-])${article}(?!\\p{N}|-\\p{N})`, 'u');
}

/** What a reader sees: compatibility forms folded, invisible characters out, every dash and space the plain one. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Pd}/gu, '-')
    .replace(/\s+/gu, ' ');
}
