"""What would a book say of a case, tried out and not saved?"""
