import type { Language } from '../../../db/schema/language.ts';

interface SignInTexts {
  readonly signIn: string;
  readonly login: string;
  readonly password: string;
  readonly code: string;
  readonly codeHint: string;
  readonly refused: string;
  readonly wait: (minutes: number) => string;
  readonly cookie: string;
  readonly forgotten: string;
  readonly noUsers: string;
  readonly invite: string;
  readonly inviteOver: string;
  readonly inviteOverMend: string;
  readonly welcome: (name: string) => string;
  readonly first: string;
  readonly name: string;
  readonly nameHint: string;
  readonly loginHint: string;
  readonly loginShape: string;
  readonly newPassword: string;
  readonly newPasswordHint: (least: number) => string;
  readonly scan: string;
  readonly key: string;
  readonly codeOfPhone: string;
  readonly wrongCode: string;
  readonly qr: string;
  readonly save: string;
  readonly signedOut: string;
}

export const SIGN_IN: Readonly<Record<Language, SignInTexts>> = {
  ru: {
    signIn: 'Войти',
    login: 'Логин',
    password: 'Пароль',
    code: 'Код из телефона',
    codeHint: 'Шесть цифр из программы-аутентификатора.',
    refused: 'Логин, пароль или код не подходят. Код действует полминуты и только один раз.',
    wait: (minutes) =>
      `Слишком много неудачных попыток. Попробуйте снова через ${minutes} мин. Другим сотрудникам это не мешает.`,
    cookie:
      'Браузер не сохранил вход. Откройте консоль в Chromium, Chrome или Firefox или попросите администратора включить TLS.',
    forgotten:
      'Забыли пароль или потеряли телефон? Администратор на сервере выполнит «qorgan user reset» и даст новую ссылку.',
    noUsers:
      'Пользователей ещё нет. Одноразовая ссылка для первого администратора напечатана там, где запущен «qorgan serve».',
    invite: 'Пароль и код',
    inviteOver: 'Эта ссылка больше не действует',
    inviteOverMend:
      'Ссылка одноразовая и живёт сутки. Попросите новую: администратор на сервере выполнит «qorgan user reset».',
    welcome: (name) => `Здравствуйте, ${name}. Задайте пароль и подключите телефон: так вы будете входить.`,
    first: 'Вы первый пользователь и будете администратором. Задайте логин, пароль и подключите телефон.',
    name: 'Имя',
    nameHint: 'Так оно стоит в журнале и под решениями.',
    loginHint: 'Латинские буквы, цифры, точка, дефис.',
    loginShape: 'Логин: от 2 до 32 знаков, латинские строчные буквы, цифры, точка, дефис; первой идёт буква.',
    newPassword: 'Новый пароль',
    newPasswordHint: (least) => `Не короче ${least} знаков. Лучше всего несколько не связанных слов.`,
    scan: 'Снимите этот код программой-аутентификатором (Aegis, Google Authenticator, 1Password и другие).',
    key: 'Или введите в неё ключ:',
    codeOfPhone: 'Код, который показывает программа',
    wrongCode: 'Код не подходит. Проверьте, что часы телефона идут верно, и введите новый код.',
    qr: 'QR-код для программы-аутентификатора',
    save: 'Сохранить и войти',
    signedOut: 'Вы вышли.',
  },
  kk: {
    signIn: 'Кіру',
    login: 'Логин',
    password: 'Құпиясөз',
    code: 'Телефондағы код',
    codeHint: 'Аутентификатор бағдарламасындағы алты цифр.',
    refused: 'Логин, құпиясөз немесе код сәйкес емес. Код жарты минут қана және бір рет қана жарайды.',
    wait: (minutes) =>
      `Сәтсіз әрекет тым көп. ${minutes} минуттан кейін қайта көріңіз. Бұл басқа қызметкерлерге кедергі емес.`,
    cookie:
      'Браузер кіруді сақтамады. Консольді Chromium, Chrome немесе Firefox арқылы ашыңыз, не әкімшіден TLS қосуды сұраңыз.',
    forgotten:
      'Құпиясөзді ұмыттыңыз ба немесе телефонды жоғалттыңыз ба? Әкімші серверде «qorgan user reset» орындап, жаңа сілтеме береді.',
    noUsers:
      'Әзірге пайдаланушы жоқ. Бірінші әкімшіге арналған бір реттік сілтеме «qorgan serve» іске қосылған жерде басылған.',
    invite: 'Құпиясөз және код',
    inviteOver: 'Бұл сілтеме енді жарамайды',
    inviteOverMend:
      'Сілтеме бір рет қана қолданылады және бір тәулік жарайды. Жаңасын сұраңыз: әкімші серверде «qorgan user reset» орындайды.',
    welcome: (name) => `Сәлеметсіз бе, ${name}. Құпиясөз қойып, телефонды қосыңыз: осылай кіретін боласыз.`,
    first: 'Сіз бірінші пайдаланушысыз, әкімші боласыз. Логин мен құпиясөз қойып, телефонды қосыңыз.',
    name: 'Аты-жөні',
    nameHint: 'Журналда және шешімдердің астында осылай тұрады.',
    loginHint: 'Латын әріптері, цифрлар, нүкте, сызықша.',
    loginShape: 'Логин: 2–32 таңба, кіші латын әріптері, цифрлар, нүкте, сызықша; бірінші таңба – әріп.',
    newPassword: 'Жаңа құпиясөз',
    newPasswordHint: (least) => `Кемінде ${least} таңба. Өзара байланыссыз бірнеше сөз ең жақсы.`,
    scan: 'Бұл кодты аутентификатор бағдарламасымен түсіріңіз (Aegis, Google Authenticator, 1Password және басқалары).',
    key: 'Немесе оған кілтті енгізіңіз:',
    codeOfPhone: 'Бағдарлама көрсеткен код',
    wrongCode: 'Код сәйкес емес. Телефон сағатының дұрыстығын тексеріп, жаңа кодты енгізіңіз.',
    qr: 'Аутентификатор бағдарламасына арналған QR-код',
    save: 'Сақтап, кіру',
    signedOut: 'Сіз шықтыңыз.',
  },
  en: {
    signIn: 'Sign in',
    login: 'Login',
    password: 'Password',
    code: 'Code from your phone',
    codeHint: 'Six digits from your authenticator app.',
    refused: 'Login, password or code do not fit. A code is good for half a minute and once only.',
    wait: (minutes) => `Too many failed tries. Try again in ${minutes} min. This does not stop your colleagues.`,
    cookie:
      'The browser did not keep your sign-in. Open the console in Chromium, Chrome or Firefox, or ask your admin to switch TLS on.',
    forgotten:
      'Forgot the password or lost the phone? An admin runs "qorgan user reset" on the server and gives you a new link.',
    noUsers:
      'There are no users yet. The one-time link for the first admin was printed where "qorgan serve" was started.',
    invite: 'Password and code',
    inviteOver: 'This link is no longer good',
    inviteOverMend:
      'A link works once and for a day. Ask for a new one: an admin runs "qorgan user reset" on the server.',
    welcome: (name) => `Hello, ${name}. Set a password and connect your phone: this is how you will sign in.`,
    first: 'You are the first user and will be an admin. Choose a login and a password and connect your phone.',
    name: 'Name',
    nameHint: 'As it will stand in the log and under decisions.',
    loginHint: 'Latin letters, digits, dot, hyphen.',
    loginShape: 'A login has 2 to 32 characters: lower-case Latin letters, digits, dot, hyphen; a letter first.',
    newPassword: 'New password',
    newPasswordHint: (least) => `At least ${least} characters. Several unrelated words are best.`,
    scan: 'Scan this code with an authenticator app (Aegis, Google Authenticator, 1Password and others).',
    key: 'Or type the key into it:',
    codeOfPhone: 'The code the app shows',
    wrongCode: 'This code does not fit. Check that the phone’s clock is right and type a new code.',
    qr: 'QR code for the authenticator app',
    save: 'Save and sign in',
    signedOut: 'You are signed out.',
  },
};
