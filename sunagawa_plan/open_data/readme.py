"""The README of the archive: what lies where, on what terms, what the columns mean."""

from collections.abc import Iterator, Sequence

from sunagawa_plan.lib.tables.dataset import Dataset, DescribedColumn
from sunagawa_plan.open_data.csvw import sample_marked
from sunagawa_plan.open_data.descriptions import code_lists
from sunagawa_plan.open_data.shelves import CITY, Licence, PublicFile, Shelf

_FORMS = (
    "  .csv        UTF-8（BOM付き）、改行はCRLF、1行目が列の名前",
    "  .cp932.csv  同じ内容のCP932。CP932にない文字は &#x2197; のような文字参照",
    "  .xlsx       同じ内容のExcelブック。1枚目のシートの1行目が列の名前",
    "  .json       同じ内容のJSON（UTF-8）。行は rows の中",
    "  .csv-metadata.json  CSVの説明（CSV on the Web）",
)


def readme(shelves: Sequence[Shelf], licence: Licence) -> str:
    """Return the text in Japanese, with the line ends of Windows."""
    return "\r\n".join(_lines(shelves, licence)) + "\r\n"


def _lines(shelves: Sequence[Shelf], licence: Licence) -> Iterator[str]:
    yield sample_marked(f"{CITY} 総合計画の進み具合 オープンデータ")
    yield from ("", f"利用条件：{licence.text}")
    if licence.url:
        yield f"          {licence.url}"
    yield from ("", "ファイルの形", *_FORMS)
    yield from ("", "空欄は値がないことを表します。0は値です。値がない理由は専用の列にあります。")
    for shelf in shelves:
        yield from _shelf(shelf)
    yield from ("", "列の説明")
    for dataset in {
        dataset.name: dataset for shelf in shelves for dataset, _ in shelf.groups
    }.values():
        yield from _dataset(dataset)
    yield from ("", "コード表")
    for listed in code_lists():
        yield from ("", f"  {listed.title}（{listed.name}）")
        yield from (f"    {code}  {label}" for code, label in listed.codes)


def _shelf(shelf: Shelf) -> Iterator[str]:
    yield from ("", f"■ {shelf.title}", f"  {shelf.about}")
    yield f"  公表：{shelf.publisher}（全国地方公共団体コード {shelf.region_code}）"
    yield f"  出典：{shelf.source}"
    if shelf.changed_at:
        yield f"  最終更新：{shelf.changed_at.isoformat(timespec='seconds')}"
    yield from (_file(file) for file in shelf.files)


def _file(file: PublicFile) -> str:
    years = f"、{file.years_in_words}" if file.years else ""
    return f"  {file.address('csv').strip('/')}  {file.title}（{file.extent.rows}行{years}）"


def _dataset(dataset: Dataset) -> Iterator[str]:
    yield from ("", f"  {dataset.title}（{dataset.name}）", f"    {dataset.about}")
    yield from (_column(column) for column in dataset.columns)


def _column(column: DescribedColumn) -> str:
    notes = [column.datatype.label]
    if column.unit:
        notes.append(f"単位：{column.unit}")
    if column.codes:
        notes.append(f"コード表：{column.codes.name}")
    return f"    {column.name}  {column.title}（{'、'.join(notes)}）{column.meaning}"
