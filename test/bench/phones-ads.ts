import { pick, type Random } from '../pipeline/photos/pictures.ts';
import { groupInWords, inventedNumber, type Tongue } from './phones-spelling.ts';

const int = (random: Random, low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => int(random, 0, 9)).join('');
const spaced = (value: number, sign = ' '): string => String(value).replace(/\B(?=(\d{3})+$)/g, sign);
const two = (value: number): string => String(value).padStart(2, '0');

const SENTENCES: Readonly<Record<Tongue, readonly ((r: Random) => string)[]>> = {
  ru: [
    () => 'Продам корову дойную, спокойную, отёл в марте.',
    (r) =>
      `Квартира ${int(r, 28, 140)},${int(r, 0, 9)} кв.м, этаж ${int(r, 1, 9)} из ${int(r, 9, 16)}, дом ${int(r, 1970, 2025)} года.`,
    (r) => `Цена ${spaced(int(r, 5, 60000) * 1000)} тг, торг у капота.`,
    (r) =>
      `Пробег ${spaced(int(r, 10, 400) * 1000)} км, объём ${int(r, 1, 5)}.${int(r, 0, 9)}, ${int(r, 1998, 2025)} г.в.`,
    () => 'Срочно, уезжаю, отдам за полцены.',
    (r) => `Адрес: ул. Абая ${int(r, 1, 200)}, кв ${int(r, 1, 300)}, домофон ${int(r, 1, 300)}.`,
    (r) => `Щенки ${int(r, 1, 6)} месяца, привиты, ${int(r, 2, 7)} мальчика и ${int(r, 1, 5)} девочки.`,
    (r) => `Работаем с ${int(r, 8, 10)}:00 до ${int(r, 18, 22)}:30, без выходных, ${int(r, 5, 30)} лет на рынке.`,
    (r) => `Диван ${int(r, 180, 260)}х${int(r, 80, 110)}х${int(r, 70, 95)} см, вес ${int(r, 40, 90)} кг.`,
    () => 'Сто процентов гарантия, три окна на юг, семь соток, один хозяин, два этажа.',
    (r) => `Доставка по городу ${int(r, 1, 5)} 000, по области ${int(r, 10, 30)} 000 тенге.`,
    () => 'Документы в порядке, обмен не предлагать, перекупам не беспокоить.',
    (r) =>
      `Сдаю с ${two(int(r, 1, 28))}.${two(int(r, 1, 12))}.2026 по ${two(int(r, 1, 28))}.${two(int(r, 1, 12))}.2027 посуточно.`,
    () => 'Он приедет сам, раз в неделю, пара минут и готово.',
  ],
  kk: [
    () => 'Сиыр сатылады, жуас, сүтті, бағасы келісімді.',
    (r) => `${int(r, 1, 5)} бөлмелі пәтер, ${int(r, 30, 120)} шаршы метр, ${int(r, 1, 9)}-қабат.`,
    (r) => `Бағасы ${spaced(int(r, 5, 900) * 1000)} теңге, саудаласуға болады.`,
    () => 'Жылқы сатылады, үйретілген, ұзақ жолға мініп жүруге болады.',
    () => 'Он бес минутта келеміз, жүз пайыз сапа, екі жыл кепілдік.',
    (r) => `Мекенжай: Абай көшесі ${int(r, 1, 200)}, ${int(r, 1, 300)}-пәтер.`,
    (r) => `Қой ${int(r, 5, 60)} бас, бір жасар, ${int(r, 30, 80)} келі.`,
    () => 'Құжаттары дұрыс, өзіңіз келіп көріңіз, делдалсыз.',
    (r) => `Жүрісі ${spaced(int(r, 10, 400) * 1000)} км, ${int(r, 1998, 2025)} жыл.`,
    () => 'Тез арада сатылады, көшіп бара жатырмыз, арзан беремін.',
    () => 'Үш терезе, төрт орындық, жеті сотық жер, алты ағаш.',
    () => 'Қызметтер күні-түні, жұмыс сапалы, баға қолжетімді.',
  ],
};

/** Sentences without a figure or a number word, as most of a real ad is. */
const PROSE: typeof SENTENCES = {
  ru: [
    () => 'Состояние хорошее, эксплуатировали бережно, подарим чехол и зарядку.',
    () => 'Рядом школа, садик, парк и остановка, двор тихий и зелёный.',
    () => 'Просмотр в удобное для вас время, покажем и расскажем обо всём.',
    () => 'Мебель и техника остаются, ремонт свежий, окна выходят во двор.',
    () => 'Характер спокойный, к рукам приучена, ест хорошо, здоровая.',
    () => 'Возможен обмен на авто с вашей доплатой, варианты пишите.',
    () => 'Отправим в другие города транспортной компанией за ваш счёт.',
    () => 'Хозяин один, не бита, не крашена, салон чистый, без запаха.',
  ],
  kk: [
    () => 'Жағдайы жақсы, ұқыпты ұсталған, ешқандай шығыны жоқ.',
    () => 'Жанында мектеп, балабақша және аялдама бар, ауласы тыныш.',
    () => 'Келіп көруге болады, қалаған уақытта көрсетемін.',
    () => 'Жиһазы мен техникасы қалады, жөндеуі жаңа, терезесі аулаға қарайды.',
    () => 'Мінезі жуас, қолға үйренген, денсаулығы жақсы.',
    () => 'Басқа қалаларға жеткізіп береміз, жол ақысы сізден.',
    () => 'Айырбас ұсынуға болады, нұсқаларыңызды жазыңыз.',
  ],
};

/** Digits that are no protected number: what must never be taken for one. `near` is a neighbour of a protected number. */
export const DISTRACTORS: readonly ((r: Random, near: string) => string)[] = [
  (r) => `ИИН ${two(int(r, 50, 99))}${two(int(r, 1, 12))}${two(int(r, 1, 28))}${digits(r, 6)}`,
  (r) => `БИН ${two(int(r, 1, 26))}${two(int(r, 1, 12))}4${digits(r, 7)}`,
  (r) => `${two(int(r, 50, 99))}${two(int(r, 1, 12))}${two(int(r, 1, 28))}${digits(r, 6)}`,
  (r) => `счёт KZ${digits(r, 2)}125KZT${digits(r, 10)}`,
  (r) => `KZ${digits(r, 2)} ${digits(r, 4)} ${digits(r, 4)} ${digits(r, 4)} ${digits(r, 4)}`,
  (r) => `карта 4400 ${digits(r, 4)} ${digits(r, 4)} ${digits(r, 4)}`,
  (r) => `Kaspi 4400${digits(r, 12)}`,
  (r) => `VIN JT8${pick(r, ['S', 'H', 'K'])}W7${digits(r, 11)}`,
  (r) => `IMEI 35${digits(r, 13)}`,
  (r) => `кадастровый номер ${two(int(r, 1, 20))}-${digits(r, 3)}-${digits(r, 3)}-${digits(r, 3)}`,
  (r) => `кадастр 77-${digits(r, 3)}-${digits(r, 3)}-${digits(r, 3)}`,
  (r) => `Заказ №${digits(r, 11)}`,
  (r) => `артикул ${digits(r, 10)}`,
  (r) => `трек RB${digits(r, 9)}KZ`,
  (r) => `координаты ${int(r, 40, 55)}.${digits(r, 7)}, ${int(r, 46, 87)}.${digits(r, 7)}`,
  (r) => `дома ${Array.from({ length: int(r, 5, 9) }, () => int(r, 1, 99)).join(', ')}`,
  (r) => `цены: ${Array.from({ length: int(r, 3, 6) }, () => spaced(int(r, 5, 999) * 100)).join(', ')} тг`,
  (r) => `прайс ${Array.from({ length: int(r, 3, 5) }, () => `${int(r, 1, 99)} шт - ${spaced(int(r, 5, 99) * 1000)}`).join('; ')}`,
  (r) => `${two(int(r, 1, 28))}.${two(int(r, 1, 12))}.${int(r, 2019, 2026)} ${two(int(r, 0, 23))}:${two(int(r, 0, 59))}`,
  (r) => `+7 9${digits(r, 2)} ${digits(r, 3)}-${digits(r, 2)}-${digits(r, 2)}`,
  (r) => `8 9${digits(r, 2)} ${digits(r, 3)} ${digits(r, 4)}`,
  (r) => `годы ${Array.from({ length: int(r, 3, 6) }, () => int(r, 1998, 2026)).join(pick(r, [' ', ', ', '-']))}`,
  (r) => `размеры ${Array.from({ length: int(r, 4, 8) }, () => int(r, 36, 64)).join(' ')}`,
  (r) => `лот ${digits(r, 8)}, партия ${digits(r, 5)}`,
  (r) => `https://market.example/p/${digits(r, 9)}?ref=${digits(r, 10)}`,
  (r) => `тел 8 ${inventedNumber(r).replace(/(...)(...)(..)(..)/, '$1 $2 $3 $4')}`,
  (_, n) => `тел 8${n}`,
  (_, n) => `+7 ${n.replace(/(...)(...)(..)(..)/, '$1 $2 $3 $4')}`,
  (_, n) => `8 ${n.slice(0, 3)} ${groupInWords(n.slice(3, 6), 'ru')} ${groupInWords(n.slice(6, 8), 'ru')} ${groupInWords(n.slice(8), 'ru')}`,
  (_, n) => `сегіз ${groupInWords(n.slice(0, 3), 'kk')} ${groupInWords(n.slice(3, 6), 'kk')} ${groupInWords(n.slice(6, 8), 'kk')} ${groupInWords(n.slice(8), 'kk')}`,
  (_, n) => `wa.me/7${n}`,
  (r) => `офис ${int(r, 7, 8)}, кабинет ${digits(r, 3)}, внутренний ${digits(r, 3)}-${digits(r, 2)}-${digits(r, 2)}`,
]; // biome-ignore format: one kind a line

export interface Ad {
  readonly title: string;
  readonly body: string;
}

const TITLES = [
  'Продам корову',
  'Сиыр сатылады',
  'Сдам квартиру',
  'Пәтер жалға',
  'Щенки в добрые руки',
  'Жылқы',
  'Диван угловой',
  'Көлік сатылады',
];

/** An ad of 50–1,500 characters in Russian, Kazakh or both; `insert` stands somewhere among its sentences. */
export function inventAd(random: Random, insert: readonly string[], proseShare = 0.4): Ad {
  const length = 50 + Math.floor(random() ** 2 * 1450);
  const tongue = random();
  const sentences: string[] = [];
  let size = insert.reduce((sum, one) => sum + one.length, 0);
  while (size < length) {
    const from: Tongue = tongue < 0.55 ? 'ru' : tongue < 0.85 ? 'kk' : random() < 0.5 ? 'ru' : 'kk';
    const sentence = pick(random, (random() < proseShare ? PROSE : SENTENCES)[from])(random);
    sentences.push(sentence);
    size += sentence.length + 1;
  }
  for (const one of insert) sentences.splice(int(random, 0, sentences.length), 0, one);
  return { title: pick(random, TITLES), body: sentences.join(pick(random, [' ', '\n', '. ', ' '])) };
}

/** The same number with one digit changed. */
export function neighbourOf(random: Random, n: string): string {
  const at = int(random, 3, 9);
  const other = (Number(n[at]) + int(random, 1, 9)) % 10;
  return n.slice(0, at) + other + n.slice(at + 1);
}
