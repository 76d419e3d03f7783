"""Do other engines that are given the rule book as a file say which rules fire as we do?"""
