import { openRoute, type Route, staffRoute } from '../route.ts';
import { setLooks, showHidden } from './looks.ts';
import { changePassword, savePreferences, showPreferences } from './preferences.ts';

const MINE = { ru: 'Мои настройки', kk: 'Менің баптауларым', en: 'My settings' };
const LANGUAGE = { ru: 'Язык', kk: 'Тіл', en: 'Language' };
const HIDDEN = { ru: '·', kk: '·', en: '·' };

export const preferenceRoutes: readonly Route[] = [
  staffRoute('GET', '/me', 'reviewer', MINE, showPreferences, { menu: 'office' }),
  staffRoute('POST', '/me', 'reviewer', MINE, savePreferences),
  staffRoute('POST', '/me/password', 'reviewer', MINE, changePassword),
  openRoute('POST', '/looks', LANGUAGE, setLooks),
  openRoute('GET', '/hidden', HIDDEN, showHidden, { quiet: true }),
];
