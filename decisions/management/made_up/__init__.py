"""How does the archive of a demonstration come by very many recommendations?"""
