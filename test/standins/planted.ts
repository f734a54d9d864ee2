import type { StandinAd } from './platform.ts';

/** The protected number of the invented journalist (+7 709 is assigned to no operator). */
export const PROTECTED = '+77091234501';

export const COW = 'Срочно продаю корову, недорого, торг. ';

/** Ways a harasser writes the number where a guest can read it. */
export const VISIBLE: readonly { readonly way: string; readonly description: string }[] = [
  { way: 'plain', description: `${COW}Звоните +77091234501 в любое время.` },
  { way: 'spaced', description: `${COW}Тел 8 709 123 45 01` },
  { way: '8-prefixed', description: `${COW}Обращаться 87091234501, можно ночью` },
  { way: 'wa.me link', description: `${COW}Пишите https://wa.me/77091234501` },
];

/** Planted ads for one platform: every visible way, and one whose number stands only behind the button. */
export function plantedAds(
  firstN: number,
  categories: readonly string[],
  postedAt: Date,
): { visible: StandinAd[]; hidden: StandinAd } {
  const ad = (i: number, description: string): StandinAd => ({
    n: firstN + i,
    title: 'Продаю корову срочно',
    description,
    price: 90_000,
    city: 'Алматы',
    category: categories[i % categories.length] ?? '',
    sellerName: 'Ербол',
    phone: PROTECTED,
    postedAt: new Date(postedAt.getTime() - i * 60_000),
  });
  return {
    visible: VISIBLE.map(({ description }, i) => ad(i, description)),
    hidden: ad(VISIBLE.length, `${COW}Звоните по номеру в объявлении.`),
  };
}
