"""How does an administrator change the rules, questions, issues and fora of a draft?"""
