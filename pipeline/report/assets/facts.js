// All facts as a list: words to search for, facets with counts, pages. The filtered list is also what previous and next walk along.
const PAGE = 100;
const FACETS = ['kind', 'label', 'origin', 'mood', 'period', 'unit', 'body', 'finding'];
const MOST_CHOICES = 8;
const filter = {
  words: [],
  chosen: Object.fromEntries(FACETS.map((facet) => [facet, new Set()])),
  page: 0,
  open: new Set(),
};

const bodyNames = (project) =>
  Array.from(new Set((bodiesOfProject().get(project) || []).map((row) => at(store().bodies.name, row))));

const referencesWithFindings = lazily(() => {
  const { sides } = store();
  const found = new Set();
  for (let row = 0; row < sides.n; row += 1) {
    const side = sideRow(row);
    if (side.id !== null) found.add(`${side.kind}-${side.id}`);
    else
      for (const other of evidenceOfBlock().get(side.block) || []) {
        const piece = evidenceRow(other);
        if (piece.isValue && overlap(piece, side)) found.add(`${piece.kind}-${piece.id}`);
      }
  }
  return found;
});

function bodiesOf(one) {
  if (one.kind === 'project') return bodyNames(one.id);
  return one.kind === 'figure' && one.get('owner_kind') === 'project' ? bodyNames(one.get('owner_id')) : [];
}

function fact(one) {
  const place = mainPlace(one.reference);
  const isFigure = one.kind === 'figure';
  return {
    reference: one.reference,
    one,
    place,
    facets: {
      kind: [one.kind],
      label: one.kind === 'mention' ? [one.get('label')] : [],
      origin: isFigure ? [one.get('origin')] : [],
      mood: isFigure ? [one.get('kind')] : [],
      period: [isFigure ? one.get('period') : one.kind === 'project' ? one.get('period_raw') : null].filter(
        Boolean,
      ),
      unit: [isFigure || one.kind === 'indicator' ? one.get('unit') : null].filter(Boolean),
      body: bodiesOf(one),
      finding: [referencesWithFindings().has(one.reference) ? 'yes' : 'no'],
    },
  };
}

const inOrder = (a, b) =>
  (a.place ? a.place.block : 0) - (b.place ? b.place.block : 0) ||
  (a.place ? a.place.start : 0) - (b.place ? b.place.start : 0);

// All facts in the order of the document.
const allFacts = lazily(() => {
  const found = [];
  for (const kind of KINDS) for (const id of recordRows[kind]().keys()) found.push(fact(record(kind, id)));
  return found.sort(inOrder);
});

const folded = (text) => text.normalize('NFKC').toLowerCase();

// What the words are looked for in: name, value, quote, headings, bodies.
const haystacks = lazily(() => {
  return allFacts().map(({ one, place, facets }) => {
    const told = [nameOf(one), shownValue(one), ...facets.body];
    if (place)
      told.push(
        slice(textOf(place.block), place.start, Math.min(place.end, place.start + 400)),
        headingPath(block(place.block)),
      );
    return folded(told.join('\n'));
  });
});

const passes = (facets, except) =>
  FACETS.every(
    (facet) =>
      facet === except ||
      !filter.chosen[facet].size ||
      facets[facet].some((value) => filter.chosen[facet].has(value)),
  );

let filtered = null;
let positions = null;

function matching() {
  if (!filtered) {
    const searched = filter.words.length ? haystacks() : null;
    filtered = allFacts().filter(
      (one, number) =>
        (!searched || filter.words.every((word) => searched[number].includes(word))) && passes(one.facets),
    );
    positions = new Map(filtered.map((one, number) => [one.reference, number]));
  }
  return filtered;
}

function refilter() {
  filtered = null;
  filter.page = 0;
  drawFacts();
}

// How many facts each value of a facet would leave, given the words and the other facets.
function choices(facet) {
  const searched = filter.words.length ? haystacks() : null;
  const counts = new Map();
  allFacts().forEach((one, number) => {
    if (
      (searched && !filter.words.every((word) => searched[number].includes(word))) ||
      !passes(one.facets, facet)
    )
      return;
    for (const value of one.facets[facet]) counts.set(value, (counts.get(value) || 0) + 1);
  });
  for (const value of filter.chosen[facet]) if (!counts.has(value)) counts.set(value, 0);
  const order = (value) => (facet === 'kind' ? KINDS.indexOf(value) : 0);
  return Array.from(counts).sort(
    (a, b) => order(a[0]) - order(b[0]) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1),
  );
}

// Where a record stands in the filtered list (0: not in it); findings have their own.
function positionInList(reference) {
  if (reference.startsWith('finding-')) {
    const list = chosenFindings();
    return { number: list.findIndex((one) => one.reference === reference) + 1, total: list.length };
  }
  const total = matching().length;
  const number = positions.get(reference);
  return { number: number === undefined ? 0 : number + 1, total };
}

// The reference `by` steps along the filtered list; from outside the list, the nearest one in the order of the document.
function neighbour(reference, by) {
  if (reference?.startsWith('finding-')) {
    const findings = chosenFindings();
    const number = findings.findIndex((one) => one.reference === reference);
    return findings.length
      ? findings[(Math.max(number, 0) + by + findings.length) % findings.length].reference
      : null;
  }
  const list = matching();
  if (!list.length) return null;
  const held = reference === null ? undefined : positions.get(reference);
  if (held !== undefined) return list[(held + by + list.length) % list.length].reference;
  const place = reference === null ? null : placeOf(reference);
  if (!place) return list[by > 0 ? 0 : list.length - 1].reference;
  const behind = list.findIndex((one) => inOrder(one, { place }) > 0);
  const next = Math.max(behind, 0);
  return list[by > 0 ? next : (next - 1 + list.length) % list.length].reference;
}

function placeOf(reference) {
  const [, kind, id] = /^(.+)-(\d+)$/.exec(reference);
  if (kind === 'block') return { block: Number(id), start: 0, end: 0 };
  return kind === 'finding' ? finding(Number(id)).sides[0] || null : mainPlace(reference);
}

function drawFacts() {
  drawFacets();
  const list = matching();
  const total = allFacts().length;
  document.getElementById('facts-count').textContent =
    list.length === total ? say('count', total) : say('count_of', list.length, total);
  const head = ['kind', 'name', 'value', 'period', 'place'].map((name) =>
    el('th', { scope: 'col' }, say(`column_${name}`)),
  );
  document.querySelector('#facts-table thead').replaceChildren(el('tr', null, head));
  const shown = list.slice(filter.page * PAGE, (filter.page + 1) * PAGE);
  document
    .querySelector('#facts-table tbody')
    .replaceChildren(
      ...(shown.length ? shown.map(factRow) : [el('tr', null, el('td', { colspan: 5 }, say('nothing')))]),
    );
  pager(document.getElementById('facts-pages'), filter.page, Math.ceil(list.length / PAGE), (page) => {
    filter.page = page;
    drawFacts();
    window.scrollTo(0, 0);
  });
  markRow();
}

function factRow({ one, place, facets, reference }) {
  const period = facets.period[0] || '';
  const flag = facets.finding[0] === 'yes' ? badge(term('finding'), 'flag') : null;
  return el(
    'tr',
    { 'data-reference': reference },
    el('td', null, el('span', { class: `kind ${one.kind}` }, term(one.kind))),
    el(
      'td',
      null,
      el('a', { href: `#${reference}`, class: 'name' }, found(nameOf(one))),
      flag ? [' ', flag] : null,
    ),
    el('td', { class: 'value' }, one.kind === 'mention' ? shownValue(one) : words(shownValue(one))),
    el('td', { class: 'period' }, period),
    el('td', null, place ? placeLine(place) : ''),
  );
}

function placeLine(place) {
  const [before, quote, after] = around(place, 24);
  const path = headingPath(block(place.block));
  return [
    el(
      'div',
      { class: 'quote', lang: 'zh-CN' },
      words(before),
      el('b', null, found(quote.length > 120 ? `${slice(quote, 0, 120)}…` : quote)),
      words(after),
    ),
    path ? el('div', { class: 'path' }, found(path)) : null,
  ];
}

// A text with the words that were searched for marked.
function found(text) {
  if (!filter.words.length) return words(text);
  const pattern = new RegExp(
    `(${filter.words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`,
    'giu',
  );
  return el(
    'bdi',
    { lang: 'zh-CN' },
    text.split(pattern).map((part, number) => (number % 2 ? el('mark', null, words(part)) : words(part))),
  );
}

function drawFacets() {
  const focused = document.activeElement?.id;
  document.getElementById('facets').replaceChildren(...FACETS.map(facetBox).filter(Boolean));
  if (focused?.startsWith('facet-') && document.getElementById(focused))
    document.getElementById(focused).focus();
}

function facetBox(facet) {
  const held = choices(facet);
  if (!held.length) return null;
  const most = filter.open.has(facet) ? held.length : MOST_CHOICES;
  const shown = held.filter(([value], number) => number < most || filter.chosen[facet].has(value));
  const box = el(
    'fieldset',
    { 'data-facet': facet },
    el('legend', null, say(`facet_${facet}`)),
    shown.map(([value, count], number) => facetChoice(facet, value, count, number)),
  );
  if (held.length > MOST_CHOICES) {
    const text = filter.open.has(facet) ? say('fewer') : say('more', held.length - shown.length);
    box.append(
      button(text, { class: 'quiet', id: `facet-${facet}-more` }, () => {
        if (!filter.open.delete(facet)) filter.open.add(facet);
        drawFacets();
      }),
    );
  }
  return box;
}

function facetChoice(facet, value, count, number) {
  const input = el('input', {
    type: 'checkbox',
    id: `facet-${facet}-${number}`,
    value,
    checked: filter.chosen[facet].has(value),
  });
  input.addEventListener('change', () => {
    if (input.checked) filter.chosen[facet].add(value);
    else filter.chosen[facet].delete(value);
    refilter();
  });
  const shown =
    facet === 'finding'
      ? say(value)
      : ['kind', 'label', 'origin', 'mood'].includes(facet)
        ? term(value)
        : words(value);
  return el('label', null, input, el('span', null, shown), el('span', { class: 'count' }, String(count)));
}

function pager(place, page, pages, go) {
  place.hidden = pages < 2;
  place.replaceChildren(
    button('←', { 'aria-label': say('previous'), disabled: page === 0 }, () => go(page - 1)),
    el('span', null, say('page', page + 1, Math.max(pages, 1))),
    button('→', { 'aria-label': say('next'), disabled: page >= pages - 1 }, () => go(page + 1)),
  );
}

function searchFor(text) {
  filter.words = folded(text).split(/\s+/).filter(Boolean);
  refilter();
}

function clearFilter() {
  document.getElementById('facts-search').value = '';
  for (const facet of FACETS) filter.chosen[facet].clear();
  searchFor('');
}

// Shows which row is selected, turning to its page.
function markRow() {
  for (const row of document.querySelectorAll('#facts-table tr[aria-current]'))
    row.removeAttribute('aria-current');
  const row =
    state.reference && document.querySelector(`#facts-table tr[data-reference="${state.reference}"]`);
  if (row) row.setAttribute('aria-current', 'true');
}

function turnTo(reference) {
  const number = matching() && positions.get(reference);
  if (number === undefined) return;
  const page = Math.floor(number / PAGE);
  if (page !== filter.page) {
    filter.page = page;
    drawFacts();
  } else markRow();
  const row = document.querySelector(`#facts-table tr[data-reference="${reference}"]`);
  if (row && !isInView(row)) row.scrollIntoView({ block: 'center' });
}
