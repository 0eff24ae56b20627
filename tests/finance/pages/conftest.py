import pytest
from django.conf import settings

from finance.loading.settlement import load_settlement
from finance.pages.book import AccountBook


@pytest.fixture
def book(db) -> AccountBook:
    """The general account as the book prints it."""
    load_settlement(settings.BASE_DIR / "fixtures" / "sunagawa-7")
    return AccountBook.published()
