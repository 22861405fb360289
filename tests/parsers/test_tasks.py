"""Tasks of tables and of running text: who has to do what by when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.facts import Facts, Task
from parsers.tables.classify import classify_table
from parsers.tasks.body_notes import find_notes
from tests.parsers.table_builder import document_of, facts_of, quotes
from tests.parsers.table_builder import passage_of as passage

TITLE = "某市2024年工作报告"
OTHER = (("甲", "乙"), ("丙", "丁"))


def tasks_of(*parts) -> tuple[Task, ...]:
    return facts_of(*parts, title=TITLE).tasks


def text_tasks(*paragraphs: str) -> tuple[Task, ...]:
    return tasks_of(*paragraphs, OTHER)


def bodies(task: Task) -> list[tuple[str, str]]:
    return [(body.role, body.name) for body in task.bodies]


def kind_of(*rows, caption: str = "") -> str:
    document = document_of(rows)
    return classify_table(document, document.tables[0], caption)


class TestKind:
    @pytest.mark.parametrize(
        ("head", "caption"),
        [
            (["序号", "工作任务", "责任单位", "完成时限"], ""),
            (["重点事项", "牵头单位", "实际进度"], ""),
            (["序号", "存在问题", "整改措施", "责任单位", "整改时限"], ""),
            (["序号", "事项名称", "具体内容"], "2024年民生实事"),
            (["序号", "项目名称", "主要内容", "责任单位"], "2024年民生实事项目表"),
            (["任务", "年度目标", "牵头部门", "配合部门"], ""),
            (["序号", "内容", "责任单位", "完成时间"], "任务分解表"),
        ],
    )
    def test_tables_of_tasks(self, head, caption):
        assert kind_of(head, ["做某事"] * len(head), caption=caption) == "task"

    @pytest.mark.parametrize(
        ("head", "row", "kind"),
        [
            (
                ["序号", "项目名称", "建设内容", "总投资（万元）", "责任单位"],
                ["1", "甲", "修路", "5", "市交通局"],
                "project",
            ),
            (["序号", "工程名称", "责任单位", "完成时限"], ["1", "甲", "市教育局", "2025年"], "project"),
            (["指标", "2020年", "2025年", "责任单位"], ["公路里程", "5", "7", "市交通局"], "indicator"),
            (["序号", "事项名称", "备注"], ["1", "甲", ""], "other"),
        ],
    )
    def test_other_tables(self, head, row, kind):
        assert kind_of(head, row) == kind


class TestTables:
    def test_a_row(self):
        rows = [
            ["序号", "工作任务", "牵头单位", "责任单位", "配合单位", "完成时限", "进展情况"],
            ["1", "修水渠", "市水务局", "甲区、乙区", "市财政局等", "2024年6月底前", "已开工"],
        ]
        facts = facts_of(rows, title=TITLE)
        (task,) = facts.tasks
        assert (task.origin, task.serial_no, task.name, task.row) == ("table", "1", "修水渠", 1)
        assert bodies(task) == [
            ("lead", "市水务局"),
            ("responsible", "甲区"),
            ("responsible", "乙区"),
            ("cooperating", "市财政局"),
        ]
        assert (task.deadline_raw, task.deadline, task.status_raw) == ("2024年6月底前", "2024-06", "已开工")
        assert quotes(facts, task, "deadline") == ["2024年6月底前"]
        assert facts.notices == ()

    @pytest.mark.parametrize(
        ("cell", "deadline"),
        [
            ("2025年", "2025"),
            ("2023—2025年", "2025"),
            ("2024年3月启动，2024年11月完成", "2024-11"),
            ("6月底前", "2024-06"),
            ("年底前", "2024"),
            ("长期坚持", None),
            ("持续推进", None),
        ],
    )
    def test_deadlines(self, cell, deadline):
        (task,) = tasks_of([["任务", "责任单位", "完成时限"], ["甲", "市教育局", cell]])
        assert (task.deadline_raw, task.deadline) == (cell, deadline)

    def test_groups_across_and_beside(self):
        head = ["序号", "任务", "责任单位"]
        across = [head, ["一、民生（2项）", "<", "<"], ["1", "甲", "市教育局"], ["2", "乙", "市民政局"]]
        beside = [["领域", *head], ["民生", "1", "甲", "市教育局"], ["^", "2", "乙", "市民政局"]]
        for rows in (across, beside):
            assert [(task.group_name, task.name) for task in tasks_of(rows)] == [
                ("民生", "甲"),
                ("民生", "乙"),
            ]

    def test_a_numbered_group_over_all_columns(self):
        head = ["序号", "任务", "责任单位", "时限"]
        rows = [head, ["一", "民生", "<", "<"], ["1", "甲", "市教育局", "6月"], ["二", "农业", "<", "<"]]
        rows += [["2", "乙", "市农业农村局", "7月"]]
        assert [(task.group_name, task.name) for task in tasks_of(rows)] == [("民生", "甲"), ("农业", "乙")]

    def test_one_task_over_several_measures_with_bodies_of_their_own(self):
        rows = [
            ["重点任务", "具体举措", "责任单位", "完成时限"],
            ["一、优化布局", "1.编制规划", "市自然资源局", "2024年3月"],
            ["^", "2.出台办法", "市司法局牵头，市财政局、市教育局配合", "2024年"],
        ]
        first, second = tasks_of(rows)
        assert (first.group_name, first.serial_no, first.name) == ("优化布局", "1", "编制规划")
        assert bodies(second) == [
            ("lead", "市司法局"),
            ("cooperating", "市财政局"),
            ("cooperating", "市教育局"),
        ]

    def test_one_task_over_several_rows(self):
        rows = [["任务", "措施", "责任单位"], ["甲", "第一步", "市教育局"], ["^", "第二步", "^"]]
        (task,) = tasks_of(rows)
        assert (task.name, task.content) == ("甲", "第一步第二步")

    def test_bodies_in_brackets_in_the_cell(self):
        rows = [["民生实事", "责任单位"], ["1.建幼儿园", "市教育局"], ["2.建公园（责任单位：市园林局）", ""]]
        assert [(task.name, bodies(task)) for task in tasks_of(rows)] == [
            ("建幼儿园", [("responsible", "市教育局")]),
            ("建公园", [("responsible", "市园林局")]),
        ]

    def test_groups_stay_open_on_the_next_page(self):
        head = ["序号", "任务", "责任单位"]
        tasks = tasks_of(
            "附表1",
            [head, ["一、民生", "<", "<"], ["1", "甲", "市教育局"]],
            "续表",
            [head, ["2", "乙", "市民政局"]],
        )
        assert [(task.group_name, task.name) for task in tasks] == [("民生", "甲"), ("民生", "乙")]


@pytest.mark.parametrize("name", ["民生实事", "民生实事工作目标", "重点工作目标任务"])
def test_goals_of_tasks_name_them(name):
    rows = [[name, "牵头单位"], ["1.开通公交线3条", "市交通局"], ["2.新建公园2座", "市园林局"]]
    assert [task.name for task in tasks_of(rows)] == ["开通公交线3条", "新建公园2座"]


class TestMeasures:
    def test_a_measure_leaves_its_number_out_of_its_name(self):
        head = ["序号", "改革任务", "主要举措", "牵头单位", "完成时限"]
        rows = [
            head,
            ["1", "医共体改革", "1.整合资源", "市卫健局", "2024年6月"],
            ["^", "^", "2.改革支付", "市医保局", "2024年9月"],
        ]
        assert [(task.group_name, task.name) for task in tasks_of(rows)] == [
            ("医共体改革", "整合资源"),
            ("医共体改革", "改革支付"),
        ]


class TestText:
    @pytest.mark.parametrize(
        ("note", "expected"),
        [
            ("（责任单位：市教育局）", [("responsible", "市教育局")]),
            (
                "（牵头单位：市教育局；配合单位：市财政局、各区县）",
                [("lead", "市教育局"), ("cooperating", "市财政局"), ("cooperating", "各区县")],
            ),
            ("【牵头部门:市教育局】", [("lead", "市教育局")]),
            ("（市教育局负责）", [("responsible", "市教育局")]),
            ("（由市总工会负责）", [("responsible", "市总工会")]),
            (
                "（市教育局牵头，市财政局、市水务局等按职责分工负责）",
                [("lead", "市教育局"), ("responsible", "市财政局"), ("responsible", "市水务局")],
            ),
            (
                "（市教育局、市财政局会同有关部门负责）",
                [("responsible", "市教育局"), ("responsible", "市财政局")],
            ),
            (
                "。责任单位：市教育局、各县（市、区）政府",
                [("responsible", "市教育局"), ("responsible", "各县（市、区）政府")],
            ),
        ],
    )
    def test_bodies_behind_a_passage(self, note, expected):
        (task,) = text_tasks(f"1.新建学校10所{note}。")
        assert (task.origin, task.serial_no, task.name, bodies(task)) == (
            "text",
            "1",
            "新建学校10所",
            expected,
        )

    def test_deadline_and_state_in_the_note(self):
        (task,) = text_tasks("新建学校（责任单位：市教育局；完成时限：2024年9月；进展情况：已开工）")
        assert (task.deadline, task.status_raw) == ("2024-09", "已开工")

    def test_a_deadline_with_its_label_behind_bodies_without_one(self):
        (task,) = text_tasks("新建学校（市教育局、市财政局按职责分工负责，完成时限：2024年12月）")
        assert (task.deadline, [name for _, name in bodies(task)]) == ("2024-12", ["市教育局", "市财政局"])

    def test_the_first_sentence_names_it(self):
        (task,) = text_tasks("（二）优化布局。合理安排学位。完善标准。（市教育局负责）")
        assert (task.serial_no, task.name, task.content) == ("（二）", "优化布局", "合理安排学位。完善标准。")

    def test_notes_in_one_sentence_are_one_task_and_in_several_several(self):
        (one,) = text_tasks("建学校（责任单位：市教育局）；建公园（责任单位：市园林局）。")
        assert (one.name, len(one.bodies)) == ("建学校；建公园", 2)
        two = text_tasks("建学校。（市教育局负责）建公园。（市园林局负责）")
        assert [(task.name, bodies(task)[0][1]) for task in two] == [
            ("建学校", "市教育局"),
            ("建公园", "市园林局"),
        ]

    def test_lines_below_a_paragraph(self):
        (task,) = text_tasks("建学校。", "牵头单位：市教育局", "责任单位：市财政局", "完成时限：2024年底")
        assert (task.name, bodies(task), task.deadline) == (
            "建学校",
            [("lead", "市教育局"), ("responsible", "市财政局")],
            "2024",
        )

    def test_whoever_is_named_first_leads_where_the_text_says_so(self):
        first, second = text_tasks(
            "建学校（市教育局、市财政局负责。列第一位者为牵头单位，下同）。",
            "建公园（市园林局、市财政局负责）。",
        )
        assert [bodies(task)[0] for task in (first, second)] == [("lead", "市教育局"), ("lead", "市园林局")]

    @pytest.mark.parametrize(
        "text",
        [
            "召开会议（市教育局负责人参加）。",
            "（张三负责）记录。",
            "校内事务（学校内由老师安排并负责）照旧。",
            "落实责任单位和责任人。",
            "加强配合：各方要协同。",
        ],
    )
    def test_no_task(self, text):
        assert text_tasks(text) == ()


@given(
    st.lists(st.sampled_from(["市教育局", "市财政局", "各区县", "省水利厅"]), min_size=1, max_size=4),
    st.sampled_from("、，；"),
)
def test_every_body_of_a_note_is_found_where_it_stands(names, mark):
    note = f"做某事（责任单位：{mark.join(names)}）"
    (found,) = find_notes(passage(note))
    assert [body.name.text for body in found.bodies] == names
    assert all(
        note[piece.start : piece.end] == body.name.text
        for body in found.bodies
        for piece in body.name.pieces()
    )


def test_facts_without_tasks_have_none():
    facts: Facts = facts_of(OTHER)
    assert facts.tasks == ()


@pytest.mark.parametrize(
    "text",
    [
        "第二章 责任单位：市教育局",
        "1.。责任单位：市教育局",
        "（一）" + "责任单位：" * 300,
        "；（责任单位：市教育局）",
    ],
)
def test_a_number_with_a_note_and_no_words_is_no_task(text):
    assert all(task.name for task in text_tasks(text))
    assert all(task.name for task in text_tasks("一、", text, "责任单位：市水务局"))
