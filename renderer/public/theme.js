// The theme of last time, as `ui/theme.ts` keeps it, before the page's own script is there.
try {
  const theme = JSON.parse(localStorage.getItem('hookbench:theme'))
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme
  }
} catch {
  // Storage may be forbidden: then it is the system's.
}
