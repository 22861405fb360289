// The pages over several plans: lists that words narrow, one metric at a time.
let language = 0;

const WORDS = {
  language: ['English', '中文'],
  left: ['{n} 个', '{n} found'],
};

function useLanguage(number) {
  language = number;
  const root = document.documentElement;
  root.lang = number ? 'en' : 'zh-CN';
  root.classList.toggle('lang-zh', !number);
  root.classList.toggle('lang-en', Boolean(number));
  const button = document.getElementById('language');
  button.textContent = WORDS.language[number];
  button.lang = number ? 'zh-CN' : 'en';
  for (const field of document.querySelectorAll('[data-placeholder-zh]')) {
    field.placeholder = number ? field.dataset.placeholderEn : field.dataset.placeholderZh;
  }
  for (const named of document.querySelectorAll('[aria-label*=" · "], [data-name]')) {
    if (!named.dataset.name) named.dataset.name = named.getAttribute('aria-label');
    named.setAttribute('aria-label', named.dataset.name.split(' · ')[number]);
  }
}

const plain = (text) => text.normalize('NFKC').toLowerCase();

// Hides what does not hold all words; tells how many are left.
function narrow(field, entries, count) {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  let left = 0;
  for (const entry of entries) {
    const hay = plain(entry.dataset.words);
    entry.hidden = !words.every((word) => hay.includes(word));
    if (!entry.hidden) left += 1;
  }
  count.textContent = words.length ? WORDS.left[language].replace('{n}', left) : '';
}

function searchable(name, entries) {
  const field = document.getElementById(`${name}-search`);
  const list = Array.from(document.querySelectorAll(entries));
  const count = document.getElementById(`${name}-count`);
  field?.addEventListener('input', () => narrow(field, list, count));
}

function showMetric(id) {
  for (const section of document.querySelectorAll('.metric')) section.hidden = section.id !== id;
  for (const link of document.querySelectorAll('.choice a')) {
    if (link.getAttribute('href') === `#${id}`) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

// What the address names: a section, or a metric in its section; the first of either where it names nothing.
function route() {
  const wanted = location.hash.slice(1);
  const first = document.querySelector('.metric')?.id;
  const isMetric = /^metric-\d+$/.test(wanted) && document.getElementById(wanted);
  if (!document.querySelector('.metrics.alone') && (first || isMetric)) showMetric(isMetric ? wanted : first);
  const tab = wanted === 'binding' ? 'binding' : 'metrics';
  for (const panel of document.querySelectorAll('#panel-metrics, #panel-binding')) {
    panel.hidden = panel.id !== `panel-${tab}`;
  }
  for (const link of document.querySelectorAll('.tabs a[data-tab]')) {
    if (document.body.dataset.tab === 'plans') break;
    if (link.dataset.tab === tab) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (isMetric) document.getElementById(`${wanted}-name`).focus({ preventScroll: true });
  if (isMetric && window.innerWidth < 900) document.getElementById(wanted).scrollIntoView();
  else if (isMetric || wanted === 'binding') window.scrollTo(0, 0);
}

const written = document.documentElement.dataset.language;
const chosen = remembered('language') || written || navigator.language || 'en';
useLanguage(chosen.toLowerCase().startsWith('zh') ? 0 : 1);
document.getElementById('language').addEventListener('click', () => {
  useLanguage(language ? 0 : 1);
  remember('language', language ? 'en' : 'zh');
});
searchable('plans', '.plans tbody tr');
searchable('metric', '.choice li');
window.addEventListener('hashchange', route);
route();
