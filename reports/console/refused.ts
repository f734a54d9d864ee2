import type { Language } from '../../db/schema/language.ts';
import type { InLanguages } from '../language.ts';

export const REFUSALS = [
  'form',
  'wrong-id',
  'signed-out',
  'role',
  'token',
  'foreign',
  'host',
  'missing',
  'not-set',
  'changed',
  'too-large',
  'too-many',
  'limit',
  'bug',
  'database',
] as const;
export type Refusal = (typeof REFUSALS)[number];

export const STATUS_OF = {
  form: 400,
  'wrong-id': 400,
  'signed-out': 401,
  role: 403,
  token: 403,
  foreign: 403,
  host: 400,
  missing: 404,
  'not-set': 409,
  changed: 409,
  'too-large': 413,
  'too-many': 429,
  limit: 429,
  bug: 500,
  database: 503,
} as const satisfies Record<Refusal, number>;

/** A request that is not carried out: becomes a page that says what is wrong and how to mend it. Nothing was changed. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;
  /** In place of the refusal's own text. */
  readonly what: InLanguages | null;

  constructor(refusal: Refusal, what: InLanguages | null = null) {
    super(refusal);
    this.refusal = refusal;
    this.what = what;
  }
}

export interface RefusalTexts {
  readonly title: string;
  readonly what: string;
  readonly mend: string;
}

export const REFUSAL_TEXTS: Readonly<Record<Language, Readonly<Record<Refusal, RefusalTexts>>>> = {
  ru: {
    form: {
      title: 'Форма не принята',
      what: 'В форме есть значение, которое нельзя принять.',
      mend: 'Вернитесь назад, исправьте отмеченное и отправьте ещё раз. Ничего не изменено.',
    },
    'wrong-id': {
      title: 'Такого адреса нет',
      what: 'В адресе страницы стоит обозначение, которое не читается.',
      mend: 'Обозначения выглядят так: m12 (совпадение), l5 (письмо), n3 (номер). Откройте нужное из списка.',
    },
    'signed-out': {
      title: 'Вы вышли из системы',
      what: 'Сеанс закончился, поэтому действие не выполнено.',
      mend: 'Войдите и повторите действие.',
    },
    role: {
      title: 'Нет доступа',
      what: 'Для этого нужна другая роль.',
      mend: 'Попросите сотрудника с нужной ролью или администратора.',
    },
    token: {
      title: 'Форма устарела',
      what: 'Страница открыта слишком давно или в другом сеансе, поэтому действие не выполнено.',
      mend: 'Откройте страницу заново и повторите действие.',
    },
    foreign: {
      title: 'Запрос отклонён',
      what: 'Запрос пришёл не со страницы этой консоли.',
      mend: 'Откройте консоль по её обычному адресу и повторите действие там.',
    },
    host: {
      title: 'Неизвестный адрес',
      what: 'Консоль открыта по адресу, который ей не назначен.',
      mend: 'Откройте её по адресу, который назвал администратор.',
    },
    missing: {
      title: 'Не найдено',
      what: 'Такой страницы или записи нет.',
      mend: 'Проверьте адрес или начните с утренней страницы.',
    },
    'not-set': {
      title: 'Не настроено',
      what: 'Для этого в настройках сервера не хватает данных.',
      mend: 'Сообщите администратору: он внесёт их в config.json. Ничего не изменено.',
    },
    changed: {
      title: 'Запись уже изменена',
      what: 'Пока вы работали, запись изменил другой сотрудник или программа.',
      mend: 'Посмотрите, как она выглядит сейчас, и решите заново. Ваше действие не выполнено.',
    },
    'too-large': {
      title: 'Слишком большой файл',
      what: 'Отправлено больше, чем можно принять за один раз.',
      mend: 'Выберите файл поменьше или разделите текст на части.',
    },
    'too-many': {
      title: 'Слишком много попыток',
      what: 'Вход временно остановлен после нескольких неудачных попыток.',
      mend: 'Подождите и попробуйте снова.',
    },
    limit: {
      title: 'Предел достигнут',
      what: 'Больше за один день или за один раз не делается.',
      mend: 'Ничего не изменено. Пределы стоят в настройках: эта программа для своих людей, а не для чужих списков.',
    },
    bug: {
      title: 'Ошибка программы',
      what: 'Действие не удалось из-за ошибки в самой программе.',
      mend: 'Сообщите администратору время и обозначение ошибки: подробности записаны на сервере.',
    },
    database: {
      title: 'База данных недоступна',
      what: 'Консоль работает, но не может прочитать данные.',
      mend: 'Подождите минуту и обновите страницу. Если не помогло, сообщите администратору. Сохранённое не потеряно.',
    },
  },
  kk: {
    form: {
      title: 'Форма қабылданбады',
      what: 'Формада қабылдауға болмайтын мән бар.',
      mend: 'Артқа қайтып, белгіленген жерді түзетіп, қайта жіберіңіз. Ештеңе өзгерген жоқ.',
    },
    'wrong-id': {
      title: 'Мұндай мекенжай жоқ',
      what: 'Бет мекенжайындағы белгіні оқу мүмкін емес.',
      mend: 'Белгілер мынадай болады: m12 (сәйкестік), l5 (хат), n3 (нөмір). Қажеттісін тізімнен ашыңыз.',
    },
    'signed-out': {
      title: 'Сіз жүйеден шықтыңыз',
      what: 'Сеанс аяқталған, сондықтан әрекет орындалмады.',
      mend: 'Жүйеге кіріп, әрекетті қайталаңыз.',
    },
    role: {
      title: 'Рұқсат жоқ',
      what: 'Бұл үшін басқа рөл керек.',
      mend: 'Тиісті рөлі бар қызметкерден немесе әкімшіден сұраңыз.',
    },
    token: {
      title: 'Форма ескірген',
      what: 'Бет тым ертеде немесе басқа сеанста ашылған, сондықтан әрекет орындалмады.',
      mend: 'Бетті қайта ашып, әрекетті қайталаңыз.',
    },
    foreign: {
      title: 'Сұрау қабылданбады',
      what: 'Сұрау осы консольдің бетінен келген жоқ.',
      mend: 'Консольді әдеттегі мекенжайымен ашып, әрекетті сонда қайталаңыз.',
    },
    host: {
      title: 'Белгісіз мекенжай',
      what: 'Консоль өзіне берілмеген мекенжаймен ашылды.',
      mend: 'Оны әкімші айтқан мекенжаймен ашыңыз.',
    },
    missing: {
      title: 'Табылмады',
      what: 'Мұндай бет немесе жазба жоқ.',
      mend: 'Мекенжайды тексеріңіз немесе таңғы беттен бастаңыз.',
    },
    'not-set': {
      title: 'Бапталмаған',
      what: 'Бұл үшін сервер баптауларында дерек жетіспейді.',
      mend: 'Әкімшіге айтыңыз: ол деректі config.json файлына енгізеді. Ештеңе өзгерген жоқ.',
    },
    changed: {
      title: 'Жазба өзгертілген',
      what: 'Сіз жұмыс істеп жатқанда жазбаны басқа қызметкер немесе бағдарлама өзгертті.',
      mend: 'Оның қазіргі күйін қарап, қайта шешіңіз. Сіздің әрекетіңіз орындалмады.',
    },
    'too-large': {
      title: 'Файл тым үлкен',
      what: 'Бір жолы қабылдауға болатыннан көп жіберілді.',
      mend: 'Кішірек файл таңдаңыз немесе мәтінді бөліктерге бөліңіз.',
    },
    'too-many': {
      title: 'Тым көп әрекет',
      what: 'Бірнеше сәтсіз әрекеттен кейін кіру уақытша тоқтатылды.',
      mend: 'Күте тұрып, қайта көріңіз.',
    },
    limit: {
      title: 'Шекке жетті',
      what: 'Бір күнде немесе бір жолы бұдан артық істелмейді.',
      mend: 'Ештеңе өзгерген жоқ. Шектер баптауларда тұр: бұл бағдарлама бөгде тізімдер үшін емес, өз адамдарыңыз үшін.',
    },
    bug: {
      title: 'Бағдарлама қатесі',
      what: 'Бағдарламаның өз қатесінен әрекет орындалмады.',
      mend: 'Әкімшіге уақытын және қате белгісін айтыңыз: толық мәлімет серверде жазылған.',
    },
    database: {
      title: 'Дерекқор қолжетімсіз',
      what: 'Консоль жұмыс істеп тұр, бірақ деректерді оқи алмайды.',
      mend: 'Бір минут күтіп, бетті жаңартыңыз. Көмектеспесе, әкімшіге хабарлаңыз. Сақталған деректер жоғалған жоқ.',
    },
  },
  en: {
    form: {
      title: 'Form not accepted',
      what: 'A value in the form cannot be accepted.',
      mend: 'Go back, mend what is marked and send it again. Nothing was changed.',
    },
    'wrong-id': {
      title: 'No such address',
      what: 'The address of this page holds a name that cannot be read.',
      mend: 'Names look like m12 (match), l5 (letter), n3 (number). Open what you need from its list.',
    },
    'signed-out': {
      title: 'You are signed out',
      what: 'Your session is over, so this was not done.',
      mend: 'Sign in and do it again.',
    },
    role: {
      title: 'No access',
      what: 'This needs another role.',
      mend: 'Ask a colleague who has it, or an admin.',
    },
    token: {
      title: 'This form is too old',
      what: 'The page was opened too long ago or in another session, so this was not done.',
      mend: 'Open the page again and repeat it.',
    },
    foreign: {
      title: 'Request refused',
      what: 'The request did not come from a page of this console.',
      mend: 'Open the console at its usual address and do it there.',
    },
    host: {
      title: 'Unknown address',
      what: 'The console was opened at an address that is not its own.',
      mend: 'Open it at the address that your admin gave you.',
    },
    missing: {
      title: 'Not found',
      what: 'There is no such page or record.',
      mend: 'Check the address, or begin with the morning page.',
    },
    'not-set': {
      title: 'Not set up',
      what: 'The server’s settings lack what this needs.',
      mend: 'Tell your admin, who sets it in config.json. Nothing was changed.',
    },
    changed: {
      title: 'Changed meanwhile',
      what: 'While you were at it, a colleague or the program changed this record.',
      mend: 'Look at it as it stands now and decide again. What you did was not carried out.',
    },
    'too-large': {
      title: 'Too large',
      what: 'More was sent than can be taken at once.',
      mend: 'Choose a smaller file, or send the text in parts.',
    },
    'too-many': {
      title: 'Too many tries',
      what: 'Signing in is paused after several failed tries.',
      mend: 'Wait and try again.',
    },
    limit: {
      title: 'Limit reached',
      what: 'No more than this is done in a day, or at a time.',
      mend: 'Nothing was changed. The limits stand in the settings: this tool is for a helpline’s own people, not for lists of others.',
    },
    bug: {
      title: 'Error in the program',
      what: 'This failed because of an error in the program itself.',
      mend: 'Tell your admin the time and the name of the error: the details are on the server.',
    },
    database: {
      title: 'The database cannot be reached',
      what: 'The console is running but cannot read its data.',
      mend: 'Wait a minute and reload. If that does not help, tell your admin. What was saved is not lost.',
    },
  },
};
