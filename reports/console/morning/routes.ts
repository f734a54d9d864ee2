import { type Route, staffRoute } from '../route.ts';
import { showMorning } from './morning.ts';

const MORNING = { ru: 'Утро', kk: 'Таң', en: 'Morning' };

export const morningRoutes: readonly Route[] = [
  staffRoute('GET', '/', 'reviewer', MORNING, showMorning, { menu: 'today' }),
];
