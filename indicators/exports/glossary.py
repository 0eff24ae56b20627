"""glossary: one row per term and policy that explains it."""

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch, QuerySet

from indicators.domain.marked_text import without_marks
from indicators.editions import Terms
from indicators.exports.cells import CHUNK
from indicators.models import GlossaryOccurrence, GlossaryTerm
from sunagawa_plan.lib.tables import Row, Table
from sunagawa_plan.lib.tables.dataset import Dataset, Datatype, column

DATASET = Dataset(
    "glossary",
    "用語解説",
    (
        column("term", "用語", "計画書で説明している用語", is_required=True),
        column("reading", "よみ", "ひらがなの読み。計画書にはなく、このサイトで付けたもの"),
        column("explanation", "解説", "計画書に書かれた説明", is_required=True),
        column("policy_code", "施策番号", "用語を解説している施策。複数あるときは行を分ける"),
        column(
            "order",
            "掲載順",
            "その施策の用語解説の中での順番",
            datatype=Datatype.INTEGER,
            unit="番目",
        ),
    ),
    about="計画書の用語解説です。1行が、1つの施策で解説している1つの用語です。",
    key=("term", "policy_code", "order"),
)
_OCCURRENCES = Prefetch(
    "occurrences",
    GlossaryOccurrence.objects.select_related("policy").order_by(
        "policy__goal__number", "policy__order", "order"
    ),
)


def glossary_table(terms: Terms) -> Table:
    """Return the given terms; a term that no policy explains has one row without policy."""
    return DATASET.table(_rows(terms))


def _rows(terms: Terms) -> Iterator[Row]:
    for term in _loaded(terms):
        head = (without_marks(term.term), term.reading, without_marks(term.explanation))
        places: list[Row] = [(place.policy.code, place.order) for place in term.occurrences.all()]
        for place in places or [(None, None)]:
            yield (*head, *place)


def _loaded(terms: Terms) -> Iterable[GlossaryTerm]:
    if isinstance(terms, QuerySet):
        return terms.prefetch_related(_OCCURRENCES).iterator(CHUNK)
    return terms
