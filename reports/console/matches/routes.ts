import { type Route, staffRoute } from '../route.ts';
import { showCaptured, takeFile } from './captured.ts';
import { decide } from './decide.ts';
import { exportEvidence } from './export.ts';
import { showList } from './list.ts';
import { showMatch } from './match.ts';

const LIST = { ru: 'Совпадения', kk: 'Сәйкестіктер', en: 'Matches' };
const ONE = { ru: 'Совпадение', kk: 'Сәйкестік', en: 'Match' };
const DECIDED = { ru: 'Решение', kk: 'Шешім', en: 'Decision' };
const CAPTURED = { ru: 'Объявление, как снято', kk: 'Түсірілген хабарландыру', en: 'The ad as captured' };
const FILE = { ru: 'Файл доказательства', kk: 'Дәлел файлы', en: 'File of evidence' };
const EXPORT = { ru: 'Выгрузка доказательств', kk: 'Дәлелдерді шығару', en: 'Export of evidence' };

export const matchRoutes: readonly Route[] = [
  staffRoute('GET', '/matches', 'reviewer', LIST, showList, { menu: 'work' }),
  staffRoute('GET', '/matches/:match', 'reviewer', ONE, showMatch),
  staffRoute('POST', '/matches/:match/decision', 'reviewer', DECIDED, decide),
  staffRoute('POST', '/matches/:match/captured', 'reviewer', CAPTURED, showCaptured),
  staffRoute('POST', '/matches/:match/export', 'approver', EXPORT, exportEvidence),
  staffRoute('POST', '/captures/:capture/file', 'reviewer', FILE, takeFile),
];
