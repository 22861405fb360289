// Small parts of the page, built without markup from text: nothing a document says can become an element.
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    node.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children.flat())
    if (child !== null && child !== undefined && child !== false && child !== '') node.append(child);
  return node;
}

const BIDI = /([\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+)/;
const codes = (text) =>
  Array.from(
    text,
    (character) => `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  ).join(' ');

// Words of the document: their own language and direction, controls of direction shown and kept from acting.
function words(text, attributes) {
  const parts = String(text)
    .split(BIDI)
    .map((part, number) =>
      number % 2 ? el('span', { class: 'bidi', 'data-codes': codes(part) }, part) : part,
    );
  return el('bdi', { lang: 'zh-CN', ...attributes }, ...parts);
}

const link = (one, text, attributes) =>
  el('a', { href: `#${one.reference}`, ...attributes }, text === undefined ? words(nameOf(one)) : text);

const button = (text, attributes, action) => {
  const made = el('button', { type: 'button', ...attributes }, text);
  made.addEventListener('click', action);
  return made;
};

const badge = (text, kind) => el('span', { class: `badge ${kind || ''}` }, text);

function group(title, ...children) {
  const held = children.flat().filter(Boolean);
  return held.length ? el('section', { class: 'group' }, el('h3', null, title), ...held) : null;
}

// A list of names and values; rows without a value are left out.
function fieldList(rows) {
  const shown = rows.filter(([, value]) => value !== null && value !== undefined && value !== '');
  if (!shown.length) return null;
  return el(
    'dl',
    null,
    shown.flatMap(([name, value]) => [
      el('dt', null, name),
      el('dd', null, value instanceof Node || Array.isArray(value) ? value : words(value)),
    ]),
  );
}

// At most `most` of the items, the rest behind a button.
function some(items, most, make) {
  const list = el('ul', { class: 'plain' }, items.slice(0, most).map(make));
  if (items.length <= most) return list;
  const more = button(say('more', items.length - most), { class: 'quiet' }, () => {
    list.append(...items.slice(most).map(make));
    more.remove();
  });
  return el('div', null, list, more);
}

function quotation(place) {
  const [before, quote, after] = around(place);
  const cut = (text, mark) => (lengthOf(text) >= 40 ? mark : '');
  return el(
    'blockquote',
    { lang: 'zh-CN' },
    cut(before, '…'),
    words(before),
    el('mark', null, words(quote)),
    words(after),
    cut(after, '…'),
  );
}

// Where a place stands: headings, table cell, part and XPath, characters.
function whereabouts(place) {
  const paragraph = block(place.block);
  const lines = [];
  const path = headingPath(paragraph);
  if (path) lines.push(el('p', { class: 'path' }, words(path)));
  if (paragraph.get('table_id') !== null)
    lines.push(
      el(
        'p',
        { class: 'path' },
        tableName(paragraph.get('table_id')),
        ' · ',
        say('row_column', paragraph.get('row_index') + 1, paragraph.get('col_index') + 1),
      ),
    );
  lines.push(
    el(
      'p',
      { class: 'code' },
      `${paragraph.get('part')} `,
      el('wbr'),
      paragraph.path,
      place.end > place.start ? ` [${place.start}:${place.end}]` : '',
    ),
  );
  return lines;
}

function tableName(id) {
  const { tables } = store();
  const caption = at(tables.caption, tableRows().get(id));
  return caption ? words(caption) : `${say('table')} ${id}`;
}

// A place with its quote, and a button that goes there.
function placeCard(place, ...more) {
  return el(
    'div',
    { class: 'place', 'data-block': place.block, 'data-start': place.start, 'data-end': place.end },
    quotation(place),
    more,
    whereabouts(place),
    button(
      say('jump'),
      { class: 'jump', 'aria-label': `${say('jump')} ${quoteOf(place).slice(0, 20)}` },
      () => jump(place),
    ),
  );
}

function announce(text) {
  document.getElementById('live').textContent = text;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = el('textarea', { class: 'vh', readonly: true });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    if (!done) {
      announce(say('not_copied'));
      return;
    }
  }
  announce(say('copied'));
}

// A place as one writes it in a report: plan, version, headings, quote, part, XPath, characters, file.
function citation(one, place) {
  const { meta } = store();
  const paragraph = block(place.block);
  const name = language ? `version ${meta.version}` : `第 ${meta.version} 版`;
  const lines = [
    `《${meta.title}》（${meta.plan}，${name}，${meta.file_name}）`,
    headingPath(paragraph),
    `“${quoteOf(place)}”`,
    `${paragraph.get('part')} ${paragraph.path} [${place.start}:${place.end}]`,
    `SHA-256 ${meta.source_sha256}`,
    `${one.reference}${one.kind === 'finding' || one.kind === 'block' ? '' : ` uid ${one.get('uid')}`}`,
  ];
  return lines.filter(Boolean).join('\n');
}
