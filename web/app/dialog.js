/** Closes a dialog by its own button or by a press on what lies behind it; Esc comes with the platform. */
export function dismissable(dialog) {
  dialog.querySelector('[data-close]').addEventListener('click', () => dialog.close());
  let pressedBehind = false;
  dialog.addEventListener('pointerdown', (event) => {
    pressedBehind = event.target === dialog;
  });
  dialog.addEventListener('click', (event) => {
    if (pressedBehind && event.target === dialog) {
      dialog.close();
    }
  });
}
