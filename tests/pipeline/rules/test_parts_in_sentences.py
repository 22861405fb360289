"""Parts of a whole that one sentence tells with the whole."""

import pytest

from tests.pipeline.rules.sentence_plan import found

WRONG = [
    ("parts_of_whole", "全市共有学校45所，其中小学30所、初中12所、高中6所。", "45所"),
    ("parts_of_whole", "新增床位800张（其中综合医院500张，专科医院200张，康复机构150张）。", "800张"),
    ("parts_of_whole", "共设站点20个，包括枢纽站4个、换乘站9个和普通站8个。", "20个"),
    ("parts_of_whole", "工程总投资9亿元，其中一期投资4亿元、二期投资3亿元。", "9亿元"),
    ("parts_of_whole", "总投资12亿元，其中中央资金5亿元、省级资金3亿元、市级资金2亿元。", "12亿元"),
    ("parts_of_whole", "任务30项，分为基础类12项、提升类9项、创新类8项。", "30项"),
    ("parts_of_whole", "常住人口80万人，其中城镇人口50万人、农村人口25万人。", "80万人"),
    ("shares_of_whole", "投资中，市级财政占50%、区级财政占30%、社会财政占25%。", "25%"),
    ("shares_of_whole", "所需费用省级承担60%，市级承担30%，县级承担20%。", "20%"),
    ("shares_of_whole", "建筑用地占45%、道路用地占30%、绿化用地占35%。", "35%"),
    ("shares_of_whole", "能源消费中，煤炭消费占48%，油品消费占32.5%，其他消费占22%。", "22%"),
    ("shares_of_whole", "小学教师占62%和中学教师占41%。", "41%"),
    ("industry_ratio", "三次产业结构由10:50:40调整为7:43:52。", "7:43:52"),
    ("industry_ratio", "三次产业比重为5.1∶44.2∶51.7。", "5.1∶44.2∶51.7"),
    ("industry_ratio", "第一、二、三产业比例为12：45：53。", "12：45：53"),
    ("industry_ratio", "三次产业增加值占比为6:40:44。", "6:40:44"),
    ("industry_ratio", "产业结构优化为9.0:40.0:61.0。", "9.0:40.0:61.0"),
]
RIGHT = [
    "全市共有学校48所，其中小学30所、初中12所、高中6所。",
    "全市共有学校60所，其中小学30所、初中12所。",
    "总投资12亿元，其中水利3亿元、交通5亿元。",
    "共有公园50个，其中综合公园20个、社区公园约40个。",
    "工程总投资7亿元，其中一期投资4亿元、二期投资3亿元。",
    "粮食播种面积80万亩，其中优质稻50万亩，优质稻产量60万吨。",
    "投资中，市级财政占50%、区级财政占30%、社会财政占20%。",
    "城镇化率提高到65%，服务业占比60%，研发投入占比3%。",
    "三次产业结构由10:50:40调整为7:42:51。",
    "三次产业比重为5.1∶44.2∶50.8。",
    "医患比为1:2:3。",
]


@pytest.mark.parametrize(("rule", "text", "quote"), WRONG)
def test_parts_that_do_not_make_the_whole(rule: str, text: str, quote: str) -> None:
    assert found(text) == [(rule, quote)]


@pytest.mark.parametrize("text", RIGHT)
def test_parts_that_fit(text: str) -> None:
    assert found(text) == []
