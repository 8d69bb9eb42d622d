// A classic script in the head: the chosen colours must stand before the first paint.
{
  const chosen = localStorage.getItem('kinora.theme');
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
}
