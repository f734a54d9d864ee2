import { html } from 'hono/html';
import type { Html } from '../answer.ts';
import type { Visit } from '../visit.ts';
import type { FormState } from './read-form.ts';

interface FieldLook {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly state: FormState;
}

/** A form that posts to a path of ours, with this session's token in it. */
export function form(
  visit: Visit,
  action: string,
  body: Html | readonly Html[],
  { upload = false, look = 'fields' }: { readonly upload?: boolean; readonly look?: 'fields' | 'inline' } = {},
): Html {
  return html`<form method="post" action="${action}" class="${look}" ${upload ? html`enctype="multipart/form-data"` : ''} novalidate>
<input type="hidden" name="csrf" value="${visit.csrf}">
${body}
</form>`;
}

/** What is wrong, at the top of the form, with a way to each field. `heading` as in `shell/texts.ts`. */
export function problemList(heading: string, state: FormState): Html {
  const problems = Object.entries(state.problems);
  if (problems.length === 0) return html``;
  return html`<div class="note bad" role="alert" tabindex="-1" autofocus>
<p><strong>${heading}</strong></p>
<ul>${problems.map(([name, problem]) => html`<li><a href="#f-${name}">${problem}</a></li>`)}</ul>
</div>`;
}

type LineLook = FieldLook & {
  readonly type?:
    | 'text'
    | 'password'
    | 'date'
    | 'number'
    | 'search'
    | 'url'
    | 'email'
    | 'tel'
    | 'datetime-local'
    | 'month';
  readonly autocomplete?: string;
  readonly inputmode?: 'numeric' | 'text';
  readonly value?: string;
  readonly required?: boolean;
  readonly lang?: string;
};

export function lineField(look: LineLook): Html {
  const { name, type = 'text', autocomplete = 'off', inputmode, required = true, lang } = look;
  return field(
    look,
    html`<input id="f-${name}" name="${name}" type="${type}" value="${look.state.typed[name] ?? look.value ?? ''}" autocomplete="${autocomplete}" ${inputmode ? html`inputmode="${inputmode}"` : ''} ${lang ? html`lang="${lang}"` : ''} ${required ? html`required` : ''} ${described(look)}>`,
  );
}

export function textField(
  look: FieldLook & { readonly rows?: number; readonly value?: string; readonly required?: boolean },
): Html {
  const { name, rows = 4, required = true } = look;
  return field(
    look,
    html`<textarea id="f-${name}" name="${name}" rows="${rows}" ${required ? html`required` : ''} ${described(look)}>
${look.state.typed[name] ?? look.value ?? ''}</textarea>`,
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export function choiceField(look: FieldLook & { readonly choices: readonly Choice[]; readonly value?: string }): Html {
  const { name, choices } = look;
  const chosen = look.state.typed[name] ?? look.value;
  return field(
    look,
    html`<select id="f-${name}" name="${name}" ${described(look)}>
${choices.map(({ value, label }) => html`<option value="${value}" ${value === chosen ? html`selected` : ''}>${label}</option>`)}
</select>`,
  );
}

/** One of a few, all in sight. */
export function radioField(look: FieldLook & { readonly choices: readonly Choice[]; readonly value?: string }): Html {
  return group(look, 'radio', [look.state.typed[look.name] ?? look.value ?? '']);
}

/** Any of a few. */
export function tickField(
  look: FieldLook & { readonly choices: readonly Choice[]; readonly values?: readonly string[] },
): Html {
  return group(look, 'checkbox', look.values ?? []);
}

function group(
  look: FieldLook & { readonly choices: readonly Choice[] },
  type: 'radio' | 'checkbox',
  chosen: readonly string[],
): Html {
  const { name, label, choices } = look;
  return html`<fieldset class="field ${look.state.problems[name] ? 'wrong' : ''}" ${described(look)}>
<legend>${label}</legend>
${notes(look)}
${choices.map(
  (one, i) =>
    html`<label class="tick"><input ${i === 0 ? html`id="f-${name}"` : ''} type="${type}" name="${name}" value="${one.value}" ${chosen.includes(one.value) ? html`checked` : ''}> ${one.label}</label>`,
)}
</fieldset>`;
}

function field(look: FieldLook, control: Html): Html {
  return html`<div class="field ${look.state.problems[look.name] ? 'wrong' : ''}">
<label for="f-${look.name}">${look.label}</label>
${notes(look)}
${control}
</div>`;
}

function notes({ name, hint, state }: FieldLook): Html {
  const problem = state.problems[name];
  return html`${hint ? html`<p class="hint" id="h-${name}">${hint}</p>` : ''}${problem ? html`<p class="problem" id="p-${name}">${problem}</p>` : ''}`;
}

function described({ name, hint, state }: FieldLook): Html {
  const ids = [...(hint ? [`h-${name}`] : []), ...(state.problems[name] ? [`p-${name}`] : [])];
  const invalid = state.problems[name] ? html`aria-invalid="true"` : '';
  return html`${ids.length > 0 ? html`aria-describedby="${ids.join(' ')}"` : ''} ${invalid}`;
}

/** `key`: a letter that presses it from the keyboard (shell/browser/keys.mjs). */
export function button(
  label: string,
  {
    kind = 'primary',
    name,
    value,
    key,
  }: {
    readonly kind?: 'primary' | 'plain' | 'danger' | 'quiet';
    readonly name?: string;
    readonly value?: string;
    readonly key?: string;
  } = {},
): Html {
  return html`<button type="submit" class="button ${kind}" ${name ? html`name="${name}" value="${value ?? ''}"` : ''} ${key ? html`data-key="${key}"` : ''}>${label}${key ? html` <kbd aria-hidden="true">${key}</kbd>` : ''}</button>`;
}
