from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from finance.pages.book import AccountBook
from finance.pages.dashboard import DashboardPage
from finance.pages.funds import FundsPage
from finance.pages.lent import Lender
from finance.pages.settlement import SettlementChoice, SettlementPage
from finance.pages.soundness import SoundnessPage


@require_safe
def dashboard(request: HttpRequest, lend: Lender) -> HttpResponse:
    book = AccountBook.published()
    page = DashboardPage.from_account(book, lend, is_sample=settings.SAMPLE_DATA)
    return render(request, "finance/dashboard.html", {"page": page})


@require_safe
def settlement(request: HttpRequest) -> HttpResponse:
    book = AccountBook.published()
    if book is None:
        return render(request, "finance/no_settlement.html", {"title": "決算"})
    choice = SettlementChoice.from_query(request.GET, book.years)
    page = SettlementPage.from_book(book, choice, is_sample=settings.SAMPLE_DATA)
    return render(request, "finance/settlement.html", {"page": page})


@require_safe
def funds(request: HttpRequest) -> HttpResponse:
    book = AccountBook.published()
    if book is None:
        return render(request, "finance/no_settlement.html", {"title": "基金"})
    page = FundsPage.from_book(book, is_sample=settings.SAMPLE_DATA)
    return render(request, "finance/funds.html", {"page": page})


@require_safe
def soundness(request: HttpRequest, lend: Lender) -> HttpResponse:
    page = SoundnessPage.from_ratios(lend, is_sample=settings.SAMPLE_DATA)
    return render(request, "finance/soundness.html", {"page": page})
