"""Readers of settings from the environment: odd values are refused, by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off"})


@dataclass(frozen=True)
class Environment:
    """Environment variables with typed readers.

    Every reader raises `refusal` (an exception class) naming the variable, what it holds and what
    it may hold. A variable that is empty counts as not set, so a line may stay in an env file.
    """

    variables: Mapping[str, str]
    refusal: type[Exception] = ValueError

    def text(self, name: str, default: str = "") -> str:
        return self.variables.get(name, "").strip() or default

    def flag(self, name: str, *, default: bool = False) -> bool:
        raw = self.text(name)
        if not raw:
            return default
        if raw.lower() in _YES | _NO:
            return raw.lower() in _YES
        raise self._refuse(name, raw, "1, true, yes or on; 0, false, no or off")

    def whole_number(self, name: str, default: int, *, at_least: int, at_most: int) -> int:
        raw = self.text(name)
        if not raw:
            return default
        # int() alone would also take "1_000" and full-width digits.
        if raw.isascii() and raw.isdigit() and at_least <= int(raw) <= at_most:
            return int(raw)
        raise self._refuse(name, raw, f"a whole number from {at_least} to {at_most}")

    def choice(self, name: str, default: str, *, allowed: tuple[str, ...]) -> str:
        raw = self.text(name, default)
        if raw in allowed:
            return raw
        raise self._refuse(name, raw, f"one of {', '.join(allowed)}")

    def words(self, name: str, default: tuple[str, ...] = ()) -> list[str]:
        """A comma-separated list, without blanks around or inside its items."""
        raw = self.text(name)
        if not raw:
            return list(default)
        items = [item.strip() for item in raw.split(",")]
        if all(items) and not any(item.split() != [item] for item in items):
            return items
        raise self._refuse(name, raw, "items separated by commas, none empty, no spaces inside")

    def web_origins(self, name: str) -> list[str]:
        """A comma-separated list of scheme and host, as `https://plan.example.jp`."""
        origins = self.words(name)
        for origin in origins:
            scheme, separator, host = origin.partition("://")
            if scheme not in {"http", "https"} or not separator or not host or "/" in host:
                raise self._refuse(name, origin, "origins such as https://plan.example.jp")
        return origins

    def secret(self, name: str, *, default_file: Path) -> str:
        """The secret in NAME, else in the file that NAME_FILE names, else in `default_file`.

        Never written in the error, which tells where a secret may be put instead.
        """
        if value := self.text(name):
            return value
        file = Path(self.text(f"{name}_FILE", str(default_file)))
        try:
            value = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as problem:
            raise self.refusal(
                f"{name} is not set and {file} cannot be read ({type(problem).__name__}). "
                f"Set {name}, point {name}_FILE at a file, or let `make run` create {default_file}."
            ) from problem
        if not value:
            raise self.refusal(f"{name} is not set and {file} is empty.")
        return value

    def _refuse(self, name: str, raw: str, allowed: str) -> Exception:
        return self.refusal(f"{name}={raw!r} is not understood. Allowed: {allowed}.")
