import type { HiddenNumber } from '../../scrapers/adapter.ts';

const KAZAKH_CODE = /^7[0-8]\d$/;

/**
 * Whether an ad cannot hide a protected number, by what the platform shows of it for free: exactly one phone, and
 * another operator's code than any protected number could show (PhoneNumber.operatorCodes). An unknown count is not
 * one; of several phones only the first one's code is shown; a code of another shape may be a number from abroad.
 */
export function ruledOut(hidden: HiddenNumber, codes: ReadonlySet<string>): boolean {
  if (hidden.count !== 1 || hidden.prefix === null || !KAZAKH_CODE.test(hidden.prefix)) return false;
  return !codes.has(hidden.prefix);
}
