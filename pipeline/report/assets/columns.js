// The columns of the list of facts: which there are, which are shown, how a click on a head sorts, and the list as a file.
const bodyText = ({ facets }) => facets.body.join('；');
const COLUMNS = {
  kind: {
    sort: 'kind',
    text: ({ one }) => term(one.kind),
    draw: ({ one }) => el('span', { class: `kind ${one.kind}` }, term(one.kind)),
  },
  name: { sort: 'name', text: ({ one }) => nameOf(one), draw: (fact) => drawName(fact) },
  value: {
    sort: 'value',
    text: ({ one }) => shownValue(one),
    draw: ({ one }) => (one.kind === 'mention' ? shownValue(one) : words(shownValue(one))),
  },
  number: { text: ({ one }) => numberText(one) },
  unit: { text: ({ one }) => unitOf(one) },
  period: { sort: 'period', text: ({ one }) => periodOf(one) || '' },
  mood: { text: ({ facets }) => (facets.mood[0] ? term(facets.mood[0]) : '') },
  nature: { text: ({ facets }) => facets.nature[0] || '' },
  body: { text: bodyText },
  path: { text: ({ place }) => (place ? headingPath(block(place.block)) : '') },
  place: {
    sort: 'place',
    text: ({ place }) => (place ? quoteOf(place) : ''),
    draw: ({ place }) => (place ? placeLine(place) : ''),
  },
};
const FIRST_COLUMNS = ['kind', 'name', 'value', 'period', 'place'];
let columnsShown = null;

// The exact decimal in base units: what one reckons with.
function numberText(one) {
  const name = { figure: 'value_text', indicator: 'target_value_text', project: 'total_investment_text' }[
    one.kind
  ];
  return (name && one.get(name)) || '';
}

function shownColumns() {
  if (!columnsShown) {
    const kept = (remembered('columns') || '').split(',').filter((name) => owns(COLUMNS, name));
    columnsShown = new Set(kept.length ? kept : FIRST_COLUMNS);
  }
  return Object.keys(COLUMNS).filter((name) => columnsShown.has(name));
}

function drawName({ one, facets, reference }) {
  const flag = facets.finding[0] === 'yes' ? badge(term('finding'), 'flag') : null;
  return [
    el('a', { href: `#${reference}`, class: 'name' }, found(nameOf(one))),
    flag ? [' ', flag] : [],
  ].flat();
}

function sortBy(name) {
  if (filter.sort === name) filter.down = !filter.down;
  else {
    filter.sort = name;
    filter.down = name === 'value';
  }
  refilter();
}

function columnHead(name) {
  const { sort } = COLUMNS[name];
  const title = say(`column_${name}`);
  if (!sort) return el('th', { scope: 'col' }, title);
  const isSorted = filter.sort === sort;
  const sorter = button(title, { class: 'sorter', id: `sort-${sort}` }, () => {
    sortBy(sort);
    document.getElementById(`sort-${sort}`).focus();
  });
  return el(
    'th',
    { scope: 'col', 'aria-sort': isSorted ? (filter.down ? 'descending' : 'ascending') : null },
    sorter,
  );
}

// All facts that are listed, on all pages, in the columns shown.
const factLines = () => {
  const columns = shownColumns();
  return [
    columns.map((name) => say(`column_${name}`)),
    ...matching().map((fact) => columns.map((name) => COLUMNS[name].text(fact) || '')),
  ];
};

function columnChoice(name) {
  const input = el('input', { type: 'checkbox', checked: columnsShown.has(name), id: `column-${name}` });
  input.addEventListener('change', () => {
    if (input.checked) columnsShown.add(name);
    else columnsShown.delete(name);
    if (!columnsShown.size) columnsShown.add('name');
    remember('columns', shownColumns().join(','));
    drawFacts();
    document.getElementById(`column-${name}`).focus();
  });
  return el('label', null, input, ' ', say(`column_${name}`));
}

function sortChoice() {
  const chooser = el(
    'select',
    { id: 'facts-sort' },
    SORTS.map((name) => el('option', { value: name, selected: filter.sort === name }, say(`sort_${name}`))),
  );
  chooser.addEventListener('change', () => {
    sortBy(chooser.value);
    document.getElementById('facts-sort').focus();
  });
  return el('label', null, el('span', { class: 'soft' }, say('sort')), ' ', chooser);
}

function switchFor(id, title, isOn, act) {
  const input = el('input', { type: 'checkbox', id, checked: isOn });
  input.addEventListener('change', () => {
    act(input.checked);
    document.getElementById(id).focus();
  });
  return el('label', null, input, ' ', title);
}

function drawTools() {
  const place = document.getElementById('facts-tools');
  const isOpen = place.querySelector('details')?.open;
  shownColumns();
  place.replaceChildren(
    sortChoice(),
    switchFor('facts-more', say('with_names'), filter.more, (isOn) => {
      filter.more = isOn;
      refilter();
    }),
    switchFor('facts-beside', say('beside'), state.beside, setBeside),
    switchFor('facts-graph', say('graph'), state.graph, (isOn) => {
      state.graph = isOn;
      drawFacts();
    }),
    el(
      'details',
      { id: 'facts-columns', open: isOpen },
      el('summary', null, say('columns')),
      el('div', null, Object.keys(COLUMNS).map(columnChoice)),
    ),
    button(say('copy'), { id: 'facts-copy' }, () => copy(pastedOf(factLines()))),
    button('CSV', { id: 'facts-csv' }, () => saveCsv(say('facts_file'), factLines())),
    button('Excel', { id: 'facts-xlsx' }, () =>
      saveWorkbook(say('facts_file'), { lines: factLines(), heads: 1 }),
    ),
  );
}
