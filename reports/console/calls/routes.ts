import { type Route, staffRoute } from '../route.ts';
import { noteCall, showCalls, strikeOut } from './calls.ts';

const CALLS = { ru: 'Журнал звонков', kk: 'Қоңыраулар журналы', en: 'Call log' };
const REMOVE = { ru: 'Вычеркнуть запись', kk: 'Жазбаны сызып тастау', en: 'Strike a note out' };

export const callRoutes: readonly Route[] = [
  staffRoute('GET', '/calls', 'reviewer', CALLS, showCalls, { menu: 'work' }),
  staffRoute('POST', '/calls', 'reviewer', CALLS, noteCall),
  staffRoute('POST', '/calls/:call/removed', 'reviewer', REMOVE, strikeOut),
];
