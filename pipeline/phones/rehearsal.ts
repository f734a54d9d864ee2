import type { NumberFinder } from './sighting.ts';

/** Everything that the scan tells apart, however rare it is in ads. */
const TEXTS: readonly string[] = [
  'Сдам 2-комн., тел 8 7О9 l23 4З б7, +7 (7О9) 000 00 0О, 8-7!1-$22-|3-44, 500 000 тг, 70тг, О7О О8О ООО, 8 ООО 12 34',
  'номер восемь семьсот один два нуля три семёрки дважды пять, восемьдесятсемьноль, номервосемьсемьсотодинноль, сто тысяч',
  '0дин н0ль 8сем7 восемь7 7восемь пять0 0пять useven09 12threef oh one он раз 5х6 90х80х70 100м 3О3 З0 0O',
  'с е м ь с о т в о с е м ь н о л ь 8 7 0 1',
  'недвижимостьдорогостоящая спокойствиепривычное жеті жүз бір сегіз нөл екі, минут, порядке, беспокоить',
  "&#56; &nbsp; %37 <b>8</b> ７０１ ⑦ 7️⃣ sem' vosem' ()8 8()7 \u200b \u00ad — № « » ² Ⅷ 🐄 👍🏻 ٧ ä ß é",
  'KZ00000KZT0000000000 0000 0000 0000 0000 000000000000 2026-11-30 12:45 43.238949, 76.889709 …',
];
/** V8 takes note of what a function meets from its first few calls on. */
const TIMES = 5;

let done = false;

/**
 * Shows a finder, once in a process, what it may meet; 8 ms. V8 compiles the scan for what it has met so far and throws the code away
 * at the first thing that is new. When that comes late, it can go on for good with code that knows no constants: the scan then takes
 * twice its time, as it did in one process of fifteen.
 */
export function rehearse(finder: NumberFinder): void {
  if (done) return;
  done = true;
  for (let time = 0; time < TIMES; time++)
    for (const text of TEXTS) finder.find([{ name: 'rehearsal', kind: 'text', text }]);
}
