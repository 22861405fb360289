// The outline: branches fold; a long one begins folded below its second level.
const MANY = 60;
const FEW = 15;

function setBranch(item, isOpen) {
  item.toggleAttribute('data-closed', !isOpen);
  item.querySelector(':scope > .twist').setAttribute('aria-expanded', String(isOpen));
}

function dressOutline() {
  const outline = document.getElementById('outline');
  const isLong = outline.querySelectorAll('a').length > MANY;
  for (const item of outline.querySelectorAll('li:has(> ol)')) {
    const twist = button(
      '',
      {
        class: 'twist',
        'aria-label': item.querySelector('a').textContent,
        lang: item.querySelector('a').lang || null,
      },
      () => setBranch(item, item.hasAttribute('data-closed')),
    );
    item.prepend(twist);
    const isFolded = item.matches('.of-places') ? item.querySelectorAll('li').length > FEW : isLong;
    setBranch(item, !(isFolded && (item.matches('.of-places') || item.parentElement.closest('li'))));
  }
}

// Shows in the outline where a place stands, opening the branches above it.
function markOutline(place) {
  for (const entry of document.querySelectorAll('.outline a[aria-current]'))
    entry.removeAttribute('aria-current');
  const heading = place && block(place.block).get('heading_id');
  const entry = heading && document.querySelector(`.outline a[href="#heading-${heading}"]`);
  if (!entry) return;
  entry.setAttribute('aria-current', 'location');
  for (let item = entry.closest('ol').closest('li'); item; item = item.parentElement.closest('li'))
    setBranch(item, true);
  const rail = document.getElementById('outline');
  if (rail.open && rail.scrollHeight > rail.clientHeight)
    rail.scrollTop = entry.offsetTop - rail.clientHeight / 2;
}
