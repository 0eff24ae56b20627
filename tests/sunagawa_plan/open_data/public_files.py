"""The public files as a client gets them, read with csv and json alone."""

import csv
import io
import json
from decimal import Decimal
from functools import cache
from typing import Any

from django.test import Client

from sunagawa_plan.lib.tables import single_line
from sunagawa_plan.lib.tables.escapes import unguard_formula

Cell = None | bool | Decimal | str
Row = dict[str, Any]


class PublicFiles:
    """The files of a plan, of finance, and of the codes in both; cells are None, bool, Decimal, str."""

    def __init__(self, client: Client, plan: str) -> None:
        self._client = client
        self.plan = plan
        self.rows = cache(self._rows)
        self._words = cache(self._words_by_code)

    def of_plan(self, name: str) -> list[Row]:
        return self.rows(f"/plans/{self.plan}/data/{name}")

    def of_finance(self, name: str) -> list[Row]:
        return self.rows(f"/finance/data/{name}")

    def word(self, code_list: str, code: str) -> str:
        """The word of a code, as the published list of codes has it."""
        return self._words()[code_list, code]

    def _words_by_code(self) -> dict[tuple[str, str], str]:
        return {
            (row["code_list"], row["code"]): row["label"]
            for row in self.rows("/open-data/data/codes")
        }

    def _rows(self, address: str) -> list[Row]:
        """The rows of a file, which CSV and JSON must tell alike."""
        told = json.loads(self._get(f"{address}.json"), parse_float=Decimal, parse_int=Decimal)
        text = self._get(f"{address}.csv").decode("utf-8-sig")
        lines = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
        assert [_as_line(row) for row in told["rows"]] == [_unguarded(line) for line in lines]
        return list(told["rows"])

    def _get(self, address: str) -> bytes:
        response = self._client.get(address)
        assert response.status_code == 200, address
        return response.getvalue()


def _as_line(row: Row) -> dict[str, str]:
    return {name: _text(cell) for name, cell in row.items()}


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"{cell:f}" if isinstance(cell, Decimal) else single_line(cell)


def _unguarded(line: dict[str, str]) -> dict[str, str]:
    return {name: unguard_formula(text) for name, text in line.items()}
