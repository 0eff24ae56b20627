"""A report as a document: the same body of HTML on the web page and in the PDF."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from indicators.editions import Edition
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.labelled_code import LabelledCode
from sunagawa_plan.reports.interim import InterimReport
from sunagawa_plan.reports.progress import ProgressReport


class ReportKind(LabelledCode):
    """The reports that are kept as PDF; the code stands in addresses and file names."""

    PROGRESS = "progress", "進捗状況報告書"
    INTERIM = "interim", "中間・最終評価"


@dataclass(frozen=True)
class ReportName:
    """Which report: of which plan, of what kind, on which fiscal year.

    called is what the plan calls it (中間評価, 最終評価), empty where the plan was not asked.
    """

    plan: str
    kind: ReportKind
    fiscal_year: int
    called: str = field(default="", compare=False)

    @property
    def address(self) -> str:
        """Return the address of the report's page."""
        return reverse(f"reports:{self.kind}", args=[self.plan, self.fiscal_year])

    @property
    def pdf_address(self) -> str:
        return reverse(f"reports:{self.kind}-pdf", args=[self.plan, self.fiscal_year])

    def earlier_address(self, stamp: str) -> str:
        """Return the address of the PDF that was made at a time (KeptPdf.stamp)."""
        return reverse(
            f"reports:{self.kind}-earlier-pdf", args=[self.plan, self.fiscal_year, stamp]
        )

    @property
    def xlsx_address(self) -> str:
        return reverse(f"reports:{self.kind}-xlsx", args=[self.plan, self.fiscal_year])

    @property
    def stem(self) -> str:
        """Return the plain name of its files, without suffix."""
        return f"{self.plan}-{self.kind}-{self.fiscal_year}"

    def __str__(self) -> str:
        return f"{FiscalYear(self.fiscal_year).full}の{self.called or self.kind.label}"


@dataclass(frozen=True)
class ReportDocument:
    """A report's page object with the HTML of its body."""

    name: ReportName
    page: ProgressReport | InterimReport
    body: SafeString

    @cached_property
    def fingerprint(self) -> str:
        """Return what two documents share if and only if they say the same."""
        return blake2b(self.body.encode(), digest_size=16).hexdigest()

    def paper(self, made_at: datetime, *, address: str = "", is_sample: bool = False) -> str:
        """Return the HTML for the PDF: cover, contents and running heads around the body.

        address is that of the portal, as https://plan.example.jp, or empty.
        """
        return render_to_string(
            "reports/paper.html",
            {
                "page": self.page,
                "body": self.body,
                "made_at": made_at,
                "address": address + self.name.address,
                "is_sample": is_sample,
            },
        )


def document_of(name: ReportName, edition: Edition, *, is_sample: bool = False) -> ReportDocument:
    """Build a report of an edition of a plan."""
    page_of, template = _FORMS[name.kind]
    page = page_of(edition, name.fiscal_year, is_sample=is_sample)
    return ReportDocument(name, page, render_to_string(template, {"page": page}))


_FORMS: dict[ReportKind, tuple[Callable[..., Any], str]] = {
    ReportKind.PROGRESS: (ProgressReport.from_edition, "_partials/report_progress.html"),
    ReportKind.INTERIM: (InterimReport.from_edition, "_partials/report_interim.html"),
}
