// The changes: by kind of record, by what became of it, by words; from one to the next.
const changed = { kind: '', change: '', words: '', at: -1 };
const ROWS =
  '#panel-changes tbody[data-change], #panel-changes .changes-pair:not(.changes-head, .changes-same)';

function changeOf(row) {
  if (row.dataset.change) return row.dataset.change.split(' ');
  return Array.from(row.classList, (name) => name.replace('changes-', '')).filter((name) => name !== 'pair');
}

const kindOfChange = (row) => row.closest('[data-kind]')?.dataset.kind || '';
const wantedChanges = () => Array.from(document.querySelectorAll(ROWS)).filter((row) => !row.hidden);

function filterChanges() {
  const words = folded(changed.words).split(/\s+/).filter(Boolean);
  for (const row of document.querySelectorAll(ROWS)) {
    const text = words.length ? folded(row.textContent) : '';
    row.hidden = !(
      (!changed.kind || kindOfChange(row) === changed.kind) &&
      (!changed.change || changeOf(row).includes(changed.change)) &&
      words.every((word) => text.includes(word))
    );
  }
  for (const section of document.querySelectorAll('#panel-changes section[data-kind]'))
    section.hidden = !Array.from(section.querySelectorAll(ROWS)).some((row) => !row.hidden);
  changed.at = -1;
  tellChanges();
}

function tellChanges() {
  const total = wantedChanges().length;
  document.getElementById('changes-at').textContent =
    changed.at < 0 ? say('changes_count', total) : say('position', changed.at + 1, total);
}

function walkChanges(by) {
  const rows = wantedChanges();
  if (!rows.length) return;
  changed.at =
    changed.at < 0 ? (by > 0 ? 0 : rows.length - 1) : (changed.at + by + rows.length) % rows.length;
  const row = rows[changed.at];
  const fold = row.closest('details');
  if (fold) fold.open = true;
  row.scrollIntoView({ block: 'center', behavior: 'instant' });
  flash(row);
  tellChanges();
}

function changeChooser(name, values, titles) {
  const chooser = el(
    'select',
    { id: `changes-${name}`, 'aria-label': say(`changes_${name}`) },
    el('option', { value: '' }, say(`changes_${name}`)),
    values.map((value) => el('option', { value, selected: changed[name] === value }, titles(value))),
  );
  chooser.addEventListener('change', () => {
    changed[name] = chooser.value;
    filterChanges();
  });
  return chooser;
}

// The controls above the changes, drawn with the page and anew in the other language.
function dressChanges() {
  const panel = document.querySelector('#panel-changes .changes');
  if (!panel) return;
  document.getElementById('changes-tools')?.remove();
  const rows = Array.from(document.querySelectorAll(ROWS));
  if (!rows.length) return;
  const kinds = Array.from(new Set(rows.map(kindOfChange).filter(Boolean)));
  const sorts = ['added', 'removed', 'changed', 'moved', 'renumbered'].filter((sort) =>
    rows.some((row) => changeOf(row).includes(sort)),
  );
  const search = el('input', { type: 'search', id: 'changes-search', 'aria-label': say('changes_search') });
  search.placeholder = say('changes_search');
  search.value = changed.words;
  search.addEventListener(
    'input',
    debounced(() => {
      changed.words = search.value;
      filterChanges();
    }, 120),
  );
  panel.querySelector('h2').after(
    el(
      'div',
      { id: 'changes-tools', role: 'group', 'aria-label': say('changes_tools') },
      changeChooser('kind', kinds, (kind) => (kind === 'block' ? say('side_by_side') : term(kind))),
      changeChooser('change', sorts, term),
      search,
      button('↑', { id: 'changes-previous', 'aria-label': say('previous') }, () => walkChanges(-1)),
      button('↓', { id: 'changes-next', 'aria-label': say('next') }, () => walkChanges(1)),
      el('span', { id: 'changes-at', class: 'soft', role: 'status' }),
    ),
  );
  filterChanges();
}
