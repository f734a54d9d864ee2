import { type Route, staffRoute } from '../route.ts';
import { answer } from './answer.ts';
import { showQueue } from './queue.ts';

const QUEUE = { ru: 'Открыть вручную', kk: 'Қолмен ашу', en: 'Lookups by hand' };
const ANSWER = { ru: 'Ответ', kk: 'Жауап', en: 'Answer' };

export const lookupRoutes: readonly Route[] = [
  staffRoute('GET', '/lookups', 'reviewer', QUEUE, showQueue, { menu: 'work' }),
  staffRoute('POST', '/lookups/:lookup/answer', 'reviewer', ANSWER, answer),
];
