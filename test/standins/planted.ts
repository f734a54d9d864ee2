import '../pipeline/photos/fonts.ts';
import { missingEngines } from '../../pipeline/photos/engines.ts';
import { asText } from '../pipeline/photos/pictures.ts';
import type { StandinAd } from './platform.ts';

/** The protected number of the invented journalist (+7 709 is assigned to no operator). */
export const PROTECTED = '+77091234501';

const COW = 'Срочно продаю корову, недорого, торг. ';

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

/**
 * One more planted ad, whose number stands only on its picture; none where the packages that read lettering are not
 * installed (they are optional).
 */
export async function pictureAds(firstN: number, categories: readonly string[], postedAt: Date): Promise<StandinAd[]> {
  if (missingEngines().length > 0) return [];
  const rows = ['Продам корову', '8 709 123 45 01'];
  const picture = await asText(
    { width: 800, height: 500, background: 'gradient', colours: ['#dfe', '#9bd'] },
    { rows },
  );
  return [
    {
      n: firstN + VISIBLE.length + 1,
      title: 'Продаю корову срочно',
      description: `${COW}Номер на фото.`,
      price: 85_000,
      city: 'Алматы',
      category: categories[0] ?? '',
      sellerName: 'Ербол',
      phone: PROTECTED,
      photos: [picture],
      postedAt,
    },
  ];
}
