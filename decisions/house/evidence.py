"""What do the answers of a case rest on?"""

from __future__ import annotations

from collections.abc import Iterable

from .answers import DO_NOT_KNOW, Answered


def coverage(answers: Iterable[Answered]) -> str:
    """`7 of 12 answers rest on no source. 2 answers are of low certainty.`"""
    known = [each for each in answers if is_known(each)]
    bare = sum(not each.evidence.get("source") for each in known)
    guessed = sum(each.evidence.get("certainty") == "low" for each in known)
    if not known:
        return "No question is answered."
    return sourced(len(known), bare) + guesses(guessed)


def is_known(each: Answered) -> bool:
    given = (each.answer, *(answer for _, answer in each.differing))
    return any(answer not in ("", DO_NOT_KNOW) for answer in given)


def sourced(known: int, bare: int) -> str:
    if bare == known:
        return f"None of the {known} answers rests on a source." if known > 1 else ONE_BARE
    if not bare:
        return f"All {known} answers rest on a source." if known > 1 else ONE_SOURCED
    return f"{bare} of {known} answers rest{'s' * (bare == 1)} on no source."


ONE_BARE, ONE_SOURCED = "The one answer rests on no source.", "The one answer rests on a source."


def guesses(number: int) -> str:
    if not number:
        return ""
    return f" {number} answer{'s' * (number > 1)} {'are' if number > 1 else 'is'} of low certainty."
