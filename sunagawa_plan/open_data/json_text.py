"""JSON documents of the portal: UTF-8, readable by people too, always the same bytes."""

import json


def json_bytes(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
