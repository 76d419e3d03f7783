"""What does a draft do to everything that was saved?"""
