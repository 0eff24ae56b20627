"""Where our files differ from 「行政データにおける機械可読性に関するルール」, and why.

The 30 rules (L1-01 to L3-09, 31 March 2026) are checked in tests/sunagawa_plan/open_data; the
check refuses a difference that is not named here, and a name here that nothing needs.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class RuleException:
    """A rule that some columns do not keep to the letter."""

    rule: str
    title: str
    columns: tuple[str, ...]
    reason: str


EXCEPTIONS = (
    RuleException(
        "L1-06",
        "スペースや改行等で体裁を整えていないか",
        ("definition", "explanation", "note"),
        "計画書の文章の段落を表す改行で、体裁のためのものではありません。ExcelとJSONでは文章のまま残し、"
        "CSVでは空白に置き換えています。",
    ),
    RuleException(
        "L1-08",
        "機種依存文字を使用していないか",
        (
            "target_arrow",
            "code",
            "indicator_name",
            "policy_title",
            "basic_project_title",
            "definition",
            "term",
            "explanation",
            "note",
            "source",
            "department",
            "unit",
            "item_name",
            "fund_name",
        ),
        "計画書や決算に書かれた矢印（↗など）、固有名詞、文章を、書かれているとおりに載せています。CP932にない文字は、"
        "CP932のファイルでは「&#x2197;」のような文字参照で表し、失われません。",
    ),
    RuleException(
        "L3-04",
        "データの単位を記載しているか",
        ("target_value",),
        "targets には単位の列がありません。単位は、同じ指標番号の indicators の unit にあります。",
    ),
    RuleException(
        "L3-06",
        "地域コード又は正式な地域名称が表記されているか",
        (),
        "どのファイルも1つの市のものなので、地域の列を設けていません。全国地方公共団体コードは、"
        "このページ、CSVの説明（csv-metadata.json）、DCATのカタログ、README.txtにあります。",
    ),
)
