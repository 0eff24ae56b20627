"""A report as plain text that people can compare: headings, lines, tables row by row."""

from html.parser import HTMLParser

_HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### "}
_BLOCKS = {
    *(
        "p",
        "div",
        "section",
        "li",
        "dt",
        "dd",
        "caption",
        "figcaption",
        "tr",
        "header",
        "nav",
        "ol",
        "ul",
        "dl",
    ),
    *("table", "figure", *_HEADINGS),
}
_NOT_SHOWN = {"style", "script", "head"}
_HIDDEN = {"chart__svg--narrow", "chart-textures"}
_WITHOUT_END = {"br", "hr", "img", "input", "link", "meta", "wbr"}


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.line = ""
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag, attrs):
        own = dict(attrs)
        if tag not in _WITHOUT_END:
            classes = set((own.get("class") or "").split())
            # What the pointer shows of a mark is in the table too.
            is_mark = tag == "title" and self.open[-1][0] == "path"
            self.open.append((tag, tag in _NOT_SHOWN or bool(classes & _HIDDEN) or is_mark))
        if tag in _BLOCKS:
            self._end_line()
            self.line = _HEADINGS.get(tag, "")
        if tag in {"td", "th"}:
            self.line += " | "
        if "chart__svg" in own.get("class", "") and not self.open[-1][1]:
            self._end_line()
            self.line = "[図] "
        if tag in {"small", "desc", "text"}:
            self.line += " "

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag not in _WITHOUT_END:
            self.open.pop()
        if tag in _BLOCKS:
            self._end_line()

    def handle_data(self, data):
        if not any(is_hidden for _, is_hidden in self.open):
            self.line += data

    def _end_line(self) -> None:
        if said := " ".join(self.line.split()):
            self.lines.append(said)
        self.line = ""


def outline(html: str) -> str:
    """Return the text of a page: a line for each block, cells between bars."""
    parser = _Outline()
    parser.feed(html)
    return "\n".join(parser.lines) + "\n"
