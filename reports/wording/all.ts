import type { Language } from '../../db/schema/language.ts';
import type { NoticeKind } from '../../db/schema/notices.ts';
import { EN as authorityComplaintEn } from './authority-complaint/en.ts';
import { KK as authorityComplaintKk } from './authority-complaint/kk.ts';
import { RU as authorityComplaintRu } from './authority-complaint/ru.ts';
import { EN as backAgainEn } from './back-again/en.ts';
import { KK as backAgainKk } from './back-again/kk.ts';
import { RU as backAgainRu } from './back-again/ru.ts';
import { EN as lawyerCoverEn } from './lawyer-cover/en.ts';
import { KK as lawyerCoverKk } from './lawyer-cover/kk.ts';
import { RU as lawyerCoverRu } from './lawyer-cover/ru.ts';
import { EN as letterEn } from './letter/en.ts';
import { KK as letterKk } from './letter/kk.ts';
import { RU as letterRu } from './letter/ru.ts';
import { EN as notaryRequestEn } from './notary-request/en.ts';
import { KK as notaryRequestKk } from './notary-request/kk.ts';
import { RU as notaryRequestRu } from './notary-request/ru.ts';
import { EN as operatorRequestEn } from './operator-request/en.ts';
import { KK as operatorRequestKk } from './operator-request/kk.ts';
import { RU as operatorRequestRu } from './operator-request/ru.ts';
import { EN as policeStatementEn } from './police-statement/en.ts';
import { KK as policeStatementKk } from './police-statement/kk.ts';
import { RU as policeStatementRu } from './police-statement/ru.ts';
import { EN as preservationEn } from './preservation/en.ts';
import { KK as preservationKk } from './preservation/kk.ts';
import { RU as preservationRu } from './preservation/ru.ts';
import { EN as preventionEn } from './prevention/en.ts';
import { KK as preventionKk } from './prevention/kk.ts';
import { RU as preventionRu } from './prevention/ru.ts';
import { EN as prosecutorComplaintEn } from './prosecutor-complaint/en.ts';
import { KK as prosecutorComplaintKk } from './prosecutor-complaint/kk.ts';
import { RU as prosecutorComplaintRu } from './prosecutor-complaint/ru.ts';
import { EN as reminderOneEn } from './reminder-1/en.ts';
import { KK as reminderOneKk } from './reminder-1/kk.ts';
import { RU as reminderOneRu } from './reminder-1/ru.ts';
import { EN as reminderTwoEn } from './reminder-2/en.ts';
import { KK as reminderTwoKk } from './reminder-2/kk.ts';
import { RU as reminderTwoRu } from './reminder-2/ru.ts';
import { EN as takedownEn } from './takedown/en.ts';
import { KK as takedownKk } from './takedown/kk.ts';
import { RU as takedownRu } from './takedown/ru.ts';
import type { LetterWording, TextInLanguages } from './wording.ts';

/** What every letter has, in each language. */
export const LETTER_WORDINGS: Readonly<Record<Language, LetterWording>> = { ru: letterRu, kk: letterKk, en: letterEn };

/** The texts of every kind in every language. A kind that is not written in one of them does not compile. */
export const TEXTS: Readonly<Record<NoticeKind, TextInLanguages>> = {
  takedown: { ru: takedownRu, kk: takedownKk, en: takedownEn },
  'reminder-1': { ru: reminderOneRu, kk: reminderOneKk, en: reminderOneEn },
  'reminder-2': { ru: reminderTwoRu, kk: reminderTwoKk, en: reminderTwoEn },
  'back-again': { ru: backAgainRu, kk: backAgainKk, en: backAgainEn },
  prevention: { ru: preventionRu, kk: preventionKk, en: preventionEn },
  preservation: { ru: preservationRu, kk: preservationKk, en: preservationEn },
  'authority-complaint': { ru: authorityComplaintRu, kk: authorityComplaintKk, en: authorityComplaintEn },
  'police-statement': { ru: policeStatementRu, kk: policeStatementKk, en: policeStatementEn },
  'prosecutor-complaint': { ru: prosecutorComplaintRu, kk: prosecutorComplaintKk, en: prosecutorComplaintEn },
  'operator-request': { ru: operatorRequestRu, kk: operatorRequestKk, en: operatorRequestEn },
  'notary-request': { ru: notaryRequestRu, kk: notaryRequestKk, en: notaryRequestEn },
  'lawyer-cover': { ru: lawyerCoverRu, kk: lawyerCoverKk, en: lawyerCoverEn },
};
