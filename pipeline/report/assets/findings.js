// Findings: the list with its filters, each with the places it rests on, and a finding in the inspector.
const FINDING_FACETS = ['severity', 'status', 'rule'];
const findingFilter = { severity: '', status: '', rule: '', page: 0 };
const FINDINGS_PAGE = 50;

const allFindings = lazily(() => Array.from(findingRows().keys(), finding));
const chosenFindings = () =>
  allFindings().filter((one) =>
    FINDING_FACETS.every((facet) => !findingFilter[facet] || one.get(facet) === findingFilter[facet]),
  );

function findingLine(one) {
  return el(
    'p',
    { class: 'finding-line' },
    badge(term(one.get('severity')), one.get('severity')),
    ' ',
    link(one),
    one.get('status') === 'open' ? null : [' ', badge(term(one.get('status')), 'soft')],
  );
}

// In Chinese a finding goes by the title of its rule, and its sentence stands below.
const messageLine = (one) => (language === 0 ? el('p', null, words(one.get('message_zh'))) : null);

function findingFields(one) {
  return fieldList([
    [fieldName('expected'), one.get('expected')],
    [fieldName('actual'), one.get('actual')],
    [fieldName('rule'), `${ruleTitle(one.get('rule'))} (${one.get('rule')})`],
    [fieldName('finding_status'), term(one.get('status'))],
    [fieldName('note'), one.get('note')],
  ]);
}

function sideCard(side, number) {
  const owner = side.id === null ? null : record(side.kind, side.id);
  return placeCard(
    side,
    el(
      'p',
      { class: 'soft' },
      say('side', number + 1),
      owner ? [' · ', term(owner.kind), ' ', link(owner)] : null,
    ),
  );
}

const earlierLine = (side) =>
  el(
    'blockquote',
    { lang: 'zh-CN' },
    el('span', { class: 'soft', lang: document.documentElement.lang }, say('in_version', side.version)),
    ' ',
    el('mark', null, words(side.quote)),
  );

function findingParts(one) {
  return [
    bar(one),
    el('h2', { id: 'inspector-title' }, words(nameOf(one))),
    messageLine(one),
    el('p', null, badge(term(one.get('severity')), one.get('severity'))),
    one.sides.length ? actions(one, one.sides[0]) : null,
    group(say('facts'), findingFields(one)),
    group(
      say('evidence'),
      one.sides.slice(0, 40).map((side, number) => sideCard(side, number)),
      one.earlier.slice(0, 40).map(earlierLine),
    ),
    group(say('identity'), identity(one)),
  ];
}

// Shows which finding is selected, turning to its page.
function turnToFinding(reference) {
  const page = Math.floor((positionInList(reference).number - 1) / FINDINGS_PAGE);
  if (page >= 0 && page !== findingFilter.page) {
    findingFilter.page = page;
    drawFindings();
  }
  for (const item of document.querySelectorAll('#findings-list > li')) {
    if (item.dataset.reference === reference) {
      item.setAttribute('aria-current', 'true');
      if (!isInView(item)) item.scrollIntoView({ block: 'center' });
    } else item.removeAttribute('aria-current');
  }
}

function drawFindings() {
  const list = chosenFindings();
  document.getElementById('findings-filters').replaceChildren(...FINDING_FACETS.map(findingChooser));
  document.getElementById('findings-count').textContent = allFindings().length
    ? say('findings_count', list.length)
    : say('no_findings');
  const shown = list.slice(findingFilter.page * FINDINGS_PAGE, (findingFilter.page + 1) * FINDINGS_PAGE);
  document.getElementById('findings-list').replaceChildren(...shown.map(findingItem));
  pager(
    document.getElementById('findings-pages'),
    findingFilter.page,
    Math.ceil(list.length / FINDINGS_PAGE),
    (page) => {
      findingFilter.page = page;
      drawFindings();
      window.scrollTo(0, 0);
    },
  );
}

function findingChooser(facet) {
  const values = Array.from(new Set(allFindings().map((one) => one.get(facet)))).sort();
  const chooser = el(
    'select',
    { id: `findings-${facet}` },
    el('option', { value: '' }, say('all')),
    values.map((value) =>
      el(
        'option',
        { value, selected: findingFilter[facet] === value },
        facet === 'rule' ? ruleTitle(value) : term(value),
      ),
    ),
  );
  chooser.addEventListener('change', () => {
    findingFilter[facet] = chooser.value;
    findingFilter.page = 0;
    drawFindings();
    document.getElementById(chooser.id).focus();
  });
  return el(
    'label',
    { for: chooser.id },
    el('span', { class: 'soft' }, fieldName(facet === 'status' ? 'finding_status' : facet)),
    ' ',
    chooser,
  );
}

function findingItem(one) {
  const sides = one.sides.slice(0, MOST).map((side, number) =>
    el(
      'li',
      null,
      quotation(side),
      whereabouts(side).filter((line) => line.className === 'path'),
      button(`${say('jump')} ${number + 1}`, { class: 'jump', 'data-side': number }, () => {
        go(one.reference, 'document');
        jump(side);
      }),
    ),
  );
  return el(
    'li',
    { 'data-reference': one.reference, class: one.get('severity') },
    el(
      'h3',
      null,
      badge(term(one.get('severity')), one.get('severity')),
      ' ',
      link(one, undefined, { class: 'name' }),
      one.get('status') === 'open' ? null : [' ', badge(term(one.get('status')), 'soft')],
    ),
    messageLine(one),
    el(
      'p',
      { class: 'soft' },
      language === 0 ? `（${one.get('rule')}）` : ruleTitle(one.get('rule')),
      one.get('expected') === one.get('actual')
        ? null
        : [
            ' · ',
            `${say('expected')} `,
            words(one.get('expected') || '—'),
            ` · ${say('actual')} `,
            words(one.get('actual') || '—'),
          ],
    ),
    one.get('note') ? el('p', null, `${say('note')}: `, words(one.get('note'))) : null,
    el('ol', { class: 'sides' }, sides),
    one.earlier.slice(0, MOST).map(earlierLine),
    one.sides.length > MOST ? el('p', { class: 'soft' }, say('more', one.sides.length - MOST)) : null,
  );
}
