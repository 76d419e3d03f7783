"""What do reviewers and administrators say of a draft, rule by rule?"""
