"""The import law of docs/architecture.md, read off the source."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("indicators", "finance", "reporting")
OURS = ("sunagawa_plan", *APPS)

# Which apps an app may import besides itself.
NEIGHBOURS = {"indicators": set(), "finance": set(), "reporting": {"indicators"}}

# Where the apps meet.
MEETING_ROOMS = {
    "urls",
    "views",
    "management",
    "shared_ratios",
    "lending",
    "search",
    "sharing",
    "updates",
    "reports",
    "open_data",
    "planner_desk",
}
# What sunagawa_plan lends to the apps: lib knows no Django, shared knows Django but no app.
LENT_ROOMS = {"lib", "shared"}

# The rooms of an app, from the door inwards: a room imports its equals and what lies further in.
# A room of another name (forms, resources, publishing …) is a "workroom".
DEPTH = {
    "urls": 0,
    "admin": 1,
    "management": 1,
    "views": 1,
    "pages": 2,
    "exports": 2,
    "charts": 2,
    "models": 4,
    "domain": 5,
}
WORKROOM = 3
# Doors are opened from outside only: by Django, or by the one room named here.
DOORS = {"views": "urls", "urls": "urls", "admin": None, "management": None}


@dataclass(frozen=True)
class Import:
    line: int
    module: str  # absolute; "." in front of a relative one
    is_at_top: bool


def read_imports(source: str, path: str) -> Iterator[Import]:
    tree = ast.parse(source, path)
    top = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(node.lineno, alias.name, id(node) in top)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            for alias in node.names:
                # `from indicators import views` imports the module indicators.views.
                yield Import(node.lineno, f"{base}.{alias.name}", id(node) in top)


def find_breaches(path: str, source: str) -> list[str]:
    """Each breach as "path:line says what"; `path` is relative to the project."""
    return [
        f"{path}:{found.line} {breach}"
        for found in read_imports(source, path)
        if (breach := _judge(path, found))
    ]


def _judge(path: str, found: Import) -> str | None:
    if found.module.startswith("."):
        return "imports relatively"
    # An app's ready() runs when the registry is complete: the one place for a late import.
    if not found.is_at_top and not path.endswith("/apps.py"):
        return f"imports {found.module} below the top"
    home, room = _place(path.removesuffix(".py").split("/"))
    target, target_room = _place(found.module.split("."))
    if room in {"lib", "domain"} and target == "django":
        return f"{room} imports Django"
    if target not in OURS:
        return None
    if home == "sunagawa_plan":
        return _judge_project(room, target, target_room)
    return _judge_app(home, room, target, target_room)


def _place(parts: list[str]) -> tuple[str, str]:
    return parts[0], parts[1] if len(parts) > 1 else ""


def _judge_project(room: str, target: str, target_room: str) -> str | None:
    if room == "lib" and (target, target_room) != ("sunagawa_plan", "lib"):
        return f"lib imports {target}"
    if room == "shared" and target_room not in LENT_ROOMS:
        return f"shared imports {target}.{target_room}"
    if target in APPS and room not in MEETING_ROOMS:
        return f"sunagawa_plan.{room} imports the app {target}"
    return _judge_door(room, target, target_room)


def _judge_app(home: str, room: str, target: str, target_room: str) -> str | None:
    if target == "sunagawa_plan":
        return _judge_loan(home, room, target_room)
    if target not in {home} | NEIGHBOURS[home]:
        return f"{home} imports {target}"
    if room == "charts" and target_room == "models":
        return "charts know series, not models"
    if room != "migrations" and _depth(target_room) < _depth(room):
        return f"{room} imports {target_room}, which lies further out"
    return _judge_door(room, target, target_room)


def _judge_loan(home: str, room: str, lent: str) -> str | None:
    if lent not in LENT_ROOMS:
        return f"{home} imports sunagawa_plan.{lent}"
    if room == "domain" and lent == "shared":
        return "domain imports sunagawa_plan.shared, which knows Django"
    return None


def _depth(room: str) -> int:
    return DEPTH.get(room, WORKROOM)


def _judge_door(room: str, target: str, target_room: str) -> str | None:
    if target_room in DOORS and room not in {DOORS[target_room], target_room}:
        return f"{room or 'the package'} imports {target}.{target_room}"
    return None


def _sources() -> list[Path]:
    return sorted(path for name in OURS for path in (ROOT / name).rglob("*.py"))


def test_import_law_is_kept() -> None:
    breaches = [
        breach
        for path in _sources()
        for breach in find_breaches(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
    ]
    assert breaches == []


def test_import_law_reads_every_room() -> None:
    read = {path.relative_to(ROOT).parts[:2] for path in _sources()}
    assert {("sunagawa_plan", "lib"), ("indicators", "domain"), ("indicators", "models")} <= read


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("sunagawa_plan/lib/a.py", "from django.conf import settings"),
        ("sunagawa_plan/lib/a.py", "import indicators"),
        ("sunagawa_plan/lib/a.py", "from sunagawa_plan import settings"),
        ("sunagawa_plan/settings.py", "from indicators import models"),
        ("sunagawa_plan/shared/a.py", "from indicators.models import Plan"),
        ("sunagawa_plan/shared/a.py", "from sunagawa_plan import views"),
        ("indicators/domain/a.py", "from sunagawa_plan.shared import fields"),
        ("indicators/models/a.py", "from sunagawa_plan import settings"),
        ("sunagawa_plan/checks.py", "from sunagawa_plan import views"),
        ("indicators/domain/a.py", "import django.db"),
        ("indicators/domain/a.py", "from indicators.models import Plan"),
        ("indicators/domain/a.py", "def f():\n    import json"),
        ("indicators/models/a.py", "from .plan import Plan"),
        ("indicators/models/a.py", "from indicators import pages"),
        ("indicators/models/a.py", "from indicators.publishing import publish"),
        ("indicators/charts.py", "from indicators.models import Plan"),
        ("indicators/pages.py", "from indicators.views import indicator"),
        ("indicators/pages.py", "from indicators import urls"),
        ("indicators/forms.py", "from indicators.pages import PlanPage"),
        ("indicators/admin.py", "from indicators.views import indicator"),
        ("indicators/views.py", "from indicators import admin"),
        ("indicators/views.py", "from finance.models import Settlement"),
        ("indicators/views.py", "from reporting.models import Entry"),
        ("indicators/views.py", "from sunagawa_plan.views import home"),
        ("finance/models.py", "from indicators.models import Plan"),
        ("reporting/views.py", "from finance.models import Settlement"),
    ],
)
def test_import_law_sees_a_breach(path: str, source: str) -> None:
    assert len(find_breaches(path, source)) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("sunagawa_plan/lib/tables.py", "from sunagawa_plan.lib import numerals"),
        ("sunagawa_plan/urls.py", "from indicators import urls"),
        ("sunagawa_plan/urls.py", "from sunagawa_plan import views"),
        ("sunagawa_plan/views.py", "from indicators.pages import PlanPage"),
        ("sunagawa_plan/management/commands/load_plan.py", "from finance.models import Fund"),
        ("indicators/urls.py", "from indicators import views"),
        ("indicators/views.py", "from indicators import charts, exports, models, pages"),
        ("indicators/pages.py", "from indicators.charts import progress_chart"),
        ("indicators/charts.py", "from sunagawa_plan.lib.charts import series"),
        ("indicators/admin.py", "from indicators import exports, forms, models, resources"),
        ("indicators/resources.py", "from indicators.domain import judgement"),
        ("indicators/migrations/0001_initial.py", "import sunagawa_plan.shared.fields"),
        ("indicators/models/a.py", "from sunagawa_plan.shared import fields"),
        ("sunagawa_plan/shared/fields.py", "from sunagawa_plan.lib import fiscal_year"),
        ("sunagawa_plan/shared_ratios.py", "from finance.domain.soundness import SharedRatioValue"),
        ("reporting/publishing.py", "from indicators.models import AnnualValue"),
    ],
)
def test_import_law_allows_what_it_promises(path: str, source: str) -> None:
    assert find_breaches(path, source) == []
