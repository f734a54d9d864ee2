/** A day on which Kazakhstan's calendar differs from the general rule, with where that was read. */
export interface WorkingDayCorrection {
  readonly date: string;
  readonly working: boolean;
  readonly checkedOn: string;
  readonly source: string;
}

/** Days moved by the Government, holidays that began later than the library says. Look again every December. */
export const WORKING_DAY_CORRECTIONS: readonly WorkingDayCorrection[] = [
  {
    date: '2026-03-16',
    working: true,
    checkedOn: '2026-11-24',
    source:
      'Constitution Day moved to 15 March by the referendum of that day, but is kept from 2027 (Ministry of Labour in taspanews.kz, 18 March 2026): no day off followed it in 2026.',
  },
];
