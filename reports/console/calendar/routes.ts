import { type Route, staffRoute } from '../route.ts';
import { showCalendar } from './calendar.ts';

const CALENDAR = { ru: 'Календарь сроков', kk: 'Мерзімдер күнтізбесі', en: 'Calendar of deadlines' };

export const calendarRoutes: readonly Route[] = [
  staffRoute('GET', '/letters/calendar', 'reviewer', CALENDAR, showCalendar, { menu: 'work' }),
];
