// Tables of the document: full screen, copy and files, heads that stay in sight, cards on a narrow screen.
const CARDS_FROM = 4;

const cellText = (cell) =>
  Array.from(
    cell.querySelectorAll('[id^="block-"]'),
    (paragraph) =>
      (paragraph.dataset.label ? `${paragraph.dataset.label} ` : '') + paragraph.textContent.trim(),
  )
    .filter(Boolean)
    .join('\n')
    .replace(cell.closest('thead') ? /\s+/g : /[\r\n]+/g, cell.closest('thead') ? '' : '\n');

// Where each cell of a table stands: [{cell, row, column, down, right}], merged cells once.
function placedCells(table) {
  const found = [];
  const taken = new Set();
  Array.from(table.rows).forEach((line, row) => {
    let column = 0;
    for (const cell of line.cells) {
      while (taken.has(`${row},${column}`)) column += 1;
      const [down, right] = [cell.rowSpan, cell.colSpan];
      for (let y = 0; y < down; y += 1)
        for (let x = 0; x < right; x += 1) taken.add(`${row + y},${column + x}`);
      found.push({ cell, row, column, down, right });
      column += right;
    }
  });
  return found;
}

// A table as a sheet: the text of each cell at its place, and what is merged.
function sheetOf(table) {
  const placed = placedCells(table);
  const width = Math.max(...placed.map((one) => one.column + one.right), 1);
  const lines = Array.from(table.rows, () => Array(width).fill(''));
  for (const { cell, row, column } of placed)
    lines[row][column] = cellText(cell) + (cell.dataset.unit ? `（${cell.dataset.unit}）` : '');
  const merged = placed
    .filter((one) => one.down > 1 || one.right > 1)
    .map((one) => [one.row, one.column, one.down, one.right]);
  return { lines, heads: table.tHead ? table.tHead.rows.length : 0, merged };
}

// The names of the columns: what stands in the header over each, from the top down.
function columnHeads(table) {
  const heads = [];
  if (!table.tHead) return heads;
  for (const { cell, column, right } of placedCells(table)) {
    if (!cell.closest('thead')) continue;
    const text = cellText(cell) + (cell.dataset.unit ? `（${cell.dataset.unit}）` : '');
    for (let x = column; x < column + right; x += 1)
      heads[x] = heads[x] && text && heads[x] !== text ? `${heads[x]} ${text}` : heads[x] || text;
  }
  return heads;
}

function nameCells(table) {
  const heads = columnHeads(table);
  for (const { cell, column, down } of placedCells(table)) {
    if (cell.closest('thead') || cell.closest('table') !== table || !heads[column]) continue;
    cell.dataset.head = down > 1 ? `${heads[column]} ${say('and_below', down - 1)}` : heads[column];
  }
}

// The unit that the numbers of a column take from a note beside the table: shown with the column's name, which then tells it everywhere.
function nameUnits(table) {
  const inside = (id) => table.contains(document.getElementById(`block-${id}`));
  const heads = placedCells(table).filter((one) => one.cell.closest('thead'));
  const known = new Set();
  for (const { cell, column } of placedCells(table)) {
    const mark = cell.closest('tbody') && !known.has(column) && cell.querySelector('a.f.m');
    if (!mark) continue;
    known.add(column);
    const note = evidenceOf(mark.getAttribute('href').slice(1)).find(
      (piece) => piece.fields.some((field) => field.role === 'unit') && !inside(piece.block),
    );
    const over = heads.filter((one) => one.column <= column && column < one.column + one.right).pop();
    const unit = note && quoteOf(note);
    if (unit && over && !cellText(over.cell).includes(unit)) over.cell.dataset.unit = unit;
  }
}

function titleOf(table) {
  const id = Number(table.id.slice('table-'.length));
  const caption = at(store().tables.caption, tableRows().get(id));
  return caption || `${say('table')} ${id}`;
}

function toggleFull(frame) {
  const open = frame.matches(':popover-open');
  for (const other of document.querySelectorAll('.tabled:popover-open')) {
    other.hidePopover();
    other.removeAttribute('popover');
  }
  if (!open) {
    frame.setAttribute('popover', 'manual');
    frame.showPopover();
  }
  const shown = frame.querySelector('.full');
  shown.textContent = say(open ? 'full' : 'not_full');
  shown.focus();
  if (open) frame.scrollIntoView({ block: 'nearest' });
}

// Leaves the full screen; false where no table has it.
function leaveFull() {
  const frame = document.querySelector('.tabled:popover-open');
  if (frame) toggleFull(frame);
  return Boolean(frame);
}

function tableTools(frame, table) {
  const sheet = () => sheetOf(table);
  const name = () => titleOf(table);
  return el(
    'div',
    { class: 'table-tools', role: 'group', 'aria-label': say('table_tools') },
    button(say('full'), { class: 'full' }, () => toggleFull(frame)),
    button(say('copy'), { class: 'copy' }, () => copy(pastedOf(sheet().lines))),
    button('CSV', { class: 'csv' }, () => saveCsv(name(), sheet().lines)),
    button('Excel', { class: 'xlsx' }, () => saveWorkbook(name(), sheet())),
  );
}

// The tools are drawn with the page, or anew in the other language.
function dressTables() {
  for (const frame of document.querySelectorAll('#document .tabled')) {
    const table = frame.querySelector('table');
    if (frame.parentElement.closest('.tabled')) continue;
    frame.querySelector(':scope > .table-tools')?.remove();
    frame.prepend(tableTools(frame, table));
  }
}

// Names of columns, and units, which need the data and are given when there is time.
function nameColumns({ withUnits = true } = {}) {
  for (const table of document.querySelectorAll('#document .tabled > .scroll > table')) {
    if (table.querySelector('table')) continue;
    if (withUnits) nameUnits(table);
    nameCells(table);
    if (columnHeads(table).length >= CARDS_FROM) table.closest('.tabled').classList.add('cards');
  }
}

function watchWidths() {
  const isWide = (scroll) => scroll.firstElementChild.offsetWidth > scroll.clientWidth + 1;
  const watcher = new ResizeObserver((entries) => {
    for (const { target } of entries) target.parentElement.classList.toggle('wide', isWide(target));
  });
  document.documentElement.dataset.dressed = '';
  for (const scroll of document.querySelectorAll('#document .tabled > .scroll')) watcher.observe(scroll);
}
