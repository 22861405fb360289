// What else has to do with a record: the same value or name elsewhere, mentions of its entity, projects of a body, findings, history.

const figuresByValue = lazily(() => {
  const table = store().records.figure;
  const found = new Map();
  for (let row = 0; row < table.n; row += 1) {
    const value = at(table.value_text, row);
    if (value === null) continue;
    const key = `${value}|${at(table.value_max_text, row)}|${at(table.unit, row)}`;
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(at(table.figure_id, row));
  }
  return found;
});

const recordsByName = lazily(() => {
  const found = new Map();
  for (const [kind, { title: column }] of Object.entries(KIND)) {
    const table = store().records[kind];
    for (let row = 0; row < table.n; row += 1) {
      const name = at(table[column], row);
      if (!name || name.length < 2) continue;
      if (!found.has(name)) found.set(name, []);
      found.get(name).push(`${kind}-${at(table[`${kind}_id`], row)}`);
    }
  }
  return found;
});

const ownFigures = (one) =>
  one.kind === 'figure'
    ? [one]
    : (figuresOfOwner().get(one.reference) || []).map((id) => record('figure', id));

// Records that state the same value and unit, or bear the same name; first the values. Numbers of sibling rows are chance, not the same thing.
function statedElsewhere(one) {
  const found = new Map();
  const own = new Set([one.reference, ...ownFigures(one).map((figure) => figure.reference)]);
  const owner = one.kind === 'figure' ? ownerOf(one) : null;
  if (owner) own.add(owner.reference);
  const ownKind = owner ? owner.kind : one.kind;
  for (const figure of ownFigures(one)) {
    if (figure.get('value_text') === null) continue;
    for (const id of figuresByValue().get(
      `${figure.get('value_text')}|${figure.get('value_max_text')}|${figure.get('unit')}`,
    ) || []) {
      const other = record('figure', id);
      if (!own.has(other.reference) && (ownKind === 'figure' || other.get('owner_kind') !== ownKind))
        found.set(other.reference, 'same_value');
    }
  }
  for (const reference of sameName(one))
    if (!own.has(reference) && !found.has(reference)) found.set(reference, 'same_name');
  return Array.from(found, ([reference, relation]) => ({ one: recordOf(reference), relation }));
}

// A metric alone (建设项目) says too little; a mention's others come through its entity.
function sameName(one) {
  const name = one.kind === 'figure' || one.kind === 'mention' ? null : one.get(KIND[one.kind].title);
  return (name && recordsByName().get(name)) || [];
}

// Paragraphs that hold the name where neither the record nor another one shown here rests.
function inText(one, others) {
  const name = one.kind === 'figure' || one.kind === 'mention' ? '' : one.get(KIND[one.kind].title) || '';
  if (name.length < 2) return [];
  const taken = new Map();
  for (const piece of [one.reference, ...others.map((other) => other.one.reference)].flatMap(evidenceOf))
    taken.set(piece.block, (taken.get(piece.block) || []).concat(piece));
  const found = [];
  const { blocks } = store();
  for (let row = 0; row < blocks.n; row += 1) {
    if (at(blocks.use, row) !== 'used') continue;
    const id = at(blocks.block_id, row);
    const text = textOf(id);
    for (let from = text.indexOf(name); from >= 0; from = text.indexOf(name, from + name.length)) {
      const start = lengthOf(text.slice(0, from));
      const place = { block: id, start, end: start + lengthOf(name) };
      if (!(taken.get(id) || []).some((piece) => overlap(piece, place))) found.push(place);
    }
  }
  return found;
}

function otherMentions(one) {
  const entity = one.kind === 'mention' ? one.get('entity_id') : null;
  if (entity === null) return [];
  const table = store().records.mention;
  return (mentionsOfEntity().get(entity) || [])
    .map((row) => at(table.mention_id, row))
    .filter((id) => id !== one.id)
    .map((id) => record('mention', id));
}

// Projects a body builds or answers for: [{project, roles}].
function projectsOf(entity) {
  const { bodies } = store();
  const found = new Map();
  for (const row of entity === null ? [] : bodiesOfEntity().get(entity) || []) {
    const id = at(bodies.project_id, row);
    if (!found.has(id)) found.set(id, []);
    found.get(id).push(at(bodies.role, row));
  }
  return Array.from(found, ([id, roles]) => ({ project: record('project', id), roles }));
}

// Records that rest on a stretch of text, nearest first; `except` is left out.
function recordsAt(place, except) {
  const found = new Map();
  for (const row of evidenceOfBlock().get(place.block) || []) {
    const piece = evidenceRow(row);
    const reference = `${piece.kind}-${piece.id}`;
    if (reference !== except && !found.has(reference) && (place.end === undefined || overlap(piece, place)))
      found.set(reference, piece);
  }
  return Array.from(found, ([reference, piece]) => ({ one: recordOf(reference), piece })).filter(
    (other) => other.one,
  );
}

// Findings that name the record, or point at words it rests on.
function findingsOf(one) {
  const found = new Set();
  for (const piece of evidenceOf(one.reference).filter((place) => place.isValue)) {
    for (const row of sidesOfBlock().get(piece.block) || []) {
      const side = sideRow(row);
      if ((side.kind === one.kind && side.id === one.id) || (side.id === null && overlap(side, piece)))
        found.add(side.finding);
    }
  }
  return Array.from(found)
    .sort((a, b) => a - b)
    .map(finding);
}

function findingsOfBlock(id) {
  return Array.from(new Set((sidesOfBlock().get(id) || []).map((row) => sideRow(row).finding)), finding);
}

const historyByLineage = lazily(() =>
  Object.fromEntries(
    Object.entries(store().history).map(([kind, table]) => [kind, rowsBy(table, 'lineage')]),
  ),
);

// What every version of the plan says of the record: [{version, values: null where it is absent}].
function historyOf(one) {
  const names = KIND[one.kind]?.compared;
  const { versions, meta, history } = store();
  if (!names || names.length === 0 || versions.length < 2) return [];
  const lineage = one.get('lineage') || one.get('uid');
  const rows = (historyByLineage()[one.kind] || new Map()).get(lineage) || [];
  const told = new Map(
    rows.map((row) => [
      at(history[one.kind].version, row),
      names.map((name) => at(history[one.kind][name], row)),
    ]),
  );
  told.set(
    meta.version,
    names.map((name) => (name === 'text' ? quoteOf(mainPlace(one.reference)) : one.get(name))),
  );
  return versions.map((version) => ({
    version: version.version,
    values: told.get(version.version) || null,
    names,
  }));
}

const changesByRecord = lazily(() => {
  const { changes, meta } = store();
  const found = new Map();
  for (let row = 0; row < changes.n; row += 1) {
    const id =
      at(changes.to_version, row) === meta.version ? at(changes.new_id, row) : at(changes.old_id, row);
    const key = `${at(changes.record_kind, row)}-${id}`;
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(row);
  }
  return found;
});
