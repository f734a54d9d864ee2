import { type Route, staffRoute } from '../route.ts';
import { showCoverage, showPlatform } from './coverage.ts';

const COVERAGE = { ru: 'Что просмотрено', kk: 'Не қаралды', en: 'Coverage' };

export const coverageRoutes: readonly Route[] = [
  staffRoute('GET', '/coverage', 'reviewer', COVERAGE, showCoverage, { menu: 'records' }),
  staffRoute('GET', '/coverage/:platform', 'reviewer', COVERAGE, showPlatform),
];
