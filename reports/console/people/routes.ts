import { type Route, staffRoute } from '../route.ts';
import { renew, retire, setHold, showNewNumber, showRenewal, showRetirement, takeNumber } from './acts.ts';
import { endProtection, showEnding, showReceipt } from './ending.ts';
import { showEnrolment, takeEnrolment } from './enrol.ts';
import { showPeople } from './list.ts';
import { showPerson, showPrinted } from './person.ts';

const PEOPLE = { ru: 'Люди и согласия', kk: 'Адамдар мен келісімдер', en: 'People and consents' };
const ENROL = { ru: 'Оформить человека', kk: 'Адамды рәсімдеу', en: 'Enrol a person' };
const PERSON = { ru: 'Человек', kk: 'Адам', en: 'Person' };
const CONSENT = { ru: 'Согласие', kk: 'Келісім', en: 'Consent' };
const NUMBER = { ru: 'Новый номер', kk: 'Жаңа нөмір', en: 'New number' };
const RETIRE = { ru: 'Снять номер с защиты', kk: 'Нөмірді қорғаудан алу', en: 'Retire a number' };
const END = { ru: 'Прекратить защиту', kk: 'Қорғауды тоқтату', en: 'End the protection' };
const RECEIPT = { ru: 'Расписка', kk: 'Қолхат', en: 'Receipt' };
const HOLD = { ru: 'Запрет на уничтожение', kk: 'Жоюға тыйым салу', en: 'Legal hold' };

export const peopleRoutes: readonly Route[] = [
  staffRoute('GET', '/people', 'reviewer', PEOPLE, showPeople, { menu: 'records' }),
  staffRoute('GET', '/people/new', 'reviewer', ENROL, showEnrolment),
  staffRoute('POST', '/people/new', 'reviewer', ENROL, takeEnrolment),
  staffRoute('GET', '/people/:person', 'reviewer', PERSON, showPerson),
  staffRoute('GET', '/people/:person/printed', 'reviewer', CONSENT, showPrinted),
  staffRoute('GET', '/people/:person/consent', 'reviewer', CONSENT, showRenewal),
  staffRoute('POST', '/people/:person/consent', 'reviewer', CONSENT, renew),
  staffRoute('GET', '/people/:person/numbers', 'reviewer', NUMBER, showNewNumber),
  staffRoute('POST', '/people/:person/numbers', 'reviewer', NUMBER, takeNumber),
  staffRoute('GET', '/numbers/:number/retire', 'reviewer', RETIRE, showRetirement),
  staffRoute('POST', '/numbers/:number/retire', 'reviewer', RETIRE, retire),
  staffRoute('GET', '/people/:person/end', 'reviewer', END, showEnding),
  staffRoute('POST', '/people/:person/end', 'reviewer', END, endProtection),
  staffRoute('GET', '/people/:person/receipt', 'reviewer', RECEIPT, showReceipt),
  staffRoute('POST', '/people/:person/hold', 'approver', HOLD, setHold),
];
