// What the page says, in Chinese and English. `say(key)` gives a text, `term(key)` the words for a value of a closed vocabulary.
const TEXTS = {
  title: ['出处', 'Inspector'],
  hint: ['点选正文里带标记的数字或名称，这里就会显示它的值、依据和其他出处。', 'Select a marked number or name in the document: its value, its evidence and the other places that state it appear here.'],
  hint_keys: ['按 ? 查看快捷键', 'Press ? for the keyboard'],
  close: ['关闭', 'Close'], previous: ['上一个', 'Previous'], next: ['下一个', 'Next'],
  position: ['{0} / {1}', '{0} of {1}'], not_in_list: ['不在当前清单中，共 {0} 项', 'not in the filtered list of {0}'],
  cite: ['复制引证', 'Copy citation'], copied: ['已复制', 'Copied'], not_copied: ['浏览器不允许复制', 'The browser refused to copy'],
  link: ['复制链接', 'Copy link'],
  value: ['值', 'Value'], facts: ['内容', 'Content'], evidence: ['依据', 'Evidence'], elsewhere: ['其他出处', 'Stated elsewhere'],
  versions: ['各版本', 'Versions'], findings: ['相关疑点', 'Findings'], identity: ['标识与来源', 'Identity and source'],
  here: ['同处的其他记录', 'Also resting on these words'], records: ['以此段为依据的记录', 'Records that rest on this paragraph'],
  projects_of: ['该单位承担的项目', 'Projects of this body'], same_entity: ['同一实体的其他提及', 'Other mentions of the entity'],
  owned: ['所属数字', 'Its figures'], children: ['下级各行', 'Rows below it'], items: ['条目', 'Items'], under: ['此标题下的内容', 'Under this heading'],
  jump: ['到原文', 'Go to it'], as_printed: ['原文', 'as printed'], base_unit: ['基本单位', 'in base units'], no_value: ['无数值', 'no value'],
  row_column: ['第 {0} 行第 {1} 列', 'row {0}, column {1}'], table: ['表', 'Table'], characters: ['字符', 'characters'],
  this_version: ['本报告', 'this report'], not_in_version: ['无此记录', 'not in this version'], version: ['版本', 'Version'],
  change_from: ['相对版本 {0}', 'since version {0}'], change_to: ['到版本 {0}', 'by version {0}'],
  missing: ['本报告中没有 {0}', '{0} is not in this report'], block: ['段落', 'Paragraph'], none: ['无', 'none'],
  count: ['{0} 项', '{0} facts'], count_of: ['{0} 项（共 {1} 项）', '{0} of {1} facts'], findings_count: ['{0} 条', '{0} findings'],
  page: ['第 {0} / {1} 页', 'Page {0} of {1}'], more: ['还有 {0} 项', '{0} more'], fewer: ['收起', 'Fewer'],
  all: ['全部', 'All'], yes: ['有', 'yes'], no: ['无', 'no'], nothing: ['没有符合条件的记录。', 'Nothing matches.'], no_findings: ['没有发现疑点。', 'No rule found anything.'],
  expected: ['应为', 'Expected'], actual: ['实为', 'Found'], side: ['依据 {0}', 'Place {0}'], note: ['批注', 'Note'],
  selected: ['已选中：{0}', 'Selected: {0}'], closed: ['已关闭', 'Closed'],
  column_kind: ['类别', 'Kind'], column_name: ['名称或指标', 'Name or metric'], column_value: ['值', 'Value'], column_period: ['时期', 'Period'], column_place: ['位置', 'Where'],
  facet_kind: ['类别', 'Kind'], facet_label: ['名称类型', 'Type of name'], facet_origin: ['来源', 'Origin'], facet_mood: ['性质', 'Nature of figure'], facet_period: ['时期', 'Period'],
  facet_unit: ['单位', 'Unit'], facet_body: ['建设或责任单位', 'Body'], facet_finding: ['疑点', 'Finding'],
  same_value: ['同值同单位', 'same value and unit'], same_name: ['同名', 'same name'], in_text: ['正文', 'in the text'],
  help: ['键盘与说明', 'Keyboard and help'],
  help_text: ['正文里每一处带标记的文字都可以点选。右侧列出它的值、怎样得来、依据的每一处原文（部件、XPath、字符位置），以及其他说到它的地方。“事实”列出全部记录，可检索、可筛选；上一个与下一个沿筛选结果前进。',
    'Every marked stretch of the document can be selected. The inspector shows its value, how it came about, every place it rests on (part, XPath, characters) and the other places that state it. “Facts” lists all records with search and filters; next and previous follow the filtered list.'],
  key_next: ['下一个事实', 'Next fact'], key_previous: ['上一个事实', 'Previous fact'], key_search: ['检索', 'Search'], key_close: ['关闭面板', 'Close the inspector'],
  key_inspect: ['转到出处面板', 'Go to the inspector'], key_mark: ['回到原文标记', 'Back to the mark in the document'], key_cite: ['复制引证', 'Copy citation'], key_tabs: ['切换栏目', 'Switch section'], key_help: ['本说明', 'This help'],
  keys_on: ['启用单键快捷键', 'Single-key shortcuts on'], language: ['English', '中文'],
};

const TERMS = {
  figure: ['数字', 'Figure'], indicator: ['指标', 'Indicator'], project: ['项目', 'Project'], heading: ['标题', 'Heading'], box: ['专栏', 'Box'], box_item: ['专栏条目', 'Box item'],
  mention: ['名称', 'Name'], finding: ['疑点', 'Finding'], block: ['段落', 'Paragraph'],
  ORG: ['组织机构', 'Organisation'], LOC: ['地点', 'Place'], POLICY: ['政策文件', 'Policy document'], TIME: ['时间', 'Time'], QUANTITY: ['数量', 'Quantity'],
  narrative: ['正文', 'Narrative'], indicator_table: ['指标表', 'Indicator table'], project_table: ['项目表', 'Project table'], other_table: ['其他表', 'Other table'],
  status: ['现状', 'Status'], target: ['目标', 'Target'], change: ['变化量', 'Change'], plan: ['计划', 'Plan'], comparison: ['比较', 'Comparison'],
  exact: ['等于', 'exactly'], approx: ['余、多（略多于）', 'somewhat over'], about: ['约', 'about'], at_least: ['不少于', 'at least'], over: ['超过', 'over'], near: ['接近', 'near'], up_to: ['不超过', 'up to'],
  stated: ['原文写明', 'stated'], inherited: ['承前', 'inherited'], verbatim: ['照录', 'verbatim'], normalised: ['换算或规范', 'normalised'], computed: ['计算', 'computed'],
  unit: ['单位', 'unit'], period: ['时期', 'period'], label: ['标签', 'label'], context: ['上下文', 'context'], value: ['值', 'value'],
  up: ['上升', 'up'], down: ['下降', 'down'],
  baseline: ['基期值', 'baseline'], total_investment: ['总投资', 'total investment'], period_investment: ['规划期投资', 'investment in the period'],
  total: ['总计', 'Total'], category: ['大类', 'Category'], subcategory: ['小类', 'Subcategory'],
  error: ['错误', 'error'], warning: ['警告', 'warning'], info: ['提示', 'info'], open: ['待处理', 'open'], confirmed: ['已确认', 'confirmed'], dismissed: ['已排除', 'dismissed'],
  builder: ['建设单位', 'builder'], responsible: ['责任单位', 'responsible'], lead: ['牵头单位', 'lead'], cooperating: ['配合单位', 'cooperating'],
  added: ['新增', 'added'], removed: ['删除', 'removed'], changed: ['修改', 'changed'], moved: ['移动', 'moved'], renumbered: ['重新编号', 'renumbered'],
  title: ['题名', 'title'], paragraph: ['段落', 'paragraph'], cell: ['单元格', 'cell'], box_title: ['专栏题名', 'box title'], caption: ['表题', 'caption'], unit_note: ['单位说明', 'unit note'],
  toc: ['目录', 'table of contents'], footnote: ['脚注', 'footnote'], header: ['页眉', 'page header'], footer: ['页脚', 'page footer'], empty: ['空段', 'empty'],
  used: ['已采用', 'used'], ignored: ['未采用', 'ignored'],
};

const FIELDS = {
  metric: ['指标', 'Metric'], subject: ['主体', 'Subject'], raw: ['原文', 'As printed'], value: ['值', 'Value'], value_text: ['值', 'Value'], value_max: ['上限', 'Upper end'], value_max_text: ['上限', 'Upper end'],
  unit: ['单位', 'Unit'], qualifier: ['限定', 'Qualifier'], period: ['时期', 'Period'], period_start: ['起始年', 'First year'], period_end: ['截止年', 'Last year'],
  period_basis: ['时期依据', 'Period is'], base_period: ['基期', 'Base period'], kind: ['性质', 'Nature'], direction: ['方向', 'Direction'], origin: ['来源', 'Origin'], role: ['角色', 'Role'],
  owner: ['所属记录', 'Belongs to'], serial_no: ['序号', 'No.'], name: ['名称', 'Name'], nature: ['属性', 'Nature'], category: ['类别', 'Category'],
  baseline_year: ['基期年', 'Baseline year'], baseline_raw: ['基期值', 'Baseline'], baseline_value: ['基期值（数）', 'Baseline value'], baseline_value_text: ['基期值（数）', 'Baseline value'],
  target_year: ['目标年', 'Target year'], target_raw: ['目标值', 'Target'], target_value: ['目标值（数）', 'Target value'], target_value_text: ['目标值（数）', 'Target value'],
  target_value_max: ['目标上限', 'Target, upper end'], target_value_max_text: ['目标上限', 'Target, upper end'], target_qualifier: ['目标限定', 'Target is'], cumulative: ['累计', 'Cumulative'],
  row_kind: ['行类', 'Row'], parent_id: ['上级', 'Above it'], content: ['建设内容', 'Content'], stage: ['建设阶段', 'Stage'], period_raw: ['建设年限', 'Years'],
  start_year: ['开工年', 'First year'], end_year: ['竣工年', 'Last year'], start_month: ['开工月', 'First month'], end_month: ['竣工月', 'Last month'],
  total_investment_raw: ['总投资', 'Total investment'], total_investment: ['总投资（元）', 'Total investment, 元'], total_investment_text: ['总投资（元）', 'Total investment, 元'],
  period_investment_raw: ['规划期投资', 'Investment in the period'], period_investment: ['规划期投资（元）', 'Investment in the period, 元'], period_investment_text: ['规划期投资（元）', 'Investment in the period, 元'],
  builders: ['建设单位', 'Builders'], responsible: ['责任单位', 'Responsible'], location: ['地点', 'Location'], remarks: ['备注', 'Remarks'], item_count: ['项目数', 'Number of projects'],
  level: ['级别', 'Level'], label: ['编号', 'Label'], title: ['题名', 'Title'], path: ['章节', 'Path'], heading_path: ['章节', 'Under'], n_items: ['条目数', 'Items'], ordinal: ['序', 'Position'],
  text: ['文字', 'Text'], normalised: ['规范形式', 'Normalised'], entity: ['实体', 'Entity'], depth: ['嵌套层', 'Nesting'], entity_label: ['类型', 'Type'],
  plan: ['规划', 'Plan'], version: ['版本', 'Version'], file_name: ['文件', 'File'], sha256: ['SHA-256', 'SHA-256'], uid: ['uid', 'uid'], lineage: ['lineage', 'lineage'], record: ['记录', 'Record'],
  part: ['部件', 'Part'], xml_path: ['XPath', 'XPath'], use: ['采用', 'Use'], reason: ['原因', 'Reason'], list_label: ['自动编号', 'Automatic number'], rule: ['规则', 'Rule'],
  severity: ['级别', 'Severity'], expected: ['应为', 'Expected'], actual: ['实为', 'Found'], note: ['批注', 'Note'], finding_status: ['状态', 'Status'], box: ['专栏', 'Box'],
};

let language = 0;

const owns = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
const filled = (text, values) => text.replace(/\{(\d)\}/g, (_, number) => String(values[Number(number)]));
const say = (key, ...values) => filled(TEXTS[key][language], values);
const term = (key) => (owns(TERMS, key) ? TERMS[key][language] : String(key));
const ruleTitle = (code) => (owns(store().rules, code) ? store().rules[code][language] : code);
const fieldName = (key) => (owns(FIELDS, key) ? FIELDS[key][language] : String(key));

function remembered(key) {
  try { return localStorage.getItem(`plantrace-${key}`); } catch { return null; }
}

function remember(key, value) {
  try { localStorage.setItem(`plantrace-${key}`, value); } catch { /* storage may be forbidden: the choice lasts as long as the page */ }
}

function firstLanguage() {
  const chosen = remembered('language') || navigator.language || 'en';
  return chosen.toLowerCase().startsWith('zh') ? 0 : 1;
}

function useLanguage(number) {
  language = number;
  const root = document.documentElement;
  root.lang = number ? 'en' : 'zh-CN';
  root.classList.toggle('lang-zh', !number);
  root.classList.toggle('lang-en', Boolean(number));
  const button = document.getElementById('language');
  button.textContent = say('language');
  button.lang = number ? 'zh-CN' : 'en';
  for (const field of document.querySelectorAll('[data-placeholder-zh]')) {
    field.placeholder = number ? field.dataset.placeholderEn : field.dataset.placeholderZh;
  }
  for (const named of document.querySelectorAll('[aria-label*=" · "], [data-name]')) {
    if (!named.dataset.name) named.dataset.name = named.getAttribute('aria-label');
    named.setAttribute('aria-label', named.dataset.name.split(' · ')[number]);
  }
}
