// The numbers of the text on which no record rests, by reason: a layer over the document, and a walk through them.
const numberRows = lazily(() => {
  const { numbers } = store();
  const found = new Map();
  for (let row = 0; row < numbers.n; row += 1) {
    const reason = at(numbers.outcome, row);
    if (!found.has(reason)) found.set(reason, []);
    found.get(reason).push({
      block: at(numbers.block_id, row),
      start: at(numbers.char_start, row),
      end: at(numbers.char_end, row),
    });
  }
  return found;
});
const unclaimed = { isOn: false, reasons: new Set(['unclaimed', 'row']), at: -1 };

const chosenNumbers = () =>
  Array.from(unclaimed.reasons)
    .flatMap((reason) => numberRows().get(reason) || [])
    .sort((a, b) => a.block - b.block || a.start - b.start);

function markNumbers() {
  if (!window.Highlight || !CSS.highlights) return;
  CSS.highlights.delete('unclaimed');
  if (unclaimed.isOn) CSS.highlights.set('unclaimed', new Highlight(...chosenNumbers().map(rangeOf)));
}

function walkNumbers(by) {
  const list = chosenNumbers();
  if (!list.length) return;
  unclaimed.at = (unclaimed.at + by + list.length) % list.length;
  const place = list[unclaimed.at];
  go(`block-${place.block}:${place.start}-${place.end}`, 'document');
  document.getElementById('numbers-at').textContent =
    `${say('position', unclaimed.at + 1, list.length)} · ${reasonName(reasonOf(place))}`;
}

function reasonChoice([reason, rows]) {
  return switchFor(
    `number-${reason}`,
    `${reasonName(reason)} ${rows.length}`,
    unclaimed.reasons.has(reason),
    (isOn) => {
      if (isOn) unclaimed.reasons.add(reason);
      else unclaimed.reasons.delete(reason);
      unclaimed.at = -1;
      drawNumbers();
    },
  );
}

// The reasons with their numbers, the gravest first.
function drawNumbers() {
  const place = document.getElementById('numbers');
  place.hidden = !unclaimed.isOn;
  markNumbers();
  if (!unclaimed.isOn) return;
  const order = Object.keys(REASONS);
  const reasons = Array.from(numberRows()).sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]));
  place.replaceChildren(
    el('span', { class: 'soft' }, reasons.length ? say('numbers_why') : say('numbers_none')),
    ...reasons.map(reasonChoice),
    button('←', { 'aria-label': say('previous') }, () => walkNumbers(-1)),
    button('→', { 'aria-label': say('next'), id: 'numbers-next' }, () => walkNumbers(1)),
    el('span', { id: 'numbers-at', class: 'soft', role: 'status' }, say('numbers', chosenNumbers().length)),
  );
}

const reasonOf = ({ block: id, start, end }) =>
  Array.from(numberRows()).find(([, rows]) =>
    rows.some((one) => one.block === id && one.start === start && one.end === end),
  )[0];

// What of a paragraph no record holds, with the reason.
function numbersIn(id) {
  const found = Array.from(numberRows()).flatMap(([reason, rows]) =>
    rows.filter((one) => one.block === id).map((place) => ({ place, reason })),
  );
  if (!found.length) return [];
  found.sort((a, b) => a.place.start - b.place.start);
  return [
    el(
      'ul',
      { class: 'plain' },
      found.map(({ place, reason }) =>
        el('li', null, words(quoteOf(place)), ' ', el('span', { class: 'soft' }, reasonName(reason))),
      ),
    ),
  ];
}
