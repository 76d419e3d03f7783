"""How does a rule book leave as one file, and how does one come in?

`order` and `toml_out` write the shipped format, `dmn` a decision table for other engines. `text_in`
and `limits` say whether a file can be read at all, `needed` what no book may lack, `reading_in`
what it says beside a base edition, `takeover` what of it is new to a draft.
"""
