"""The notation of numbers in plans: what each form says, in running text and in cells; printed numbers read
back."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.vocabularies import read_rows
from parsers.notation.quantity import Quantity, find_quantities, read_quantity
from parsers.notation.quantity_bounds import bound_before
from parsers.notation.recount import names_unit, proves


def told(quantity: Quantity) -> str:
    """Value, unit and qualifier in one line: `15..20 % exact`."""
    ends = [end for end in (quantity.value, quantity.value_max) if end is not None]
    return f"{'..'.join(f'{end.normalize():f}' for end in ends)} {quantity.unit or '-'} {quantity.qualifier}"


# text, then each quantity: as printed, value (both ends of a range), unit, qualifier; - is none
TEXTS = (
    ("更换水表3万只，选举代表120名，见表3。", "3万只 30000 只 exact; 120名 120 名 exact"),
    ("年减排COD500吨，实现GDP60亿元。", "500吨 500 吨 exact; 60亿元 6000000000 元 exact"),
    ("主要指标COD500，氧化物SO2300吨。", "-"),
    ("下列指标单位均为万元：石桥县1200。", "-"),
    (
        "满意度须高于85%（含），差错不超过2次（含2次）。",
        "85%（含） 85 % at_least; 不超过2次（含2次） 2 次 up_to",
    ),
    ("惠及3万五千人，出生率提高1.5‰点。", "3万五千人 35000 人 exact; 1.5‰点 1.5 个千分点 exact"),
    ("限5人（含）以内报名。", "5人（含）以内 5 人 up_to"),
    ("新增24小时药店36家，推广800V快充桩20个。", "36家 36 家 exact; 20个 20 个 exact"),
    ("工业投资（亿元）", "-"),
    ("电压达到800V，设3个性别平等点。", "800V 800 V exact; 3个 3 个 exact"),
    (
        "节水3千多万立方米，产值2百余亿元。",
        "3千多万立方米 30000000 立方米 over; 2百余亿元 20000000000 元 over",
    ),
    ("每十万人口拥有医师26人。", "26人 26 人 exact"),
    (
        "碳汇6万吨CO2当量，排放0.5千克CO2/千瓦时。",
        "6万吨CO2当量 60000 吨CO2当量 exact; 0.5千克CO2/千瓦时 0.5 千克CO2/千瓦时 exact",
    ),
    ("基尼系数0.39，指数3.0版。", "0.39 0.39 - exact"),
    ("覆盖率达到或超过45%。", "达到或超过45% 45 % at_least"),
    ("安装7台风机，防御台风，设3处理疗室、20间隔离房。", "7台 7 台 exact; 3处 3 处 exact; 20间 20 间 exact"),
    ("完成3项目标，共30项目。", "3项 3 项 exact"),
    ("惠及农户4万多户。", "4万多户 40000 户 over"),
    ("新设企业1万6千多户。", "1万6千多户 16000 户 over"),
    ("出行人次达1亿3千多万。", "1亿3千多万 130000000 - over"),
    ("建设一五六个单位，共二三九个。", "一五六个 156 个 exact; 二三九个 239 个 exact"),
    ("补助不低于项目设备投资总额（含软件）的20%。", "20% 20 % at_least"),
    ("负债不超过资产评估价值的三分之一。", "三分之一 0.3333 - up_to"),
    ("出口超过全县总量的一半，增速高于邻县的4%。", "一半 50 % over; 4% 4 % exact"),
    ("未超过规定时限的6家企业。", "6家 6 家 exact"),
    (
        "产值首次跨越700亿元，站上800亿元，跨越6个县。",
        "700亿元 70000000000 元 over; 800亿元 80000000000 元 at_least; 6个 6 个 exact",
    ),
    (
        "单耗由7 · 4吨降到6· 2吨，增长13·6％。",
        "7 · 4吨 7.4 吨 exact; 6· 2吨 6.2 吨 exact; 13·6％ 13.6 % exact",
    ),
    ("开展3·15活动，增长4，7％，下降6。1%。", "-"),
    ("用电量6亿千瓦小时，储能50兆瓦小时。", "6亿千瓦小时 600000000 千瓦时 exact; 50兆瓦小时 50 兆瓦时 exact"),
    (
        "周转量3亿人海里，浓度31微克每立方米。",
        "3亿人海里 300000000 人海里 exact; 31微克每立方米 31 微克/立方米 exact",
    ),
    ("每家最高补贴60万元，最多奖励8万元。", "60万元 600000 元 up_to; 8万元 80000 元 up_to"),
    ("由3人或以上审核。", "3人或以上 3 人 at_least"),
    ("产量1 4 ．6 万吨，增长0 ．7 ％。", "1 4 ．6 万吨 146000 吨 exact; 0 ．7 ％ 0.7 % exact"),
    (
        "结余十九亿六千万元，口粮三亿七千万担。",
        "十九亿六千万元 1960000000 元 exact; 三亿七千万担 370000000 担 exact",
    ),
    ("总产值两万三千亿元，占全国1/10以上。", "两万三千亿元 2300000000000 元 exact; 1/10以上 0.1 - at_least"),
    ("每周到校两三次，参加工会的有六百七十餘萬人。", "两三次 2..3 次 approx; 六百七十餘萬人 6700000 人 over"),
    ("九二个电站，其中水电站有一六个。", "九二个 92 个 exact; 一六个 16 个 exact"),
    ("唯一一个，三四个，统一五项标准，三八个字。", "三四个 3..4 个 approx; 五项 5 项 exact"),
    ("按不超过实际投资额8%的比例，负债不高于资产40%。", "8% 8 % up_to; 40% 40 % up_to"),
    ("建成330千伏及以上输电线路600公里。", "600公里 600 公里 exact"),
    (
        "增长2.6一3.1倍，食糖350万一420万吨，达标60％一80％。",
        "2.6一3.1倍 2.6..3.1 倍 exact; 350万一420万吨 3500000..4200000 吨 exact; 60％一80％ 60..80 % exact",
    ),
    ("培训骨干3.6万余人次。", "3.6万余人次 36000 人次 over"),
    ("引资6亿多元。", "6亿多元 600000000 元 over"),
    ("栽种果树12万余株", "12万余株 120000 株 over"),
    ("出口7亿多美元", "7亿多美元 700000000 美元 over"),
    ("管护林地9万余公顷，", "9万余公顷 90000 公顷 over"),
    ("清运垃圾2千多吨。", "2千多吨 2000 吨 over"),
    ("受理事项1.8万余件。", "1.8万余件 18000 件 over"),
    ("发放补助900万余元。", "900万余元 9000000 元 over"),
    ("完成技改40多亿元。", "40多亿元 4000000000 元 over"),
    ("服务群众一千三百多万人次", "一千三百多万人次 13000000 人次 over"),
    ("组织一百多场演出", "一百多场 100 场 over"),
    ("规模达7亿多。", "7亿多 700000000 - over"),
    ("人口五百多万。", "五百多万 5000000 - over"),
    ("存量6.3万余台（套）", "6.3万余台（套） 63000 台（套） over"),
    ("比五年前增长两倍多。", "两倍多 2 倍 over"),
    ("较上年翻了一番多。", "一番多 1 番 over"),
    ("翻一番多", "翻一番多 1 番 over"),
    ("占到四成多。", "四成多 40 % over"),
    ("六成五的企业", "六成五 65 % exact"),
    ("成本下降一成半。", "一成半 15 % exact"),
    ("规模扩大一倍半。", "一倍半 1.5 倍 exact"),
    ("建设周期3年半。", "3年半 3.5 年 exact"),
    ("办理时限压缩到两个半小时。", "两个半小时 2.5 小时 exact"),
    ("停航一个多月。", "一个多月 1 个月 over"),
    ("提升了3个多百分点。", "3个多百分点 3 个百分点 over"),
    ("全长5公里多。", "5公里多 5 公里 over"),
    ("利用率达七成以上。", "七成以上 70 % at_least"),
    ("增长3倍以上，", "3倍以上 3 倍 at_least"),
    ("年增长20倍以上", "20倍以上 20 倍 at_least"),
    ("投资额12亿元有余。", "12亿元有余 1200000000 元 over"),
    ("年龄30岁出头。", "30岁出头 30 岁 over"),
    ("建成6条多式联运线路", "6条 6 条 exact"),
    ("培育3个多元化平台", "3个 3 个 exact"),
    ("新增产能20万吨多晶硅", "20万吨 200000 吨 exact"),
    ("总量不得突破15亿立方米。", "不得突破15亿立方米 1500000000 立方米 up_to"),
    ("规模不突破410平方公里。", "不突破410平方公里 410 平方公里 up_to"),
    ("檐口高度不得高于24米。", "不得高于24米 24 米 up_to"),
    ("覆盖率不应低于85%。", "不应低于85% 85 % at_least"),
    ("泊位不宜少于60个。", "不宜少于60个 60 个 at_least"),
    ("自筹比例不能低于25%。", "不能低于25% 25 % at_least"),
    ("埋深不得大于3米", "不得大于3米 3 米 up_to"),
    ("绿化比例不得小于12%。", "不得小于12% 12 % at_least"),
    ("办结不能超过4个工作日", "不能超过4个工作日 4 工作日 up_to"),
    ("负债率未超过70%。", "未超过70% 70 % up_to"),
    ("消费量没有突破520万吨标准煤。", "没有突破520万吨标准煤 5200000 吨标准煤 up_to"),
    ("严禁超过20%。", "严禁超过20% 20 % up_to"),
    ("占比不可低于三成。", "不可低于三成 30 % at_least"),
    ("间距不允许小于50米。", "不允许小于50米 50 米 at_least"),
    ("人数不准多于8人。", "不准多于8人 8 人 up_to"),
    ("余量不会少于6万吨。", "不会少于6万吨 60000 吨 at_least"),
    ("防止超过5%。", "防止超过5% 5 % up_to"),
    ("避免低于15%。", "避免低于15% 15 % at_least"),
    ("逾期率从未超过2%。", "未超过2% 2 % up_to"),
    ("占地不应该大于4公顷", "不应该大于4公顷 4 公顷 up_to"),
    ("尚未达到60%。", "未达到60% 60 % up_to"),
    ("未满18周岁", "未满18周岁 18 周岁 up_to"),
    ("参保率不到九成。", "不到九成 90 % up_to"),
    ("不足30%。", "不足30% 30 % up_to"),
    ("不低于90%，", "不低于90% 90 % at_least"),
    ("不高于1.5%。", "不高于1.5% 1.5 % up_to"),
    ("原则上不少于200亩。", "不少于200亩 200 亩 at_least"),
    ("不小于3厘米", "不小于3厘米 3 厘米 at_least"),
    ("大于等于95%", "大于等于95% 95 % at_least"),
    ("小于或等于8%", "小于或等于8% 8 % up_to"),
    ("高于或等于12元", "高于或等于12元 12 元 at_least"),
    ("低于等于6分贝", "低于等于6分贝 6 分贝 up_to"),
    ("大于35%", "大于35% 35 % over"),
    ("小于5分钟", "小于5分钟 5 分钟 up_to"),
    ("超过300家", "超过300家 300 家 over"),
    ("超出计划40万元", "40万元 400000 元 exact"),
    ("突破800亿元", "800亿元 80000000000 元 over"),
    ("高于90%", "90% 90 % over"),
    ("低于4.5%", "4.5% 4.5 % up_to"),
    ("≯5% ", "≯5% 5 % up_to"),
    ("≮80% ", "≮80% 80 % at_least"),
    ("收费不得高于每人80元。", "80元 80 元 up_to"),
    ("支出不得超过项目总额的20%。", "20% 20 % up_to"),
    ("配套不低于总投资的30%。", "30% 30 % at_least"),
    ("最高不超过60万元", "最高不超过60万元 600000 元 up_to"),
    ("不止40家", "不止40家 40 家 over"),
    ("不下百家", "不下百家 100 家 at_least"),
    ("上限为500万元", "500万元 5000000 元 up_to"),
    ("下限为20%", "20% 20 % at_least"),
    ("多达36个", "36个 36 个 exact"),
    ("气温降至零下15.2℃。", "零下15.2℃ -15.2 ℃ exact"),
    ("自然增长率为负1.2‰。", "负1.2‰ -1.2 ‰ exact"),
    ("产量负增长4.1%。", "4.1% 4.1 % exact"),
    ("增速为–2.3%。", "–2.3% -2.3 % exact"),
    ("增速为-2.3%。", "-2.3% -2.3 % exact"),
    ("增速为－2.3％。", "－2.3％ -2.3 % exact"),
    ("增速为−2.3%。", "−2.3% -2.3 % exact"),
    ("累计减负12亿元", "12亿元 1200000000 元 exact"),
    ("减轻企业税负8.5亿元", "8.5亿元 850000000 元 exact"),
    ("降本减负20%。", "20% 20 % exact"),
    ("冷库温度-25℃至-18℃", "-25℃至-18℃ -25..-18 ℃ exact"),
    ("零下10℃至5℃", "零下10℃至5℃ -10..5 ℃ exact"),
    ("室温保持在22±2℃。", "22±2℃ 20..24 ℃ exact"),
    ("冷库温度为-18±2℃。", "-18±2℃ -20..-16 ℃ exact"),
    ("误差±3%以内", "±3%以内 -3..3 % up_to"),
    ("精度达到±8毫米", "±8毫米 -8..8 毫米 exact"),
    ("电压偏差正负5%", "正负5% -5..5 % exact"),
    ("产值2 417.8亿元", "2 417.8亿元 241780000000 元 exact"),
    ("学生84 530人", "84 530人 84530 人 exact"),
    ("余额31 208亿元", "31 208亿元 3120800000000 元 exact"),
    ("人口1 204 500人", "1 204 500人 1204500 人 exact"),
    ("产值2,417.8亿元", "2,417.8亿元 241780000000 元 exact"),
    ("产值2，417.8亿元", "2，417.8亿元 241780000000 元 exact"),
    ("蓄积量2.35×10^6立方米", "2.35×10^6立方米 2350000 立方米 exact"),
    ("总量1.8×10⁸立方米", "1.8×10⁸立方米 180000000 立方米 exact"),
    ("总量1.8x10⁸立方米", "1.8x10⁸立方米 180000000 立方米 exact"),
    ("浓度3.2×10⁻³毫克/升", "3.2×10⁻³毫克/升 0.0032 毫克/升 exact"),
    ("库容10⁷立方米", "10⁷立方米 10000000 立方米 exact"),
    ("达到90¹家。", "90¹家 90 家 exact"),
    ("达到66%²。", "66% 66 % exact"),
    ("新增380家³，", "380家 380 家 exact"),
    ("面积300m²。", "300m² 300 m² exact"),
    ("库容500m³。", "500m³ 500 m³ exact"),
    ("引育20∼30家", "20∼30家 20..30 家 exact"),
    ("建设3〜6个", "3〜6个 3..6 个 exact"),
    ("占比15～20%", "15～20% 15..20 % exact"),
    ("占比15%～20%", "15%～20% 15..20 % exact"),
    ("投资5—8亿元", "5—8亿元 500000000..800000000 元 exact"),
    ("培育10-15家", "10-15家 10..15 家 exact"),
    ("培育10–15家", "10–15家 10..15 家 exact"),
    ("每年2至3次", "2至3次 2..3 次 exact"),
    ("补助20万元至40万元", "20万元至40万元 200000..400000 元 exact"),
    ("开发90纳米至65纳米工艺", "90纳米至65纳米 65..90 纳米 exact"),
    ("距离500米至1.2公里", "500米至1.2公里 0.5..1.2 公里 exact"),
    ("规模3000万元—1亿元", "3000万元—1亿元 30000000..100000000 元 exact"),
    ("8000—10000元", "8000—10000元 8000..10000 元 exact"),
    ("从12%提高到18%", "12% 12 % exact; 18% 18 % exact"),
    ("由300家增至420家", "300家 300 家 exact; 420家 420 家 exact"),
    ("保持在3%和5%之间", "3%和5% 3..5 % exact"),
    ("介于20与30℃之间", "20与30℃ 20..30 ℃ exact"),
    ("pH值保持在6～9之间。", "6～9 6..9 - exact"),
    ("三至五家", "三至五家 3..5 家 exact"),
    ("三五家", "-"),
    ("孕产妇死亡率7.6/10万。", "7.6/10万 7.6 /10万 exact"),
    ("死亡率降到11/10万以下，", "11/10万以下 11 /10万 up_to"),
    ("发病率45.2/10万", "45.2/10万 45.2 /10万 exact"),
    ("发病率48例/10万人", "48例/10万人 48 例/10万人 exact"),
    ("每10万人拥有律师28.4人。", "28.4人 28.4 人 exact"),
    ("每千人口床位数达到7.2张", "7.2张 7.2 张 exact"),
    ("每万人拥有公交12标台", "12标台 12 标台 exact"),
    ("每百户拥有汽车43辆", "43辆 43 辆 exact"),
    ("提高3.5个千分点", "3.5个千分点 3.5 个千分点 exact"),
    ("下降25个基点", "25个基点 25 个基点 exact"),
    ("排放强度0.8吨CO2/万元", "0.8吨CO2/万元 0.8 吨CO2/万元 exact"),
    ("碳强度1.06吨CO₂/万元", "1.06吨CO₂/万元 1.06 吨CO₂/万元 exact"),
    ("建设2×66万千瓦机组", "2×66万千瓦 1320000 千瓦 exact"),
    ("建设2×660MW机组", "2×660MW 1320 MW exact"),
    ("扩建4×30兆瓦", "4×30兆瓦 120 兆瓦 exact"),
    ("实行7×24小时服务", "-"),
    ("展板3×5米", "-"),
    ("连续六届获评", "六届 6 届 exact"),
    ("连续5届", "5届 5 届 exact"),
    ("预期寿命提高到80.2岁。", "80.2岁 80.2 岁 exact"),
    ("人均预期寿命达到79岁以上，", "79岁以上 79 岁 at_least"),
    ("65岁以上老年人占比21%", "21% 21 % exact"),
    ("发放60岁以上高龄津贴300元", "300元 300 元 exact"),
    ("收入比缩小到1.92∶1。", "1.92∶1 1.92 - exact"),
    ("收入比为2.05:1左右。", "2.05:1左右 2.05 - about"),
    ("用电量52亿千瓦时", "52亿千瓦时 5200000000 千瓦时 exact"),
    ("发电3千瓦时", "3千瓦时 3 千瓦时 exact"),
    ("装机1200万千瓦", "1200万千瓦 12000000 千瓦 exact"),
    ("分别高1.2个和0.4个百分点。", "1.2个 1.2 个百分点 exact; 0.4个百分点 0.4 个百分点 exact"),
    ("分别达到300万和450万吨。", "300万 3000000 吨 exact; 450万吨 4500000 吨 exact"),
    (
        "分别增长4.6、6.2和3.9个百分点",
        "4.6 4.6 个百分点 exact; 6.2 6.2 个百分点 exact; 3.9个百分点 3.9 个百分点 exact",
    ),
    ("分别为12、15和20家", "12 12 家 exact; 15 15 家 exact; 20家 20 家 exact"),
    ("比值为1.98，比上年缩小0.05。", "1.98 1.98 - exact; 0.05 0.05 - exact"),
    ("新建3个体育场", "3个 3 个 exact"),
    ("帮扶3000户个体户", "3000户 3000 户 exact"),
    ("募捐百万元。", "百万元 1000000 元 exact"),
    ("资金达千万元。", "千万元 10000000 元 exact"),
    ("10G-PON端口占60%", "60% 60 % exact"),
    ("400G光模块占比30%", "30% 30 % exact"),
    ("带宽达到100G。", "100G 100 G exact"),
    ("带宽提升至500M以上。", "500M以上 500 M at_least"),
    ("5G基站500座", "500座 500 座 exact"),
    ("15分钟便民生活圈40个", "40个 40 个 exact"),
    ("打造“30分钟急救圈”", "-"),
    ("1小时通勤圈", "-"),
    ("通行时间30分钟。", "30分钟 30 分钟 exact"),
    ("约90家", "约90家 90 家 approx"),
    ("≈90%", "≈90% 90 % approx"),
    ("近百家", "近百家 100 家 near"),
    ("上千家", "上千家 1000 家 at_least"),
    ("万余名", "万余名 10000 名 over"),
    ("三百余家", "三百余家 300 家 over"),
    ("几十家", "-"),
    ("十几个", "十几个 10 个 over"),
    ("三四百家", "三四百家 300..400 家 approx"),
    ("百分之六十五", "百分之六十五 65 % exact"),
    ("百分之五至百分之八", "百分之五至百分之八 5..8 % exact"),
    ("千分之三", "千分之三 3 ‰ exact"),
    ("三分之二以上", "三分之二以上 0.6667 - at_least"),
    ("1.2万亿元", "1.2万亿元 1200000000000 元 exact"),
    ("3.5亿吨公里", "3.5亿吨公里 350000000 吨公里 exact"),
    ("每生每年1200元", "1200元 1200 元 exact"),
    ("120元/人·年", "120元/人·年 120 元/人·年 exact"),
    ("不超过200万元/年", "不超过200万元/年 2000000 元/年 up_to"),
    ("第3位", "第3位 3 位 exact"),
    ("前10名", "前10名 10 名 up_to"),
    ("全国第五", "第五 5 位 exact"),
    ("缩短到3个工作日以内", "3个工作日以内 3 工作日 up_to"),
    ("5年以上", "5年以上 5 年 at_least"),
    ("18—60周岁", "18—60周岁 18..60 周岁 exact"),
    ("三十万零五百人", "三十万零五百人 300500 人 exact"),
    ("3000元封顶", "3000元封顶 3000 元 up_to"),
    ("㎡试验：60㎡", "60㎡ 60 ㎡ exact"),
    ("输油120㎞", "120㎞ 120 km exact"),
    ("年处理5000㎥", "5000㎥ 5000 m³ exact"),
    ("重60㎏", "60㎏ 60 kg exact"),
    ("不再超过30天", "不再超过30天 30 天 up_to"),
    ("不得再突破12亿元", "不得再突破12亿元 1200000000 元 up_to"),
    ("增速由正转负", "-"),
    ("3.2亿斤以上", "3.2亿斤以上 320000000 斤 at_least"),
    ("人均30余平方米", "30余平方米 30 平方米 over"),
    ("70%左右", "70%左右 70 % about"),
    ("超三成", "超三成 30 % over"),
    ("单体不得少于每处500平方米", "500平方米 500 平方米 at_least"),
)

# cell, unit of its column, what it says
CELLS = (
    ("60⑴", "个", "60 个 exact"),
    ("至少5", "个", "5 个 at_least"),
    ("至多5%", "%", "5 % up_to"),
    ("最少5", "个", "5 个 at_least"),
    ("确保95%", "%", "95 % exact"),
    ("争取达到95%以上", "%", "95 % at_least"),
    ("在95%以上", "%", "95 % at_least"),
    ("达到或超过40", "%", "40 % at_least"),
    ("﹥90", "%", "90 % over"),
    ("﹤5", "%", "5 % up_to"),
    ("≈90", "%", "90 % approx"),
    ("90+", "%", "90 % at_least"),
    ("90＋", "%", "90 % at_least"),
    ("90%+", "", "90 % at_least"),
    ("90（省定85）", "%", "90 % exact"),
    ("60【1】", "个", "60 个 exact"),
    ("60[2]", "个", "60 个 exact"),
    ("60①", "个", "60 个 exact"),
    ("60¹", "个", "60 个 exact"),
    ("60%²", "", "60 % exact"),
    ("不得低于90", "%", "90 % at_least"),
    ("不得超过5", "%", "5 % up_to"),
    ("大于等于85", "%", "85 % at_least"),
    ("小于等于5", "%", "5 % up_to"),
    ("5万多", "人", "50000 人 over"),
    ("3亿多元", "", "300000000 元 over"),
    ("20余", "个", "20 个 over"),
    ("±5", "%", "-5..5 % exact"),
    ("负3.2", "%", "-3.2 % exact"),
    ("–1.5", "%", "-1.5 % exact"),
    ("零下12", "℃", "-12 ℃ exact"),
    ("30∼50", "家", "30..50 家 exact"),
    ("1 356.2", "亿元", "135620000000 元 exact"),
    ("1.05×10⁷", "立方米", "10500000 立方米 exact"),
    ("12.5", "/10万", "12.5 /10万 exact"),
    ("12.5", "1/10万", "12.5 /10万 exact"),
    ("8.5/10万", "", "8.5 /10万 exact"),
    ("2×35万千瓦", "", "700000 千瓦 exact"),
    ("1.85∶1", "", "1.85 - exact"),
    ("<10", "", "10 - up_to"),
    ("90以上", "%", "90 % at_least"),
    ("52000", "人民币万元", "520000000 元 exact"),
    ("52000", "万元（人民币）", "520000000 元 exact"),
    ("52000", "﹙万元﹚", "520000000 元 exact"),
    ("〔18〕", "%", "18 % exact"),
    ("12〔3〕", "%", "-"),
    ("90/85", "%", "-"),
    ("5-8", "%", "5..8 % exact"),
    ("约3", "亿元", "300000000 元 approx"),
    ("7成", "%", "70 % exact"),
    ("两倍多", "", "2 倍 over"),
    ("达到90", "%", "90 % exact"),
    ("力争90%以上", "", "90 % at_least"),
    ("不再下降", "", "-"),
)


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_a_form_of_running_text(text: str, expected: str) -> None:
    assert ("; ".join(f"{q.raw} {told(q)}" for q in find_quantities(text)) or "-") == expected


@pytest.mark.parametrize(("cell", "unit", "expected"), CELLS)
def test_a_form_of_cells(cell: str, unit: str, expected: str) -> None:
    quantity = read_quantity(cell, unit or None)
    assert (told(quantity) if quantity else "-") == expected


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_the_second_reader_of_numbers_agrees_and_takes_no_other(text: str, expected: str) -> None:
    for quantity in find_quantities(text):
        for value in (quantity.value, quantity.value_max):
            if value:
                assert proves(value, quantity.unit, quantity.raw, (text,)), (text, value)
                assert not proves(value * 7, quantity.unit, quantity.raw), (text, value)
        assert quantity.unit is None or names_unit(quantity.unit, (quantity.raw, text))


COMPARISONS = [row for row in read_rows("bounds") if row["role"] == "comparison"]
NEGATIONS = [row["word"] for row in read_rows("bounds") if row["role"] == "negation"]
MODALS = ["", "得", "应", "能", "宜", "可", "允许"]


@settings(deadline=None)
@given(
    st.sampled_from(["", "指标"]),
    st.sampled_from(COMPARISONS),
    st.sampled_from(NEGATIONS),
    st.sampled_from(MODALS),
)
def test_a_negation_turns_a_bound_round(before: str, row: dict[str, str], negation: str, modal: str) -> None:
    plain, negated = before + row["word"], before + negation + modal + row["word"]
    found = bound_before(negated, len(negated))
    assert found is not None
    assert (found.start, found.qualifier, found.inside) == (len(before), row["negated"], True)
    alone = bound_before(plain, len(plain))
    assert (alone.qualifier if alone else "") == row["plain"]


SCALES = {"": 1, "万": 10**4, "亿": 10**8, "千": 10**3, "百万": 10**6}


def printed_forms(value: Decimal) -> list[str]:
    """The same number as plans print it."""
    plain = f"{value:f}"
    whole, _, places = plain.partition(".")
    tail = f".{places}" if places else ""
    wide = plain.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    grouped = [f"{int(whole):,}".replace(",", mark) + tail for mark in (",", " ", "\u2009")]
    return [plain, wide, *grouped]


@settings(deadline=None)
@given(
    st.decimals(2, 99_999_999, places=2),
    st.sampled_from(sorted(SCALES)),
    st.sampled_from(["元", "吨", "公里", "平方米", "户"]),
    st.sampled_from([("", "exact"), ("多", "over"), ("余", "over")]),
)
def test_a_printed_number_is_read_back(number: Decimal, scale: str, unit: str, more: tuple[str, str]) -> None:
    for form in printed_forms(number):
        raw = f"{form}{scale}{more[0]}{unit}"
        (quantity,) = find_quantities(f"完成{raw}。")
        assert (quantity.raw, quantity.value, quantity.unit, quantity.qualifier) == (
            raw,
            number * SCALES[scale],
            unit,
            more[1],
        )
        assert proves(number * SCALES[scale], unit, raw)


@settings(deadline=None)
@given(
    st.integers(1, 5000),
    st.integers(1, 5000),
    st.sampled_from("-–—~～∼〜至到"),
    st.booleans(),
    st.sampled_from(["家", "%", "公里"]),
)
def test_a_printed_range_is_read_back(first: int, gap: int, mark: str, both: bool, unit: str) -> None:
    raw = f"{first}{unit if both else ''}{mark}{first + gap}{unit}"
    (quantity,) = find_quantities(f"培育示范点，共{raw}。")
    assert (quantity.raw, quantity.value, quantity.value_max) == (raw, first, first + gap)


@settings(deadline=None)
@given(st.decimals(1, 9, places=2), st.integers(4, 12), st.booleans())
def test_a_power_of_ten_is_read_back(head: Decimal, exponent: int, raised: bool) -> None:
    digits = str(exponent).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    raw = f"{head}×10{digits if raised else f'^{exponent}'}立方米"
    (quantity,) = find_quantities(f"库容达到{raw}。")
    assert (quantity.raw, quantity.value) == (raw, head * 10**exponent)
    assert proves(head * 10**exponent, "立方米", raw)


@given(st.integers(1, 99), st.integers(1, 9), st.sampled_from(["", "多"]))
@settings(max_examples=40, deadline=None)
def test_myriads_and_thousands_add_up(myriads: int, thousands: int, more: str) -> None:
    (read,) = find_quantities(f"新设企业{myriads}万{thousands}千{more}户。")
    assert (read.value, read.unit) == (myriads * 10000 + thousands * 1000, "户")
    assert read.qualifier == ("over" if more else "exact")
    assert proves(Decimal(read.value or 0), "户", read.raw)


@given(st.text("一二三四五六七八九", min_size=3, max_size=4))
@settings(max_examples=60, deadline=None)
def test_digits_one_a_place_count_what_follows(digits: str) -> None:
    value = int("".join(str("一二三四五六七八九".index(c) + 1) for c in digits))
    for read in find_quantities(f"建成{digits}个单位。"):
        assert read.raw != f"{digits}个" or read.value in (value, None) or read.value_max is not None
