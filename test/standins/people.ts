import type { ConsentInput } from '../../db/consents.ts';
import type { Limits } from '../../db/limits.ts';

/** A whole consent of an invented person to an invented organisation. */
export function consentOf(validUntil: Date): ConsentInput {
  return {
    operatorName: 'Ойдан Шығарылған Қор',
    operatorBin: '000000000000',
    subjectName: 'Айша Сынақова',
    validUntil,
    thirdParties: true,
    crossBorder: false,
    publicDistribution: false,
    dataList: ['name', 'phone number'],
    other: '',
    scopes: ['scan', 'letters'],
    language: 'kk',
    givenAt: new Date('2026-11-20T00:00:00Z'),
    givenHow: 'signed on paper',
    verifiedBy: 'Test Staff',
  };
}

/** For a test that enrols more people than a helpline would in a day. */
export const ROOMY: Limits = {
  people: 1_000,
  numbersPerPerson: 100,
  enrolmentsPerDay: 1_000,
  looksPerNumberPerDay: 1_000,
  checksPerDay: 1_000,
};
