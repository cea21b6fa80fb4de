"""Where in config.toml a setting stands, so that what is wrong can be named with its line."""

import re


def line_of(text: str, name: str, section: str, key: str | None = None) -> str:
    """The file and line of a setting ("config.toml line 4"), or of its section; the file alone when it is not found."""
    inside = key is None
    for count, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[\s*([\w.-]+)\s*\]", line)
        if header:
            inside = header[1] == section
            if inside and key is None:
                return f"{name} line {count}"
        elif inside and re.match(rf"\s*{re.escape(key if key is not None else section)}\s*[=.]", line):
            return f"{name} line {count}"
    return name
