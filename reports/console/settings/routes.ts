import { type Route, staffRoute } from '../route.ts';
import { showSettings } from './settings.ts';
import { endOne, inviteOne, resetOne, setRole } from './users.ts';

const SETTINGS = { ru: 'Настройки', kk: 'Баптаулар', en: 'Settings' };
const INVITE = { ru: 'Пригласить сотрудника', kk: 'Қызметкерді шақыру', en: 'Invite a colleague' };
const RESET = { ru: 'Сбросить пароль', kk: 'Құпиясөзді тастау', en: 'Reset a password' };
const ROLE = { ru: 'Сменить роль', kk: 'Рөлді ауыстыру', en: 'Change a role' };
const END = { ru: 'Закрыть доступ', kk: 'Кіруді жабу', en: 'Close an account' };

export const settingsRoutes: readonly Route[] = [
  staffRoute('GET', '/settings', 'admin', SETTINGS, showSettings, { menu: 'office' }),
  staffRoute('POST', '/settings/users', 'admin', INVITE, inviteOne),
  staffRoute('POST', '/settings/users/:user/reset', 'admin', RESET, resetOne),
  staffRoute('POST', '/settings/users/:user/role', 'admin', ROLE, setRole),
  staffRoute('POST', '/settings/users/:user/ended', 'admin', END, endOne),
];
