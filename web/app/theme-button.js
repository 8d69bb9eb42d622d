/** Switches between light and dark; `theme.js` finds the choice again on the next page. */
export function themeButton(button) {
  button.addEventListener('click', () => {
    const { theme } = document.documentElement.dataset;
    const dark = theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    document.documentElement.dataset.theme = dark ? 'light' : 'dark';
    localStorage.setItem('kinora.theme', document.documentElement.dataset.theme);
  });
}
