import { type Route, staffRoute } from '../route.ts';
import { recordCheck, showAddressees, showText, showTexts } from './pages.ts';

const TEXTS = { ru: 'Тексты писем', kk: 'Хат мәтіндері', en: 'Texts of letters' };
const ADDRESSEES = { ru: 'Адресаты', kk: 'Адресаттар', en: 'Addressees' };

export const letterTextRoutes: readonly Route[] = [
  staffRoute('GET', '/letters/texts', 'reviewer', TEXTS, showTexts, { menu: 'office' }),
  staffRoute('GET', '/letters/addressees', 'reviewer', ADDRESSEES, showAddressees, { menu: 'office' }),
  staffRoute('GET', '/letters/texts/:text', 'reviewer', TEXTS, showText),
  staffRoute('POST', '/letters/texts/:text/checked', 'approver', TEXTS, recordCheck),
];
