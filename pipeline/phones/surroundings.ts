import { CLASS, FIELD_BREAK, LETTER } from './chars.ts';
import { ORDINAL_ENDING } from './look-alikes.ts';

/** Words people write for the signs between digit groups, and by which they go on from one to the next. */
const SIGN_WORDS = new Set(
  (
    'тире дефис пробел пропуск точка точку точки скобка скобку скобки скобках скобках минус плюс слэш слеш черта дробь запятая звездочка звёздочка ' +
    'потом затем далее дальше ещё еще номер номера нөмірі открыть закрыть открывается закрывается dash space dot hyphen slash then plus minus tire defis ' +
    'probel tochka сызықша сызыкша нүкте нукте бос орын кейін кейин содан соң плюсь plyus pluss plus дефиз ' +
    'черточка чёрточка тирэ палочка палка подчеркивание подчёркивание решетка решётка скобочка скобочки двоеточие отступ пауза сам остальное остальные следом цифры ' +
    'и да ну а ага значит опять снова наконец после сперва сначала идёт идет ней ним набирай набери наберите набираешь жми жмите next and finally again ' +
    'сосын одан содан тағы ары қарай ең алдымен деп дейсіз және мен артынан ізінше тер тересің теріңіз теріп бас басыңыз басасың жаз жазыңыз'
  ).split(' '),
);

/** What lies between two atoms of one number. */
export interface Gap {
  /** Letters that are no word for a sign. */
  readonly letters: number;
  readonly word: string;
  readonly signs: number;
  /** Spaces, hyphens, dots, brackets: what a number is usually written with. */
  readonly light: boolean;
  /** Comma, semicolon, full stop with a space, line break: also what separates two different things. */
  readonly loose: boolean;
  readonly lines: boolean;
  /** Letters touch the digits on both sides: noise, not prose. */
  readonly glued: boolean;
  readonly fieldBreak: boolean;
  readonly empty: boolean;
  /** Says that the rest of a number comes ("остаток номера", "нөмірдің қалғаны"). */
  readonly continued: boolean;
}

const LIGHT = /^[ \u00a0\u2000-\u200a\u202f\t\-‐‑‒–—−.()/_]{1,4}$/;
const LOOSE = /[,;!?…\n\r]|[.:]\s/;
const CONTINUED = /(?<!\p{L})(?:остат|остал|продолж|конец|конц|середин|последн|втор|қалған|калган|жалғас|соң|орта)/iu;
const WORD = /\p{L}+/gu;
/** "8 (сау болыңыз) 709 (рахмет) …": a remark between groups. */
const REMARK = /\([^()\d]{1,40}\)/g;
/** "…, 2-я — 7, 3-я — 0": which digit comes (look-alikes.ts). */
const PLACE = new RegExp(String.raw`\d{1,2}-${ORDINAL_ENDING}`, 'giu');
/** "8ка 7ка 0лик": the end of a figure's name, behind the figure. */
const TAIL = /^(?:\p{L}?к[аиу]|лик|ик|ца|[её]рка)(?!\p{L})/u;
const FURNITURE = /[\ufe0f\u20e3\udc00-\udfff]/g;

export function readGap(text: string): Gap {
  if (text.length === 0)
    return {
      letters: 0,
      word: '',
      signs: 0,
      light: true,
      loose: false,
      lines: false,
      glued: false,
      fieldBreak: false,
      empty: true,
      continued: false,
    };
  const fieldBreak = text.includes(FIELD_BREAK);
  let letters = 0;
  let word = '';
  let lettersAll = 0;
  const bare = text.replace(REMARK, '()').replace(PLACE, '').replace(TAIL, '');
  for (const match of bare.matchAll(WORD)) {
    lettersAll += match[0].length;
    if (SIGN_WORDS.has(match[0].toLowerCase())) continue;
    letters += match[0].length;
    word += match[0].toLowerCase();
  }
  const signs = bare.replace(FURNITURE, '').length - lettersAll;
  return {
    letters,
    word,
    signs,
    light: LIGHT.test(text),
    loose: LOOSE.test(text),
    lines: /[\n\r]/.test(text),
    glued: letters > 0 && signs === 0,
    fieldBreak,
    empty: signs === 0 && letters === 0 && bare === text,
    continued: CONTINUED.test(text),
  };
}

const CALL =
  /(?<!\p{L})(?:тел|моб|сот\.|сот[\s:.]|сотк|сотов|звон|позвон|набер|набир|номер|ном\.|нөмір|номир|номір|нөмер|ватс|вацап|вотс|уатс|вайбер|whats|watsap|viber|telegram|телег|tg\b|wa\b|пиш|напиш|контакт|связ|свяж|байланыс|хабарлас|хабар|қоңырау|конырау|коңырау|шалыңыз|шалыныз|звандап|звоните|ұялы|уялы|phone|call|mobile|смс|sms|обращ|маған|диспетчер|вызов|заказ такси|zvon|pishi|nomer|tel\b|baylanys|bailanys|habarlas)|[📞☎📱📲✆🤙]/iu;

/** A word or sign near the number that says "this is a phone". */
export function hasCallWord(before: string, after: string): boolean {
  return CALL.test(before) || CALL.test(after);
}

const LABEL_TAIL = String.raw`(?!\p{L})[\s:.№#\-–—=(]{0,5}(?:(?:номер|н[ое]м|нөмірі|number|no|код|id)(?!\p{L})[\s:.№#\-–—=]{0,4})?$`;
const LABEL = new RegExp(
  String.raw`(?<!\p{L})(?:иин|жсн|бин|бсн|инн|огрн|iban|swift|vin|imei|ip|гост|сч[её]т(?:[-\s]фактур\S?)?|р\/с|код (?:товар|модел|объект|детал|клиент|домофон|парти|запчаст|плат[её]ж)\S{0,3}|лицензи\S{0,3}|справк\S|удостоверени\S{1,2}|свидетельств\S{1,2}|куәлік\S{0,3}|приказ\S?|протокол\S?|акт\S?|заявк\S|өтінім\S{0,3}|кадастр\S*|госакт|артикул|арт|объявлени\S{0,2}|хабарландыру|id|инвойс|invoice|трек\S*|накладн\S*|серия|паспорт|уд\.? ?личности|жеке куәлік|s\/n|sn|серийн\S*|order|билет|договор\S?|шарт|шот|инв|полис\S?|квитанц\S*|ticket|tracking|barcode|штрих\S*)${LABEL_TAIL}`,
  'iu',
);
const ORDER = new RegExp(String.raw`(?<!\p{L})(?:заказ\S{0,3}|тапсырыс\S{0,3}|код|лот|чек)${LABEL_TAIL}`, 'iu');
const NUMBER_SIGN = /[№#]|(?<!\p{L})(?:номер|нөмірі|no|id)(?!\p{L})/iu;

/** "ИИН", "артикул", "Заказ №" right before the digits. "Для заказа 8 7…" is an invitation to call. */
export function hasIdLabel(before: string, prefix: boolean): boolean {
  if (LABEL.test(before)) return true;
  const order = ORDER.exec(before);
  return order !== null && (!prefix || NUMBER_SIGN.test(order[0]));
}

/** "код 701 номер 200…": the code of an operator, when the digits after it stand as one. */
export const OPERATOR_CODE =
  /(?<!\p{L})(?:код\p{L}{0,3}(?: оператор\p{L}{0,2})?|оператор\p{L}{0,2}|code|kod)[\s:.,\-–—=(+]{0,6}$/iu;

export const IDENTITY_LABEL = /(?<!\p{L})(?:иин|жсн|бин|бсн|инн|iban|vin|imei)(?!\p{L})[^\p{L}\d]{0,6}$/iu;

const MONEY_AFTER =
  /^[\s.,]{0,3}(?:₸|₽|\$|€|(?:тг|тнг|тенге|теңге|руб\S*|usd|kzt|млн|тыс|мың|у\.?е|долл\S*|сом)(?!\p{L}))/iu;
const MONEY_BEFORE =
  /(?:(?<!\p{L})(?:цен[аы]|баға\S*|бага\S*|стоимость|сумма|оплата|price|за)(?!\p{L})[\s:\-–—=от]{0,6}|[₸₽$€]\s?)$/iu;

export function hasMoney(before: string, after: string): boolean {
  return MONEY_AFTER.test(after) || MONEY_BEFORE.test(before);
}

const LINK_BEFORE =
  /(?:wa\.me\/(?:send\/?\??)?|whatsapp(?:\.com|:\/\/|-)\S{0,60}phone=|viber:\/?\/?\S{0,40}number=|(?:t|telegram)\.me\/|tg:\/?\/?\S{0,30}phone=|(?:tel|sms|smsto|callto|facetime|sip|skype|whatsapp|wa|imo):\/{0,2}(?:\/)?|[?&](?:phone|number|tel|waid|msisdn)=|waid=)[+ ]{0,2}$/iu;
const VCARD_BEFORE = /(?:^|[\n\r;])\s*(?:item\d\.)?tel[^:\n\r]{0,80}:\s*(?:tel:)?\s*\+?$/iu;

/** The characters before the number make it an address that dials or opens a chat. */
export function isDialLink(before: string): boolean {
  return LINK_BEFORE.test(before) || VCARD_BEFORE.test(before);
}

const ADDRESS = /(?:https?:\/\/|www\.|\.(?:kz|ru|com|net|org)\/)\S*$/i;

/** Inside another web address: an id, not something to dial. */
export function isInAddress(before: string): boolean {
  return ADDRESS.test(before);
}

/** The run of Latin letters and digits around [start, end), as far as 40 signs. */
export function alphanumericToken(text: string, start: number, end: number): string {
  let from = start;
  let to = end;
  while (from > 0 && start - from < 40 && /[A-Za-z0-9]/.test(text.charAt(from - 1))) from--;
  while (to < text.length && to - end < 40 && /[A-Za-z0-9]/.test(text.charAt(to))) to++;
  return text.slice(from, to);
}

const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;
const IBAN_BEFORE = /(?<![A-Za-z])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{1,4}){0,7} ?$/;
/** Of a Kazakh IBAN: what follows a whole one is no part of it. */
const IBAN_LENGTH = 20;
const VIN = /^(?=.*[A-HJ-NPR-Z])[A-HJ-NPR-Z0-9]{17}$/;

/** Bank account or chassis number. */
export function isKnownId(token: string, before: string): boolean {
  if (IBAN.test(token) || VIN.test(token)) return true;
  const iban = IBAN_BEFORE.exec(before)?.[0].replace(/ /g, '');
  return iban !== undefined && iban.length < IBAN_LENGTH;
}

export function isLetterAt(text: string, i: number): boolean {
  return CLASS[text.charCodeAt(i)] === LETTER;
}
