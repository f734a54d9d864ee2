import { type EngineLook, startAviEngine } from './avi-engine.ts';
import { escaped, type Standin, type StandinAd } from './platform.ts';

const LOOK: EngineLook = {
  title: 'Avi.kz',
  prefix: '',
  card: (ad, path) => `<div class="card sr-2-list-item-n"><div class="sr-2-list-item-n-body">
<div class="sr-2-list-item-n-title"><a href="${path}">${escaped(ad.title)}</a></div>
<div class="sr-2-list-item-n-price">${ad.price} тг.</div><div class="sr-2-item-address">${escaped(ad.city)}</div></div></div>`,
  rubric: (path) => {
    const city = /^\/([a-z]+)\/nedvizhimost\/prodazha-nedvizhimosti\/prodazha-kvartir\/$/.exec(path)?.[1];
    return city === undefined ? null : `${city}-prodazha-kvartir`;
  },
};

/** An imitation of avi.kz. */
export function startAvi(ads: readonly StandinAd[]): Promise<Standin> {
  return startAviEngine(LOOK, ads);
}
