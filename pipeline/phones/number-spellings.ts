import { BARE_HUNDRED, HUNDREDS, NOUN, ONCE, TEEN, TENS, THOUSAND, TIMES, UNIT } from './number-kinds.ts';

/** Usual spellings, case endings and transliterations. Slips of one vowel or letter are derived below. */
export const WORDS: readonly (readonly [number, number, string])[] = [
  [UNIT, 0, 'ноль нуль нолю нулю нолем нулем нолём нулём ноле нуле зеро нол нөл нольь nol nöl nul zero nolʹ noll ноол'],
  [UNIT, 1, 'один одна одно одного одной одному одним одну адин odin odna odno one первый первого первая первое первой раз бір бир бiр bir одын уан ван'],
  [UNIT, 2, 'два две двух двум двумя двe dva dve dvuh dvukh two второй второго вторая второе екі еки екi эки eki yeki ekı ту двое дви'],
  [UNIT, 3, 'три трёх трех трём трем тремя tri treh trekh tree three третий третьего третья третье третьей үш уш ұш уч ush üş us ush ysh ush üsh ush ysh ушь сри тхри трое үшті үштің үшке үштен үшінші ушті уштен'],
  [UNIT, 4, 'четыре четырёх четырех четырём четырем четырьмя чытыре четыри четырэ четыря chetyre chetire chetyri 4etyre 4etire tchetyre cetyre čtyre chetiri chetyrye four четвертый четвёртый четвертого четвёртого четвертая четвертой төрт торт tort tört dort фор фоур чотири чотыри чтыре'],
  [UNIT, 5, 'пять пяти пятью пят пьять pyat pyati pjat piat piyat pat5 five fife пятый пятого пятая пятое пятой бес бэс bes бесь файв пъять'],
  [UNIT, 6, 'шесть шести шестью шест шэсть щесть shest shesti shestʹ sest 6est six шестой шестого шестая шестое алты алти alty alti altı алта шесь шэсь щесь сикс шість шисть'],
  [UNIT, 7, 'семь семи семью сем сэм симь sem semi sjem syem sim seven жеті жети жетi жете зheti zheti zhety zhetı jeti jety jetı jhetі жэти севен сім'],
  [UNIT, 8, 'восемь восьми восемью восьмью восим васемь восмь восем восьм vosem vosiem vosim vosemi wosem vosyem 8osem eight eigt восьмой восьмого восьмая восьмое сегіз сегиз сегiз сигиз segiz segız segyz segis сигіз сегз сегис эйт вісім висим восимь васимь'],
  [UNIT, 9, 'девять девяти девятью девят дивять девить девядь девет devyat devat devjat deviat deviyat deviat devit dewyat nine девятый девятого девятая девятое девятой тоғыз тогыз тогиз тағыз тоғиз togyz togiz toghyz toğız toǵyz toğyz togız тоуыз тогуз токыз найн дивить дивьять девьять тогз тоғз тғыз тогус тогыс тоғыс'],
  [NOUN, 0, 'ноля нуля нули нулей нулёв нулик нулика нуликов нолик нолика ноликов нолики нолей ноли нулями zeros zeroes нулика nulya nulia nulej nuley nolya noley noliki ноликом нолику нуликом нөлдік'],
  [NOUN, 1, 'единица единицы единиц единичка единички единичек единицу единичку кол кола однёрка ones edinica edinitsa edinicy edinitsy edinichka единицей единице единичкой единичке бірлік'],
  [NOUN, 2, 'двойка двойки двоек двойку двоечка двоечки двоечек двоечку dvoika dvoiki dvojka dvoyka dvoyki dvoek екілік двойкой двойке двоечкой'],
  [NOUN, 3, 'тройка тройки троек тройку троечка троечки троечек troika troiki trojka troyka troyki troek үштік тройкой тройке троечку троечкой'],
  [NOUN, 4, 'четверка четвёрка четверки четвёрки четверок четвёрок четвёрку четверку четверочка четвёрочки chetverka chetverki четвёркой четверкой четвёрке четверке төрттік'],
  [NOUN, 5, 'пятерка пятёрка пятерки пятёрки пятерок пятёрок пятерку пятёрку пятак пятака пятёрочка пятёрочки пятёрочек pyaterka pyaterki pyatjorki fives бестік пятёркой пятеркой пятёрке пятерке'],
  [NOUN, 6, 'шестерка шестёрка шестерки шестёрки шестерок шестёрок шестерку шестёрку шестёрочка shesterka shesterki sixes шестёркой шестеркой шестёрке шестерке алтылық'],
  [NOUN, 7, 'семерка семёрка семерки семёрки семерок семёрок семерку семёрку семёрочка семёрочки semerka semerki sevens жетілік семёркой семеркой семёрке семерке'],
  [NOUN, 8, 'восьмерка восьмёрка восьмерки восьмёрки восьмерок восьмёрок восьмерку восьмёрку восьмёрочка восмерка восмерки vosmerka vosmerki eights восьмёркой восьмеркой восьмёрке восьмерке сегіздік'],
  [NOUN, 9, 'девятка девятки девяток девятку девяточка девяточки девяточек devyatka devyatki nines девяткой девятке девяточку тоғыздық'],
  [TEEN, 10, 'десять десяти десятью десят десить дэсять desyat desat desjat desiat ten десятка десятки десяток'],
  [TENS, 10, 'он on'],
  [TEEN, 11, 'одиннадцать одиннадцати одинадцать одинадцат одинацать одинадцеть одиннацать одинацат одиннадцатью odinnadcat odinnadtsat odinadcat odinadtsat eleven онбір одинадцять'],
  [TEEN, 12, 'двенадцать двенадцати двенадцат двеннадцать двенацать двинадцать двенацат двенадцатью двенадцеть dvenadcat dvenadtsat dvenatsat twelve дванадцять'],
  [TEEN, 13, 'тринадцать тринадцати тринадцат тринацать тринацат тренадцать trinadcat trinadtsat thirteen тринадцять'],
  [TEEN, 14, 'четырнадцать четырнадцати четырнадцат четырнацать четырнацат четернадцать chetyrnadcat chetyrnadtsat chetirnadcat fourteen чотирнадцять читырнадцать'],
  [TEEN, 15, 'пятнадцать пятнадцати пятнадцат пятнацать пятнацат питнадцать петнадцать pyatnadcat pyatnadtsat pjatnadcat fifteen питнацать пятнадцять'],
  [TEEN, 16, 'шестнадцать шестнадцати шестнадцат шестнацать шеснадцать шеснацать шестнацат shestnadcat shestnadtsat sixteen шістнадцять'],
  [TEEN, 17, 'семнадцать семнадцати семнадцат семнацать семнацат симнадцать semnadcat semnadtsat seventeen сімнадцять'],
  [TEEN, 18, 'восемнадцать восемнадцати восемнадцат восемнацать восимнадцать восемнацат vosemnadcat vosemnadtsat eighteen вісімнадцять'],
  [TEEN, 19, 'девятнадцать девятнадцати девятнадцат девятнацать девитнадцать девятнацат devyatnadcat devyatnadtsat devjatnadcat nineteen девятнадцять девитнацать'],
  [TENS, 20, 'двадцать двадцати двадцат двацать двадцеть двацат двадцатью dvadcat dvadtsat dvatsat twenty жиырма жирма жыйырма жыирма жиирма jiyrma zhiyrma jıyrma zhyirma jyiyrma дваццать дваццат двадцять'],
  [TENS, 30, 'тридцать тридцати тридцат трицать трицат тридцеть тридцатью tridcat tridtsat tritsat thirty отыз отиз утыз otyz otiz otız тритцать тритцат тридцять отз'],
  [TENS, 40, 'сорок сорока сорак sorok sorak forty fourty қырық кырык кырк қырқ кирик қырык kyryk qyryq qırıq kirik qyryk'],
  [TENS, 50, 'пятьдесят пятидесяти пятдесят пидесят писят пятьдесять пятьдесяти писят писят петдесят пиисят pyatdesyat pyatdesat pjatdesjat piatdesiat pyatidesyati fifty елу элу ельу elu yelu пятдесять полтинник полтос полста питьдисят питдисят пидисят'],
  [TENS, 60, 'шестьдесят шестидесяти шестдесят шесдесят шесят шейсят шисят шестьдесять шездесят шиздесят шесдисят shestdesyat shestdesat shesdesyat sixty алпыс алпис alpys alpis alpıs шістдесят'],
  [TENS, 70, 'семьдесят семидесяти семдесят семьдесять сэмдесят семсят семьдисят semdesyat semdesat semdesjat seventy жетпіс жетпис жетпыс jetpis zhetpis jetpıs сімдесят жетпс'],
  [TENS, 80, 'восемьдесят восьмидесяти восемдесят восемьдесять восимдесят восемсят vosemdesyat vosemdesat vosemdesjat eighty сексен сексэн seksen вісімдесят сексн'],
  [TENS, 90, 'девяносто девяноста девяноста дивяносто девеносто девиносто devyanosto devanosto devjanosto ninety тоқсан токсан toksan toqsan токсн'],
  [HUNDREDS, 100, 'сто ста sto сотня'],
  [HUNDREDS, 200, 'двести двухсот двесте двести двэсти двисти dvesti dvesty dveste двісті'],
  [HUNDREDS, 300, 'триста трёхсот трехсот тристо трыста trista tristo'],
  [HUNDREDS, 400, 'четыреста четырёхсот четырехсот четыресто четыриста четырест chetyresta chetiresta chetyrista чотириста читыреста читыриста'],
  [HUNDREDS, 500, 'пятьсот пятисот пятсот пицот пятцот писот pyatsot pjatsot piatsot'],
  [HUNDREDS, 600, 'шестьсот шестисот шестсот шесот шессот щестьсот shestsot shessot шістсот'],
  [HUNDREDS, 700, 'семьсот семисот семсот симсот сэмсот semsot semisot сімсот'],
  [HUNDREDS, 800, 'восемьсот восьмисот восемсот восимсот васемсот восьмсот vosemsot vosimsot вісімсот'],
  [HUNDREDS, 900, 'девятьсот девятисот девятсот девицот девитсот дивятьсот devyatsot devjatsot deviatsot'],
  [BARE_HUNDRED, 100, 'жүз жуз жұз жүс жус juz jüz zhuz zhüz züz jyz jus сот sot соток сти hundred сотен'],
  [THOUSAND, 0, 'тысяча тысячи тысяч тыща тыщи тыщ тысячь мың мын мынг myn myng mıñ thousand tysyacha tysyach'],
  [TIMES, 2, 'дважды двойной двойная двойное двойную пара пару double dvazhdy dvajdy қос кос двойных сдвоенный сдвоенная сдвоенное сдвоенные сдвоенную сдвоенной сдвоенных спаренная спаренные спаренный спаренную удвоенная удвоенный удвоенную'],
  [TIMES, 3, 'трижды тройной тройная тройное тройную triple treble trizhdy trijdy строенный строенная строенную строенные утроенная'],
  [TIMES, 4, 'четырежды четверной'],
  [TIMES, 5, 'пятижды пятью'],
  [ONCE, 0, 'раза разов рет рэт ret raza times подряд'],
  [ONCE, 1, 'раз raz'],
]; // biome-ignore format: a table

/** Case endings Kazakh puts on a number ("бірді", "жетіге"): accusative, genitive, dative, ablative, plural, ordinal. */
export const KAZAKH: readonly (readonly [number, number, string])[] = [
  [UNIT, 0, 'нөл'], [UNIT, 1, 'бір'], [UNIT, 2, 'екі'], [UNIT, 3, 'үш'], [UNIT, 4, 'төрт'], [UNIT, 5, 'бес'],
  [UNIT, 6, 'алты'], [UNIT, 7, 'жеті'], [UNIT, 8, 'сегіз'], [UNIT, 9, 'тоғыз'], [TENS, 10, 'он'],
  [TENS, 20, 'жиырма'], [TENS, 30, 'отыз'], [TENS, 40, 'қырық'], [TENS, 50, 'елу'], [TENS, 60, 'алпыс'],
  [TENS, 70, 'жетпіс'], [TENS, 80, 'сексен'], [TENS, 90, 'тоқсан'],
]; // biome-ignore format: a table
export const KAZAKH_ENDINGS =
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
export function slips(word: string): string[] {
  const found: string[] = [];
  // "тоғbIз": one letter drawn as two.
  if (word.includes('ы')) found.push(word.replace('ы', 'bi'));
  if (word.length < 5) return found;
  for (let i = 0; i < word.length; i++) {
    for (const other of VOWEL_SLIPS[word.charAt(i)] ?? '') found.push(word.slice(0, i) + other + word.slice(i + 1));
    if (i > 0 && word.length > 5) found.push(word.slice(0, i) + word.slice(i + 1));
    if (i > 0 && i + 1 < word.length)
      found.push(word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2));
  }
  return found;
}
