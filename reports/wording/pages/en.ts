import type { PagesWording } from './wording.ts';

export const EN: PagesWording = {
  plotHead: (title, most) => `${title} (most: ${most})`,
  figures: {
    title: (date) => `Listings with protected numbers: figures as of ${date}`,
    columns: {
      month: 'Month',
      platform: 'Platform',
      found: 'Found',
      sent: 'Asked',
      removed: 'Removed',
      refused: 'Refused',
      silent: 'No answer',
      medianHours: 'Median hours',
      reappeared: 'Came back',
      blindNights: 'Nights blind',
    },
    plots: { found: 'Found', removed: 'Removed', reappeared: 'Came back' },
    forPublication: (smallest) =>
      `Counts below ${smallest} are left out (–) and not drawn, so that nobody can be told from them.`,
    internal: 'For internal use: small counts are not left out.',
    meaning:
      'Found: confirmed by a person. Asked: a letter was sent. Removed: the platform’s own sign, seen twice at least an hour apart. Median hours: from the letter to the proof of removal. Night blind: the platform could not be looked at; it is no night without listings.',
    latestRows: (rows) => `Only the latest ${rows} rows are shown.`,
  },
  campaign: {
    title: (date) => `Listings that belong together: the campaign of ${date}`,
    counts: ({ ads, persons, platforms }) => `Listings: ${ads}. Persons: ${persons}. Platforms: ${platforms}.`,
    span: (from, to) => `From ${from} to ${to} (Almaty time).`,
    because: (reasons) => `Why these listings belong together: ${reasons}.`,
    reasons: {
      'same-account': 'posted from one account',
      'same-text': 'the same text',
      'same-photo': 'the same picture',
      'time-burst': 'several upon one person within six hours',
      'several-persons': 'several persons struck',
      'several-platforms': 'several platforms',
    },
    timeline: { byHour: 'Listings an hour', byDay: 'Listings a day' },
    columns: { row: 'No.', at: 'Posted or first seen (Almaty)', platform: 'Platform', person: 'Person' },
    leftOut:
      'Names, numbers and addresses are left out; persons are A, B, C in the order in which they were struck. Who posted the listings is not known; nothing here says that a crime was committed.',
  },
};
