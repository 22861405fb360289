// The records, their evidence and places, read from the page's JSON when they are first asked for. All look-ups go through maps.
const KIND = JSON.parse(document.getElementById('kinds').textContent);
const KINDS = Object.keys(KIND);

const lazily = (make) => {
  let held;
  let made = false;
  return () => {
    if (!made) {
      held = make();
      made = true;
    }
    return held;
  };
};

// A column is a list, or {p: distinct values, i: index of each}; without i all rows hold p[0].
const at = (column, row) => (column.p ? column.p[column.i ? column.i[row] : 0] : column[row]);

const store = lazily(() => JSON.parse(document.getElementById('data').textContent));

function rowsBy(table, name) {
  const found = new Map();
  for (let row = 0; row < table.n; row += 1) {
    const key = at(table[name], row);
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(row);
  }
  return found;
}

function rowOf(table, name) {
  const found = new Map();
  for (let row = 0; row < table.n; row += 1) found.set(at(table[name], row), row);
  return found;
}

const recordRows = Object.fromEntries(
  KINDS.map((kind) => [kind, lazily(() => rowOf(store().records[kind], `${kind}_id`))]),
);
// What the page holds of a kind of record besides what identifies it.
const columnsOf = (kind) =>
  Object.keys(store().records[kind]).filter((name) => !['n', 'uid', 'lineage', `${kind}_id`].includes(name));
const blockRows = lazily(() => rowOf(store().blocks, 'block_id'));
const tableRows = lazily(() => rowOf(store().tables, 'table_id'));
const entityRows = lazily(() => rowOf(store().entities, 'entity_id'));
const findingRows = lazily(() => rowOf(store().findings, 'finding_id'));
const sidesOfFinding = lazily(() => rowsBy(store().sides, 'finding_id'));
const earlierOfFinding = lazily(() => rowsBy(store().earlier, 'finding_id'));
const sidesOfBlock = lazily(() => rowsBy(store().sides, 'block_id'));
const evidenceOfBlock = lazily(() => rowsBy(store().evidence, 'block'));
const bodiesOfProject = lazily(() => rowsBy(store().bodies, 'project_id'));
const bodiesOfTask = lazily(() => rowsBy(store().task_bodies, 'task_id'));
const bodiesOfEntity = lazily(() => rowsBy(store().bodies, 'entity_id'));
const mentionsOfEntity = lazily(() => rowsBy(store().records.mention, 'entity_id'));

// Evidence lies in the order of kind and record: the first and the last row of each record are enough.
const evidenceOfRecord = lazily(() => {
  const { evidence } = store();
  const found = new Map();
  for (let row = 0; row < evidence.n; row += 1) {
    const reference = `${at(evidence.kind, row)}-${at(evidence.record, row)}`;
    const span = found.get(reference);
    if (span) span[1] = row + 1;
    else found.set(reference, [row, row + 1]);
  }
  return found;
});

const xmlPaths = lazily(() => {
  const { path, n } = store().blocks;
  const found = [];
  for (let row = 0; row < n; row += 1)
    found.push((row ? found[row - 1].slice(0, at(path.shared, row)) : '') + at(path.rest, row));
  return found;
});

function record(kind, id) {
  if (!recordRows[kind]) return null;
  const row = recordRows[kind]().get(id);
  if (row === undefined) return null;
  const table = store().records[kind];
  return { kind, id, reference: `${kind}-${id}`, get: (name) => at(table[name], row) };
}

function recordOf(reference) {
  const [, kind, id] = /^(.+)-(\d+)$/.exec(reference);
  return record(kind, Number(id));
}

// Who owns a figure, as [kind, id]; null for a number of the running text.
const ownerOf = (figure) =>
  figure.get('owner_id') === null ? null : record(figure.get('owner_kind'), figure.get('owner_id'));

const figuresOfOwner = lazily(() => {
  const table = store().records.figure;
  const found = new Map();
  for (let row = 0; row < table.n; row += 1) {
    if (at(table.owner_id, row) === null) continue;
    const reference = `${at(table.owner_kind, row)}-${at(table.owner_id, row)}`;
    if (!found.has(reference)) found.set(reference, []);
    found.get(reference).push(at(table.figure_id, row));
  }
  return found;
});

// A shape tells which fields rest on a place; many places share one.
const shapes = lazily(() =>
  store().evidence.shapes.map((shape) => {
    const fields = shape.map(([field, role, derivation]) => ({ field, role, derivation }));
    const values = fields.filter((one) => one.role === 'value').map((one) => one.field);
    return {
      fields,
      values,
      mainOf: new Set(KINDS.filter((kind) => KIND[kind].own.some((field) => values.includes(field)))),
    };
  }),
);

function evidenceRow(row) {
  const { evidence } = store();
  const kind = at(evidence.kind, row);
  const { fields, values, mainOf } = shapes()[at(evidence.shape, row)];
  return {
    kind,
    id: at(evidence.record, row),
    block: at(evidence.block, row),
    start: at(evidence.start, row),
    end: at(evidence.end, row),
    fields,
    values,
    isValue: values.length > 0,
    isMain: mainOf.has(kind),
  };
}

// All places a record rests on: [{block, start, end, fields, isValue, isMain}], in document order.
function evidenceOf(reference) {
  const [first, last] = evidenceOfRecord().get(reference) || [0, 0];
  const found = [];
  for (let row = first; row < last; row += 1) found.push(evidenceRow(row));
  return found;
}

// The place that shows a record best: that of the first of its main fields.
function mainPlace(reference) {
  const kind = reference.slice(0, reference.lastIndexOf('-'));
  const pieces = evidenceOf(reference);
  for (const field of KIND[kind].own) {
    const piece = pieces.find((one) => one.values.includes(field));
    if (piece) return piece;
  }
  return pieces.find((one) => one.isValue) || pieces[0] || null;
}

function sideRow(row) {
  const { sides } = store();
  return {
    finding: at(sides.finding_id, row),
    side: at(sides.side, row),
    block: at(sides.block_id, row),
    start: at(sides.char_start, row),
    end: at(sides.char_end, row),
    kind: at(sides.record_kind, row),
    id: at(sides.record_id, row),
  };
}

function finding(id) {
  const row = findingRows().get(id);
  if (row === undefined) return null;
  const table = store().findings;
  return {
    kind: 'finding',
    id,
    reference: `finding-${id}`,
    get: (name) => at(table[name], row),
    sides: (sidesOfFinding().get(id) || []).map(sideRow),
    // The words of the version before: no place of this page.
    earlier: (earlierOfFinding().get(id) || []).map((place) => ({
      version: at(store().earlier.quoted_version, place),
      quote: at(store().earlier.quote, place),
    })),
  };
}

function block(id) {
  const row = blockRows().get(id);
  if (row === undefined) return null;
  const table = store().blocks;
  return {
    kind: 'block',
    id,
    reference: `block-${id}`,
    get: (name) => at(table[name], row),
    path: xmlPaths()[row],
  };
}

function headingPath(place) {
  const heading = place.get('heading_id') === null ? null : record('heading', place.get('heading_id'));
  return heading ? heading.get('path') : '';
}

// The text of a paragraph, verbatim: the page itself holds it, and it never changes.
const texts = new Map();

function textOf(id) {
  if (!texts.has(id))
    texts.set(id, (document.getElementById(`block-${id}`) || { textContent: '' }).textContent);
  return texts.get(id);
}

// Offsets count code points, as in the database; JavaScript counts two for what lies beyond U+FFFF.
const ASTRAL = /[\ud800-\udfff]/;
const slice = (text, start, end) =>
  ASTRAL.test(text) ? Array.from(text).slice(start, end).join('') : text.slice(start, end);
const lengthOf = (text) => (ASTRAL.test(text) ? Array.from(text).length : text.length);
const quoteOf = (place) => slice(textOf(place.block), place.start, place.end);

function around(place, size = 40) {
  const text = textOf(place.block);
  return [
    slice(text, Math.max(place.start - size, 0), place.start),
    slice(text, place.start, place.end),
    slice(text, place.end, place.end + size),
  ];
}

const overlap = (one, other) => one.block === other.block && one.start < other.end && other.start < one.end;

const joinedLabel = (label, title) =>
  label && !/[、）)．.\s]$/.test(label) ? `${label} ${title}` : `${label || ''}${title || ''}`;

function nameOf(one) {
  switch (one.kind) {
    case 'figure':
      return [one.get('subject'), one.get('metric') || one.get('raw')].filter(Boolean).join(' · ');
    case 'heading':
    case 'box':
      return joinedLabel(one.get('label'), one.get('title'));
    case 'box_item':
      return one.get('title') || quoteOf(mainPlace(one.reference)).slice(0, 24);
    case 'mention':
      return one.get('text');
    case 'finding':
      return language === 0 ? ruleTitle(one.get('rule')) : one.get('message');
    case 'block':
      return `${term('block')} ${one.id}`;
    default:
      return one.get(KIND[one.kind].title);
  }
}

// A number as printed, with the unit that a head or a note gives it: 541.43 亿元, 80%. One that ends in words has its own; a scale that
// is none of ours is not guessed.
const SCALES = [
  [1, ''],
  [1e3, '千'],
  [1e4, '万'],
  [1e6, '百万'],
  [1e8, '亿'],
];

function withUnit(raw, unit, value) {
  const printed = /[\d.,，]*\d/.exec((raw || '').normalize('NFKC'));
  if (!unit || !printed || !/[\d〕\])）]\s*$/.test(raw)) return raw || '';
  const ratio = Number(value) / Number(printed[0].replace(/[,，]/g, ''));
  const scale = value === null ? null : SCALES.find(([size]) => Math.abs(ratio / size - 1) < 1e-9);
  const named = scale && scale[1] + unit;
  return !named || raw.includes(named) ? raw.trim() : `${raw.trim()}${named === '%' ? '' : '\u00a0'}${named}`;
}

// What the record states with its bound, in the language in view: 不低于30%; null where it has none.
function worded(one) {
  const told = store().words[one.kind];
  return told ? at(language === 0 ? told.zh : told.en, recordRows[one.kind]().get(one.id)) : null;
}

function fromTo(one) {
  if (worded(one))
    return [withUnit(one.get('baseline_raw'), one.get('unit'), null), worded(one)]
      .filter(Boolean)
      .join(' → ');
  const told = [one.get('baseline_raw'), one.get('target_raw')].filter((value) => value !== null);
  const unit = one.get('unit');
  const carries = !unit || told.every((value) => value.normalize('NFKC').includes(unit.normalize('NFKC')));
  return told.join(' → ') + (carries || !told.length ? '' : `${unit === '%' ? '' : '\u00a0'}${unit}`);
}

// The value in a few characters: of a figure with its bound and direction, else as printed.
function shownValue(one) {
  switch (one.kind) {
    case 'figure':
      return worded(one);
    case 'indicator':
      return fromTo(one);
    case 'project':
      return withUnit(one.get('total_investment_raw'), '元', one.get('total_investment_text'));
    case 'mention':
      return term(one.get('label'));
    default:
      return '';
  }
}
