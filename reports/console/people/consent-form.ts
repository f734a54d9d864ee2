import { html } from 'hono/html';
import { z } from 'zod';
import { almatyDate } from '../../../db/almaty-time.ts';
import type { Consent } from '../../../db/consents.ts';
import { defaultValidUntil, type PersonRecord } from '../../../db/enrolment.ts';
import { LANGUAGES, type Language } from '../../../db/schema/language.ts';
import { SCOPES } from '../../../db/schema/people.ts';
import type { InLanguages } from '../../language.ts';
import type { Html } from '../answer.ts';
import { lineField, radioField, textField, tickField } from '../forms/fields.ts';
import type { FormState } from '../forms/read-form.ts';
import { line, lineOrNone, ticked } from '../forms/shapes.ts';
import { LANGUAGE_NAMES } from '../shell/texts.ts';
import type { StaffVisit } from '../visit.ts';
import { WORDS } from '../words.ts';
import { PEOPLE } from './texts.ts';

const DATA = ['name', 'phone', 'profession'] as const;
const TERMS = ['thirdParties', 'crossBorder', 'publicDistribution'] as const;
const LONGEST_MS = 366 * 86_400_000;

const saying = (name: 'binShape' | 'futureDay' | 'termOver' | 'termLong') => {
  const say: InLanguages = { ru: PEOPLE.ru[name], kk: PEOPLE.kk[name], en: PEOPLE.en[name] };
  return { params: { say } };
};

/** A day that has come already, by Almaty's clock. */
export function pastDay(now: Date): z.ZodType<string, string> {
  return z.iso.date().refine((day) => day <= almatyDate(now), saying('futureDay'));
}

/** The consent record as the form sends it: fields of law 94-V art. 8(4) and how it was given. */
export function consentShape(now: Date) {
  const latest = new Date(now.getTime() + LONGEST_MS);
  return z.object({
    name: line(120),
    language: z.enum(LANGUAGES),
    operatorName: line(200),
    operatorBin: line(12).refine((typed) => /^\d{12}$/.test(typed), saying('binShape')),
    validUntil: z.iso
      .date()
      .refine((day) => day >= almatyDate(now), saying('termOver'))
      .refine((day) => day <= almatyDate(latest), saying('termLong')),
    givenOn: pastDay(now),
    givenHow: line(200),
    scopes: ticked(SCOPES).refine((some) => some.length > 0, { params: { say: FEW } }),
    terms: ticked(TERMS),
    data: ticked(DATA).refine((some) => some.includes('phone'), { params: { say: PHONE_NEEDED } }),
    dataOther: lineOrNone(300),
    other: lineOrNone(600),
  });
}
export type ConsentForm = z.infer<ReturnType<typeof consentShape>>;

const FEW: InLanguages = {
  ru: 'Отметьте хотя бы одно.',
  kk: 'Кемінде біреуін белгілеңіз.',
  en: 'Tick at least one.',
};
const PHONE_NEEDED: InLanguages = {
  ru: 'Без номера телефона защищать нечего.',
  kk: 'Телефон нөмірінсіз қорғайтын ештеңе жоқ.',
  en: 'Without the phone number there is nothing to protect.',
};

/** The record as the command line takes it too; the data are named in the person's language. */
export function recordOf(form: ConsentForm, verifiedBy: string): PersonRecord {
  const { terms, data, dataOther, other, ...plain } = form;
  const named = data.map((one) => PEOPLE[form.language].dataWords[one]);
  const more = (dataOther ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  return {
    ...plain,
    thirdParties: terms.includes('thirdParties'),
    crossBorder: terms.includes('crossBorder'),
    publicDistribution: terms.includes('publicDistribution'),
    dataList: [...named, ...more],
    other: other ?? '',
    verifiedBy,
  };
}

/** What the form shows before anything was typed; of a renewal, what the consent before said. */
export type ConsentStart = Partial<
  Record<'name' | 'operatorName' | 'operatorBin' | 'givenHow' | 'dataOther' | 'other', string>
> & {
  readonly language: Language;
  readonly scopes: readonly string[];
  readonly terms: readonly string[];
  readonly data: readonly string[];
};

export function freshStart({ deps, language }: StaffVisit): ConsentStart {
  const { organisation } = deps.config;
  return {
    language,
    ...(organisation ? { operatorName: organisation.name[language], operatorBin: organisation.bin ?? '' } : {}),
    scopes: ['scan', 'letters'],
    terms: ['thirdParties'],
    data: ['name', 'phone'],
  };
}

export function startOf(name: string, consent: Consent): ConsentStart {
  const words = PEOPLE[consent.language].dataWords;
  const known = DATA.filter((one) => consent.dataList.includes(words[one]));
  const others = consent.dataList.filter((one) => !known.some((key) => words[key] === one));
  return {
    name,
    language: consent.language,
    operatorName: consent.operatorName,
    operatorBin: consent.operatorBin,
    givenHow: consent.givenHow,
    scopes: consent.scopes,
    terms: TERMS.filter((one) => consent[one]),
    data: known,
    dataOther: others.join(', '),
    other: consent.other,
  };
}

/** Several boxes of one name as they were sent; a form not sent yet shows what it begins with. */
function tickedOf(visit: StaffVisit, name: string, start: readonly string[]): readonly string[] {
  if (visit.c.req.method !== 'POST') return start;
  return [visit.form[name] ?? []].flat().filter((one): one is string => typeof one === 'string');
}

export function consentFields(visit: StaffVisit, state: FormState, start: ConsentStart): Html {
  const { language, now } = visit;
  const say = PEOPLE[language];
  const words = WORDS[language];
  const line = (name: keyof ConsentForm, label: string, value = '', hint?: string, required = true) =>
    lineField({ name, label, hint, state, value, required });
  return html`<fieldset class="step"><legend>${say.steps[0]}</legend>
${line('name', say.name, start.name, say.nameHint)}
${radioField({ name: 'language', label: say.language, hint: say.languageHint, state, value: start.language, choices: LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })) })}
</fieldset>
<fieldset class="step"><legend>${say.steps[1]}</legend>
${line('operatorName', say.operator, start.operatorName)}
${lineField({ name: 'operatorBin', label: say.bin, state, value: start.operatorBin ?? '', inputmode: 'numeric' })}
${lineField({ name: 'givenOn', label: say.givenOn, state, type: 'date', value: almatyDate(now) })}
${line('givenHow', say.givenHow, start.givenHow, say.givenHowHint)}
${lineField({ name: 'validUntil', label: say.validUntil, hint: say.validHint, state, type: 'date', value: defaultValidUntil(now) })}
</fieldset>
<fieldset class="step"><legend>${say.steps[2]}</legend>
${tickField({ name: 'scopes', label: say.scopes, state, values: tickedOf(visit, 'scopes', start.scopes), choices: SCOPES.map((value) => ({ value, label: words.scope[value] })) })}
${tickField({ name: 'terms', label: say.terms, hint: say.thirdPartiesHint, state, values: tickedOf(visit, 'terms', start.terms), choices: TERMS.map((value) => ({ value, label: say[value] })) })}
${tickField({ name: 'data', label: say.data, state, values: tickedOf(visit, 'data', start.data), choices: DATA.map((value) => ({ value, label: say.dataWords[value] })) })}
${line('dataOther', say.dataOther, start.dataOther, say.optional, false)}
${textField({ name: 'other', label: say.other, hint: say.optional, state, value: start.other ?? '', rows: 3, required: false })}
</fieldset>`;
}
