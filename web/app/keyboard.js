/** Moves through the page without a mouse: `/` to the box, arrows through the videos. */
export function keyboard({ box, results, clear }) {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || document.querySelector('dialog[open]')) {
      return;
    }
    const writing = event.target.closest('input[type=text], textarea, select, [contenteditable]');
    if (event.key === '/' && !writing) {
      event.preventDefault();
      box.focus();
      box.select();
    } else if (event.target === box) {
      inBox(event);
    } else if (event.target.matches('.card__link')) {
      inGrid(event);
    }
  });

  function inBox(event) {
    const first = results.querySelector('.card__link');
    if (event.key === 'ArrowDown' && first) {
      event.preventDefault();
      first.focus();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      clear();
    }
  }

  function inGrid(event) {
    const links = [...results.querySelectorAll('.card__link')];
    const here = links.indexOf(event.target);
    const columns = getComputedStyle(results).gridTemplateColumns.split(' ').length;
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    const next = { Home: 0, End: links.length - 1 }[event.key] ?? (step === undefined ? undefined : here + step);
    if (next === undefined) {
      return;
    }
    event.preventDefault();
    if (next < 0 && event.key === 'ArrowUp') {
      box.focus();
      return;
    }
    links[next]?.focus();
    links[next]?.closest('.card').scrollIntoView({ block: 'nearest' });
  }
}
