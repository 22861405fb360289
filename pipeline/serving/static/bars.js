// The answer to a ready question as bars: its amounts, or its values of the unit that most rows have.
(() => {
  const SPACE = 'http://www.w3.org/2000/svg';
  const MOST = 40;
  const cell = (row, name) => row.querySelector(`td.col-${name}`)?.textContent.trim() || '';
  const numberOf = (text) =>
    Number((/-?[\d,]*\.?\d+/.exec(text) || [''])[0].replaceAll(',', '') || Number.NaN);

  function rowsToDraw(rows) {
    const amounts = rows.map((row) => ({
      name: cell(row, 'name'),
      text: `${cell(row, 'total_yi')} 亿元`,
      value: numberOf(cell(row, 'total_yi')),
    }));
    if (amounts.some((one) => one.value)) return amounts;
    const units = new Map();
    for (const row of rows) {
      const value = numberOf(row.querySelector('td.col-value .number')?.textContent || '');
      if (Number.isNaN(value)) continue;
      const unit = cell(row, 'unit');
      const name = [cell(row, 'period'), cell(row, 'subject'), cell(row, 'metric')].filter(Boolean).join(' ');
      units.set(unit, (units.get(unit) || []).concat({ name, text: cell(row, 'raw'), value }));
    }
    return Array.from(units.values()).sort((a, b) => b.length - a.length)[0] || [];
  }

  function drawn(tag, attributes, text) {
    const node = document.createElementNS(SPACE, tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text) node.textContent = text;
    return node;
  }

  const place = document.getElementById('bars');
  const rows = Array.from(document.querySelectorAll('table.rows-and-columns tbody tr'));
  const bars = rowsToDraw(rows)
    .filter((one) => one.value > 0)
    .slice(0, MOST);
  if (!place || bars.length < 2) return;
  const most = Math.max(...bars.map((one) => one.value));
  const picture = drawn('svg', {
    width: '100%',
    height: bars.length * 32,
    role: 'img',
    'aria-label': place.dataset.title,
  });
  bars.forEach(({ name, text, value }, at) => {
    const short = name.length > 40 ? `${name.slice(0, 39)}…` : name;
    picture.append(
      drawn('text', { x: 0, y: at * 32 + 13 }, short),
      drawn('text', { x: '100%', y: at * 32 + 13, 'text-anchor': 'end' }, text),
      drawn('rect', { x: 0, y: at * 32 + 18, width: `${(value / most) * 100}%`, height: 8 }),
    );
  });
  const fold = document.createElement('details');
  const title = document.createElement('summary');
  title.textContent = place.dataset.title;
  fold.append(title, picture);
  place.append(fold);
})();
