import { html } from 'hono/html';
import { z } from 'zod';
import { almatyDate } from '../../../db/almaty-time.ts';
import type { ControlRecord } from '../../../db/enrolment.ts';
import { InvalidNumber, PhoneNumber } from '../../../db/phone-number.ts';
import type { Html } from '../answer.ts';
import { lineField, tickField } from '../forms/fields.ts';
import type { FormState } from '../forms/read-form.ts';
import { line, ticked } from '../forms/shapes.ts';
import type { StaffVisit } from '../visit.ts';
import { pastDay } from './consent-form.ts';
import { PEOPLE } from './texts.ts';

/** How control of a number was proven, and the number itself, which is never shown again. */
export function numberShape(now: Date) {
  return z.object({
    digits: z.string().max(40).default(''),
    foreign: ticked(['on']),
    controlHow: line(200),
    controlVerifiedOn: pastDay(now),
  });
}
export type NumberForm = z.infer<ReturnType<typeof numberShape>>;

export function controlRecordOf(form: NumberForm, verifiedBy: string): ControlRecord {
  const { controlHow, controlVerifiedOn } = form;
  return { controlHow, controlVerifiedOn, controlVerifiedBy: verifiedBy };
}

/** The number that was typed, or `null` where it is none. */
export function numberTyped({ digits, foreign }: Pick<NumberForm, 'digits' | 'foreign'>): PhoneNumber | null {
  try {
    return PhoneNumber.parse(digits, { foreign: foreign.length > 0 });
  } catch (error) {
    if (error instanceof InvalidNumber) return null;
    throw error;
  }
}

export function numberFields(visit: StaffVisit, state: FormState): Html {
  const { language, now } = visit;
  const say = PEOPLE[language];
  const foreign = visit.c.req.method === 'POST' && visit.form.foreign === 'on' ? ['on'] : [];
  return html`<fieldset class="step"><legend>${say.steps[3]}</legend>
${lineField({ name: 'digits', label: say.digits, hint: say.digitsHint, state, type: 'tel' })}
${tickField({ name: 'foreign', label: say.foreign, state, values: foreign, choices: [{ value: 'on', label: say.yes }] })}
${lineField({ name: 'controlHow', label: say.control, hint: say.controlHint, state })}
${lineField({ name: 'controlVerifiedOn', label: say.controlOn, state, type: 'date', value: almatyDate(now) })}
</fieldset>`;
}
