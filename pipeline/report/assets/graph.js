// Bars of values of one unit, drawn without styles of their own; the numbers stand beside them.
const SPACE = 'http://www.w3.org/2000/svg';
const BAR = 34;
const MOST_BARS = 40;

function drawn(tag, attributes, ...children) {
  const node = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  for (const child of children.flat()) node.append(child);
  return node;
}

// `rows` of {name, text, value, reference}: a bar each, from 0 to either side.
function bars(title, rows, nameLanguage) {
  const most = Math.max(0, ...rows.map((row) => row.value));
  const least = Math.min(0, ...rows.map((row) => row.value));
  const share = (value) => (most > least ? (value / (most - least)) * 100 : 0);
  const zero = -share(least);
  const marks = rows.map(({ name, text, value, reference }, number) => {
    const y = number * BAR;
    const width = Math.abs(share(value));
    const link = drawn(
      'a',
      { href: `#${reference}`, class: 'chart-row' },
      drawn('rect', { x: 0, y, width: '100%', height: BAR - 2, class: 'chart-hit' }),
      drawn(
        'text',
        {
          x: 0,
          y: y + 13,
          class: 'chart-text chart-name',
          lang: nameLanguage || document.documentElement.lang,
        },
        name.length > 34 ? `${name.slice(0, 33)}…` : name,
      ),
      drawn(
        'text',
        { x: '100%', y: y + 13, class: 'chart-text chart-value', 'text-anchor': 'end', lang: 'zh-CN' },
        text,
      ),
      drawn('rect', {
        x: `${value < 0 ? zero - width : zero}%`,
        y: y + 18,
        width: `${Math.max(width, 0.2)}%`,
        height: 10,
        class: 'chart-strong',
      }),
    );
    return link;
  });
  return drawn(
    'svg',
    { class: 'chart-drawing', width: '100%', height: rows.length * BAR, role: 'group', 'aria-label': title },
    marks,
  );
}

const barOf = ({ one, facets }) => ({
  name: [facets.period[0], nameOf(one)].filter(Boolean).join(' '),
  text: shownValue(one),
  value: sizeOf(one),
  reference: one.reference,
});

// The listed facts as bars: those of the unit that most of them have.
function drawGraph(list) {
  const place = document.getElementById('facts-chart');
  place.hidden = !state.graph;
  if (!state.graph) return;
  const units = new Map();
  for (const fact of list)
    if (!Number.isNaN(sizeOf(fact.one)))
      units.set(unitOf(fact.one), (units.get(unitOf(fact.one)) || []).concat(fact));
  const [unit, chosen] = Array.from(units).sort((a, b) => b[1].length - a[1].length)[0] || ['', []];
  const title = say('graph_of', unit || say('no_unit'), Math.min(chosen.length, MOST_BARS), list.length);
  place.replaceChildren(
    el('p', { class: 'soft' }, chosen.length ? title : say('graph_none')),
    chosen.length ? bars(title, chosen.slice(0, MOST_BARS).map(barOf), 'zh-CN') : '',
  );
}

// What the plan says of the same metric in the same unit, over the years: of a figure, or of the figures of an indicator.
const figuresByMetric = lazily(() => {
  const table = store().records.figure;
  const found = new Map();
  for (let row = 0; row < table.n; row += 1) {
    const metric = at(table.metric_key, row) || at(table.metric, row);
    if (!metric || at(table.value_text, row) === null) continue;
    const key = `${metric}|${at(table.subject, row) || ''}|${at(table.unit, row)}`;
    found.set(key, (found.get(key) || []).concat(at(table.figure_id, row)));
  }
  return found;
});

function alike(one) {
  const figure = one.kind === 'indicator' ? ownFigures(one)[0] : one;
  if (figure?.kind !== 'figure') return [];
  const metric = figure.get('metric_key') || figure.get('metric');
  const found = figuresByMetric().get(`${metric}|${figure.get('subject') || ''}|${figure.get('unit')}`) || [];
  const owned =
    one.kind === 'indicator' ? ownFigures(one).filter((own) => own.get('unit') === figure.get('unit')) : [];
  return Array.from(new Set([...found, ...owned.map((own) => own.id)]), (id) => record('figure', id))
    .filter((own) => own.get('value_text') !== null)
    .sort((a, b) => collator().compare(a.get('period') || '', b.get('period') || ''))
    .slice(0, MOST_BARS);
}

function graphOf(one) {
  const list = alike(one);
  if (list.length < 2) return null;
  const rows = list.map((figure) => ({
    name: [figure.get('period'), term(figure.get('kind'))].filter(Boolean).join(' '),
    text: shownValue(figure),
    value: sizeOf(figure),
    reference: figure.reference,
  }));
  return group(say('graph'), bars(say('graph'), rows));
}
