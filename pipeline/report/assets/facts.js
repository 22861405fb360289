// The list of facts: a page of what the filter leaves, its columns, its chart, and what can be done with it.
const PAGE = 100;
const MOST_CHOICES = 8;

function drawFacts() {
  drawFacets();
  drawTools();
  const list = matching();
  const hidden = behind();
  const total = allFacts().length - (filter.more || filter.chosen.kind.size ? 0 : countBehind());
  document
    .getElementById('facts-count')
    .replaceChildren(
      list.length === total ? say('count', total) : say('count_of', list.length, total),
      hidden ? el('span', { class: 'soft' }, ` · ${say('behind', hidden)}`) : '',
    );
  drawGraph(list);
  const columns = shownColumns();
  document.querySelector('#facts-table thead').replaceChildren(
    el(
      'tr',
      null,
      columns.map((name) => columnHead(name)),
    ),
  );
  const shown = list.slice(filter.page * PAGE, (filter.page + 1) * PAGE);
  document
    .querySelector('#facts-table tbody')
    .replaceChildren(
      ...(shown.length
        ? shown.map((one) => factRow(one, columns))
        : [el('tr', null, el('td', { colspan: columns.length }, say('nothing')))]),
    );
  pager(document.getElementById('facts-pages'), filter.page, Math.ceil(list.length / PAGE), (page) => {
    filter.page = page;
    drawFacts();
    window.scrollTo(0, 0);
  });
  markRow();
}

const countBehind = lazily(() => allFacts().filter((one) => BEHIND.includes(one.one.kind)).length);

function factRow(fact, columns) {
  return el(
    'tr',
    { 'data-reference': fact.reference },
    columns.map((name) =>
      el(
        'td',
        { class: `col-${name}` },
        COLUMNS[name].draw ? COLUMNS[name].draw(fact) : words(COLUMNS[name].text(fact) || ''),
      ),
    ),
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
