"""A TOML file as written by people and their editors → TomlTable."""

import re
import tomllib
from pathlib import Path

from sunagawa_plan.shared.loading.problems import PlanFileError
from sunagawa_plan.shared.loading.toml_table import TomlTable

_POSITION = re.compile(r"\(at line (\d+), column (\d+)\)")


def open_toml(path: Path, place: str, problems: list[str]) -> TomlTable:
    """Read a file; raise PlanFileError for one that cannot be opened or is no UTF-8 or no TOML."""
    try:
        # Windows editors put a BOM in front.
        return TomlTable(tomllib.loads(path.read_text("utf-8-sig")), place, problems)
    except tomllib.TOMLDecodeError as error:
        position = _POSITION.search(str(error))
        where = f"{position[1]}行目の{position[2]}文字目" if position else "ファイルの終わり"
        problem = f"TOMLとして読めません（{where}）。引用符、かっこ、「=」と、同じ項目の重複を確かめてください。"
    except UnicodeDecodeError:
        problem = "文字コードがUTF-8ではありません。UTF-8で保存し直してください。"
    except OSError:
        problem = "ファイルを開けません。名前と場所を確かめてください。"
    raise PlanFileError([f"{place}: {problem}"])
