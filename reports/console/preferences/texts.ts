import type { Theme } from '../../../db/schema/accounts.ts';
import type { Language } from '../../../db/schema/language.ts';

interface PreferenceTexts {
  readonly look: string;
  readonly theme: string;
  readonly themes: Readonly<Record<Theme, string>>;
  readonly keys: string;
  readonly keysOn: string;
  readonly keysHint: string;
  readonly save: string;
  readonly password: string;
  readonly passwordHint: string;
  readonly current: string;
  readonly code: string;
  readonly fresh: string;
  readonly freshHint: (least: number) => string;
  readonly change: string;
  readonly wrong: string;
  readonly saved: string;
  readonly show: string;
}

export const PREFERENCES: Readonly<Record<Language, PreferenceTexts>> = {
  ru: {
    look: 'Вид',
    theme: 'Оформление',
    themes: { auto: 'Как в системе', light: 'Светлое', dark: 'Тёмное' },
    keys: 'Клавиши',
    keysOn: 'Управлять страницами одной буквой',
    keysHint: 'Выключите, если вводите текст голосом. Esc скрывает экран в любом случае.',
    save: 'Сохранить',
    password: 'Пароль',
    passwordHint: 'После смены нужно войти заново на всех устройствах.',
    current: 'Нынешний пароль',
    code: 'Код из телефона',
    fresh: 'Новый пароль',
    freshHint: (least) => `Не короче ${least} знаков.`,
    change: 'Сменить пароль',
    wrong: 'Нынешний пароль или код не подходят.',
    saved: 'Сохранено.',
    show: 'Показать',
  },
  kk: {
    look: 'Көрінісі',
    theme: 'Безендіру',
    themes: { auto: 'Жүйедегідей', light: 'Ашық', dark: 'Күңгірт' },
    keys: 'Пернелер',
    keysOn: 'Беттерді бір әріппен басқару',
    keysHint: 'Мәтінді дауыспен енгізсеңіз, өшіріп қойыңыз. Esc бәрібір экранды жасырады.',
    save: 'Сақтау',
    password: 'Құпиясөз',
    passwordHint: 'Ауыстырған соң барлық құрылғыда қайта кіру керек.',
    current: 'Қазіргі құпиясөз',
    code: 'Телефондағы код',
    fresh: 'Жаңа құпиясөз',
    freshHint: (least) => `Кемінде ${least} таңба.`,
    change: 'Құпиясөзді ауыстыру',
    wrong: 'Қазіргі құпиясөз немесе код сәйкес емес.',
    saved: 'Сақталды.',
    show: 'Көрсету',
  },
  en: {
    look: 'Look',
    theme: 'Theme',
    themes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
    keys: 'Keys',
    keysOn: 'Work the pages with single letters',
    keysHint: 'Switch this off if you speak your text. Esc hides the screen in any case.',
    save: 'Save',
    password: 'Password',
    passwordHint: 'After a change you sign in again on every device.',
    current: 'Current password',
    code: 'Code from your phone',
    fresh: 'New password',
    freshHint: (least) => `At least ${least} characters.`,
    change: 'Change the password',
    wrong: 'Current password or code do not fit.',
    saved: 'Saved.',
    show: 'Show',
  },
};
