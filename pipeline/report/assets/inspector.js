// The inspector: everything that is known of the selected record, and where each bit of it stands.
const MOST = 8;
// Columns whose values are codes.
const CODED = ['kind', 'origin', 'qualifier', 'target_qualifier', 'direction', 'row_kind'];

function inspect(one) {
  const body = document.getElementById('inspector-body');
  const focused = body.contains(document.activeElement) ? document.activeElement.id : '';
  body.replaceChildren(
    ...(one === null
      ? [el('h2', { class: 'vh' }, say('title'))]
      : one.kind === 'block'
        ? blockParts(one)
        : one.kind === 'finding'
          ? findingParts(one)
          : recordParts(one)
    ).filter(Boolean),
  );
  document.getElementById('inspector').scrollTop = 0;
  if (focused && document.getElementById(focused)) document.getElementById(focused).focus();
  if (one) tellPosition(one.reference);
}

function missing(name) {
  document.getElementById('inspector-body').replaceChildren(bar(null), el('h2', null, say('missing', name)));
  announce(say('missing', name));
}

// Kind, place in the filtered list, previous and next, close.
function bar(one) {
  return el(
    'div',
    { class: 'bar' },
    one ? el('span', { class: `kind ${one.kind}` }, term(one.kind)) : null,
    one ? el('span', { class: 'soft', id: 'inspector-position' }) : null,
    el('span', { class: 'space' }),
    button('↑', { id: 'previous', 'aria-label': say('previous'), title: say('previous') }, () => step(-1)),
    button('↓', { id: 'next', 'aria-label': say('next'), title: say('next') }, () => step(1)),
    button('×', { id: 'close', 'aria-label': say('close'), title: say('close') }, () => unselect()),
  );
}

// Where the record stands in the filtered list; the list may have to be made first, which need not hold up the inspector.
function tellPosition(reference) {
  setTimeout(() => {
    const shown = document.getElementById('inspector-position');
    if (!shown || state.reference !== reference) return;
    const { number, total } = positionInList(reference);
    shown.textContent = number ? say('position', number, total) : say('not_in_list', total);
  }, 0);
}

// The address of what is selected, whatever section is in view; a stretch of a paragraph keeps its characters.
function addressOf(one) {
  return location.hash.startsWith(`#${one.reference}:`)
    ? location.href
    : `${location.href.split('#')[0]}#${one.reference}`;
}

function actions(one, place) {
  const cite = button(say('cite'), { id: 'cite' }, async () => {
    await copy(citation(one, place));
    cite.textContent = say('copied');
  });
  const share = button(say('link'), { class: 'quiet' }, async () => {
    await copy(addressOf(one));
    share.textContent = say('copied');
  });
  return el(
    'div',
    { class: 'actions' },
    button(say('jump'), { class: 'jump', id: 'jump' }, () => jump(place)),
    cite,
    share,
  );
}

function recordParts(one) {
  const place = mainPlace(one.reference);
  const others = statedElsewhere(one);
  return [
    bar(one),
    el('h2', { id: 'inspector-title' }, words(nameOf(one))),
    headline(one),
    place ? actions(one, place) : null,
    group(say('findings'), findingsOf(one).map(findingLine)),
    group(say('facts'), fieldList(fieldsOf(one))),
    group(
      say('evidence'),
      byWeight(evidenceOf(one.reference)).map((piece) => evidenceCard(piece)),
    ),
    group(say('elsewhere'), elsewhereParts(one, others)),
    graphOf(one),
    ...relatives(one, place),
    group(say('versions'), historyParts(one)),
    group(say('identity'), identity(one)),
  ];
}

// The record's own words first, then what else its values come from, then units, periods and labels; each in the order of the document.
const byWeight = (pieces) => [
  ...pieces.filter((piece) => piece.isMain),
  ...pieces.filter((piece) => piece.isValue && !piece.isMain),
  ...pieces.filter((piece) => !piece.isValue),
];

// The value in large: as printed, then in base units where it is another number.
function headline(one) {
  if (one.kind === 'figure') {
    const based = [one.get('value_text'), one.get('value_max_text')]
      .filter((value) => value !== null)
      .map(grouped)
      .join(' – ');
    // 5% needs no base unit beside it, 1.5万亿元 does
    const inBase = shownValue(one).includes(one.get('value_text')) ? '' : based;
    const told = [one.get('period'), term(one.get('kind'))].filter(Boolean).join(' · ');
    return el(
      'div',
      { class: 'headline' },
      el('p', { class: 'printed' }, words(shownValue(one))),
      el('p', { class: 'based' }, [
        `${say('as_printed')} `,
        words(withUnit(one.get('raw'), one.get('unit'), one.get('value_text'))),
        inBase && ` · ${say('base_unit')} `,
        inBase && words(`${inBase} ${one.get('unit') || ''}`.trim()),
      ]),
      el('p', { class: 'soft' }, told),
    );
  }
  const value = shownValue(one);
  const money = one.kind === 'project' ? one.get('total_investment_text') : null;
  const based = money && `${ended(money, '元')}${inMoney(money)}`;
  return value
    ? el(
        'div',
        { class: 'headline' },
        el(
          'p',
          { class: one.kind === 'mention' ? 'soft' : 'printed' },
          one.kind === 'mention' ? value : words(value),
        ),
        based && el('p', { class: 'based' }, words(based)),
      )
    : null;
}

// 9700000 as 9 700 000, with thin blanks.
const grouped = (value) =>
  value.replace(/^(-?\d+)/, (digits) =>
    digits.length > 4 ? digits.replace(/\B(?=(\d{3})+$)/g, '\u2009') : digits,
  );

// Behind an amount in 元, the same in 亿元 or 万元.
function inMoney(text) {
  const amount = Number(text);
  const [scale, unit] = Math.abs(amount) >= 1e8 ? [1e8, '亿元'] : [1e4, '万元'];
  if (Math.abs(amount) < 1e4) return '';
  const shown = Number((amount / scale).toFixed(4));
  return ` ${Math.abs(shown * scale - amount) < 0.005 ? '=' : '≈'} ${shown} ${unit}`;
}

const ended = (value, unit) => (value === null ? null : unit ? `${grouped(value)} ${unit}` : grouped(value));

function fieldsOf(one) {
  const get = (name) => [fieldName(name), one.get(name)];
  const terms = (name) => [fieldName(name), one.get(name) === null ? null : term(one.get(name))];
  const number = (name, unit) => [fieldName(name), ended(one.get(name), unit)];
  switch (one.kind) {
    case 'figure': {
      const owner = ownerOf(one);
      return [
        get('metric'),
        get('subject'),
        get('raw'),
        number('value_text', one.get('unit')),
        number('value_max_text', one.get('unit')),
        terms('qualifier'),
        get('period'),
        terms('period_basis'),
        get('base_period'),
        terms('kind'),
        terms('direction'),
        terms('origin'),
        terms('role'),
        [fieldName('owner'), owner && link(owner)],
      ];
    }
    case 'indicator':
      return [
        get('serial_no'),
        get('name'),
        get('unit'),
        get('nature'),
        get('category'),
        get('baseline_year'),
        get('baseline_raw'),
        number('baseline_value_text', one.get('unit')),
        get('target_year'),
        get('target_raw'),
        number('target_value_text', one.get('unit')),
        number('target_value_max_text', one.get('unit')),
        [fieldName('target_qualifier'), one.get('target_qualifier') && term(one.get('target_qualifier'))],
        [fieldName('cumulative'), one.get('cumulative') ? say('yes') : null],
      ];
    case 'project': {
      const parent = one.get('parent_id') === null ? null : record('project', one.get('parent_id'));
      return [
        terms('row_kind'),
        [fieldName('parent_id'), parent && link(parent)],
        get('serial_no'),
        get('item_count'),
        get('build_type'),
        get('stage'),
        get('period_raw'),
        get('total_investment_raw'),
        number('total_investment_text', '元'),
        get('period_investment_raw'),
        number('period_investment_text', '元'),
        get('builders'),
        get('responsible'),
        get('location'),
        get('content'),
        get('remarks'),
      ];
    }
    case 'heading':
      return [get('level'), get('label'), get('title'), get('path')];
    case 'box':
      return [get('label'), get('title'), get('n_items'), get('heading_path')];
    case 'box_item': {
      const box = record('box', one.get('box_id'));
      return [get('title'), [fieldName('box'), box && link(box)]];
    }
    case 'mention':
      return [
        ['entity_label', 'label'],
        ['text', 'text'],
        ['normalised', 'normalised'],
      ]
        .map(([name, column]) => [
          fieldName(name),
          column === 'label' ? term(one.get(column)) : one.get(column),
        ])
        .concat(entityRow(one));
    default:
      return columnsOf(one.kind).map((name) => (CODED.includes(name) ? terms(name) : get(name)));
  }
}

function entityRow(one) {
  const id = one.get('entity_id');
  return id === null ? [] : [[fieldName('entity'), at(store().entities.canonical, entityRows().get(id))]];
}

function evidenceCard(piece) {
  const told = piece.fields.map((field) =>
    el(
      'li',
      { class: field.role, 'data-field': field.field, 'data-role': field.role },
      fieldName(field.field),
      el(
        'span',
        { class: 'soft' },
        field.role === 'value'
          ? ` ${term(field.derivation)}`
          : ` ${term(field.role)}, ${term(field.derivation)}`,
      ),
    ),
  );
  return placeCard(piece, el('ul', { class: 'told' }, told));
}

function elsewhereParts(one, others) {
  const texts = inText(one, others);
  const mentions = otherMentions(one);
  const listed = others
    .map((other) => ({ label: say(other.relation), one: other.one, place: mainPlace(other.one.reference) }))
    .concat(
      mentions.map((mention) => ({
        label: say('same_entity'),
        one: mention,
        place: mainPlace(mention.reference),
      })),
    )
    .concat(texts.map((place) => ({ label: say('in_text'), one: null, place })));
  return listed.length ? [some(listed, MOST, elsewhereLine)] : [];
}

function elsewhereLine(other) {
  const title = other.one
    ? link(other.one, undefined, { class: 'name' })
    : button(say('in_text'), { class: 'quiet' }, () => jump(other.place));
  const value = other.one && other.one.kind !== 'mention' ? shownValue(other.one) : '';
  return el(
    'li',
    null,
    title,
    value ? [' ', words(value, { class: 'printed' })] : null,
    other.one ? el('span', { class: 'soft' }, ` ${other.label}`) : null,
    other.place ? shortPlace(other.place) : null,
  );
}

// The quote in its context, or where it stands when there is none.
function shortPlace(place) {
  if (lengthOf(textOf(place.block)) > place.end - place.start) return quotation(place);
  return el(
    'div',
    null,
    whereabouts(place).filter((line) => line.className === 'path'),
  );
}

const recordLine = (one, more) =>
  el(
    'li',
    null,
    link(one, undefined, { class: 'name' }),
    shownValue(one) ? [' ', words(shownValue(one))] : null,
    el('span', { class: 'soft' }, ` ${more || term(one.kind)}`),
  );

function relatives(one, place) {
  const parts = [];
  const figures = one.kind === 'figure' ? [] : ownFigures(one);
  if (figures.length)
    parts.push(
      group(
        say('owned'),
        some(figures, MOST, (figure) =>
          recordLine(figure, figure.get('role') ? term(figure.get('role')) : ''),
        ),
      ),
    );
  const works = one.kind === 'mention' ? projectsOf(one.get('entity_id')) : [];
  if (works.length)
    parts.push(
      group(
        say('projects_of'),
        some(works, MOST, (work) => recordLine(work.project, work.roles.map(term).join('、'))),
      ),
    );
  if (one.kind === 'project') parts.push(listOf(say('children'), childrenOf(one)));
  if (one.kind === 'box') parts.push(listOf(say('items'), itemsOf(one)));
  const here = place ? recordsAt(place, one.reference).map((other) => other.one) : [];
  parts.push(listOf(say('here'), here));
  return parts.filter(Boolean);
}

const listOf = (title, records) =>
  records.length
    ? group(
        title,
        some(records, MOST, (one) => recordLine(one)),
      )
    : null;

const projectsByParent = lazily(() => rowsBy(store().records.project, 'parent_id'));
const childrenOf = (one) =>
  (projectsByParent().get(one.id) || []).map((row) =>
    record('project', at(store().records.project.project_id, row)),
  );
const itemsByBox = lazily(() => rowsBy(store().records.box_item, 'box_id'));
const itemsOf = (one) =>
  (itemsByBox().get(one.id) || []).map((row) =>
    record('box_item', at(store().records.box_item.box_item_id, row)),
  );

// A row a version with what it says; then what changed to and from this one.
function historyParts(one) {
  const steps = historyOf(one);
  if (!steps.length) return [];
  const told = steps[0].names.filter((_, number) =>
    steps.some((step) => step.values && step.values[number] !== null && step.values[number] !== ''),
  );
  const same = (name) =>
    new Set(steps.filter((step) => step.values).map((step) => step.values[step.names.indexOf(name)])).size ===
    1;
  const names = told.length > 2 ? told.filter((name) => name !== 'name' || !same(name)) : told;
  const head = el(
    'tr',
    null,
    el('th', { scope: 'col' }, say('version')),
    names.map((name) => el('th', { scope: 'col' }, fieldName(name))),
  );
  const rows = steps.map((step) =>
    el(
      'tr',
      { 'data-version': step.version, class: step.version === store().meta.version ? 'current' : null },
      el('th', { scope: 'row' }, String(step.version)),
      step.values
        ? names.map((name) => el('td', null, words(toldOf(name, step.values[step.names.indexOf(name)]))))
        : el('td', { colspan: names.length, class: 'soft' }, say('not_in_version')),
    ),
  );
  return [
    el(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': say('versions') },
      el('table', { class: 'history' }, el('thead', null, head), el('tbody', null, rows)),
    ),
    changeLines(one),
  ];
}

const toldOf = (name, value) => (value && CODED.includes(name) ? term(value) : value || '');

const changedValue = (value, field) =>
  value === null
    ? '—'
    : CODED.includes(field)
      ? term(value)
      : /^-?\d+(\.\d+)?$/.test(value)
        ? grouped(value)
        : value;

function changeLines(one) {
  const { changes, meta } = store();
  const rows = changesByRecord().get(one.reference) || [];
  const lines = rows.map((row) => {
    const since = at(changes.to_version, row) === meta.version;
    const field = at(changes.field, row);
    const percent = at(changes.percent, row);
    const told = since
      ? say('change_from', at(changes.from_version, row))
      : say('change_to', at(changes.to_version, row));
    return el(
      'li',
      null,
      `${told}: ${term(at(changes.change, row))} `,
      field ? `${fieldName(field)} ` : '',
      field
        ? [
            words(changedValue(at(changes.old_value, row), field)),
            ' → ',
            words(changedValue(at(changes.new_value, row), field)),
          ]
        : '',
      percent === null
        ? ''
        : el('span', { class: 'soft' }, ` ${percent > 0 ? '+' : ''}${Number(percent.toPrecision(4))}%`),
    );
  });
  return lines.length ? el('ul', { class: 'plain changes' }, lines) : null;
}

function identity(one) {
  const { meta } = store();
  const rows = [[fieldName('record'), one.reference.replace(/-(\d+)$/, ':$1')]];
  if (one.kind !== 'block' && one.kind !== 'finding')
    rows.push(
      [fieldName('uid'), one.get('uid')],
      [fieldName('lineage'), one.get('lineage') || one.get('uid')],
    );
  rows.push(
    [fieldName('plan'), meta.plan],
    [fieldName('version'), String(meta.version)],
    [fieldName('file_name'), meta.file_name],
    [fieldName('sha256'), el('span', { class: 'code' }, meta.source_sha256)],
  );
  return [fieldList(rows)];
}

function blockParts(one) {
  const place = { block: one.id, start: 0, end: lengthOf(textOf(one.id)) };
  const fields = [
    [fieldName('kind'), term(one.get('kind'))],
    [fieldName('use'), term(one.get('use'))],
    [fieldName('reason'), one.get('reason') && term(one.get('reason'))],
    [fieldName('list_label'), one.get('list_label')],
  ];
  return [
    bar(one),
    el('h2', { id: 'inspector-title' }, nameOf(one)),
    place.end ? actions(one, place) : null,
    group(say('findings'), findingsOfBlock(one.id).map(findingLine)),
    group(say('facts'), fieldList(fields), el('div', { class: 'place' }, whereabouts(place))),
    group(say('numbers_here'), numbersIn(one.id)),
    listOf(
      say('records'),
      recordsAt({ block: one.id }).map((other) => other.one),
    ),
    group(say('identity'), identity(one)),
  ];
}
