import type { Limits } from '../../../db/limits.ts';
import type { Language } from '../../../db/schema/language.ts';
import type { SettingName } from './gather.ts';

export type UserState = 'active' | 'invited' | 'ended';

interface SettingsTexts {
  readonly how: string;
  readonly configured: string;
  readonly not: string;
  readonly names: Readonly<Record<SettingName, string>>;
  readonly without: Readonly<Partial<Record<SettingName, string>>>;
  readonly settings: string;
  readonly platforms: string;
  readonly on: string;
  readonly off: string;
  readonly limits: string;
  readonly limit: Readonly<Record<keyof Limits, string>>;
  readonly retention: string;
  readonly kept: string;
  readonly why: string;
  readonly byItself: string;
  readonly users: string;
  readonly name: string;
  readonly login: string;
  readonly loginHint: string;
  readonly loginShape: string;
  readonly loginUsed: string;
  readonly role: string;
  readonly language: string;
  readonly state: string;
  readonly states: Readonly<Record<UserState, string>>;
  readonly invite: string;
  readonly inviteButton: string;
  readonly reset: string;
  readonly setRole: string;
  readonly end: string;
  readonly you: string;
  readonly notYourself: string;
  readonly linkTitle: (name: string) => string;
  readonly linkHint: string;
  readonly back: string;
  readonly acts: string;
}

export const SETTINGS: Readonly<Record<Language, SettingsTexts>> = {
  ru: {
    how: 'Настройки меняются на сервере, в файле config.json и в переменных окружения. Пароли и ключи здесь не показываются.',
    configured: 'настроено',
    not: 'не настроено',
    names: {
      organisation: 'Организация (бланк писем)',
      contact: 'Адрес для площадок',
      database: 'База данных',
      smtp: 'Отправка почты (SMTP)',
      imap: 'Приём ответов (IMAP)',
      'alert-mail': 'Оповещения почтой',
      'alert-telegram': 'Оповещения в Telegram',
      'alert-webhook': 'Оповещения на веб-адрес',
      heartbeat: 'Сторож ночи',
      schedule: 'Расписание',
      recipients: 'Кому запечатываются доказательства',
      timestamps: 'Метки времени третьих сторон',
      browser: 'Браузер для снимков и PDF',
      photos: 'Чтение номеров на фотографиях',
      'four-eyes': 'Письма утверждают двое',
      'stored-abroad': 'Данные хранятся за границей',
      console: 'Адрес консоли',
    },
    without: {
      organisation: 'без этого не пишутся письма',
      smtp: 'письма отправляются вручную',
      imap: 'ответы записываются вручную',
      heartbeat: 'никто не узнает, если сервер остановится',
      recipients: 'доказательства лежат незапечатанными',
      timestamps: 'время снимков подтверждает только наш журнал',
      contact: 'площадка не узнает, кому написать',
    },
    settings: 'Что настроено',
    platforms: 'Площадки',
    on: 'включена',
    off: 'выключена',
    limits: 'Пределы',
    limit: {
      people: 'людей под защитой',
      numbersPerPerson: 'номеров у одного человека',
      enrolmentsPerDay: 'новых людей и номеров за сутки',
      looksPerNumberPerDay: 'поисков одного номера за сутки',
      checksPerDay: 'проверок ссылок за сутки',
    },
    retention: 'Сколько что хранится',
    kept: 'Срок',
    why: 'Почему',
    byItself: 'исполняется само',
    users: 'Сотрудники',
    name: 'Имя',
    login: 'Логин',
    loginHint: 'Латиницей, строчными: aigul, a.sarsen',
    loginShape: 'Логин: от 2 до 32 знаков, сначала буква a–z, потом буквы, цифры, точка, дефис.',
    loginUsed: 'Этот логин уже использован.',
    role: 'Роль',
    language: 'Язык',
    state: 'Состояние',
    states: { active: 'работает', invited: 'приглашён', ended: 'больше не входит' },
    invite: 'Пригласить',
    inviteButton: 'Создать одноразовую ссылку',
    reset: 'Сбросить пароль и код',
    setRole: 'Сменить роль',
    end: 'Закрыть доступ',
    you: 'это вы',
    notYourself: 'Себя менять нельзя: попросите другого администратора или сделайте это на сервере.',
    linkTitle: (name) => `Ссылка для: ${name}`,
    linkHint: 'Работает один раз и один день. Передайте её только этому человеку: больше она не показывается.',
    back: 'К настройкам',
    acts: 'Действия',
  },
  kk: {
    how: 'Баптаулар серверде, config.json файлында және орта айнымалыларында өзгертіледі. Құпиясөздер мен кілттер мұнда көрсетілмейді.',
    configured: 'бапталған',
    not: 'бапталмаған',
    names: {
      organisation: 'Ұйым (хат бланкісі)',
      contact: 'Алаңдарға арналған мекенжай',
      database: 'Дерекқор',
      smtp: 'Пошта жіберу (SMTP)',
      imap: 'Жауап қабылдау (IMAP)',
      'alert-mail': 'Поштамен хабарлау',
      'alert-telegram': 'Telegram арқылы хабарлау',
      'alert-webhook': 'Веб-мекенжайға хабарлау',
      heartbeat: 'Түн күзетшісі',
      schedule: 'Кесте',
      recipients: 'Дәлелдемелер кімге мөрленеді',
      timestamps: 'Үшінші тараптың уақыт белгілері',
      browser: 'Түсірілім мен PDF браузері',
      photos: 'Фотодағы нөмірлерді оқу',
      'four-eyes': 'Хаттарды екі адам бекітеді',
      'stored-abroad': 'Деректер шетелде сақталады',
      console: 'Консоль мекенжайы',
    },
    without: {
      organisation: 'онсыз хат жазылмайды',
      smtp: 'хаттар қолмен жіберіледі',
      imap: 'жауаптар қолмен жазылады',
      heartbeat: 'сервер тоқтаса, ешкім білмейді',
      recipients: 'дәлелдемелер мөрленбеген күйде жатыр',
      timestamps: 'түсірілім уақытын тек біздің журнал растайды',
      contact: 'алаң кімге жазарын білмейді',
    },
    settings: 'Не бапталған',
    platforms: 'Алаңдар',
    on: 'қосулы',
    off: 'өшірулі',
    limits: 'Шектер',
    limit: {
      people: 'қорғаудағы адам',
      numbersPerPerson: 'бір адамның нөмірі',
      enrolmentsPerDay: 'тәулігіне жаңа адам мен нөмір',
      looksPerNumberPerDay: 'тәулігіне бір нөмірді іздеу',
      checksPerDay: 'тәулігіне сілтеме тексеру',
    },
    retention: 'Не қанша сақталады',
    kept: 'Мерзімі',
    why: 'Неге',
    byItself: 'өздігінен орындалады',
    users: 'Қызметкерлер',
    name: 'Аты',
    login: 'Логин',
    loginHint: 'Латынша, кіші әріппен: aigul, a.sarsen',
    loginShape: 'Логин: 2–32 таңба, алдымен a–z әрпі, кейін әріптер, цифрлар, нүкте, сызықша.',
    loginUsed: 'Бұл логин бұрын қолданылған.',
    role: 'Рөлі',
    language: 'Тілі',
    state: 'Күйі',
    states: { active: 'жұмыс істейді', invited: 'шақырылған', ended: 'енді кірмейді' },
    invite: 'Шақыру',
    inviteButton: 'Бір реттік сілтеме жасау',
    reset: 'Құпиясөз бен кодты тастау',
    setRole: 'Рөлін ауыстыру',
    end: 'Кіруін жабу',
    you: 'бұл сіз',
    notYourself: 'Өзіңізді өзгертуге болмайды: басқа әкімшіден сұраңыз немесе серверде жасаңыз.',
    linkTitle: (name) => `Сілтеме: ${name}`,
    linkHint: 'Бір рет және бір күн жұмыс істейді. Тек осы адамға беріңіз: ол қайта көрсетілмейді.',
    back: 'Баптауларға',
    acts: 'Әрекеттер',
  },
  en: {
    how: 'Settings are changed on the server, in config.json and the environment. Passwords and keys are never shown here.',
    configured: 'configured',
    not: 'not configured',
    names: {
      organisation: 'Organisation (letterhead)',
      contact: 'Address for platforms',
      database: 'Database',
      smtp: 'Outgoing mail (SMTP)',
      imap: 'Incoming answers (IMAP)',
      'alert-mail': 'Alerts by mail',
      'alert-telegram': 'Alerts in Telegram',
      'alert-webhook': 'Alerts to a web address',
      heartbeat: 'Watch over the night',
      schedule: 'Schedule',
      recipients: 'To whom evidence is sealed',
      timestamps: 'Time stamps of third parties',
      browser: 'Browser for captures and PDF',
      photos: 'Reading numbers on photos',
      'four-eyes': 'Two people approve a letter',
      'stored-abroad': 'Data are stored abroad',
      console: 'Address of the console',
    },
    without: {
      organisation: 'without it no letter can be written',
      smtp: 'letters are sent by hand',
      imap: 'answers are recorded by hand',
      heartbeat: 'nobody learns when the server stops',
      recipients: 'evidence lies unsealed',
      timestamps: 'only our own log confirms the time of captures',
      contact: 'a platform does not know whom to write to',
    },
    settings: 'What is configured',
    platforms: 'Platforms',
    on: 'on',
    off: 'off',
    limits: 'Limits',
    limit: {
      people: 'people under protection',
      numbersPerPerson: 'numbers of one person',
      enrolmentsPerDay: 'new people and numbers a day',
      looksPerNumberPerDay: 'scans of one number a day',
      checksPerDay: 'links checked a day',
    },
    retention: 'What is kept for how long',
    kept: 'Term',
    why: 'Why',
    byItself: 'enforced by itself',
    users: 'Staff',
    name: 'Name',
    login: 'Login',
    loginHint: 'Latin, lower case: aigul, a.sarsen',
    loginShape: 'A login has 2 to 32 characters: a–z first, then letters, digits, dot, hyphen.',
    loginUsed: 'This login was used before.',
    role: 'Role',
    language: 'Language',
    state: 'State',
    states: { active: 'active', invited: 'invited', ended: 'signs in no more' },
    invite: 'Invite',
    inviteButton: 'Make a one-time link',
    reset: 'Reset password and code',
    setRole: 'Change the role',
    end: 'Close the account',
    you: 'you',
    notYourself: 'You cannot change yourself: ask another admin, or do it on the server.',
    linkTitle: (name) => `Link for ${name}`,
    linkHint: 'It works once and for a day. Give it to that person alone: it is not shown again.',
    back: 'To the settings',
    acts: 'Actions',
  },
};
