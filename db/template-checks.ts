import { and, desc, eq } from 'drizzle-orm';
import type { Db } from './database.ts';
import type { Language } from './schema/language.ts';
import { type NoticeKind, templateChecks } from './schema/notices.ts';

export type TemplateCheck = Readonly<typeof templateChecks.$inferSelect>;

/** A lawyer has read these texts as they now stand. */
export async function recordTemplateCheck(
  db: Db,
  check: { kind: NoticeKind; language: Language; textSha256: string; checkedBy: string },
  now: Date,
): Promise<void> {
  await db.insert(templateChecks).values({ ...check, checkedAt: now });
}

/** The newest check of exactly this text, or `null`: a text that changed has to be read again. */
export async function templateCheck(
  db: Db,
  text: { kind: NoticeKind; language: Language; textSha256: string },
): Promise<TemplateCheck | null> {
  const [row] = await db
    .select()
    .from(templateChecks)
    .where(
      and(
        eq(templateChecks.kind, text.kind),
        eq(templateChecks.language, text.language),
        eq(templateChecks.textSha256, text.textSha256),
      ),
    )
    .orderBy(desc(templateChecks.id))
    .limit(1);
  return row ?? null;
}
