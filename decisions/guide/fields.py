"""What kinds of field do the guide's forms have? Those of the house."""

from decisions.house.fields import OneOption, SeveralOptions, Words

__all__ = ["OneOption", "SeveralOptions", "Words"]
