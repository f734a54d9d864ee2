import { type Route, staffRoute } from '../route.ts';
import { exportLog, showCheckOfLog, showLog } from './log.ts';

const LOG = { ru: 'Журнал действий', kk: 'Әрекеттер журналы', en: 'Audit log' };
const CHECK = { ru: 'Проверка журнала', kk: 'Журналды тексеру', en: 'Check of the log' };
const EXPORT = { ru: 'Выгрузить журнал', kk: 'Журналды жүктеп алу', en: 'Export the log' };

export const logRoutes: readonly Route[] = [
  staffRoute('GET', '/log', 'reviewer', LOG, showLog, { menu: 'records' }),
  staffRoute('GET', '/log/check', 'reviewer', CHECK, showCheckOfLog),
  staffRoute('POST', '/log/export', 'admin', EXPORT, exportLog),
];
