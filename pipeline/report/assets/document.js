// The document: which pieces of text belong to a place, marking them, going there.
const HIGHLIGHTS = ['on', 'on-value', 'on-main'];
let lit = [];

// The elements that make up characters [start, end) of a paragraph, and their text. Every border of evidence is a border of an element.
function piecesOf(place) {
  const paragraph = document.getElementById(`block-${place.block}`);
  const found = [];
  let offset = 0;
  for (const node of paragraph ? paragraph.childNodes : []) {
    const length = lengthOf(node.textContent);
    if (offset >= place.start && offset + length <= place.end && node.nodeType === Node.ELEMENT_NODE)
      found.push(node);
    offset += length;
    if (offset >= place.end) break;
  }
  return found;
}

function rangeOf({ block: id, start, end }) {
  const range = new Range();
  const nodes = document.createTreeWalker(document.getElementById(`block-${id}`), NodeFilter.SHOW_TEXT);
  let offset = 0;
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const length = lengthOf(node.data);
    const within = (at) => slice(node.data, 0, at - offset).length;
    if (start >= offset && start < offset + length) range.setStart(node, within(start));
    if (end > offset && end <= offset + length) range.setEnd(node, within(end));
    offset += length;
  }
  return range;
}

// Characters that are no piece of their own, as in #block-7:12-18, are marked as a range, where the browser can.
function highlightRange(place) {
  if (!window.Highlight || !CSS.highlights) return;
  CSS.highlights.delete('place');
  if (place && document.getElementById(`block-${place.block}`))
    CSS.highlights.set('place', new Highlight(rangeOf(place)));
}

function clearHighlight() {
  highlightRange(null);
  for (const piece of lit) piece.classList.remove(...HIGHLIGHTS, 'here');
  lit = [];
}

// Marks all places: `on` for every piece, `on-value` where the value comes from it, `on-main` for the record's own words.
function highlight(places) {
  clearHighlight();
  for (const place of places) {
    for (const piece of piecesOf(place)) {
      piece.classList.add('on');
      if (place.isValue) piece.classList.add('on-value');
      if (place.isMain) piece.classList.add('on-main');
      lit.push(piece);
    }
  }
}

// A wide table scrolls by itself, in both ways: what stands in it may be out of view though the table is not, or under its head.
function isWithin(box, scrolled, head) {
  if (!scrolled) return true;
  const frame = scrolled.getBoundingClientRect();
  const isAside = box.left < frame.left || box.right > frame.right;
  const isWindow = scrolled.parentElement.classList.contains('wide') && scrolled.closest('.tabled');
  return !isAside && (!isWindow || (box.top >= frame.top + head && box.bottom <= frame.bottom));
}

function isInView(element) {
  const box = element.getBoundingClientRect();
  const sheet =
    isNarrow() && document.body.classList.contains('selected')
      ? document.getElementById('inspector').offsetHeight
      : 0;
  const top = document.querySelector('.top').offsetHeight;
  const head = element.closest('tbody')?.parentElement.tHead?.offsetHeight || 0;
  const beside = isBeside() && element.closest('#panel-document');
  const bottom = beside ? beside.getBoundingClientRect().bottom : window.innerHeight - sheet;
  return (
    box.height > 0 &&
    box.top >= top &&
    box.bottom <= bottom &&
    isWithin(box, element.closest('.scroll'), head)
  );
}

const isBeside = () => 'beside' in document.body.dataset;
const isNarrow = () => window.matchMedia('(max-width: 899px)').matches;

// Sections that were never drawn have an estimated height, and a table learns that it is too wide when it is drawn: after the first scroll
// they are drawn, and a later one is right.
function scrollTo(element, more = 4) {
  const block = isNarrow() ? 'start' : 'center';
  element.scrollIntoView({ block, inline: 'nearest', behavior: 'instant' });
  if (!more) return;
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (!isInView(element)) scrollTo(element, more - 1);
    }),
  );
}

// Goes to a place of the document, opening what is folded around it.
function goTo(place, { always = false } = {}) {
  const paragraph = document.getElementById(`block-${place.block}`);
  if (!paragraph) return;
  for (let node = paragraph.parentElement; node; node = node.parentElement)
    if (node.tagName === 'DETAILS') node.open = true;
  const target = place.end > place.start ? piecesOf(place)[0] || paragraph : paragraph;
  if (always || !isInView(target)) scrollTo(target);
  flash(target);
}

function flash(element) {
  for (const piece of document.querySelectorAll('.here')) piece.classList.remove('here');
  element.classList.add('here');
  lit.push(element);
}
