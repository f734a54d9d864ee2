// Esc blanks the screen, in every tab of the console at once; Esc again shows it. Without scripts the same button is a
// link to an empty page.
{
  const trigger = document.querySelector('[data-hide]');
  const tabs = new BroadcastChannel('qorgan-hide');
  const title = document.title;
  let screen = null;
  let before = null;

  const show = () => {
    if (!screen) return;
    screen.remove();
    screen = null;
    document.documentElement.classList.remove('blank');
    document.title = title;
    before?.focus();
  };
  const hide = () => {
    if (screen) return;
    before = document.activeElement;
    screen = document.createElement('div');
    screen.className = 'hidden-screen';
    const back = document.createElement('button');
    back.type = 'button';
    back.className = 'button quiet';
    back.textContent = trigger?.dataset.show ?? 'OK';
    back.addEventListener('click', () => tell('show'));
    screen.append(back);
    document.body.append(screen);
    document.documentElement.classList.add('blank');
    document.title = '·';
    back.focus();
  };
  const obey = (word) => (word === 'hide' ? hide() : show());
  const tell = (word) => {
    obey(word);
    tabs.postMessage(word);
  };

  tabs.addEventListener('message', ({ data }) => obey(data));
  trigger?.addEventListener('click', (event) => {
    event.preventDefault();
    tell('hide');
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    // Whatever lies above the page goes too: who presses this has no time to press it twice.
    document.querySelector(':popover-open')?.hidePopover();
    tell(screen ? 'show' : 'hide');
  });
}
