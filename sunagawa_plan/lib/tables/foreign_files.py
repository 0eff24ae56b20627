"""Files that are no tables, known by their first bytes, and what to do instead."""

import re

from sunagawa_plan.lib.tables.shape import UploadError

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
# Names in the directory of an OLE file, as the two kinds of workbook have them.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORKBOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_CHOOSE = "ExcelブックかCSV形式のファイルを選んでください。"
_BEGINNINGS = (
    (b"\x89PNG", f"画像（PNG）です。{_CHOOSE}"),
    (b"\xff\xd8\xff", f"画像（JPEG）です。{_CHOOSE}"),
    (b"GIF8", f"画像（GIF）です。{_CHOOSE}"),
    (b"%PDF", f"PDFです。{_CHOOSE}"),
    (b"{\\rtf", f"文書（リッチテキスト）です。{_CHOOSE}"),
    (b"\x1f\x8b", f"圧縮されたファイルです。中身を取り出してから、{_CHOOSE}"),
    (b"7z\xbc\xaf", f"圧縮されたファイルです。中身を取り出してから、{_CHOOSE}"),
    (b"Rar!", f"圧縮されたファイルです。中身を取り出してから、{_CHOOSE}"),
)
# Other programs write web pages and call them .xls; Excel opens them.
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!DOCTYPE|\?xml|html|table|head|meta)", re.IGNORECASE
)


def refuse_foreign(content: bytes) -> None:
    """Raise UploadError for what is certainly neither a workbook of today nor a text."""
    if content.startswith(_OLE):
        raise UploadError(_about_ole(content))
    for beginning, told in _BEGINNINGS:
        if content.startswith(beginning):
            raise UploadError(f"表のファイルではなく、{told}")
    if _MARKUP.match(content):
        raise UploadError(
            "ウェブページやXMLの形式です。Excelで開いて、"
            "「Excelブック（xlsx）」で保存し直してください。"
        )


def _about_ole(content: bytes) -> str:
    if _ENCRYPTED in content:
        return "パスワードの付いたブックです。Excelで開き、パスワードを外して保存し直してください。"
    if any(name in content for name in _OLD_WORKBOOKS):
        return "古い形式（xls）のブックです。「Excelブック（xlsx）」で保存し直してください。"
    return (
        "古い形式（xls）か、パスワードの付いたブックです。"
        "パスワードを外し、「Excelブック（xlsx）」で保存し直してください。"
    )
