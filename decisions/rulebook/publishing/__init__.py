"""How does a draft come into force: one person asks, another one approves?"""
