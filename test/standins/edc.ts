import { type EngineLook, startAviEngine } from './avi-engine.ts';
import { escaped, type Standin, type StandinAd } from './platform.ts';

const LOOK: EngineLook = {
  title: 'EDC.sale',
  prefix: '/ru/kz',
  card: (ad, path) => `<div class="card it-grid-item-in"><a href="${path}"><b>${escaped(ad.title)}</b></a>
<p>${ad.price} ₸, ${escaped(ad.city)} <span class="nowrap">сегодня</span></p></div>`,
  rubric: () => null,
};

/** An imitation of edc.sale/ru/kz. */
export function startEdc(ads: readonly StandinAd[]): Promise<Standin> {
  return startAviEngine(LOOK, ads);
}
