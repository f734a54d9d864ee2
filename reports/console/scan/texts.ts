import type { LinkAnswer } from '../../../db/checks.ts';
import type { ScanAnswer } from '../../../db/scans.ts';
import type { Language } from '../../../db/schema/language.ts';
import type { NotAsked } from '../../../db/schema/scans.ts';
import { countedEn, countedRu } from '../times.ts';

interface ScanTexts {
  readonly numbers: string;
  readonly noNumbers: string;
  readonly enrol: string;
  readonly start: string;
  readonly startHint: string;
  readonly again: string;
  readonly last: string;
  readonly attack: string;
  readonly attackHint: string;
  readonly attackUntil: string;
  readonly attackFor: string;
  readonly attackHours: (hours: number) => string;
  readonly attackStart: string;
  readonly attackOver: string;
  readonly links: string;
  readonly linksHint: string;
  readonly linksField: string;
  readonly check: string;
  readonly noLinks: string;
  readonly tooManyLinks: (most: number) => string;
  readonly messageTooLong: string;
  readonly noActive: string;
  readonly recent: string;
  readonly by: string;
  readonly stop: string;
  readonly stopped: string;
  readonly progress: (done: number, all: number) => string;
  readonly goesOn: string;
  readonly reload: string;
  readonly over: string;
  readonly platform: string;
  readonly answerHead: string;
  readonly pages: string;
  readonly why: string;
  readonly answer: Readonly<Record<ScanAnswer, string>>;
  readonly totals: (found: number, not: number, blind: number) => string;
  readonly noScan: string;
  readonly noWorker: string;
  readonly inactive: string;
  readonly callLog: string;
  readonly result: (id: number) => string;
  readonly link: string;
  readonly ad: string;
  readonly linkAnswer: Readonly<Record<LinkAnswer, string>>;
  readonly notAsked: Readonly<Record<NotAsked, string>>;
  readonly unknownSite: string;
  readonly message: string;
  readonly messageKept: string;
  readonly inMessage: string;
  readonly notInMessage: string;
  readonly toScan: string;
}

export const SCAN: Readonly<Record<Language, ScanTexts>> = {
  ru: {
    numbers: 'Номера под защитой',
    noNumbers: 'Сейчас не ищется ни один номер. Начните с оформления человека и его согласия.',
    enrol: 'Оформить человека',
    start: 'Искать сейчас',
    startHint: 'Номер ищется на всех включённых площадках, начиная с самых новых объявлений.',
    again: 'Искать ещё раз',
    last: 'Последний поиск',
    attack: 'Идёт атака',
    attackHint: 'Самые новые объявления просматриваются каждые несколько минут, потом каждый час.',
    attackUntil: 'Учащённый просмотр до',
    attackFor: 'Как долго',
    attackHours: (hours) => (hours < 72 ? `${hours} ч` : `${hours / 24} сут`),
    attackStart: 'Следить чаще',
    attackOver: 'Атака закончилась',
    links: 'Ссылки и пересланные сообщения',
    linksHint: 'Вставьте ссылки, которые назвал звонящий, или всё сообщение целиком. Само сообщение не сохраняется.',
    linksField: 'Ссылки или текст',
    check: 'Проверить',
    noLinks: 'Вставьте хотя бы одну ссылку или текст сообщения.',
    tooManyLinks: (most) => `За один раз можно проверить не больше ${most} ссылок.`,
    messageTooLong: 'Текст слишком длинный или в нём слишком много чисел: оставьте важную часть.',
    noActive: 'Искать нечего: сначала оформите номер или обновите согласие.',
    recent: 'Недавние проверки',
    by: 'запросил(а)',
    stop: 'Остановить поиск',
    stopped: 'Поиск остановлен',
    progress: (done, all) => `Ответили площадки: ${done} из ${all}.`,
    goesOn: 'Поиск идёт: ответы появляются здесь сами.',
    reload: 'Обновить',
    over: 'Поиск закончен.',
    platform: 'Площадка',
    answerHead: 'Ответ',
    pages: 'Страниц',
    why: 'Чего не видно и почему',
    answer: {
      waiting: 'ждёт очереди',
      looking: 'ищем',
      found: 'найдено',
      'not-found': 'не найдено',
      'could-not-look': 'не удалось посмотреть',
    },
    totals: (found, not, blind) => `Найдено: ${found}. Не найдено: ${not}. Не удалось посмотреть: ${blind}.`,
    noScan: 'Этот номер ещё не искали по запросу.',
    noWorker: 'Никто не берётся за работу больше минуты. На сервере должна работать программа «qorgan serve».',
    inactive: 'Этот номер сейчас не ищется',
    callLog: 'Записать, что сказал звонящий',
    result: (id) => `Проверка ${id}`,
    link: 'Ссылка',
    ad: 'объявление',
    linkAnswer: {
      waiting: 'ждёт очереди',
      looking: 'смотрим',
      found: 'найдено',
      'not-found': 'не найдено',
      hidden: 'номер скрыт: откройте вручную',
      gone: 'объявления больше нет',
      'could-not-look': 'не удалось посмотреть',
    },
    notAsked: {
      'by-hand': 'эту площадку открывает только человек',
      'not-an-ad': 'ссылка ведёт не на объявление',
      'unknown-site': 'этот сайт программе не известен',
    },
    unknownSite: 'незнакомый сайт',
    message: 'Слова сообщения',
    messageKept: 'Само сообщение не сохранено.',
    inMessage: 'В тексте стоит защищаемый номер:',
    notInMessage: 'В тексте нет ни одного защищаемого номера.',
    toScan: 'К поиску',
  },
  kk: {
    numbers: 'Қорғаудағы нөмірлер',
    noNumbers: 'Қазір бірде-бір нөмір ізделіп жатқан жоқ. Адамды және оның келісімін рәсімдеуден бастаңыз.',
    enrol: 'Адамды рәсімдеу',
    start: 'Қазір іздеу',
    startHint: 'Нөмір қосулы алаңдардың бәрінен, ең жаңа хабарландырулардан бастап ізделеді.',
    again: 'Тағы бір рет іздеу',
    last: 'Соңғы іздеу',
    attack: 'Шабуыл жүріп жатыр',
    attackHint: 'Ең жаңа хабарландырулар әр бірнеше минут сайын, кейін сағат сайын қаралады.',
    attackUntil: 'Жиі қарау мына уақытқа дейін:',
    attackFor: 'Қанша уақыт',
    attackHours: (hours) => (hours < 72 ? `${hours} сағ` : `${hours / 24} тәул`),
    attackStart: 'Жиірек бақылау',
    attackOver: 'Шабуыл аяқталды',
    links: 'Сілтемелер мен жіберілген хабарламалар',
    linksHint: 'Қоңырау шалушы айтқан сілтемелерді немесе хабарламаны толық қойыңыз. Хабарламаның өзі сақталмайды.',
    linksField: 'Сілтемелер немесе мәтін',
    check: 'Тексеру',
    noLinks: 'Кемінде бір сілтеме немесе хабарлама мәтінін қойыңыз.',
    tooManyLinks: (most) => `Бір жолы ${most} сілтемеден артық тексеруге болмайды.`,
    messageTooLong: 'Мәтін тым ұзын немесе онда сан тым көп: маңызды бөлігін қалдырыңыз.',
    noActive: 'Іздейтін нөмір жоқ: алдымен нөмірді рәсімдеңіз немесе келісімді жаңартыңыз.',
    recent: 'Жақындағы тексерулер',
    by: 'сұраған',
    stop: 'Іздеуді тоқтату',
    stopped: 'Іздеу тоқтатылды',
    progress: (done, all) => `Жауап берген алаңдар: ${all} ішінен ${done}.`,
    goesOn: 'Іздеу жүріп жатыр: жауаптар осында өзі шығады.',
    reload: 'Жаңарту',
    over: 'Іздеу аяқталды.',
    platform: 'Алаң',
    answerHead: 'Жауап',
    pages: 'Беттер',
    why: 'Не көрінбейді және неге',
    answer: {
      waiting: 'кезек күтуде',
      looking: 'іздеп жатырмыз',
      found: 'табылды',
      'not-found': 'табылмады',
      'could-not-look': 'қарау мүмкін болмады',
    },
    totals: (found, not, blind) => `Табылды: ${found}. Табылмады: ${not}. Қарау мүмкін болмады: ${blind}.`,
    noScan: 'Бұл нөмір сұрау бойынша әлі ізделмеген.',
    noWorker: 'Бір минуттан бері жұмысты ешкім алмады. Серверде «qorgan serve» бағдарламасы жұмыс істеп тұруы керек.',
    inactive: 'Бұл нөмір қазір ізделмейді',
    callLog: 'Қоңырау шалушының айтқанын жазу',
    result: (id) => `${id}-тексеру`,
    link: 'Сілтеме',
    ad: 'хабарландыру',
    linkAnswer: {
      waiting: 'кезек күтуде',
      looking: 'қарап жатырмыз',
      found: 'табылды',
      'not-found': 'табылмады',
      hidden: 'нөмір жасырын: қолмен ашыңыз',
      gone: 'хабарландыру енді жоқ',
      'could-not-look': 'қарау мүмкін болмады',
    },
    notAsked: {
      'by-hand': 'бұл алаңды тек адам ашады',
      'not-an-ad': 'сілтеме хабарландыруға апармайды',
      'unknown-site': 'бағдарлама бұл сайтты білмейді',
    },
    unknownSite: 'беймәлім сайт',
    message: 'Хабарламаның сөздері',
    messageKept: 'Хабарламаның өзі сақталған жоқ.',
    inMessage: 'Мәтінде қорғалатын нөмір тұр:',
    notInMessage: 'Мәтінде қорғалатын бірде-бір нөмір жоқ.',
    toScan: 'Іздеуге',
  },
  en: {
    numbers: 'Protected numbers',
    noNumbers: 'No number is looked for now. Begin with a person and their consent.',
    enrol: 'Enrol a person',
    start: 'Scan now',
    startHint: 'The number is looked for on every platform that is switched on, newest ads first.',
    again: 'Scan again',
    last: 'Last scan',
    attack: 'Under attack',
    attackHint: 'The newest ads are looked at every few minutes, later every hour.',
    attackUntil: 'Watched closely until',
    attackFor: 'For how long',
    attackHours: (hours) => (hours < 72 ? `${hours} hours` : `${hours / 24} days`),
    attackStart: 'Watch closely',
    attackOver: 'The attack is over',
    links: 'Links and forwarded messages',
    linksHint: 'Paste the links that a caller named, or a whole message. The message itself is not kept.',
    linksField: 'Links or text',
    check: 'Check',
    noLinks: 'Paste at least one link, or the text of a message.',
    tooManyLinks: (most) => `No more than ${most} links can be checked at once.`,
    messageTooLong: 'The text is too long or holds too many numbers: leave the part that matters.',
    noActive: 'There is nothing to look for: enrol a number first, or renew a consent.',
    recent: 'Recent checks',
    by: 'asked by',
    stop: 'Stop the scan',
    stopped: 'The scan was stopped',
    progress: (done, all) => `Platforms that answered: ${done} of ${all}.`,
    goesOn: 'The scan goes on: answers appear here by themselves.',
    reload: 'Reload',
    over: 'The scan is over.',
    platform: 'Platform',
    answerHead: 'Answer',
    pages: 'Pages',
    why: 'What is not seen, and why',
    answer: {
      waiting: 'waits its turn',
      looking: 'looking',
      found: 'found',
      'not-found': 'not found',
      'could-not-look': 'could not look',
    },
    totals: (found, not, blind) => `Found: ${found}. Not found: ${not}. Could not look: ${blind}.`,
    noScan: 'This number was not scanned for on demand yet.',
    noWorker: 'Nobody took up the work for more than a minute. “qorgan serve” has to be running on the server.',
    inactive: 'This number is not looked for now',
    callLog: 'Note what the caller said',
    result: (id) => `Check ${id}`,
    link: 'Link',
    ad: 'ad',
    linkAnswer: {
      waiting: 'waits its turn',
      looking: 'looking',
      found: 'found',
      'not-found': 'not found',
      hidden: 'the number is hidden: open it by hand',
      gone: 'the ad is gone',
      'could-not-look': 'could not look',
    },
    notAsked: {
      'by-hand': 'only a person opens this platform',
      'not-an-ad': 'the link leads to no ad',
      'unknown-site': 'this site is not known to the program',
    },
    unknownSite: 'an unknown site',
    message: 'Words of the message',
    messageKept: 'The message itself was not kept.',
    inMessage: 'A protected number stands in the text:',
    notInMessage: 'No protected number stands in the text.',
    toScan: 'To the scan',
  },
};

/** `2 ads` of a platform on which something was found. */
export function adsCounted(language: Language, n: number): string {
  if (language === 'ru') return countedRu(n, 'объявление', 'объявления', 'объявлений');
  return language === 'kk' ? `${n} хабарландыру` : countedEn(n, 'ad', 'ads');
}
