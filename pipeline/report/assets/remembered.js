// What the reader chose is kept from page to page.
function remembered(key) {
  try {
    return localStorage.getItem(`plantrace-${key}`);
  } catch {
    return null;
  }
}

function remember(key, value) {
  try {
    localStorage.setItem(`plantrace-${key}`, value);
  } catch {
    /* storage may be forbidden: the choice lasts as long as the page */
  }
}
