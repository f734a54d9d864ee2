/** Word beginnings after which anything may follow (падежи, жалғаулар). Matched at the beginning of a word. */
const URGENT = {
  ru: [
    'срочн',
    'недорог',
    'дешев',
    'даром',
    'бесплатн',
    'сегодня',
    'звоните в любое',
    'круглосуточно',
    'уезжа',
    'переезд',
    'первому',
    'отдам',
  ],
  kk: [
    'шұғыл',
    'тез арада',
    'арзан',
    'тегін',
    'бүгін',
    'сауда бар',
    'тәулік бойы',
    'кез келген уақыт',
    'көшу',
    'шугыл',
    'тегин',
  ],
} as const;

/** What the fake ads of 2025 offered, and what draws as many calls (facts/other-platforms.md 2). */
const AT_RISK = [
  ...[
    'щен',
    'котен',
    'котик',
    'кот ',
    'собак',
    'кошк',
    'коров',
    'телен',
    'телк',
    'бык ',
    'бычк',
    'лошад',
    'баран',
    'овц',
    'коза ',
    'козл',
  ],
  ...[
    'холодильник',
    'стиральн',
    'телевизор',
    'iphone',
    'айфон',
    'телефон',
    'ноутбук',
    'техник',
    'оборудован',
    'станок',
    'трактор',
  ],
  ...['такси', 'груз', 'интим', 'массаж', 'знаком', 'посуточн'],
  ...[
    'күшік',
    'кушик',
    'мысық',
    'ит ',
    'сиыр',
    'бұзау',
    'жылқы',
    'қой',
    'ешкі',
    'тоңазытқыш',
    'кір жуғыш',
    'теледидар',
    'жабдық',
    'көлік',
  ],
];
/** Parts of the platforms' own category names and walk names. */
const AT_RISK_SECTIONS =
  /zhivotn|zhanuar|elektron|telefon|tehnik|apple|oborud|biznes|uslug|transport|gruz|lichnye|zhyvotn/;

const startsIn = (text: string, beginnings: readonly string[]): string[] =>
  beginnings.filter((beginning) => text.startsWith(beginning) || text.includes(` ${beginning}`));

/** Text as these lists expect it: small letters, words parted by single spaces. */
function words(text: string): string {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[\p{L}\d]+/gu) ?? []
  )
    .join(' ')
    .concat(' ');
}

/** How many different words of haste or of "too cheap" a text has, in Russian and Kazakh. */
export function urgentWords(text: string): number {
  return startsIn(words(text), [...URGENT.ru, ...URGENT.kk]).length;
}

/** Whether the goods are of the kind that attacks used, by the title or by the platform's own section. */
export function goodsAtRisk(title: string, sections: readonly (string | null)[]): boolean {
  return (
    startsIn(words(title), AT_RISK).length > 0 || sections.some((one) => one !== null && AT_RISK_SECTIONS.test(one))
  );
}
