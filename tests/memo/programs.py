"""Which programs read our papers as others would: LibreOffice and poppler?"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Mapping
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

PACKAGES = {"soffice": "libreoffice-writer", "pdftotext": "poppler-utils"}
INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def installed(package: str) -> None:
    """Debian's package, where this user may install it."""
    if os.geteuid() or not shutil.which("apt-get"):
        return
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", package]):
        subprocess.call(["apt-get", *command], env=environment, **quiet)


@cache
def found(program: str) -> bool:
    if not shutil.which(program):
        installed(PACKAGES[program])
    return bool(shutil.which(program))


def require(program: str) -> None:
    """Without the program: a failure in CI, elsewhere a loud skip."""
    if found(program):
        return
    if os.environ.get("CI"):
        pytest.fail(f"No {program}: papers were not read back.")
    pytest.skip(f"NO {program.upper()}: PAPERS WERE NOT READ BACK. Install {PACKAGES[program]}.")


def as_libreoffice_prints(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Word files by name -> the same as PDF, all in one run of LibreOffice."""
    require("soffice")
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    home = f"-env:UserInstallation=file://{folder}/home"
    words = [str(folder / f"{name}.docx") for name in files]
    command = ["soffice", "--headless", home, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *words], check=True, capture_output=True, timeout=120)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in files}


def text_of(pdf: bytes) -> str:
    """What pdftotext reads, in the order of the file, a form feed after each page."""
    return poppler("pdftotext", "-raw", "-enc", "UTF-8", "-", "-", pdf=pdf)


def about(pdf: bytes) -> dict[str, str]:
    """What pdfinfo says: Title, Tagged, Pages ..."""
    lines = poppler("pdfinfo", "-", pdf=pdf).splitlines()
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def poppler(*command: str, pdf: bytes) -> str:
    require("pdftotext")
    done = subprocess.run(command, input=pdf, capture_output=True, timeout=60, check=True)
    return done.stdout.decode()


def pages(pdf: bytes) -> int:
    return int(about(pdf)["Pages"])


def part(docx: bytes, name: str = "word/document.xml") -> str:
    """One part of a Word file, as XML."""
    with ZipFile(BytesIO(docx)) as package:
        return package.read(name).decode()


def word_text(docx: bytes) -> str:
    """The text of a Word file's body, in its order."""
    xml = re.sub(r"</w:p>|<w:br/>", "\n", part(docx))
    found = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(\n)", xml)
    return unescape("".join(said or line for said, line in found))


def plain(text: str) -> str:
    """Ligatures apart, nothing that cannot be seen, one space for every gap."""
    return " ".join(INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).split())


def tokens(text: str) -> list[str]:
    return re.findall(r"\w+", plain(text))


def missing_from(wanted: list[str], text: str) -> str:
    """The first words that the text lacks in their order, with those before; "" if none."""
    read = iter(tokens(text))
    for place, token in enumerate(wanted):
        if token not in read:
            return " ".join(wanted[max(0, place - 8) : place + 1])
    return ""
