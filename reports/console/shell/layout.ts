import { html } from 'hono/html';
import { LANGUAGES } from '../../../db/schema/language.ts';
import type { Html } from '../answer.ts';
import { form } from '../forms/fields.ts';
import { MENU_GROUPS, type Route } from '../route.ts';
import type { Visit } from '../visit.ts';
import { assetPath } from './assets.ts';
import { LANGUAGE_NAMES, SHELL } from './texts.ts';

/** The frame around every page. `body` stands in <main>, beneath the heading. */
export async function layout(
  visit: Visit,
  { title, body }: { readonly title: string; readonly body: Html },
): Promise<Html> {
  const { language, theme, user } = visit;
  const say = SHELL[language];
  return html`<!doctype html>
<html lang="${language}" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${say.product}</title>
<link rel="icon" href="${assetPath('icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${assetPath('console.css')}">
<script type="module" src="${assetPath('console.mjs')}"></script>
</head>
<body class="${user ? 'staff' : 'nobody'}" data-keys="${user?.shortcuts === false ? 'off' : 'on'}">
<a class="skip" href="#content">${say.skip}</a>
<header class="top">
<a class="brand" href="/">${mark()}<span>${say.product}</span></a>
<div class="tools">
${languages(visit)}
<a class="button quiet hide" href="/hidden" data-hide data-show="${say.show}">${crossedEye()}<span class="long">${say.hide}</span> <kbd aria-hidden="true">Esc</kbd></a>
${user?.shortcuts ? html`<button type="button" class="button quiet keys-button" popovertarget="page-keys" aria-label="${say.keys}" hidden><kbd aria-hidden="true">?</kbd></button>` : ''}
${user ? html`<button type="button" class="button quiet menu-button" popovertarget="menu">${say.menu}</button>` : ''}
</div>
</header>
${user ? navigation(visit, say) : ''}
${user?.shortcuts ? pageKeys(say) : ''}
<main id="content" tabindex="-1">
<h1>${title}</h1>
<div id="fresh" class="note info" role="status" hidden><p>${say.fresh} <a href="">${say.reload}</a></p></div>
${await body}
</main>
</body>
</html>`;
}

/** Filled by browser/keys.mjs when it is opened: from what stands on the page then. */
function pageKeys(say: (typeof SHELL)['ru']): Html {
  return html`<div id="page-keys" class="keys-list" popover role="dialog" aria-labelledby="page-keys-title" data-list="${say.keys}">
<h2 id="page-keys-title">${say.keys}</h2><dl class="facts"></dl>
<button type="button" class="button plain" popovertarget="page-keys" popovertargetaction="hide">${say.close}</button></div>`;
}

/** Three towers of a rampart. */
function mark(): Html {
  return html`<svg class="mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M2 21V9h2V6h3v3h3V4h4v5h3V6h3v3h2v12h-7v-4a3 3 0 0 0-6 0v4z" fill="currentColor"/></svg>`;
}

function crossedEye(): Html {
  return html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true" focusable="false"><path d="M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6z"/><circle cx="12" cy="12" r="2.5"/><path d="M4 20 20 4"/></svg>`;
}

/** Switches by a form, so that it works without scripts and for nobody too. */
function languages(visit: Visit): Html {
  const choices = LANGUAGES.map(
    (one) =>
      html`<button type="submit" name="language" value="${one}" lang="${one}" title="${LANGUAGE_NAMES[one]}" ${one === visit.language ? html`aria-pressed="true"` : html`aria-pressed="false"`}><span class="long">${LANGUAGE_NAMES[one]}</span><span class="short" aria-hidden="true">${one.toUpperCase()}</span></button>`,
  );
  return html`<div class="languages" role="group" aria-label="${SHELL[visit.language].language}">${form(visit, '/looks', html`<input type="hidden" name="back" value="${visit.back}">${choices}`, { look: 'inline' })}</div>`;
}

function navigation(visit: Visit, say: (typeof SHELL)['ru']): Html {
  const { menu, user, language, c } = visit;
  const here =
    menu.find((one) => one.path === c.req.path) ??
    menu.find((one) => one.path !== '/' && c.req.path.startsWith(`${one.path}/`));
  const item = (one: Route) =>
    html`<li><a href="${one.path}" ${one === here ? html`aria-current="page"` : ''}>${one.title[language]}</a></li>`;
  const groups = MENU_GROUPS.map((group) => ({ group, items: menu.filter((one) => one.menu === group) }));
  return html`<nav id="menu" class="side" popover aria-label="${say.mainMenu}">
<button type="button" class="button quiet close" popovertarget="menu" popovertargetaction="hide">${say.close}</button>
${groups.map(({ group, items }) => (items.length === 0 ? '' : html`<p class="group">${say.groups[group]}</p><ul>${items.map(item)}</ul>`))}
<div class="who">
<p>${user?.name ?? ''}</p>
${form(visit, '/sign-out', html`<button type="submit" class="link">${say.signOut}</button>`, { look: 'inline' })}
</div>
</nav>`;
}
