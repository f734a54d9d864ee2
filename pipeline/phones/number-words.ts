import { ALIKE_CODE, CLASS, DIGIT, DROPPED, LETTER } from './chars.ts';
import type { Units } from './units.ts';

/** What a number word can mean. An atom's code is `kind * 4096 + value`; a plain digit is its own value. */
export const UNIT = 1; // 0–9
export const TEEN = 2; // 10–19
export const TENS = 3; // 10, 20 … 90 that a unit may follow (Kazakh "он" counts as one)
export const HUNDREDS = 4; // 100 … 900
export const BARE_HUNDRED = 5; // "жүз", "сот": 100, or hundreds of the unit before it
export const THOUSAND = 6;
export const NOUN = 7; // "семёрка", "нулей"
export const TIMES = 8; // "дважды", "тройной"
export const ONCE = 9; // "раза", "рет": after a count
export const LOOK_ALIKE = 10; // value: LOOKS_LIKE nibbles

export const codeOf = (kind: number, value: number): number => kind * 4096 + value;
export const kindOf = (code: number): number => code >> 12;
export const figureOf = (code: number): number => code & 4095;

/** Usual spellings, case endings and transliterations. Slips of one vowel or letter are derived below. */
const WORDS: readonly (readonly [number, number, string])[] = [
  [UNIT, 0, 'ноль нуль нолю нулю нолем нулем нолём нулём ноле нуле зеро нол нөл нольь nol nöl nul zero nolʹ noll ноол'],
  [UNIT, 1, 'один одна одно одного одной одному одним одну адин odin odna odno one первый первого первая первое первой раз бір бир бiр bir одын'],
  [UNIT, 2, 'два две двух двум двумя двe dva dve dvuh dvukh two второй второго вторая второе екі еки екi эки eki yeki ekı'],
  [UNIT, 3, 'три трёх трех трём трем тремя tri treh trekh tree three третий третьего третья третье третьей үш уш ұш уч ush üş us ush ysh ush üsh ush ysh ушь'],
  [UNIT, 4, 'четыре четырёх четырех четырём четырем четырьмя чытыре четыри четырэ четыря chetyre chetire chetyri 4etyre 4etire tchetyre cetyre čtyre chetiri chetyrye four четвертый четвёртый четвертого четвёртого четвертая четвертой төрт торт tort tört dort'],
  [UNIT, 5, 'пять пяти пятью пят пьять pyat pyati pjat piat piyat pat5 five fife пятый пятого пятая пятое пятой бес бэс bes бесь'],
  [UNIT, 6, 'шесть шести шестью шест шэсть щесть shest shesti shestʹ sest 6est six шестой шестого шестая шестое алты алти alty alti altı алта'],
  [UNIT, 7, 'семь семи семью сем сэм симь sem semi sjem syem sim seven жеті жети жетi жете зheti zheti zhety zhetı jeti jety jetı jhetі жэти'],
  [UNIT, 8, 'восемь восьми восемью восьмью восим васемь восмь восем восьм vosem vosiem vosim vosemi wosem vosyem 8osem eight eigt восьмой восьмого восьмая восьмое сегіз сегиз сегiз сигиз segiz segız segyz segis сигіз сегз сегис'],
  [UNIT, 9, 'девять девяти девятью девят дивять девить девядь девет devyat devat devjat deviat deviyat deviat devit dewyat nine девятый девятого девятая девятое девятой тоғыз тогыз тогиз тағыз тоғиз togyz togiz toghyz toğız toǵyz toğyz togız тоуыз тогуз токыз'],
  [NOUN, 0, 'ноля нуля нули нулей нулёв нулик нулика нуликов нолик нолика ноликов нолики нолей ноли нулями zeros zeroes нулика nulya nulia nulej nuley nolya noley noliki'],
  [NOUN, 1, 'единица единицы единиц единичка единички единичек единицу единичку кол кола однёрка ones edinica edinitsa edinicy edinitsy edinichka'],
  [NOUN, 2, 'двойка двойки двоек двойку двоечка двоечки двоечек двоечку dvoika dvoiki dvojka dvoyka dvoyki dvoek екілік'],
  [NOUN, 3, 'тройка тройки троек тройку троечка троечки троечек troika troiki trojka troyka troyki troek үштік'],
  [NOUN, 4, 'четверка четвёрка четверки четвёрки четверок четвёрок четвёрку четверку четверочка четвёрочки chetverka chetverki'],
  [NOUN, 5, 'пятерка пятёрка пятерки пятёрки пятерок пятёрок пятерку пятёрку пятак пятака пятёрочка пятёрочки пятёрочек pyaterka pyaterki pyatjorki fives бестік'],
  [NOUN, 6, 'шестерка шестёрка шестерки шестёрки шестерок шестёрок шестерку шестёрку шестёрочка shesterka shesterki sixes'],
  [NOUN, 7, 'семерка семёрка семерки семёрки семерок семёрок семерку семёрку семёрочка семёрочки semerka semerki sevens жетілік'],
  [NOUN, 8, 'восьмерка восьмёрка восьмерки восьмёрки восьмерок восьмёрок восьмерку восьмёрку восьмёрочка восмерка восмерки vosmerka vosmerki eights'],
  [NOUN, 9, 'девятка девятки девяток девятку девяточка девяточки девяточек devyatka devyatki nines'],
  [TEEN, 10, 'десять десяти десятью десят десить дэсять desyat desat desjat desiat ten десятка десятки десяток'],
  [TENS, 10, 'он on'],
  [TEEN, 11, 'одиннадцать одиннадцати одинадцать одинадцат одинацать одинадцеть одиннацать одинацат одиннадцатью odinnadcat odinnadtsat odinadcat odinadtsat eleven онбір'],
  [TEEN, 12, 'двенадцать двенадцати двенадцат двеннадцать двенацать двинадцать двенацат двенадцатью двенадцеть dvenadcat dvenadtsat dvenatsat twelve'],
  [TEEN, 13, 'тринадцать тринадцати тринадцат тринацать тринацат тренадцать trinadcat trinadtsat thirteen'],
  [TEEN, 14, 'четырнадцать четырнадцати четырнадцат четырнацать четырнацат четернадцать chetyrnadcat chetyrnadtsat chetirnadcat fourteen'],
  [TEEN, 15, 'пятнадцать пятнадцати пятнадцат пятнацать пятнацат питнадцать петнадцать pyatnadcat pyatnadtsat pjatnadcat fifteen'],
  [TEEN, 16, 'шестнадцать шестнадцати шестнадцат шестнацать шеснадцать шеснацать шестнацат shestnadcat shestnadtsat sixteen'],
  [TEEN, 17, 'семнадцать семнадцати семнадцат семнацать семнацат симнадцать semnadcat semnadtsat seventeen'],
  [TEEN, 18, 'восемнадцать восемнадцати восемнадцат восемнацать восимнадцать восемнацат vosemnadcat vosemnadtsat eighteen'],
  [TEEN, 19, 'девятнадцать девятнадцати девятнадцат девятнацать девитнадцать девятнацат devyatnadcat devyatnadtsat devjatnadcat nineteen'],
  [TENS, 20, 'двадцать двадцати двадцат двацать двадцеть двацат двадцатью dvadcat dvadtsat dvatsat twenty жиырма жирма жыйырма жыирма жиирма jiyrma zhiyrma jıyrma zhyirma jyiyrma'],
  [TENS, 30, 'тридцать тридцати тридцат трицать трицат тридцеть тридцатью tridcat tridtsat tritsat thirty отыз отиз утыз otyz otiz otız'],
  [TENS, 40, 'сорок сорока сорак sorok sorak forty fourty қырық кырык кырк қырқ кирик қырык kyryk qyryq qırıq kirik qyryk'],
  [TENS, 50, 'пятьдесят пятидесяти пятдесят пидесят писят пятьдесять пятьдесяти писят писят петдесят пиисят pyatdesyat pyatdesat pjatdesjat piatdesiat pyatidesyati fifty елу элу ельу elu yelu'],
  [TENS, 60, 'шестьдесят шестидесяти шестдесят шесдесят шесят шейсят шисят шестьдесять shestdesyat shestdesat shesdesyat sixty алпыс алпис alpys alpis alpıs'],
  [TENS, 70, 'семьдесят семидесяти семдесят семьдесять сэмдесят семсят семьдисят semdesyat semdesat semdesjat seventy жетпіс жетпис жетпыс jetpis zhetpis jetpıs'],
  [TENS, 80, 'восемьдесят восьмидесяти восемдесят восемьдесять восимдесят восемсят vosemdesyat vosemdesat vosemdesjat eighty сексен сексэн seksen'],
  [TENS, 90, 'девяносто девяноста девяноста дивяносто девеносто девиносто devyanosto devanosto devjanosto ninety тоқсан токсан toksan toqsan'],
  [HUNDREDS, 100, 'сто ста sto сотня'],
  [HUNDREDS, 200, 'двести двухсот двесте двести двэсти двисти dvesti dvesty dveste'],
  [HUNDREDS, 300, 'триста трёхсот трехсот тристо трыста trista tristo'],
  [HUNDREDS, 400, 'четыреста четырёхсот четырехсот четыресто четыриста четырест chetyresta chetiresta chetyrista'],
  [HUNDREDS, 500, 'пятьсот пятисот пятсот пицот пятцот писот pyatsot pjatsot piatsot'],
  [HUNDREDS, 600, 'шестьсот шестисот шестсот шесот шессот щестьсот shestsot shessot'],
  [HUNDREDS, 700, 'семьсот семисот семсот симсот сэмсот semsot semisot'],
  [HUNDREDS, 800, 'восемьсот восьмисот восемсот восимсот васемсот восьмсот vosemsot vosimsot'],
  [HUNDREDS, 900, 'девятьсот девятисот девятсот девицот девитсот дивятьсот devyatsot devjatsot deviatsot'],
  [BARE_HUNDRED, 100, 'жүз жуз жұз жүс жус juz jüz zhuz zhüz züz jyz jus сот соток сти hundred сотен'],
  [THOUSAND, 0, 'тысяча тысячи тысяч тыща тыщи тыщ тысячь мың мын мынг myn myng mıñ thousand tysyacha tysyach'],
  [TIMES, 2, 'дважды двойной двойная двойное двойную пара пару double dvazhdy dvajdy қос кос двойных сдвоенный'],
  [TIMES, 3, 'трижды тройной тройная тройное тройную triple treble trizhdy trijdy строенный'],
  [TIMES, 4, 'четырежды четверной'],
  [TIMES, 5, 'пятижды пятью'],
  [ONCE, 0, 'раза раз разов рет рэт ret raza raz times подряд'],
]; // biome-ignore format: a table

/** Case endings Kazakh puts on a number ("бірді", "жетіге"): accusative, genitive, dative, ablative, plural, ordinal. */
const KAZAKH: readonly (readonly [number, number, string])[] = [
  [UNIT, 0, 'нөл'], [UNIT, 1, 'бір'], [UNIT, 2, 'екі'], [UNIT, 3, 'үш'], [UNIT, 4, 'төрт'], [UNIT, 5, 'бес'],
  [UNIT, 6, 'алты'], [UNIT, 7, 'жеті'], [UNIT, 8, 'сегіз'], [UNIT, 9, 'тоғыз'], [TENS, 10, 'он'],
  [TENS, 20, 'жиырма'], [TENS, 30, 'отыз'], [TENS, 40, 'қырық'], [TENS, 50, 'елу'], [TENS, 60, 'алпыс'],
  [TENS, 70, 'жетпіс'], [TENS, 80, 'сексен'], [TENS, 90, 'тоқсан'],
]; // biome-ignore format: a table
const KAZAKH_ENDINGS =
  'ді ды ні ны ті ты дің дың нің ның ге ға ке қа ден дан тен тан лер лар дер дар тер тар інші ыншы нші ншы'.split(' ');

const VOWEL_SLIPS: Readonly<Record<string, string>> = {
  о: 'а',
  а: 'о',
  е: 'и',
  и: 'е',
  я: 'еи',
  ы: 'е',
  o: 'a',
  a: 'o',
  e: 'i',
  i: 'e',
};

/** One slip of the pen: a vowel heard wrong, a letter left out, two letters swapped; only in words long enough. */
function slips(word: string): string[] {
  const found: string[] = [];
  if (word.length < 5) return found;
  for (let i = 0; i < word.length; i++) {
    for (const other of VOWEL_SLIPS[word.charAt(i)] ?? '') found.push(word.slice(0, i) + other + word.slice(i + 1));
    if (i > 0 && word.length > 5) found.push(word.slice(0, i) + word.slice(i + 1));
    if (i > 0 && i + 1 < word.length)
      found.push(word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2));
  }
  return found;
}

/** Alike-codes of a word: soft signs dropped, doubled letters once. Empty when a character is no letter of ours. */
function codesOf(word: string): number[] {
  const codes: number[] = [];
  let last = 0;
  for (let i = 0; i < word.length; i++) {
    const code = ALIKE_CODE[word.charCodeAt(i)] as number;
    if (code === 0) return [];
    if (code !== DROPPED && code !== last) codes.push(code);
    last = code;
  }
  return codes;
}

const WIDTH = 64;
let children = new Int32Array(WIDTH * 4096);
/** Atom code + 1 of the word that ends at a node, 0 = none. */
const endings: number[] = [0];
/** Nodes at which a word ends as it should be spelt, not by a slip. */
const firmNodes = new Uint8Array(1 << 18);
/** Which three letters begin a number word, one bit each. */
export const STARTS = new Uint8Array((64 * 64 * 64) / 8);

function insert(codes: readonly number[], code: number, firm: boolean): void {
  if (codes.length < 2) return;
  let node = 0;
  for (const letter of codes) {
    const slot = node * WIDTH + letter;
    let next = children[slot] as number;
    if (next === 0) {
      next = endings.length;
      endings.push(0);
      if ((next + 1) * WIDTH > children.length) {
        const wider = new Int32Array(children.length * 2);
        wider.set(children);
        children = wider;
      }
      children[slot] = next;
    }
    node = next;
  }
  const held = endings[node] as number;
  if (held === 0 || firm) endings[node] = code + 1;
  // A slip that fits two words says nothing.
  else if (held !== code + 1 && firmNodes[node] === 0) endings[node] = 0;
  if (firm) firmNodes[node] = 1;
  markStart(codes);
}

/** Which two letters do: most words are ruled out by them. */
export const STARTS_TWO = new Uint8Array(64 * 64);

function markStart(codes: readonly number[]): void {
  STARTS_TWO[((codes[0] as number) << 6) | (codes[1] as number)] = 1;
  const start = ((codes[0] as number) << 12) | ((codes[1] as number) << 6) | (codes[2] ?? 0);
  STARTS[start >> 3] = (STARTS[start >> 3] as number) | (1 << (start & 7));
}

const all: (readonly [number, string])[] = WORDS.flatMap(([kind, value, words]) =>
  words.split(' ').map((word) => [codeOf(kind, value), word] as const),
);
for (const [kind, value, stem] of KAZAKH)
  for (const ending of KAZAKH_ENDINGS) if (stem.length > 2) all.push([codeOf(kind, value), stem + ending]);
for (const [code, word] of all) {
  // "раз" is both "one" and "times": the readings try both (readings.ts), the dictionary holds it once.
  if (word === 'раз' && kindOf(code) === UNIT) continue;
  if (word === 'пятью' && kindOf(code) === TIMES) continue;
  insert(codesOf(word), code, true);
  // As it is typed, too: "жиырма" begins with two letters of one code, which the trie holds once.
  markStart([0, 1, 2].map((at) => ALIKE_CODE[word.charCodeAt(at)] ?? 0));
}
for (const [code, word] of all) for (const slip of slips(word)) insert(codesOf(slip), code, false);

/** One word of a run of letters: where it begins and ends, what it means. */
export interface WordPart {
  readonly start: number;
  readonly end: number;
  readonly code: number;
}

/** Meaning of the letters text[start, end), or -1. Doubled letters and soft signs are nothing. */
export function meaningOf(text: Units, start: number, end: number): number {
  let node = 0;
  let last = 0;
  for (let i = start; i < end; i++) {
    const code = ALIKE_CODE[text[i] as number] as number;
    if (code !== DROPPED && code !== 0) {
      const next = children[node * WIDTH + code] as number;
      if (next !== 0) node = next;
      else if (code !== last) return -1;
    } else if (code === 0) return -1;
    last = code;
  }
  return (endings[node] as number) - 1;
}

/**
 * "0дин", "н0ль": the zero at `i` is an o of a number word; most zeros stand in figures.
 */
export function zeroInNumberWord(text: Units, i: number): boolean {
  let start = i;
  let end = i + 1;
  while (i - start < LONGEST && isInToken(text[start - 1] as number)) start--;
  while (end - i < LONGEST && isInToken(text[end] as number)) end++;
  if (end - start < 3 || CLASS[text[start - 1] as number] === DIGIT || CLASS[text[end] as number] === DIGIT)
    return false;
  for (let at = start; at < end; at++) word[at - start] = text[at] === 0x30 ? LETTER_O : (text[at] as number);
  return meaningOf(word, 0, end - start) >= 0;
}

const LETTER_O = 'о'.charCodeAt(0);
const word: Units = new Uint16Array(64);

function isInToken(unit: number): boolean {
  return CLASS[unit] === LETTER || unit === 0x30;
}

const LONGEST = 24;

let fewest = new Int32Array(256);
let cameFrom = new Int32Array(256);
let meant = new Int32Array(256);

/** The first two letters begin some number word: rules out most words. */
export function mayBeginNumber(first: number, second: number): boolean {
  return STARTS_TWO[((ALIKE_CODE[first] as number) << 6) | (ALIKE_CODE[second] as number)] === 1;
}

/** The first three letters from `at` on begin some number word. */
export function beginsLikeNumber(text: Units, at: number): boolean {
  const two = ((ALIKE_CODE[text[at] as number] as number) << 6) | (ALIKE_CODE[text[at + 1] as number] as number);
  if (STARTS_TWO[two] === 0) return false;
  const begin = (two << 6) | (ALIKE_CODE[text[at + 2] as number] as number);
  return (((STARTS[begin >> 3] as number) >> (begin & 7)) & 1) === 1;
}

/** Whether a number word stands at `start` with something like another behind it: "стоимость" begins with one, alone. */
function beginsWithTwo(text: Units, start: number, end: number): boolean {
  let node = 0;
  let last = 0;
  for (let i = start; i < end; i++) {
    const code = ALIKE_CODE[text[i] as number] as number;
    if (code === 0) return false;
    if (code !== DROPPED) {
      const next = children[node * WIDTH + code] as number;
      if (next !== 0) node = next;
      else if (code !== last || i === start) return false;
    }
    last = code;
    if ((endings[node] as number) === 0) continue;
    const soft = ALIKE_CODE[text[i + 1] as number] === DROPPED ? 2 : 1;
    if (i + soft >= end || beginsLikeNumber(text, i + soft) || beginsLikeNumber(text, i + 1)) return true;
  }
  return false;
}

/**
 * Cuts glued number words ("восемьсемьсотодин") into few and well-spelt words, starting at `start`; the run must be
 * used up to its end, or to `minimum` words when letters follow. `null` when it is no run of number words.
 * Work is linear: each position is entered once and looks at most LONGEST letters ahead.
 */
export function cutGlued(text: Units, start: number, end: number, minimum: number): WordPart[] | null {
  if (!beginsWithTwo(text, start, end)) return null;
  const size = end - start;
  if (size > fewest.length - 1) {
    fewest = new Int32Array(size + 1);
    cameFrom = new Int32Array(size + 1);
    meant = new Int32Array(size + 1);
  }
  fewest.fill(1 << 30, 0, size + 1);
  fewest[0] = 0;
  let furthest = 0;
  for (let at = 0; at <= furthest && at < size; at++) {
    if ((fewest[at] as number) === 1 << 30) continue;
    let node = 0;
    let last = 0;
    for (let i = at; i < size && i < at + LONGEST; i++) {
      const code = ALIKE_CODE[text[start + i] as number] as number;
      if (code === 0) break;
      if (code !== DROPPED) {
        const next = children[node * WIDTH + code] as number;
        if (next !== 0) node = next;
        else if (code !== last || i === at) break;
      } else if (i === at) break;
      last = code;
      const meaning = endings[node] as number;
      const nextIsSoft = i + 1 < size && ALIKE_CODE[text[start + i + 1] as number] === DROPPED;
      const to = nextIsSoft ? i + 2 : i + 1;
      const price = (fewest[at] as number) + (firmNodes[node] === 1 ? 2 : 5);
      if (meaning > 0 && price < (fewest[to] as number)) {
        fewest[to] = price;
        cameFrom[to] = at;
        meant[to] = meaning - 1;
        if (to > furthest) furthest = to;
      }
    }
  }
  const stop = (fewest[size] as number) < 1 << 30 ? size : furthest;
  if (stop === 0) return null;
  const parts: WordPart[] = [];
  for (let at = stop; at > 0; at = cameFrom[at] as number)
    parts.push({ start: start + (cameFrom[at] as number), end: start + at, code: meant[at] as number });
  return stop < size && parts.length < minimum ? null : parts.reverse();
}
