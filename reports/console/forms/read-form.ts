import type { z } from 'zod';
import type { Visit } from '../visit.ts';
import { problemOf } from './problems.ts';

/** What was typed and what is wrong with it, for showing the form again. */
export interface FormState {
  /** As typed, by field; never a password. */
  readonly typed: Readonly<Record<string, string>>;
  /** In the user's language, by field. */
  readonly problems: Readonly<Record<string, string>>;
}

export const EMPTY_FORM: FormState = { typed: {}, problems: {} };

export type ReadForm<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly state: FormState };

/** Never shown again; `digits` are a number as a person types it. */
const SECRET_FIELDS = ['csrf', 'password', 'current', 'code', 'digits', 'sealed'];

/**
 * Reads the sent form. Zod's issues become one sentence a field in the user's language; for a rule of your own give
 * `refine(…, { params: { say: InLanguages } })`.
 */
export function readForm<S extends z.ZodType>(visit: Visit, shape: S): ReadForm<z.infer<S>> {
  const parsed = shape.safeParse(visit.form);
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems: Record<string, string> = {};
  for (const issue of parsed.error.issues) problems[String(issue.path[0] ?? '')] ??= problemOf(issue, visit.language);
  return { ok: false, state: { typed: typedIn(visit), problems } };
}

/** A form that is well-formed but cannot be carried out: what was typed, with this one problem. */
export function problemWith(visit: Visit, field: string, problem: string): FormState {
  return { typed: typedIn(visit), problems: { [field]: problem } };
}

function typedIn({ form }: Visit): Record<string, string> {
  const texts = Object.entries(form).flatMap(([name, value]) =>
    typeof value === 'string' && !SECRET_FIELDS.includes(name) ? [[name, value] as const] : [],
  );
  return Object.fromEntries(texts);
}
