import { type Route, staffRoute } from '../route.ts';
import { beginCheck, showCheck } from './check.ts';
import { beginScan, endScan, setAttack, showScan } from './choose.ts';
import { showResults } from './result.ts';

const SCAN = { ru: 'Искать сейчас', kk: 'Қазір іздеу', en: 'Scan now' };
const CHECK = { ru: 'Проверка ссылок', kk: 'Сілтемелерді тексеру', en: 'Check of links' };
const STOP = { ru: 'Остановить поиск', kk: 'Іздеуді тоқтату', en: 'Stop the scan' };
const ATTACK = { ru: 'Следить чаще', kk: 'Жиірек бақылау', en: 'Watch closely' };

export const scanRoutes: readonly Route[] = [
  staffRoute('GET', '/scan', 'reviewer', SCAN, showScan, { menu: 'work' }),
  staffRoute('POST', '/scan', 'reviewer', SCAN, beginScan),
  staffRoute('POST', '/scan/checks', 'reviewer', CHECK, beginCheck),
  staffRoute('GET', '/scan/checks/:check', 'reviewer', CHECK, showCheck),
  staffRoute('GET', '/scan/:number', 'reviewer', SCAN, showResults),
  staffRoute('POST', '/scan/:number/stop', 'reviewer', STOP, endScan),
  staffRoute('POST', '/scan/:number/attack', 'reviewer', ATTACK, setAttack),
];
