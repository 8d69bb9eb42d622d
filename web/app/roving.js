const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

/** One stop of the Tab key for a row of buttons; arrow keys walk within it. */
export function roving(row) {
  const buttons = [...row.querySelectorAll('button')];
  const stop = (chosen) => buttons.forEach((button) => {
    button.tabIndex = button === chosen ? 0 : -1;
  });
  stop(buttons[0]);
  row.addEventListener('focusin', (event) => stop(event.target));
  row.addEventListener('keydown', (event) => {
    const here = buttons.indexOf(event.target);
    const next = { Home: 0, End: buttons.length - 1 }[event.key] ?? here + (STEPS[event.key] ?? NaN);
    if (buttons[next]) {
      event.preventDefault();
      buttons[next].focus();
    }
  });
  return row;
}
