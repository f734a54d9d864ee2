import { type Route, staffRoute } from '../route.ts';
import { showFigures, takeFigures } from './figures.ts';

const FIGURES = { ru: 'Цифры', kk: 'Көрсеткіштер', en: 'Figures' };

export const figureRoutes: readonly Route[] = [
  staffRoute('GET', '/figures', 'reviewer', FIGURES, showFigures, { menu: 'records' }),
  staffRoute('GET', '/figures/files/:file', 'reviewer', FIGURES, takeFigures),
];
