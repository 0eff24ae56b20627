"""What the tests of reports share: a place for PDFs, and a reason to skip without pango."""

import importlib
import subprocess
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def reports_folder(settings, tmp_path) -> Path:
    """PDFs of tests never lie where those of the portal do."""
    settings.REPORTS_DIR = tmp_path / "reports"
    return settings.REPORTS_DIR


@pytest.fixture(scope="session")
def pdf_maker() -> None:
    """Skips what makes real PDFs on a machine that lacks what makes them."""
    try:
        importlib.import_module("weasyprint")
    except (ImportError, OSError) as problem:
        pytest.skip(f"makes PDFs with WeasyPrint and pango (docs/operations.md): {problem}")
    try:
        fonts = subprocess.run(
            ["fc-list", ":family=BIZ UDPGothic"], capture_output=True, check=False
        ).stdout
    except OSError:
        fonts = b""
    if not fonts:
        pytest.skip("sets PDFs in BIZ UDPGothic: apt install fonts-morisawa-bizud-gothic")
