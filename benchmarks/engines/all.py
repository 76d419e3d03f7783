"""Which engines stand in the table?"""

from __future__ import annotations

from . import Engine
from .business_rules import BusinessRules
from .cel import CelCpp, CelRust
from .json_rules_engine import JsonRulesEngine
from .openfisca import OpenFisca
from .plain_loop import PlainLoop
from .rule_engine import RuleEngine
from .spiffworkflow import SpiffDmn
from .subsidium import Explaining, FromWords, Plain
from .zen import ZenBatch, ZenCall, ZenTrace

ENGINES: tuple[type[Engine], ...] = (
    Plain,
    FromWords,
    Explaining,
    PlainLoop,
    OpenFisca,
    CelCpp,
    CelRust,
    ZenCall,
    ZenBatch,
    ZenTrace,
    BusinessRules,
    RuleEngine,
    JsonRulesEngine,
    SpiffDmn,
)
