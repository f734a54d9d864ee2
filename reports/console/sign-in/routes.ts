import { openRoute, type Route, staffRoute } from '../route.ts';
import { showInvitation, takeInvitation } from './invitation.ts';
import { arrive, showSignIn, signIn, signOut } from './sign-in.ts';

const SIGN_IN = { ru: 'Вход', kk: 'Жүйеге кіру', en: 'Sign in' };
const SIGN_OUT = { ru: 'Выход', kk: 'Жүйеден шығу', en: 'Sign out' };
const INVITATION = { ru: 'Пароль и телефон', kk: 'Құпиясөз және телефон', en: 'Password and phone' };

export const signInRoutes: readonly Route[] = [
  openRoute('GET', '/sign-in', SIGN_IN, showSignIn),
  openRoute('POST', '/sign-in', SIGN_IN, signIn),
  openRoute('GET', '/signed-in', SIGN_IN, arrive),
  staffRoute('POST', '/sign-out', 'reviewer', SIGN_OUT, signOut),
  openRoute('GET', '/first/:token', INVITATION, showInvitation),
  openRoute('POST', '/first/:token', INVITATION, takeInvitation),
];
