import { type Route, staffRoute } from '../route.ts';
import { showNumber } from './reveal.ts';

const SHOWN = { ru: 'Показ номера', kk: 'Нөмірді көрсету', en: 'Number shown' };

export const numberRoutes: readonly Route[] = [
  staffRoute('POST', '/numbers/:number/shown', 'reviewer', SHOWN, showNumber),
];
