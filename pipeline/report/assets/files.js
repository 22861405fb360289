// What leaves the page: CSV that a spreadsheet opens, text for the clipboard, files saved by the browser. Nothing is sent anywhere.
const BLANKS = '[\\s\\u200b-\\u200f\\u2060\\ufeff\\u0000-\\u001f]*';
const RUNS = new RegExp(`^'*(?:[\\t\\r\\n]|${BLANKS}[=+\\-@＝＋－＠])`);
const PLAIN_NUMBER = /^[+-]?[0-9]+(?:\.[0-9]+)?$/;

// A text that a spreadsheet would run as a formula gets an apostrophe (docs/export.md).
const guarded = (text) => (RUNS.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text);
const csvCell = (value) => {
  const text = guarded(value === null || value === undefined ? '' : String(value));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const csvOf = (lines) => `\ufeff${lines.map((line) => `${line.map(csvCell).join(',')}\r\n`).join('')}`;
// Cells behind each other as a spreadsheet takes them from the clipboard; a line end within a cell would begin a row.
const pastedOf = (lines) =>
  lines
    .map((line) => line.map((value) => guarded(String(value ?? '').replace(/[\t\r\n]+/g, ' '))).join('\t'))
    .join('\r\n');

function save(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const made = el('a', { href: address, download: name });
  document.body.append(made);
  made.click();
  made.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  announce(say('saved', name));
}

// Names of files: the plan, then what the file holds, without what file systems refuse.
const fileName = (what, ending) =>
  `${store().meta.plan}-${what}`.replace(/[\\/:*?"<>|\s]+/g, '_').slice(0, 120) + ending;

const saveCsv = (what, lines) => save(fileName(what, '.csv'), 'text/csv;charset=utf-8', csvOf(lines));
const saveWorkbook = (what, sheet) =>
  save(
    fileName(what, '.xlsx'),
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    workbook(what, sheet),
  );
