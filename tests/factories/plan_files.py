"""A plan's folder of TOML files, as small as can be, for tests to spoil."""

from pathlib import Path

PLAN = """
slug = "tiny"
name = "小さな計画"
municipality = "試験市"
region_code = "012262"
first_fiscal_year = 2021
last_fiscal_year = 2030
baseline_fiscal_year = 2019
is_published = true
shows_on_home = false

[[milestones]]
fiscal_year = 2025
name = "中間目標値"

[[milestones]]
fiscal_year = 2030
name = "最終目標値"

[[departments]]
code = "revenue"
name = "税務課"
"""

GOAL = """
number = 1
title = "支え合うまち"
fields = ["市民参画", "コミュニティ"]
description = "支え合います。"
"""

POLICY = """
code = "1-1"
field = "協働"
title = "協働のまちづくり"
source_page = 10
aim = "協働*を進めます。"
current_state = "担い手が足りません。"
related_plans = ["協働推進計画"]

[[reference_series]]
title = "町内会数"
unit = "町内会"
points = [{ label = "平成23年", year = 2011, value = "88" }, { label = "現在", value = "86" }]

[[basic_projects]]
code = "1-1-1"
number = 1
title = "活動の充実"

[[basic_projects.indicators]]
code = "1-1-1-1"
name = "市税収納率"
unit = "%"
decimal_places = 1
direction = "higher"
is_survey = false
department = "revenue"
baseline = { value = "98.6" }
targets = [
    { fiscal_year = 2025, value = "98.7" },
    { fiscal_year = 2030, arrow = "↗" },
]

[[basic_projects]]
code = "1-1-2"
number = 2
title = "適正な管理"
no_indicator_reason = "情勢によって変わるため。"

[[glossary]]
section = 2
term = "指針"
explanation = "方向を示すもの。"

[[glossary]]
section = 1
term = "協働"
explanation = "ともに働くこと。"
"""

ANNUAL_VALUES = """
[[indicators]]
code = "1-1-1-1"
source = "税務課"
values = [
    { fiscal_year = 2019, value = "98.60" },
    { fiscal_year = 2022, value = "98.4", is_provisional = true },
    { fiscal_year = 2023, missing_reason = "not_calculable", missing_detail = "災害のため" },
]
"""

FILES = {
    "plan.toml": PLAN,
    "goal-1.toml": GOAL,
    "policies/1-1.toml": POLICY,
    "annual-values.toml": ANNUAL_VALUES,
}


def write_plan(folder: Path, changes: dict[str, str | None] | None = None) -> Path:
    """Write the tiny plan; changes replace whole files, None leaves one out."""
    for name, text in (FILES | (changes or {})).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if text is not None:
            path.write_text(text, "utf-8")
    return folder


def write_changed(folder: Path, name: str, old: str, new: str) -> Path:
    """Write the tiny plan with one passage of one file put otherwise."""
    assert FILES[name].count(old) >= 1, f"{old!r} does not stand in {name}"
    return write_plan(folder, {name: FILES[name].replace(old, new, 1)})
