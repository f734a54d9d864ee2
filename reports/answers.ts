import type { NoticeMove } from '../db/schema/notices.ts';

export const ANSWERS = [
  'acknowledged',
  'says-removed',
  'asks-more',
  'bounced',
  'refused',
  'partly',
  'removed',
  'silent',
] as const;
export type Answer = (typeof ANSWERS)[number];

/** What an addressee can answer, and the move it makes. Only a capture shows that an ad is gone: their word does not. */
export const MOVE_OF_ANSWER: Readonly<Record<Answer, NoticeMove>> = {
  acknowledged: 'acknowledge',
  'says-removed': 'acknowledge',
  'asks-more': 'acknowledge',
  bounced: 'bounce',
  refused: 'refuse',
  partly: 'comply-partly',
  removed: 'remove',
  silent: 'fall-silent',
};
