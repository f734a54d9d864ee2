import { html } from 'hono/html';
import { z } from 'zod';
import { LANGUAGES } from '../../../db/schema/language.ts';
import { setPreferences } from '../../../db/users.ts';
import { ownPath, seeOther } from '../answer.ts';
import { readForm } from '../forms/read-form.ts';
import { giveCookie } from '../guard/cookies.ts';
import { Refused } from '../refused.ts';
import { assetPath } from '../shell/assets.ts';
import type { Visit } from '../visit.ts';
import { PREFERENCES } from './texts.ts';

const shape = z.object({ language: z.enum(LANGUAGES), back: z.string().default('/') });

/** Another language, for whoever asks: kept by the user, and by the browser for pages without one. */
export async function setLooks(visit: Visit): Promise<Response> {
  const read = readForm(visit, shape);
  if (!read.ok) throw new Refused('form');
  const { language, back } = read.value;
  if (visit.user) await setPreferences(visit.deps.db, visit.user.id, { language });
  giveCookie(visit.c, 'looks', `${language}.${visit.theme}`);
  return seeOther(visit, ownPath(back, '/'));
}

/** An empty page: what the hide button leads to in a browser without scripts. */
export async function showHidden(visit: Visit): Promise<Response> {
  return visit.c.html(html`<!doctype html>
<html lang="${visit.language}" data-theme="${visit.theme}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>·</title><link rel="icon" href="data:,"><link rel="stylesheet" href="${assetPath('console.css')}"></head>
<body><main class="hidden-screen"><a class="button quiet" href="/">${PREFERENCES[visit.language].show}</a></main></body>
</html>`);
}
