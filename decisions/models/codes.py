"""How is a stored thing named in a URL, without telling how many there are?"""

from django.utils.crypto import get_random_string

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_code() -> str:
    """Ten characters that are hard to guess and easy to read aloud."""
    return get_random_string(10, ALPHABET)
