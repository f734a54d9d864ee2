import type { StandinAd } from './platform.ts';

export const INVENTED_TEXTS = [
  ['Продам корову', 'Корова спокойная, отёл в марте. Торг уместен.'],
  ['Сдам квартиру', 'Светлая квартира, рядом школа и парк. Мебель есть.'],
  ['Сиыр сатамын', 'Сиыр жуас, сүтті. Бағасы келісімді, өзіңіз келіп көріңіз.'],
  ['Пәтер сатылады', 'Үш бөлмелі пәтер, жөндеуден өткен. Қағаздары дұрыс.'],
  ['Телефон б/у', 'Работает хорошо, экран целый. Зарядка в подарок.'],
  ['Жылқы сатылады', 'Ат жас, үйретілген. Ұзақ жолға мініп жүруге болады.'],
] as const;
const CITIES = ['Алматы', 'Астана', 'Шымкент', 'Қарағанды', 'Өскемен'];
const NAMES = ['Сәуле', 'Иван', 'Гүлнәр', 'Пётр', 'Жанна'];
const EVERY_SO_MANY_WITH_NUMBER = 6;

/**
 * Invented ads, the same for the same seed. Some carry a stranger's invented number (+7 709 5…) in varied spellings,
 * and some carry digits that are no number: none of them may be taken for a hit.
 */
export function inventAds(count: number, seed: number, categories: readonly string[], newest: Date): StandinAd[] {
  return Array.from({ length: count }, (_, i) => {
    const draw = (salt: number) => (((seed % 9973) + 1) * 7919 + i * 104_729 + salt * 1_299_709) % 1_000_003;
    const [title, text] = INVENTED_TEXTS[draw(1) % INVENTED_TEXTS.length] ?? INVENTED_TEXTS[0];
    const stranger = `5${String(draw(2) % 1_000_000).padStart(6, '0')}`;
    return {
      n: 700_000_000 + i,
      title: `${title}, ${i + 1}`,
      description: `${text}${i % EVERY_SO_MANY_WITH_NUMBER === 0 ? spelled(stranger, draw(3)) : digits(draw(4))}`,
      price: 10_000 + (draw(5) % 900) * 1_000,
      city: CITIES[draw(6) % CITIES.length] ?? 'Алматы',
      category: categories[i % categories.length] ?? '',
      sellerName: NAMES[draw(7) % NAMES.length] ?? '',
      phone: `+7709${stranger}`,
      promoted: i % 97 === 0,
      postedAt: new Date(newest.getTime() - 3_600_000 - i * 60_000),
    };
  });
}

function spelled(rest: string, draw: number): string {
  const [a, b, c] = [rest.slice(0, 3), rest.slice(3, 5), rest.slice(5, 7)];
  const ways = [`8 709 ${a} ${b} ${c}`, `+7709${rest}`, `8(709)${a}-${b}-${c}`, `wa.me/7709${rest}`];
  return ` Тел: ${ways[draw % ways.length]}`;
}

/** Digits that look like a number to a loose pattern: lot numbers, prices, dates. */
function digits(draw: number): string {
  return draw % 3 === 0 ? ` Арт. ${1_000_000_000 + draw * 37}, 2026 ж.` : '';
}
