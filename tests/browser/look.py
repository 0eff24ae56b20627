"""look.js: what a page can be asked about itself."""

from pathlib import Path

LOOK = Path(__file__).with_suffix(".js").read_text()
