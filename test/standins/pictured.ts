import '../pipeline/photos/fonts.ts';
import { missingEngines } from '../../pipeline/photos/engines.ts';
import { asText } from '../pipeline/photos/pictures.ts';
import { COW, PROTECTED, VISIBLE } from './planted.ts';
import type { StandinAd } from './platform.ts';

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
