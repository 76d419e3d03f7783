"""Is a book sound, and in good health?"""
