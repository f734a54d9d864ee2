import { type Route, staffRoute } from '../route.ts';
import { approve, endWith, follow, markSent, printAgain, recordAnswer, sendByMail, takeFileBack } from './acts.ts';
import { saveEdit, showEdit } from './edit.ts';
import { showTexts, takeFile } from './files.ts';
import { showLetter } from './letter-page.ts';
import { showLetters } from './list.ts';
import { draftNew, showNew } from './new.ts';

const LETTERS = { ru: 'Письма', kk: 'Хаттар', en: 'Letters' };
const LETTER = { ru: 'Письмо', kk: 'Хат', en: 'Letter' };
const NEW = { ru: 'Новое письмо', kk: 'Жаңа хат', en: 'New letter' };
/** A Word file of a letter, and the form around it; what is larger is refused before it is read. */
const UPLOAD_BYTES = 10_500_000;

export const letterListRoutes: readonly Route[] = [
  staffRoute('GET', '/letters', 'reviewer', LETTERS, showLetters, { menu: 'work' }),
  staffRoute('GET', '/letters/new', 'reviewer', NEW, showNew),
  staffRoute('POST', '/letters/new', 'reviewer', NEW, draftNew),
];

/** To be entered after every other path under /letters. */
export const letterRoutes: readonly Route[] = [
  staffRoute('GET', '/letters/:letter', 'reviewer', LETTER, showLetter),
  staffRoute('GET', '/letters/:letter/edit', 'reviewer', LETTER, showEdit),
  staffRoute('POST', '/letters/:letter/edit', 'reviewer', LETTER, saveEdit),
  staffRoute('POST', '/letters/:letter/approve', 'approver', LETTER, approve),
  staffRoute('POST', '/letters/:letter/mail', 'approver', LETTER, sendByMail),
  staffRoute('POST', '/letters/:letter/sent', 'approver', LETTER, markSent),
  staffRoute('POST', '/letters/:letter/answer', 'reviewer', LETTER, recordAnswer),
  staffRoute('POST', '/letters/:letter/revise', 'reviewer', LETTER, endWith('revise')),
  staffRoute('POST', '/letters/:letter/withdraw', 'reviewer', LETTER, endWith('withdraw')),
  staffRoute('POST', '/letters/:letter/close', 'reviewer', LETTER, endWith('close')),
  staffRoute('POST', '/letters/:letter/follow', 'reviewer', LETTER, follow),
  staffRoute('POST', '/letters/:letter/print', 'reviewer', LETTER, printAgain),
  staffRoute('POST', '/letters/:letter/take-back', 'reviewer', LETTER, takeFileBack, { bytes: UPLOAD_BYTES }),
  staffRoute('POST', '/letters/:letter/shown', 'reviewer', LETTER, showTexts),
  staffRoute('GET', '/letters/:letter/files/:file', 'reviewer', LETTER, takeFile),
];
