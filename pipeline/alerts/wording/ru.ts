import type { AlertWording } from './wording.ts';

export const RU: AlertWording = {
  subject({ matches, others }) {
    if (others === 0) return `Qorgan: новых совпадений: ${matches}`;
    if (matches === 0) return `Qorgan: требует внимания: ${others}`;
    return `Qorgan: новых совпадений: ${matches}, требует внимания: ${others}`;
  },
  lines: {
    'new-match': (named, count) => `новые совпадения, их нужно просмотреть (${count}): ${named}`,
    blocked: (named) => `площадка нам отказывает, до следующего обхода её больше не спрашивают: ${named}`,
    changed: (named) => `площадку больше нельзя прочитать, её страницы изменились: ${named}`,
    blind: (named) =>
      `площадка просмотрена, но вслепую (не найдено контрольное объявление, или всё иначе, чем в прежние ночи): ${named}`,
    'consent-ends': (named) =>
      `заканчивается согласие (в скобках — через сколько дней, 0 — уже закончилось), спросите человека снова: ${named}`,
    'import-waits': (named) => `список людей ждёт второго сотрудника: ${named}`,
    uncovered: (named) => `не просмотрено до конца к исходу ночи: ${named}`,
    'missed-night': (named) => `обход не начался вовремя в ночь на: ${named}`,
  },
  more: (named, count) => `${named} и ещё ${count}`,
  closing: 'Смотрите "qorgan matches --state new" и последние обходы. Об этом сообщается один раз.',
};
