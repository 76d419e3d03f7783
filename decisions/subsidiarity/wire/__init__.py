"""How do cases, editions and recommendations look outside the core?

The only room that knows how keys are spelled. Everything read is checked here: what is refused
carries its place and what is allowed there.
"""

from .cases import read_batch, read_case, write_case
from .checks import write_checks
from .editions import read_edition
from .lenient import Lenient, read_leniently
from .reading import UNWRITABLE, Refused, checksum, parse_json, parse_toml, to_json
from .recommendations import write_change, write_issue, write_recommendation

__all__ = [
    "UNWRITABLE",
    "Lenient",
    "Refused",
    "checksum",
    "parse_json",
    "parse_toml",
    "read_batch",
    "read_case",
    "read_edition",
    "read_leniently",
    "to_json",
    "write_case",
    "write_change",
    "write_checks",
    "write_issue",
    "write_recommendation",
]
