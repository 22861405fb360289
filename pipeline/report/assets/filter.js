// Which facts are listed and in which order: words to search for, facets, sorting; all of it stands in the address. The list is also what
// previous and next walk along.
const FACETS = ['kind', 'nature', 'label', 'origin', 'mood', 'period', 'unit', 'body', 'finding'];
// What repeats or orders the text is listed when it is asked for: by the switch, or by its kind.
const BEHIND = ['mention', 'heading', 'document'];
const SORTS = ['place', 'kind', 'name', 'value', 'period'];
const filter = {
  text: '',
  words: [],
  chosen: Object.fromEntries(FACETS.map((facet) => [facet, new Set()])),
  more: false,
  sort: 'place',
  down: false,
  page: 0,
  open: new Set(),
};

const namesIn = (table, rows) => Array.from(new Set((rows || []).map((row) => at(table.name, row))));
const bodyNames = (project) => namesIn(store().bodies, bodiesOfProject().get(project));
const taskBodyNames = (task) => namesIn(store().task_bodies, bodiesOfTask().get(task));

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
  if (one.kind === 'task') return taskBodyNames(one.id);
  return one.kind === 'figure' && one.get('owner_kind') === 'project' ? bodyNames(one.get('owner_id')) : [];
}

function periodOf(one) {
  if (one.kind === 'figure') return one.get('period');
  if (one.kind === 'indicator')
    return [one.get('baseline_year'), one.get('target_year')].filter(Boolean).join('–');
  if (one.kind === 'task') return one.get('deadline_raw');
  return one.kind === 'project' ? one.get('period_raw') : null;
}

// Whether an indicator is 约束性 or 预期性; a figure of its row is what the indicator is.
function natureOf(one) {
  const owner = one.kind === 'figure' ? ownerOf(one) : one;
  return owner?.kind === 'indicator' ? owner.get('nature') : null;
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
      period: [one.kind === 'indicator' ? null : periodOf(one)].filter(Boolean),
      nature: [natureOf(one)].filter(Boolean),
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

// Everyday names of a body (工信局): what people type is not what a plan prints.
const aliasesOf = (name) => (owns(store().aliases, name) ? store().aliases[name] : '');

// What the words are looked for in: name, value, nature, years, quote, headings, bodies under all their names.
const haystacks = lazily(() => {
  return allFacts().map(({ one, place, facets }) => {
    const told = [
      nameOf(one),
      shownValue(one),
      ...facets.nature,
      ...(one.kind === 'indicator'
        ? ['baseline_year', 'target_year'].map((year) => one.get(year))
        : facets.period),
      ...facets.body,
      ...facets.body.map(aliasesOf),
    ];
    if (one.kind === 'mention') told.push(aliasesOf(one.get('text')));
    if (place)
      told.push(
        slice(textOf(place.block), place.start, Math.min(place.end, place.start + 400)),
        headingPath(block(place.block)),
      );
    return folded(told.join('\n'));
  });
});

const isListed = (facets) => filter.more || filter.chosen.kind.size > 0 || !BEHIND.includes(facets.kind[0]);
const passes = (facets, except) =>
  FACETS.every(
    (facet) =>
      facet === except ||
      !filter.chosen[facet].size ||
      facets[facet].some((value) => filter.chosen[facet].has(value)),
  );
const isFound = (number) =>
  !filter.words.length || filter.words.every((word) => haystacks()[number].includes(word));

let filtered = null;
let positions = null;

const numberOf = (text) => (text === null || text === undefined ? Number.NaN : Number(text));
function sizeOf(one) {
  if (one.kind === 'figure') return numberOf(one.get('value_text'));
  if (one.kind === 'indicator') return numberOf(one.get('target_value_text'));
  return one.kind === 'project' ? numberOf(one.get('total_investment_text')) : Number.NaN;
}
const unitOf = (one) =>
  one.kind === 'project' ? '元' : (['figure', 'indicator'].includes(one.kind) && one.get('unit')) || '';
const collator = lazily(() => new Intl.Collator('zh-CN', { numeric: true }));

// Values are only larger or smaller within a unit; what has none comes last, whichever way one sorts.
function bySize(a, b) {
  const [one, other] = [sizeOf(a.one), sizeOf(b.one)];
  if (Number.isNaN(one) || Number.isNaN(other)) return Number.isNaN(one) - Number.isNaN(other);
  return collator().compare(unitOf(a.one), unitOf(b.one)) || (filter.down ? other - one : one - other);
}

const COMPARE = {
  kind: (a, b) => KINDS.indexOf(a.one.kind) - KINDS.indexOf(b.one.kind),
  name: (a, b) => collator().compare(nameOf(a.one), nameOf(b.one)),
  period: (a, b) => collator().compare(a.facets.period[0] || '\uffff', b.facets.period[0] || '\uffff'),
};

function sorted(list) {
  if (filter.sort === 'value') return list.sort((a, b) => bySize(a, b) || inOrder(a, b));
  if (filter.sort !== 'place') list.sort((a, b) => COMPARE[filter.sort](a, b) || inOrder(a, b));
  return filter.down ? list.reverse() : list;
}

function matching() {
  if (!filtered) {
    filtered = sorted(
      allFacts().filter((one, number) => isListed(one.facets) && isFound(number) && passes(one.facets)),
    );
    positions = new Map(filtered.map((one, number) => [one.reference, number]));
  }
  return filtered;
}

// How many names and headings the words and facets leave that are not listed.
const behind = () =>
  filter.more || filter.chosen.kind.size
    ? 0
    : allFacts().filter((one, number) => !isListed(one.facets) && isFound(number) && passes(one.facets))
        .length;

function refilter() {
  filtered = null;
  filter.page = 0;
  tellAddress();
  drawFacts();
}

// The filter as it stands behind the address: #tab-facts?q=5G&kind=figure&sort=value. Nothing where nothing is chosen.
function filterQuery() {
  const query = new URLSearchParams();
  if (filter.text.trim()) query.set('q', filter.text.trim());
  for (const facet of FACETS) for (const value of filter.chosen[facet]) query.append(facet, value);
  if (filter.more) query.set('more', '1');
  if (filter.sort !== 'place') query.set('sort', filter.sort);
  if (filter.down) query.set('down', '1');
  return query.toString();
}

function useQuery(text) {
  const query = new URLSearchParams(text);
  for (const facet of FACETS) filter.chosen[facet] = new Set(query.getAll(facet));
  filter.more = query.has('more');
  filter.sort = SORTS.includes(query.get('sort')) ? query.get('sort') : 'place';
  filter.down = query.has('down');
  filter.text = query.get('q') || '';
  filter.words = folded(filter.text).split(/\s+/).filter(Boolean);
  filter.page = 0;
  filtered = null;
  document.getElementById('facts-search').value = filter.text;
}

// How many facts each value of a facet would leave, given the words and the other facets.
function choices(facet) {
  const counts = new Map();
  allFacts().forEach((one, number) => {
    if ((facet !== 'kind' && !isListed(one.facets)) || !isFound(number) || !passes(one.facets, facet)) return;
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
  const later = list.findIndex((one) => inOrder(one, { place }) > 0);
  const next = Math.max(later, 0);
  return list[by > 0 ? next : (next - 1 + list.length) % list.length].reference;
}

function placeOf(reference) {
  const [, kind, id] = /^(.+)-(\d+)$/.exec(reference);
  if (kind === 'block') return { block: Number(id), start: 0, end: 0 };
  return kind === 'finding' ? finding(Number(id)).sides[0] || null : mainPlace(reference);
}

function searchFor(text) {
  filter.text = text;
  filter.words = folded(text).split(/\s+/).filter(Boolean);
  refilter();
}

function clearFilter() {
  useQuery('');
  refilter();
}
