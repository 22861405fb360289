// One sheet as an .xlsx file: a zip of a few XML parts, stored without compression. Texts are texts, never formulas (ECMA-376).
const CRC = lazily(() =>
  Uint32Array.from({ length: 256 }, (_, number) => {
    let value = number;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  }),
);

function checksum(bytes) {
  const table = CRC();
  let value = 0xffffffff;
  for (const byte of bytes) value = table[(value ^ byte) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

// Numbers of 2 and 4 bytes, the lowest first.
const packed = (...fields) =>
  fields.flatMap(([size, value]) => Array.from({ length: size }, (_, at) => (value >>> (8 * at)) & 255));

// The files of a zip: [[name, text]], dated 1980 so that the same table gives the same bytes.
function zipped(files) {
  const encoder = new TextEncoder();
  const parts = [];
  const central = [];
  let offset = 0;
  for (const [name, text] of files) {
    const title = encoder.encode(name);
    const data = encoder.encode(text);
    const common = [
      [2, 20],
      [2, 0x800],
      [2, 0],
      [2, 0],
      [2, 33],
      [4, checksum(data)],
      [4, data.length],
      [4, data.length],
      [2, title.length],
      [2, 0],
    ];
    const head = packed([4, 0x04034b50], ...common);
    parts.push(Uint8Array.from(head), title, data);
    central.push(
      Uint8Array.from(
        packed([4, 0x02014b50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]),
      ),
      title,
    );
    offset += head.length + title.length + data.length;
  }
  const size = central.reduce((sum, part) => sum + part.length, 0);
  const end = packed(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, files.length],
    [2, files.length],
    [4, size],
    [4, offset],
    [2, 0],
  );
  return new Blob([...parts, ...central, Uint8Array.from(end)]);
}

// XML 1.0 knows no control characters but tab and line ends.
const CONTROLS = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff';
const NOT_XML = new RegExp(`[${CONTROLS}]`, 'g');
const xml = (text) =>
  text
    .replace(NOT_XML, '\ufffd')
    .replace(/[&<>"]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one]);

function columnName(number) {
  let name = '';
  for (let left = number + 1; left > 0; left = Math.floor((left - 1) / 26))
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  return name;
}

// Excel knows fifteen digits; a number that does not come back as it was stays a text, and so does 007.
const isExact = (text) =>
  /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) && text.replace(/\D/g, '').replace(/^0+/, '').length <= 15;

function cellXml(value, row, column, isHead) {
  const place = `r="${columnName(column)}${row + 1}" s="${isHead ? 1 : 0}"`;
  const text = String(value ?? '');
  if (text === '') return `<c ${place}/>`;
  return isExact(text) && !isHead
    ? `<c ${place}><v>${text}</v></c>`
    : `<c ${place} t="inlineStr"><is><t xml:space="preserve">${xml(text.slice(0, 32767))}</t></is></c>`;
}

// As wide as the longest line in a column, within reason; a Chinese character counts two.
function widthOf(lines, column) {
  const lengths = lines.map((line) =>
    Array.from(String(line[column] ?? '')).reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0),
  );
  return Math.min(Math.max(8, ...lengths) + 2, 50);
}

// `lines` of texts, the first `heads` of which head the columns; `merged` cells as [row, column, rows, columns].
function sheetXml({ lines, heads, merged }) {
  const n = Math.max(...lines.map((line) => line.length), 1);
  const columns = Array.from(
    { length: n },
    (_, at) => `<col min="${at + 1}" max="${at + 1}" width="${widthOf(lines, at)}" customWidth="1"/>`,
  );
  const rows = lines.map(
    (line, row) =>
      `<row r="${row + 1}">${line.map((value, column) => cellXml(value, row, column, row < heads)).join('')}</row>`,
  );
  const areas = (merged || []).map(
    ([row, column, down, right]) =>
      `<mergeCell ref="${columnName(column)}${row + 1}:${columnName(column + right - 1)}${row + down}"/>`,
  );
  const pane = heads
    ? `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${heads}" topLeftCell="A${heads + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
    : '';
  return (
    `<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>${pane}<cols>${columns.join('')}</cols><sheetData>${rows.join('')}</sheetData>` +
    (areas.length ? `<mergeCells count="${areas.length}">${areas.join('')}</mergeCells>` : '') +
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
  );
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org';
const MAIN = `${OFFICE}/spreadsheetml/2006/main`;
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf fontId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf fontId="1" applyFont="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf></cellXfs></styleSheet>`;

function workbook(name, sheet) {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const relation = `${OFFICE}/officeDocument/2006/relationships`;
  const relations = (entries) =>
    `${HEAD}<Relationships xmlns="${OFFICE}/package/2006/relationships">${entries
      .map(
        ([kind, target], at) => `<Relationship Id="r${at}" Type="${relation}/${kind}" Target="${target}"/>`,
      )
      .join('')}</Relationships>`;
  const title = xml(name.replace(/[\\/?*[\]:']/g, ' ').slice(0, 31)) || 'plantrace';
  return zipped([
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/></Types>`,
    ],
    ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${relation}"><sheets><sheet name="${title}" sheetId="1" r:id="r0"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['styles', 'styles.xml'],
      ]),
    ],
    ['xl/styles.xml', HEAD + STYLES],
    ['xl/worksheets/sheet1.xml', HEAD + sheetXml(sheet)],
  ]);
}
