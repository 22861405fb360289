// What is selected and which section is shown follow the address: #figure-12, #block-7, #block-7:12-18, #tab-facts. One listener for all clicks.
const TARGET = new RegExp(`^(${[...KINDS, 'finding', 'block'].join('|')})-(\\d+)(?::(\\d+)-(\\d+))?$`);
const LISTS = ['facts', 'findings'];
const QUICK = 250;
const state = {
  reference: null,
  tab: 'document',
  opener: null,
  stepped: -Infinity,
  scroll: {},
  beside: remembered('beside') !== 'off',
  graph: false,
  keys: remembered('keys') !== 'off',
};

const lookUp = (kind, id) =>
  kind === 'finding' ? finding(id) : kind === 'block' ? block(id) : record(kind, id);

// Behind the #, as it reads; an escape that is none stays as it stands.
function decoded(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

// What is listed stands behind the address, be it that of the list or of a record of it.
function tellAddress() {
  if (state.tab !== 'facts') return;
  const query = filterQuery();
  const hash = `#${state.reference || 'tab-facts'}${query ? `?${query}` : ''}`;
  try {
    if (location.hash !== hash) history.replaceState(history.state || { tab: 'facts' }, '', hash);
  } catch {
    /* the address of a page in a frame may be fixed */
  }
}

function route() {
  const [named, query] = location.hash.split('?');
  const hash = decoded(named);
  if (query) useQuery(query);
  const tab = /^tab-(\w+)$/.exec(hash);
  const target = TARGET.exec(hash);
  const table = /^table-\d+$/.test(hash) && document.getElementById(hash);
  if (table) {
    showTab('document');
    scrollTo(table.closest('.tabled') || table);
    return;
  }
  if (tab && document.getElementById(`panel-${tab[1]}`)) {
    showTab(tab[1]);
    if (history.state?.closed) unselect({ quiet: true });
    tellAddress();
    return;
  }
  if (!target) {
    if (!hash) {
      showTab('document');
      unselect({ quiet: true });
    }
    return;
  }
  const one = lookUp(target[1], Number(target[2]));
  if (!one) {
    unselect({ quiet: true });
    document.body.classList.add('selected');
    missing(target[0]);
    return;
  }
  const wanted = query ? 'facts' : history.state?.tab;
  showTab(LISTS.includes(wanted) ? wanted : 'document');
  select(
    one,
    target[3] === undefined
      ? null
      : { block: one.id, start: Number(target[3]), end: Number(target[4]), isValue: true, isMain: true },
  );
}

// Puts a record into the address (and so into the history) and shows it; `tab` stays the one in view.
// Browsers allow some hundred entries in ten seconds: walking quickly (a key held down) replaces the last one.
function go(reference, tab, { quickly = false } = {}) {
  const query = tab === 'facts' && filterQuery();
  const hash = `#${reference}${query ? `?${query}` : ''}`;
  try {
    if (quickly || location.hash === hash) history.replaceState({ tab }, '', hash);
    else history.pushState({ tab }, '', hash);
    route();
  } catch {
    location.hash = hash;
  }
}

// What opens or closes beside the document makes its lines longer or shorter: the words one looks at stay where they are.
function keepInPlace(element, act) {
  const before = element?.isConnected ? element.getBoundingClientRect().top : null;
  act();
  if (before !== null) window.scrollBy(0, element.getBoundingClientRect().top - before);
}

const showInspector = (isOpen) =>
  keepInPlace(document.getElementById('document').contains(state.opener) ? state.opener : null, () =>
    document.body.classList.toggle('selected', isOpen),
  );

function select(one, span) {
  state.reference = one.reference;
  showInspector(true);
  const places = span
    ? [span]
    : one.kind === 'finding'
      ? one.sides.map((side) => ({ ...side, isValue: true, isMain: side.side === 0 }))
      : one.kind === 'block'
        ? []
        : evidenceOf(one.reference);
  highlight(places);
  if (span) highlightRange(span);
  inspect(one);
  const place = span || placeOf(one.reference);
  markOutline(place);
  if (place && (state.tab === 'document' || isBeside())) goTo(place);
  if (state.tab === 'facts') turnTo(one.reference);
  if (state.tab === 'findings') turnToFinding(one.reference);
  announce(say('selected', [term(one.kind), nameOf(one), shownValue(one)].filter(Boolean).join(' ')));
}

function unselect({ quiet = false } = {}) {
  if (!state.reference && !document.body.classList.contains('selected')) return;
  state.reference = null;
  showInspector(false);
  clearHighlight();
  markOutline(null);
  inspect(null);
  markRow();
  if (quiet) return;
  try {
    history.pushState({ tab: state.tab, closed: true }, '', `#tab-${state.tab}`);
  } catch {
    /* the address of a page in a frame may be fixed */
  }
  tellAddress();
  if (state.opener?.isConnected) state.opener.focus({ preventScroll: true });
  announce(say('closed'));
}

// Shows a place in the document while the selected record stays selected.
function jump(place) {
  showTab('document');
  goTo(place, { always: true });
  if (isNarrow()) document.getElementById('inspector').scrollTop = 0;
}

function showTab(name) {
  if (name === state.tab) return;
  state.scroll[state.tab] = window.scrollY;
  document.getElementById(`panel-${state.tab}`).hidden = true;
  document.getElementById(`panel-${name}`).hidden = false;
  state.tab = name;
  document.body.dataset.tab = name;
  placeBeside();
  for (const tab of document.querySelectorAll('.tabs a')) {
    if (tab.dataset.tab === name) tab.setAttribute('aria-current', 'page');
    else tab.removeAttribute('aria-current');
  }
  if (name === 'facts') drawFacts();
  if (name === 'findings') drawFindings();
  window.scrollTo(0, state.scroll[name] || 0);
}

// On a wide screen the document stays in sight beside the list of facts.
const WIDE = window.matchMedia('(min-width: 1280px)');

function placeBeside() {
  const isOn = state.beside && WIDE.matches && state.tab === 'facts';
  document.body.toggleAttribute('data-beside', isOn);
  document.getElementById('panel-document').hidden = state.tab !== 'document' && !isOn;
}

function setBeside(isOn) {
  state.beside = isOn;
  remember('beside', isOn ? 'on' : 'off');
  placeBeside();
  drawTools();
  const place = state.reference && placeOf(state.reference);
  if (place && isBeside()) goTo(place, { always: true });
}

function step(by) {
  const reference = neighbour(state.reference, by);
  const quickly = performance.now() - state.stepped < QUICK;
  state.stepped = performance.now();
  if (reference) go(reference, state.tab, { quickly });
}

// Links of a list keep the list in view; a second click on the same link shows it again.
function clicked(event) {
  const target = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
  if (!target || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const reference = decoded(target.getAttribute('href'));
  const within = LISTS.find((name) => document.getElementById(`panel-${name}`).contains(target));
  if (!target.closest('#inspector')) state.opener = target;
  if (TARGET.test(reference) && (within || location.hash === `#${reference}`)) {
    event.preventDefault();
    go(reference, within || 'document');
  }
}

const TABS = () => Array.from(document.querySelectorAll('.tabs a'), (tab) => tab.dataset.tab);

function backToMark() {
  const marks = lit.filter((piece) => piece.tagName === 'A');
  const mark =
    marks.find((piece) => piece.getAttribute('href') === `#${state.reference}`) ||
    marks.find((piece) => piece.classList.contains('on-main')) ||
    marks[0];
  showTab('document');
  if (mark) {
    mark.focus();
    scrollTo(mark);
  }
}

const KEYS = {
  j: () => step(1),
  n: () => step(1),
  k: () => step(-1),
  p: () => step(-1),
  '/': () => {
    go('tab-facts');
    document.getElementById('facts-search').focus();
  },
  i: () => document.getElementById('inspector').focus(),
  m: backToMark,
  c: () => {
    const cite = document.getElementById('cite');
    if (cite) cite.click();
  },
  '?': () => openHelp(),
};
const KEY_LIST = [
  ['j, n', 'key_next'],
  ['k, p', 'key_previous'],
  ['/', 'key_search'],
  ['i', 'key_inspect'],
  ['m', 'key_mark'],
  ['c', 'key_cite'],
  ['1 – 5', 'key_tabs'],
  ['Esc', 'key_close'],
  ['?', 'key_help'],
];

function pressed(event) {
  if (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.isComposing ||
    document.getElementById('help').open
  )
    return;
  const typing =
    event.target instanceof HTMLElement && event.target.closest('input[type="search"], select, textarea');
  if (event.key === 'Escape') {
    if (typing) typing.blur();
    else if (!leaveFull()) unselect();
    return;
  }
  if (typing || !state.keys) return;
  const tab = TABS()[Number(event.key) - 1];
  const act = tab ? () => go(`tab-${tab}`) : owns(KEYS, event.key) ? KEYS[event.key] : null;
  if (act) {
    event.preventDefault();
    act();
  }
}

function openHelp() {
  const help = document.getElementById('help');
  const toggle = el('input', { type: 'checkbox', id: 'keys-on', checked: state.keys });
  toggle.addEventListener('change', () => {
    state.keys = toggle.checked;
    remember('keys', toggle.checked ? 'on' : 'off');
  });
  const rows = KEY_LIST.map(([keys, key]) =>
    el(
      'tr',
      null,
      el(
        'th',
        { scope: 'row' },
        keys.split(', ').flatMap((name, number) => [number ? ' ' : '', el('kbd', null, name)]),
      ),
      el('td', null, say(key)),
    ),
  );
  help.replaceChildren(
    el('h2', { id: 'help-title' }, say('help')),
    el('p', null, say('help_text')),
    el('table', null, el('tbody', null, rows)),
    el('label', null, toggle, ' ', say('keys_on')),
    el(
      'p',
      { class: 'end' },
      button(say('close'), { id: 'help-close' }, () => help.close()),
    ),
  );
  help.showModal();
}

function changeLanguage() {
  useLanguage(language ? 0 : 1);
  remember('language', language ? 'en' : 'zh');
  const hash = TARGET.exec(state.reference || '');
  inspect(hash ? lookUp(hash[1], Number(hash[2])) : null);
  dressTables();
  drawNumbers();
  dressChanges();
  if (state.tab === 'facts') drawFacts();
  if (state.tab === 'findings') drawFindings();
}

function debounced(action, wait) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), wait);
  };
}

function listen() {
  document.addEventListener('click', clicked);
  document.addEventListener('keydown', pressed);
  window.addEventListener('popstate', route);
  document.getElementById('language').addEventListener('click', changeLanguage);
  document.getElementById('help-open').addEventListener('click', openHelp);
  document.getElementById('facts-clear').addEventListener('click', clearFilter);
  const search = document.getElementById('facts-search');
  search.addEventListener(
    'input',
    debounced(() => searchFor(search.value), 120),
  );
  WIDE.addEventListener('change', placeBeside);
  document.getElementById('numbers-on').addEventListener('change', ({ target }) => {
    unclaimed.isOn = target.checked;
    drawNumbers();
  });
  for (const layer of document.querySelectorAll('[data-layer]')) {
    layer.addEventListener('change', () =>
      document.getElementById('document').classList.toggle(`without-${layer.dataset.layer}`, !layer.checked),
    );
  }
}

// Reads and indexes the data while nothing else is to do, a step at a time, so that the first click need not wait.
function prepare(steps) {
  const idle = window.requestIdleCallback || ((action) => setTimeout(action, 50));
  const next = () => {
    const act = steps.shift();
    if (act) {
      act();
      idle(next);
    }
  };
  idle(next);
}

useLanguage(firstLanguage());
document.getElementById('outline').open = window.matchMedia('(min-width: 1280px)').matches;
inspect(null);
dressTables();
if (isNarrow()) nameColumns({ withUnits: false });
dressOutline();
dressChanges();
watchWidths();
listen();
route();
prepare([
  store,
  shapes,
  evidenceOfRecord,
  tableRows,
  nameColumns,
  blockRows,
  xmlPaths,
  evidenceOfBlock,
  sidesOfBlock,
  figuresByValue,
  recordsByName,
  referencesWithFindings,
  allFacts,
  haystacks,
  matching,
]);
