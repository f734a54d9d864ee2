// Parts of a page marked data-live="runs matches" (with an id) are read again when the server says that one of these
// changed. A part in which somebody is at work is left alone, and a line says that something new has come.
{
  const parts = () => [...document.querySelectorAll('[data-live][id]')];
  const topicsOf = (part) => part.dataset.live.split(' ');
  const inUse = (part) => part.contains(document.activeElement) || part.querySelector('details[open], dialog[open]');

  const renew = async (topic) => {
    const wanted = parts().filter((part) => topicsOf(part).includes(topic));
    if (wanted.length === 0) return;
    const answer = await fetch(location.href, { headers: { 'x-qorgan-live': topic } });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of wanted) {
      const newer = fresh.getElementById(part.id);
      if (!newer || newer.innerHTML === part.innerHTML) continue;
      if (inUse(part)) document.getElementById('fresh').hidden = false;
      else part.replaceChildren(...newer.childNodes);
    }
  };

  if (parts().length > 0) {
    const source = new EventSource('/live');
    for (const topic of new Set(parts().flatMap(topicsOf)))
      source.addEventListener(topic, () => renew(topic).catch(() => undefined));
    addEventListener('pagehide', () => source.close());
  }
}
