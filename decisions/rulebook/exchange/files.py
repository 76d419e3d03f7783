"""In which forms does an edition or a draft leave as a file?"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.wire import to_json

from .dmn import Dialect, dmn_text
from .toml_out import toml_text


class Form(StrEnum):
    """The ending of a file says which one it is."""

    TOML = "toml"
    JSON = "json"
    DMN = "dmn"


TYPES = {
    Form.TOML: "application/toml; charset=utf-8",
    Form.JSON: "application/json",
    Form.DMN: "application/xml; charset=utf-8",
}


def file_text(
    document: Mapping[str, Any], edition: Edition, form: Form, dialect: Dialect = Dialect.OMG
) -> str:
    """TOML and JSON hold the whole document, DMN the rules that can be read."""
    if form is Form.TOML:
        return toml_text(document)
    return to_json(document) + "\n" if form is Form.JSON else dmn_text(edition, dialect)
