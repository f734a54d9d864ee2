import { and, asc, desc, eq } from 'drizzle-orm';
import type { Db } from './database.ts';
import type { Language } from './schema/language.ts';
import { templateChecks as checks, type NoticeKind } from './schema/notices.ts';

export type TemplateCheck = Readonly<typeof checks.$inferSelect>;

/** A lawyer has read these texts as they now stand. */
export async function recordTemplateCheck(
  db: Db,
  check: { kind: NoticeKind; language: Language; textSha256: string; checkedBy: string },
  now: Date,
): Promise<void> {
  await db.insert(checks).values({ ...check, checkedAt: now });
}

/** The newest check of exactly this text, or `null`: a text that changed has to be read again. */
export async function templateCheck(
  db: Db,
  text: { kind: NoticeKind; language: Language; textSha256: string },
): Promise<TemplateCheck | null> {
  const [row] = await db
    .select()
    .from(checks)
    .where(and(eq(checks.kind, text.kind), eq(checks.language, text.language), eq(checks.textSha256, text.textSha256)))
    .orderBy(desc(checks.id))
    .limit(1);
  return row ?? null;
}

/** Every check there ever was, oldest first. */
export async function templateChecks(db: Db): Promise<TemplateCheck[]> {
  return db.select().from(checks).orderBy(asc(checks.id));
}
