"""How fast is Subsidium beside other rule engines, on the same book and the same cases?"""
