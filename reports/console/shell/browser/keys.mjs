// An element with data-key="c" is pressed by the letter c, where nothing is being typed.
// Staff switch them off in their settings (WCAG 2.1.4).
if (document.body.dataset.keys === 'on') {
  // A key is told by its place too, so that it works while the keyboard writes Russian or Kazakh.
  const letterOf = (event) => (/^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key);
  const typing = (target) => Boolean(target.closest?.('input, textarea, select, [contenteditable]'));

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (document.documentElement.classList.contains('blank')) return;
    const pressed = [...document.querySelectorAll('[data-key]')].find(
      (one) => one.dataset.key === event.key || one.dataset.key === letterOf(event),
    );
    if (!pressed) return;
    event.preventDefault();
    if (pressed.matches('input, textarea, select')) pressed.focus();
    else pressed.click();
  });
}
