"""The draft's words; its paragraphs stand in draft.txt, a line each: key, kind, text.

All of it is fictitious: there is no such city, figure or document, and every sentence was written for this
sample.
"""

from pathlib import Path

from tests.sample_plan.model import Item, Kind, SampleBox

TITLE = "云岭市数字经济发展“十四五”规划"
ANNEX_TITLE = "云岭市“十四五”数字经济重点项目表"
INDICATOR_CAPTION = "表1  云岭市“十四五”数字经济发展主要指标"
INDICATOR_NOTE = "注：〔 〕内为五年累计数，—表示无统计数据。"
ISSUER_DRAFT, ISSUER_FINAL = "云岭市发展和改革局", "云岭市人民政府办公室"

FOOTNOTES = {
    1: (
        "数字经济核心产业包括数字产品制造业、数字产品服务业、数字技术应用业、数字要素驱动业，"
        "口径按国家统计局有关分类执行。"
    ),
    2: "电能利用效率（PUE）指数据中心总耗电量与信息设备耗电量之比，越接近1表示能效越高。",
    3: "“一网统管”指依托一个平台对城市运行事件进行统一感知、分派、处置和评价。",
}


def _item(line: str) -> Item:
    key, kind, text = line.split(" ", 2)
    kinds: dict[str, Kind] = {
        "h0": "h0",
        "h1": "h1",
        "h2": "h2",
        "h3": "h3",
        "body": "body",
        "box": "box",
        "indicators": "indicators",
    }
    return Item(key, kinds[kind], text)


def items(lines: str) -> tuple[Item, ...]:
    """Items from lines of key, kind and text."""
    return tuple(_item(line) for line in lines.strip().splitlines())


ITEMS = items(Path(__file__).with_name("draft.txt").read_text(encoding="utf-8"))

BOXES = {
    "infra": SampleBox(
        "two_rows",
        "新型基础设施重点工程",
        (
            "**5G网络提质工程。**新建5G宏基站3600座、室内分布系统850套，加强产业园区、交通枢纽和农村地区的深度覆盖。",
            "**千兆光网改造工程。**改造10G-PON端口6.5万个，覆盖家庭85万户，建设千兆小区600个。",
            "**绿色算力工程。**建成青溪绿色数据中心一期，新增标准机架8000架，电能利用效率不高于1.25。",
            "**车路协同示范工程。**完成62公里高速公路和260个路口的智能化改造。",
        ),
    ),
    "industry": SampleBox(
        "one_cell",
        "数字产业培育工程",
        (
            "1.光电显示强链工程。推动云岭光电显示产业园二期达产，新增厂房18万平方米、模组生产线12条。",
            "2.智能传感补链工程。建设研发中心和封装测试线，攻克关键工艺15项以上。",
            "3.软件园提升工程。推进云岭软件园建设，引进软件企业200家，打造公共技术平台6个。",
        ),
    ),
    "shift": SampleBox(
        "text_box",
        "数字化转型赋能行动",
        (
            "**——诊断服务全覆盖。**组织服务商为3000家企业提供免费诊断，形成“一企一策”方案。",
            "**——示范标杆引领。**培育省级智能工厂15家、数字化车间50个，推广典型案例100个。",
            "**——中小企业上云。**每年发放云服务券2000万元，支持企业使用低成本、轻量化的云应用。",
        ),
    ),
    "govern": SampleBox(
        "borders",
        "数字治理提升工程",
        (
            "**“云岭通”升级工程。**新增高频服务事项300项，注册用户达到260万人，完成适老化改造。",
            "**城市运行管理工程。**建设城市运行管理中心，接入物联网感知终端30万个，汇聚视频资源5万路。",
            "**数字社会惠民工程。**建设智慧校园240所、智慧社区120个，接入养老机构95家。",
        ),
    ),
}
