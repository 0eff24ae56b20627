"""What planners can take home: each report says its name, its readers and what it asks for."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sunagawa_plan.lib.labelled_code import LabelledCode
from sunagawa_plan.lib.tables import Table
from sunagawa_plan.shared.as_of import day_mark, name_mark


class Audience(LabelledCode):
    """Whom a table is laid out for; never both."""

    MACHINES = "machines", "機械で処理する表"
    PEOPLE = "people", "人が読む表"


@dataclass(frozen=True)
class ReportChoice:
    """What somebody chose, typed at the door. Empty is not chosen; codes may be unknown."""

    today: date
    plan: str = ""
    year: int | None = None
    other_year: int | None = None
    as_of: date | None = None
    department: str = ""
    policy: str = ""
    level: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class TableReport:
    """A report that is one table, for the desk in the admin and for `export_table`.

    asks names the fields of a choice that it heeds. build raises ValueError or Http404, in
    Japanese, for what cannot be made. model is the model whose readers may have it; where right
    ("app.codename") is named, those who have that right instead.
    """

    name: str
    title: str
    about: str
    audience: Audience
    asks: tuple[str, ...]
    model: Any
    build: Callable[[ReportChoice], Table]
    right: str = ""

    def table(self, choice: ReportChoice) -> Table:
        """Return the report; one of a past day says so in its title and name."""
        table = self.build(choice)
        title = f"{table.title}{day_mark(choice.as_of)}"
        return replace(table, title=title, name=f"{table.name}{name_mark(choice.as_of)}")

    def may_be_had_by(self, user: Any) -> bool:
        """Tell whether somebody may see what the table holds."""
        if self.right:
            return bool(user.has_perm(self.right))
        app, name = self.model._meta.app_label, self.model._meta.model_name
        return any(user.has_perm(f"{app}.{action}_{name}") for action in ("view", "change"))


@dataclass(frozen=True)
class ReportPage:
    """A report with a page of its own, for the desk to lead to, by the name of its address.

    part is the id of the part of the page that holds it, empty for the whole page. Where the address takes a plan, the page is there for published plans only.
    """

    title: str
    about: str
    route: str
    takes_plan: bool = False
    part: str = ""


@dataclass(frozen=True)
class Shelf:
    """Reports that stand together on the desk."""

    title: str
    tables: tuple[TableReport, ...] = ()
    pages: tuple[ReportPage, ...] = ()
