import type { Language } from '../../../db/schema/language.ts';
import type { MenuGroup } from '../route.ts';

interface ShellTexts {
  readonly product: string;
  readonly tagline: string;
  readonly skip: string;
  readonly menu: string;
  readonly close: string;
  readonly mainMenu: string;
  readonly groups: Readonly<Record<MenuGroup, string>>;
  readonly signOut: string;
  readonly hide: string;
  readonly show: string;
  readonly language: string;
  readonly problems: string;
  readonly errorName: string;
  readonly toMorning: string;
  readonly toSignIn: string;
  readonly fresh: string;
  readonly reload: string;
  readonly keys: string;
  readonly almaty: string;
}

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { ru: 'Русский', kk: 'Қазақша', en: 'English' };

export const SHELL: Readonly<Record<Language, ShellTexts>> = {
  ru: {
    product: 'Қорған',
    tagline: 'Защита номеров журналистов',
    skip: 'Перейти к содержанию',
    menu: 'Меню',
    close: 'Закрыть',
    mainMenu: 'Разделы',
    groups: { today: 'Сегодня', work: 'Работа', records: 'Записи', office: 'Управление' },
    signOut: 'Выйти',
    hide: 'Скрыть экран',
    show: 'Показать',
    language: 'Язык',
    problems: 'Проверьте форму:',
    errorName: 'Обозначение ошибки',
    toMorning: 'На утреннюю страницу',
    toSignIn: 'Войти',
    fresh: 'Появилось новое.',
    reload: 'Обновить страницу',
    keys: 'Клавиши на этой странице',
    almaty: 'время Алматы',
  },
  kk: {
    product: 'Қорған',
    tagline: 'Журналистердің нөмірлерін қорғау',
    skip: 'Мазмұнға өту',
    menu: 'Мәзір',
    close: 'Жабу',
    mainMenu: 'Бөлімдер',
    groups: { today: 'Бүгін', work: 'Жұмыс', records: 'Жазбалар', office: 'Басқару' },
    signOut: 'Шығу',
    hide: 'Экранды жасыру',
    show: 'Көрсету',
    language: 'Тіл',
    problems: 'Форманы тексеріңіз:',
    errorName: 'Қате белгісі',
    toMorning: 'Таңғы бетке',
    toSignIn: 'Кіру',
    fresh: 'Жаңа дерек пайда болды.',
    reload: 'Бетті жаңарту',
    keys: 'Осы беттегі пернелер',
    almaty: 'Алматы уақыты',
  },
  en: {
    product: 'Қорған',
    tagline: 'Protects the numbers of journalists',
    skip: 'Skip to content',
    menu: 'Menu',
    close: 'Close',
    mainMenu: 'Sections',
    groups: { today: 'Today', work: 'Work', records: 'Records', office: 'Office' },
    signOut: 'Sign out',
    hide: 'Hide the screen',
    show: 'Show',
    language: 'Language',
    problems: 'Check the form:',
    errorName: 'Name of the error',
    toMorning: 'To the morning page',
    toSignIn: 'Sign in',
    fresh: 'Something new has come.',
    reload: 'Reload the page',
    keys: 'Keys on this page',
    almaty: 'Almaty time',
  },
};
