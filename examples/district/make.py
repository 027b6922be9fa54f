#!/usr/bin/env python3
"""Writes the feeds of an invented district (江州市云澜区, division 329902, which does not exist).

    python3 make.py [FOLDER]        default: the folder of this script

Deterministic: own generator of numbers, no clock. Every name and number is invented; check digits are right except
where a row shows that they are not. The data are as of 2026-11-21. README.md says which rows show what.
"""

import csv
import io
import sys
from pathlib import Path

CITY, DISTRICT, AREA = "江州市", "云澜区", "329902"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
COLUMNS = {
    "list_kind": "名单类型", "subject_kind": "主体类别", "name": "主体名称", "former_names": "曾用名",
    "id_kind": "证件类型", "id": "证件号码", "document_no": "文书号", "cause": "列入事由", "severity": "失信等级",
    "authority": "认定单位", "source_unit": "信源单位", "decided_on": "决定日期", "listed_on": "列入日期",
    "effective_from": "生效日期", "publish_until": "公示截止日期", "status": "状态", "legal_basis": "法律依据",
    "domain": "重点领域", "region": "行政区划", "record_id": "记录编号",
}
CHINESE = {
    "org": "法人及非法人组织", "person": "自然人", "sole-trader": "个体工商户", "uscc": "统一社会信用代码",
    "org-code": "组织机构代码", "reg-no": "注册号", "tax-no": "税务登记号", "citizen-id": "居民身份证",
    "active": "有效", "pending": "待生效", "deferred": "暂缓", "objection": "异议", "suspended": "暂停",
    "repaired": "已修复", "revoked": "已撤销",
}


class Numbers:
    """A linear congruential generator, the same on every machine."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return (self.state >> 33) % limit

    def pick(self, items):
        return items[self.below(len(items))]


numbers = Numbers(20261121)

# -- identifiers ---------------------------------------------------------------------------------------------------


def organisation_check(first8):
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(weight * int(c, 36) for weight, c in zip(weights, first8))
    return "0123456789X0"[(11 - total % 11) % 11]


def credit_check(first17):
    total = sum(ALPHABET.index(c) * pow(3, at, 31) for at, c in enumerate(first17))
    return ALPHABET[(31 - total) % 31]


def credit_code(prefix="91"):
    body = "MA" + "".join(numbers.pick(ALPHABET) for _ in range(6))
    first17 = prefix + AREA + body + organisation_check(body)
    return first17 + credit_check(first17)


def citizen_id():
    born = f"{1962 + numbers.below(40)}{1 + numbers.below(12):02}{1 + numbers.below(28):02}"
    first17 = f"{AREA}{born}{1 + numbers.below(998):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return first17 + "10X98765432"[sum(int(c) * weight for c, weight in zip(first17, weights)) % 11]


def masked(number):
    """As courts publish it: the birth day hidden."""
    return number[:10] + "****" + number[14:]


def wrong_check(code):
    return code[:-1] + ALPHABET[(ALPHABET.index(code[-1]) + 1) % 31]


def wrong_organisation_check(code):
    """The inner check is wrong, the outer one right."""
    first17 = code[:16] + ALPHABET[(ALPHABET.index(code[16]) + 1) % 10]
    return first17 + credit_check(first17)


def full_width(text):
    return "".join(chr(ord(c) + 0xFEE0) for c in text)


# -- subjects ------------------------------------------------------------------------------------------------------

FIRST, SECOND = "岚桓澄骞砚沅翊珩昀槿泓霁", "禾钧朔澍棠屿晏衡珞筠濯煦"
TRADES = ("建设工程", "建筑劳务", "物业管理", "环保科技", "食品", "餐饮管理", "医疗器械", "信息技术", "园林绿化", "物流",
          "装饰工程", "机电设备", "商贸", "纺织", "旅行社", "检测技术")
FORMS = ("有限公司", "有限公司", "有限公司", "股份有限公司", "有限责任公司")
SURNAMES, GIVEN = "苑茹邰宓逄郏璩", "岚屿朔棠珩筠濯澍桓翊"
STALLS = ("小吃店", "便利店", "五金店", "理发店", "水果店", "汽车维修部", "服装店", "棋牌室")
SOCIAL = ("社会工作服务中心", "青年志愿者协会", "养老服务促进会", "社区公益服务社")

used_names = set()


def fresh(make):
    while (name := make()) in used_names:
        pass
    used_names.add(name)
    return name


def brand():
    return numbers.pick(FIRST) + numbers.pick(SECOND)


def company():
    name = fresh(lambda: f"{CITY}云澜{brand()}{numbers.pick(TRADES)}{numbers.pick(FORMS)}")
    return {"subject_kind": "org", "name": name, "id_kind": "uscc", "id": credit_code()}


def society():
    name = fresh(lambda: f"{DISTRICT}{brand()}{numbers.pick(SOCIAL)}")
    return {"subject_kind": "org", "name": name, "id_kind": "uscc", "id": credit_code("52")}


def trader():
    name = fresh(lambda: f"{DISTRICT}{brand()}{numbers.pick(STALLS)}")
    return {"subject_kind": "sole-trader", "name": name, "id_kind": "uscc", "id": credit_code("92")}


def person(hide=True):
    name = fresh(lambda: numbers.pick(SURNAMES) + numbers.pick(GIVEN) + numbers.pick(GIVEN))
    number = citizen_id()
    return {"subject_kind": "person", "name": name, "id_kind": "citizen-id", "id": masked(number) if hide else number}


# -- lists ---------------------------------------------------------------------------------------------------------

COURT, FINANCE, TAX = "云澜区人民法院", "云澜区财政局", "国家税务总局江州市云澜区税务局"
LABOUR, MARKET, SAFETY = "云澜区人力资源和社会保障局", "云澜区市场监督管理局", "云澜区应急管理局"
CULTURE, STATISTICS, HOUSING = "云澜区文化和旅游局", "云澜区统计局", "云澜区住房和城乡建设局"
CIVIL, CREDIT, BANKING = "云澜区民政局", "云澜区信用办", "云澜区地方金融工作局"

# list: authority, term in years (None: no fixed term), form of the document number, causes, legal basis, domain
LISTS = {
    "BK-SXBZXR": (COURT, 2, "（{y}）苏9902执{n}号",
                  ("违反财产报告制度", "以虚假诉讼、虚假仲裁或者以隐匿、转移财产等方法规避执行", "违反限制消费令"),
                  "法释〔2017〕7号", ""),
    "BK-ZDSSWF": (TAX, 3, "云澜税稽罚〔{y}〕{n}号", ("虚开增值税专用发票", "伪造、隐匿账簿，少列收入", "以转移财产方式逃避追缴欠税"),
                  "国家税务总局令第54号", ""),
    "BK-ZFCGSX": (FINANCE, 2, "云澜财采罚〔{y}〕{n}号", ("提供虚假材料谋取中标、成交", "与其他供应商恶意串通", "中标后无正当理由拒不签订合同"),
                  "政府采购法第七十七条", ""),
    "BK-TQGZ": (LABOUR, 3, "云澜人社列字〔{y}〕{n}号", ("克扣农民工工资，经责令限期支付逾期未支付", "拖欠农民工工资引发群体性事件"),
                "人社部令第45号", "工程质量"),
    "BK-SJYZWF": (MARKET, 3, "云澜市监列字〔{y}〕{n}号", ("销售不合格食品，受到较重行政处罚", "提交虚假材料取得登记", "严重侵害消费者权益"),
                  "市场监管总局令第44号", "食品药品"),
    "BK-AQSC": (SAFETY, 3, "云澜应急列字〔{y}〕{n}号", ("发生较大生产安全事故并负有责任", "瞒报生产安全事故"),
                "应急管理部令第11号", "安全生产"),
    "BK-WHLY": (CULTURE, 3, "云澜文旅列字〔{y}〕{n}号", ("未经许可经营旅行社业务",), "文化和旅游部令第7号", "文化旅游"),
    "BK-TJSX": (STATISTICS, 1, "云澜统列字〔{y}〕{n}号", ("编造虚假统计数据", "拒绝、阻碍统计检查"), "统计法", ""),
    "BK-JZSC": (HOUSING, 1, "云澜住建列字〔{y}〕{n}号", ("转包、违法分包", "发生工程质量事故"), "建市〔2017〕241号", "工程质量"),
    "WT-JYYC": (MARKET, None, "云澜市监异字〔{y}〕{n}号", ("通过登记的住所无法取得联系", "未按规定期限公示年度报告"),
                "企业信息公示暂行条例", ""),
    "WT-GTYC": (MARKET, None, "云澜市监个标〔{y}〕{n}号", ("未按规定报送年度报告", "经营场所无法联系"),
                "个体工商户年度报告暂行办法", ""),
    "WT-XZCF": (MARKET, 1, "云澜市监处罚〔{y}〕{n}号", ("虚假宣传", "使用未经检定的计量器具", "超范围经营食品", "未明码标价"),
                "行政处罚法", "食品药品"),
    "WT-FZCH": (TAX, None, "云澜税非正常〔{y}〕{n}号", ("未按期申报且查无下落",), "税收征收管理法", ""),
    "WT-QSGG": (TAX, None, "云澜税欠告〔{y}〕{n}号", ("欠缴增值税", "欠缴企业所得税"), "欠税公告办法（试行）", ""),
    "WT-XZXF": (COURT, None, "（{y}）苏9902执限{n}号", ("未履行生效法律文书确定的给付义务",), "法释〔2015〕17号", ""),
    "WT-CNWY": (CREDIT, 1, "云澜信用违诺〔{y}〕{n}号", ("未按告知承诺补齐材料", "违反信用修复承诺"), "云澜区信用承诺管理办法", ""),
    "RD-ANSR": (TAX, 1, "云澜税信〔{y}〕{n}号", ("上一评价年度纳税缴费信用A级",), "公告2025年第12号", ""),
    "RD-XYSF": (CREDIT, 3, "云澜信用示范〔{y}〕{n}号", ("信用管理示范企业",), "相关示范创建办法", ""),
    "RD-QHMD": (CREDIT, 2, "云澜信用红〔{y}〕{n}号", ("诚信经营，示范带动", "长期参与志愿服务"), "云澜信用〔2024〕2号", ""),
    "RD-SHZZPG": (CIVIL, 5, "云澜民社评〔{y}〕{n}号", ("社会组织评估等级4A", "社会组织评估等级5A"), "社会组织评估管理办法", "养老托幼"),
    "RD-AEO": ("江州海关", 5, "江关企认〔{y}〕{n}号", ("高级认证企业",), "海关总署令第251号", ""),
    "RD-XYDBM": (BANKING, 1, "云澜金融白〔{y}〕{n}号", ("小微贷白名单第三批",), "昆信用办〔2022〕3号第1项", ""),
    "RD-JTAA": ("江州市交通运输局", 1, "江交信评〔{y}〕{n}号", ("公路施工企业信用评价AA级",), "公路建设市场信用评价制度", ""),
}

serial = 0


def row(kind, subject, **changes):
    """An ordinary, active row of the list about the subject, within its term on 2026-11-21."""
    global serial
    serial += 1
    authority, years, document, causes, basis, domain = LISTS[kind]
    span = 20 if years is None else years * 12 - 3
    months = 2026 * 12 + 9 - numbers.below(span)
    listed = f"{months // 12}-{months % 12 + 1:02}-{1 + numbers.below(28):02}"
    listed = changes.get("listed_on", listed)
    year, rest = int(listed[:4]), listed[4:]
    cells = dict.fromkeys(COLUMNS, "")
    cells |= {
        "list_kind": kind, "document_no": document.format(y=year, n=100 + serial), "cause": numbers.pick(causes),
        "authority": authority, "source_unit": authority, "decided_on": listed, "listed_on": listed,
        "publish_until": "" if years is None else f"{year + years}{rest}", "status": "active",
        "legal_basis": basis, "domain": domain, "region": AREA, "record_id": f"YL-{kind}-{serial:04}",
    }
    if kind == "WT-XZCF":
        cells["severity"] = numbers.pick(("轻微", "一般", "一般", "严重"))
    return cells | subject | changes


# Some subjects are told about in README.md; they come first, so that their numbers stay when rows are added behind.
star = {name: company() for name in (
    "purchase", "court", "both", "disputed", "reorganised", "wages", "absent", "repaired", "expired", "renamed",
    "mistyped", "later", "contradicted", "penalty")}
star["red"] = company()
star["debtor"] = person(hide=False)
star["debtor in full"] = person(hide=False)
star["renamed"]["former_names"] = f"{CITY}云澜旧帆商贸有限公司|{CITY}云澜旧帆贸易有限公司"


def black():
    rows = [
        row("BK-ZFCGSX", star["purchase"], listed_on="2025-06-03", decided_on="2025-05-28", publish_until="2027-06-02"),
        row("BK-SXBZXR", star["court"], listed_on="2025-09-15", publish_until="2027-09-14"),
        row("BK-ZDSSWF", star["both"], listed_on="2024-12-02", publish_until="2027-12-01"),
        row("BK-ZFCGSX", star["disputed"], status="objection"),
        row("BK-SXBZXR", star["reorganised"], status="suspended", cause="违反财产报告制度（重整计划经法院批准）"),
        row("BK-TQGZ", star["wages"]),
        row("BK-ZFCGSX", star["repaired"], status="repaired"),
        row("BK-ZFCGSX", star["expired"], listed_on="2024-11-20", decided_on="2024-11-12", publish_until="2026-11-20"),
        row("BK-ZFCGSX", star["renamed"], listed_on="2025-11-21", publish_until="2026-11-21"),
        row("BK-ZFCGSX", star["mistyped"] | {"id": wrong_check(star["mistyped"]["id"])}),
        row("BK-ZFCGSX", star["later"], decided_on="2026-11-18", listed_on="2026-11-20", effective_from="2027-01-01",
            publish_until="2028-12-31"),
        row("BK-SXBZXR", star["debtor"] | {"id": masked(star["debtor"]["id"])}),
        row("BK-SXBZXR", star["debtor in full"]),
    ]
    plan = (("BK-SXBZXR", 38, company), ("BK-SXBZXR", 12, person), ("BK-ZDSSWF", 13, company), ("BK-ZFCGSX", 12, company),
            ("BK-TQGZ", 14, company), ("BK-TQGZ", 2, person), ("BK-SJYZWF", 17, company), ("BK-AQSC", 8, company),
            ("BK-WHLY", 6, company), ("BK-TJSX", 5, company), ("BK-JZSC", 6, company))
    rows += [row(kind, make()) for kind, count, make in plan for _ in range(count)]
    rows[14]["id"] = rows[14]["id"].lower()
    rows[15]["id"] = full_width(rows[15]["id"])
    rows[16]["id"] = f" {rows[16]['id'][:8]} {rows[16]['id'][8:]}\u3000"
    rows[17]["publish_until"] = "9999-12-31"
    rows[18]["publish_until"] = "无处罚期限"
    rows[22]["id_kind"], rows[22]["id"] = "org-code", f"{rows[22]['id'][8:16]}-{rows[22]['id'][16]}"
    rows[24]["cause"] = "违反财产报告制度,\"有履行能力而拒不履行\""
    rows[64]["id"] = wrong_check(rows[64]["id"])
    rows[65]["id"] = wrong_organisation_check(rows[65]["id"])
    rows[66]["record_id"] = ""
    contradicted = row("BK-SJYZWF", star["contradicted"], listed_on="2025-02-10", decided_on="2025-02-05",
                       publish_until="2028-02-09", record_id="YL-BK-SJYZWF-DUP1")
    amended = contradicted | {"decided_on": "2025-04-01", "cause": "提交虚假材料取得登记（复议后更正）"}
    person_by_name = row("BK-SXBZXR", person()) | {"id_kind": "", "id": ""}
    return rows + [
        contradicted, amended,
        dict(rows[30]), dict(rows[31]),
        row("BK-ZDSSWF", company(), status="pending"), row("BK-SXBZXR", company(), status="deferred"),
        row("BK-TQGZ", company(), status="repaired"), row("BK-SJYZWF", company(), status="revoked"),
        row("BK-TJSX", company(), listed_on="2025-03-03", decided_on="2025-03-03", publish_until="2026-03-02"),
        row("BK-ZFCGSX", company()) | {"list_kind": "BK-ZFCGXX"},
        row("BK-ZFCGSX", company(), publish_until=""),
        row("BK-ZDSSWF", company(), publish_until="1900-1-1"),
        row("BK-SXBZXR", company(), cause=f"法定代表人（身份证号{citizen_id()}）规避执行"),
        row("BK-AQSC", company(), listed_on="2026-03-01", publish_until="2025-03-01"),
        row("BK-JZSC", company()) | {"id": "91329902MA"},
        row("BK-ZFCGSX", company()) | {"id_kind": ""},
        person_by_name,
    ]


def watch():
    rows = [
        row("WT-JYYC", star["absent"]),
        row("WT-XZCF", star["penalty"], severity="严重", listed_on="2026-05-06", publish_until="2027-05-05"),
    ]
    plan = (("WT-JYYC", 28, company), ("WT-GTYC", 24, trader), ("WT-XZCF", 24, company), ("WT-XZCF", 14, trader),
            ("WT-XZCF", 4, person), ("WT-FZCH", 10, company), ("WT-QSGG", 8, company), ("WT-XZXF", 6, person),
            ("WT-CNWY", 4, company), ("WT-CNWY", 4, trader))
    rows += [row(kind, make()) for kind, count, make in plan for _ in range(count)]
    for at, until in enumerate(("暂无", "9999-9-9", "2099-12-31", "\\n", "null", "另行通知"), start=4):
        rows[at]["publish_until"] = until
    rows[12]["listed_on"] = rows[12]["listed_on"].replace("-", "")
    rows[13]["listed_on"] = "{}年{}月{}日".format(*rows[13]["listed_on"].split("-"))
    rows[14]["listed_on"] = rows[14]["listed_on"].replace("-", "/") + " 00:00:00"
    rows[15]["listed_on"] = "46082"
    rows[40]["id"] = rows[40]["id"].lower()
    rows[58]["name"] = "\u3000" + rows[58]["name"] + "\u200b"
    rows[59]["subject_kind"] = "企业"
    rows[60]["cause"] = rows[60]["cause"] + "\n（逾期未改正）"
    rows[61]["severity"] = "特别严重"
    rows[62]["list_kind"] = "双公示处罚"
    rows[63]["list_kind"] = "行政处罚公示信息（双公示）"
    return rows + [
        dict(rows[20]),
        row("WT-JYYC", company(), status="repaired"), row("WT-GTYC", trader(), status="repaired"),
        row("WT-XZCF", company(), listed_on="2025-08-01", publish_until="2026-07-31"),
        row("WT-JYYC", trader()),
        row("WT-GTYC", trader()) | {"id_kind": "citizen-id", "id": masked(citizen_id())},
        row("WT-XZCF", company(), status="冻结"),
        row("WT-QSGG", company(), region="云澜区"),
        row("WT-JYYC", company()) | {"authority": "-"},
    ]


def red():
    rows = [
        row("RD-ANSR", star["both"], listed_on="2026-04-20", publish_until="2027-04-19"),
        row("RD-QHMD", star["red"], listed_on="2025-07-01", publish_until="2027-06-30"),
    ]
    plan = (("RD-ANSR", 28, company), ("RD-XYSF", 10, company), ("RD-QHMD", 10, company), ("RD-QHMD", 3, person),
            ("RD-SHZZPG", 6, society), ("RD-AEO", 4, company), ("RD-XYDBM", 4, company), ("RD-XYDBM", 5, trader),
            ("RD-JTAA", 4, company))
    rows += [row(kind, make()) for kind, count, make in plan for _ in range(count)]
    return rows + [row("RD-ANSR", company(), status="revoked"), row("RD-QHMD", company(), status="pending")]


def suppliers(records):
    """Twenty suppliers of one tender: the notable ones, some others on a list, and some on none."""
    listed = [star[name] for name in star if star[name]["subject_kind"] == "org"]
    others = [cells for cells in records if cells["list_kind"] in ("WT-QSGG", "RD-XYSF")][:2]
    rows = [(cells["name"], cells["id"]) for cells in listed + others]
    rows += [(subject["name"], subject["id"]) for subject in (company() for _ in range(3))]
    return [("name", "credit_code"), *rows]


def text(rows, end="\n"):
    out = io.StringIO()
    csv.writer(out, lineterminator=end).writerows(rows)
    return out.getvalue()


def sheet(records, header, words, end="\n"):
    cells = [[words.get(record[column], record[column]) for column in header] for record in records]
    return text([list(header.values()), *cells], end)


def main(folder):
    records = black(), watch(), red()
    english = {column: column for column in COLUMNS}
    mixed = {column: COLUMNS[column] if at % 2 else column for at, column in enumerate(reversed(COLUMNS))}
    files = {
        "black.csv": sheet(records[0], english, {}),
        "watch.csv": "\ufeff" + sheet(records[1], COLUMNS, CHINESE, "\r\n"),
        "red.csv": sheet(records[2], mixed, {}),
        "suppliers.csv": text(suppliers(records[1] + records[2])),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content.encode("utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
