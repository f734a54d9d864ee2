import type { LookupWhy } from '../../../db/schema/hidden.ts';
import type { Language } from '../../../db/schema/language.ts';
import { countedEn, countedRu } from '../times.ts';

/** The reasons of the score (pipeline/hidden/risk.ts), as they are stored. */
type PartCode =
  | 'same-account'
  | 'same-text'
  | 'same-photo'
  | 'far-below-price'
  | 'new-account'
  | 'attack-hours'
  | 'urgent-words'
  | 'goods-at-risk'
  | 'no-photo';

interface LookupTexts {
  readonly intro: string;
  readonly open: (n: number) => string;
  readonly none: string;
  readonly points: string;
  readonly why: string;
  readonly hidden: string;
  readonly since: string;
  readonly openAd: string;
  readonly notOpenable: string;
  readonly number: string;
  readonly yes: string;
  readonly no: string;
  readonly gone: string;
  readonly noNumbers: string;
  readonly asked: (name: string) => string;
  readonly answered: (name: string) => string;
  readonly meanwhile: (name: string) => string;
  readonly part: Readonly<Record<PartCode, string>>;
  readonly otherPart: string;
  readonly whyHidden: Readonly<Record<LookupWhy, string>>;
}

export const LOOKUPS: Readonly<Record<Language, LookupTexts>> = {
  ru: {
    intro:
      'Номер в этих объявлениях скрыт кнопкой. Откройте объявление, нажмите кнопку сами и ответьте. Сначала самые похожие на атаку. Ответ «нет» не оставляет о чужом объявлении ничего, кроме его номера.',
    open: (n) => `Ждут: ${countedRu(n, 'объявление', 'объявления', 'объявлений')}.`,
    none: 'Вручную открывать нечего.',
    points: 'баллов',
    why: 'Почему это',
    hidden: 'Почему не раскрыто',
    since: 'с',
    openAd: 'Открыть объявление',
    notOpenable: 'Адрес не похож на адрес сайта: он не открывается.',
    number: 'Какой номер',
    yes: 'Да, этот номер',
    no: 'Нет',
    gone: 'Объявления нет',
    noNumbers: 'Сейчас ни один номер не ищется, поэтому ответить «да» нельзя.',
    asked: (name) =>
      `${name}: объявление сейчас будет прочитано и снято. Когда оно снято, совпадение подтверждено вами и строка исчезнет; если прочитать не удалось, она останется.`,
    answered: (name) => `${name}: ответ записан.`,
    meanwhile: (name) => `На ${name} уже ответили, пока вы смотрели. Ваш ответ не записан.`,
    part: {
      'same-account': 'тот же продавец, что в подтверждённых',
      'same-text': 'похожий текст',
      'same-photo': 'то же фото',
      'far-below-price': 'цена много ниже обычной',
      'new-account': 'новая учётная запись',
      'attack-hours': 'появилось в часы атаки',
      'urgent-words': 'слова «срочно», «звоните»',
      'goods-at-risk': 'товар, который выбирают для атак',
      'no-photo': 'нет фото',
    },
    otherPart: 'другая причина',
    whyHidden: {
      login: 'нужен вход',
      captcha: 'площадка показала капчу',
      cap: 'площадка больше не показывает сегодня',
      refused: 'площадка отказала',
      blocked: 'доступ закрыт',
      throttled: 'площадка попросила ждать',
      disallowed: 'robots.txt запрещает',
      waiting: 'очередь не дошла',
      'no-reveal': 'программа здесь номера не раскрывает',
      budget: 'дневной предел исчерпан',
      unread: 'объявление не прочитано',
    },
  },
  kk: {
    intro:
      'Бұл хабарландыруларда нөмір батырманың артында жасырылған. Хабарландыруды ашып, батырманы өзіңіз басыңыз да, жауап беріңіз. Алдымен шабуылға ең ұқсастары. «Жоқ» деген жауап бөтен хабарландыру туралы оның нөмірінен басқа ештеңе қалдырмайды.',
    open: (n) => `Күтіп тұр: ${n} хабарландыру.`,
    none: 'Қолмен ашатын ештеңе жоқ.',
    points: 'ұпай',
    why: 'Неге осы',
    hidden: 'Неге ашылмады',
    since: 'бастап:',
    openAd: 'Хабарландыруды ашу',
    notOpenable: 'Мекенжай сайт мекенжайына ұқсамайды: ол ашылмайды.',
    number: 'Қай нөмір',
    yes: 'Иә, осы нөмір',
    no: 'Жоқ',
    gone: 'Хабарландыру жоқ',
    noNumbers: 'Қазір бірде-бір нөмір ізделмейді, сондықтан «иә» деп жауап беруге болмайды.',
    asked: (name) =>
      `${name}: хабарландыру қазір оқылып, түсіріледі. Түсірілген соң сәйкестікті сіз растаған боласыз, жол тізімнен кетеді; оқылмаса, жол қалады.`,
    answered: (name) => `${name}: жауап жазылды.`,
    meanwhile: (name) => `Сіз қарап отырғанда ${name} бойынша жауап берілді. Сіздің жауабыңыз жазылмады.`,
    part: {
      'same-account': 'расталғандардағы сатушының өзі',
      'same-text': 'ұқсас мәтін',
      'same-photo': 'сол фото',
      'far-below-price': 'бағасы әдеттегіден әлдеқайда төмен',
      'new-account': 'жаңа тіркелгі',
      'attack-hours': 'шабуыл сағаттарында шыққан',
      'urgent-words': '«шұғыл», «қоңырау шалыңыз» сөздері',
      'goods-at-risk': 'шабуылға таңдалатын тауар',
      'no-photo': 'фото жоқ',
    },
    otherPart: 'басқа себеп',
    whyHidden: {
      login: 'кіру керек',
      captcha: 'алаң капча көрсетті',
      cap: 'алаң бүгін бұдан былай көрсетпейді',
      refused: 'алаң бас тартты',
      blocked: 'кіру жабық',
      throttled: 'алаң күтуді сұрады',
      disallowed: 'robots.txt тыйым салады',
      waiting: 'кезегі келмеді',
      'no-reveal': 'бағдарлама мұнда нөмірді ашпайды',
      budget: 'күндік шек бітті',
      unread: 'хабарландыру оқылмады',
    },
  },
  en: {
    intro:
      'These ads hide their number behind a button. Open the ad, press the button yourself, and answer. Those most like an attack come first. A “no” leaves nothing of a stranger’s ad but its id.',
    open: (n) => `${countedEn(n, 'ad is', 'ads are')} waiting.`,
    none: 'Nothing to be opened by hand.',
    points: 'points',
    why: 'Why this one',
    hidden: 'Why not revealed',
    since: 'since',
    openAd: 'Open the ad',
    notOpenable: 'This does not look like the address of a site, and is not opened.',
    number: 'Which number',
    yes: 'Yes, this number',
    no: 'No',
    gone: 'The ad is gone',
    noNumbers: 'No number is looked for now, so “yes” cannot be answered.',
    asked: (name) =>
      `${name}: the ad is read and captured now. When it is captured the match stands as confirmed by you and this row goes; when it cannot be read, the row stays.`,
    answered: (name) => `${name}: your answer is recorded.`,
    meanwhile: (name) => `${name} was answered while you were looking. Your answer was not recorded.`,
    part: {
      'same-account': 'the seller of confirmed ones',
      'same-text': 'a similar text',
      'same-photo': 'the same photo',
      'far-below-price': 'a price far below the usual',
      'new-account': 'a new account',
      'attack-hours': 'posted in the hours of an attack',
      'urgent-words': 'words such as “urgent”, “call”',
      'goods-at-risk': 'goods that are chosen for attacks',
      'no-photo': 'no photo',
    },
    otherPart: 'another reason',
    whyHidden: {
      login: 'a login is needed',
      captcha: 'the platform showed a captcha',
      cap: 'the platform shows no more today',
      refused: 'the platform refused',
      blocked: 'access is blocked',
      throttled: 'the platform asked us to wait',
      disallowed: 'robots.txt forbids it',
      waiting: 'its turn has not come',
      'no-reveal': 'the program reveals no numbers here',
      budget: 'the budget of the day is spent',
      unread: 'the ad was not read',
    },
  },
};

/** A part's code as it is stored; one that this version does not know is another reason. */
export function partWords(language: Language, code: string): string {
  const { part, otherPart } = LOOKUPS[language];
  return Object.hasOwn(part, code) ? part[code as PartCode] : otherPart;
}
