// An element with data-key="c" is pressed by the letter c, where nothing is being typed; ? lists the keys of the page.
// Staff switch them off in their settings (WCAG 2.1.4).
if (document.body.dataset.keys === 'on') {
  // A key is told by its place too, so that it works while the keyboard writes Russian or Kazakh.
  const letterOf = (event) => (/^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key);
  const typing = (target) => Boolean(target.closest?.('input, textarea, select, [contenteditable]'));
  const list = document.getElementById('page-keys');

  // Words of the page are put in as text, never as markup.
  const row = (key, said) => {
    const [term, words] = [document.createElement('dt'), document.createElement('dd')];
    term.append(document.createElement('kbd'));
    term.firstChild.textContent = key;
    words.textContent = said;
    return [term, words];
  };
  const said = (element) => {
    const copy = (element.labels?.[0] ?? element).cloneNode(true);
    for (const key of copy.querySelectorAll('kbd, svg')) key.remove();
    return copy.textContent.trim();
  };

  list?.addEventListener('beforetoggle', (event) => {
    if (event.newState !== 'open') return;
    const first = new Map();
    for (const one of document.querySelectorAll('[data-key]'))
      if (!first.has(one.dataset.key)) first.set(one.dataset.key, said(one));
    const hide = document.querySelector('[data-hide]');
    if (hide) first.set('Esc', said(hide));
    first.set('?', list.dataset.list);
    list.querySelector('dl').replaceChildren(...[...first].flatMap(([key, words]) => row(key, words)));
  });
  for (const button of document.querySelectorAll('.keys-button')) button.hidden = false;

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (document.documentElement.classList.contains('blank')) return;
    if (event.key === '?' && list) {
      event.preventDefault();
      list.togglePopover();
      return;
    }
    const pressed = [...document.querySelectorAll('[data-key]')].find(
      (one) => one.dataset.key === event.key || one.dataset.key === letterOf(event),
    );
    if (!pressed) return;
    event.preventDefault();
    if (pressed.matches('input, textarea, select')) pressed.focus();
    else pressed.click();
  });
}
