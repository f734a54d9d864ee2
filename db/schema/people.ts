import { sql } from 'drizzle-orm';
import { boolean, check, date, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytea, id, moment, oneOf } from './columns.ts';
import { LANGUAGES } from './language.ts';

/** What a consent may cover (facts/law.md 4.1). `site-search` hands the number to the platform's own search box. */
export const SCOPES = ['scan', 'site-search', 'letters', 'police', 'export'] as const;
export type Scope = (typeof SCOPES)[number];

/** How a protection ended: staff ended it, or the person took the consent back, which takes the evidence with it. */
export const ENDINGS = ['ended', 'withdrawn'] as const;
export type Ending = (typeof ENDINGS)[number];

export const persons = pgTable(
  'persons',
  {
    id: id(),
    nameSealed: bytea('name_sealed').notNull(),
    language: text('language', { enum: LANGUAGES }).notNull(),
    createdAt: moment('created_at').notNull(),
    endedAt: moment('ended_at'),
    endedBy: text('ended_by'),
    endedHow: text('ended_how', { enum: ENDINGS }),
    /** Day in Almaty on which what is known of the person is destroyed: fifteen working days after the end. */
    destroyOn: date('destroy_on', { mode: 'string' }),
    destroyedAt: moment('destroyed_at'),
    /** A legal hold: a case needs the data, and nothing is destroyed until a person lifts it. */
    heldAt: moment('held_at'),
    heldBy: text('held_by'),
    heldReason: text('held_reason'),
  },
  (t) => [
    oneOf('persons_language', t.language, LANGUAGES),
    oneOf('persons_ended_how', t.endedHow, ENDINGS),
    check(
      'persons_ended',
      sql`(${t.endedAt} is null) = (${t.endedHow} is null) and (${t.endedAt} is null) = (${t.destroyOn} is null)`,
    ),
    check('persons_held', sql`(${t.heldAt} is null) = (${t.heldBy} is null)`),
    check('persons_destroyed', sql`${t.destroyedAt} is null or (${t.endedAt} is not null and ${t.heldAt} is null)`),
  ],
);

/** The consent record of law 94-V art. 8(4). The newest one of a person governs. */
export const consents = pgTable(
  'consents',
  {
    id: id(),
    personId: integer('person_id')
      .notNull()
      .references(() => persons.id),
    operatorName: text('operator_name').notNull(),
    operatorBin: text('operator_bin').notNull(),
    subjectNameSealed: bytea('subject_name_sealed').notNull(),
    validUntil: moment('valid_until').notNull(),
    thirdParties: boolean('third_parties').notNull(),
    crossBorder: boolean('cross_border').notNull(),
    publicDistribution: boolean('public_distribution').notNull(),
    dataList: text('data_list').array().notNull(),
    other: text('other').notNull(),
    scopes: text('scopes', { enum: SCOPES }).array().notNull(),
    language: text('language', { enum: LANGUAGES }).notNull(),
    givenAt: moment('given_at').notNull(),
    givenHow: text('given_how').notNull(),
    verifiedBy: text('verified_by').notNull(),
    withdrawnAt: moment('withdrawn_at'),
    withdrawnBy: text('withdrawn_by'),
  },
  (t) => [
    index('consents_person').on(t.personId, t.id),
    oneOf('consents_language', t.language, LANGUAGES),
    check(
      'consents_scopes',
      sql`${t.scopes} <@ array[${sql.raw(SCOPES.map((scope) => `'${scope}'`).join(', '))}]::text[]`,
    ),
  ],
);

export const numbers = pgTable(
  'numbers',
  {
    id: id(),
    personId: integer('person_id')
      .notNull()
      .references(() => persons.id),
    sealed: bytea('sealed').notNull(),
    lookup: bytea('lookup').notNull(),
    controlHow: text('control_how').notNull(),
    controlVerifiedBy: text('control_verified_by').notNull(),
    controlVerifiedAt: moment('control_verified_at').notNull(),
    addedAt: moment('added_at').notNull(),
    /** db/numbers.ts numbersGeneration when it began, or began again, to be looked for. */
    generation: integer('generation').notNull(),
    retiredAt: moment('retired_at'),
  },
  (t) => [
    uniqueIndex('numbers_lookup_active').on(t.lookup).where(sql`${t.retiredAt} is null`),
    index('numbers_person').on(t.personId),
  ],
);
