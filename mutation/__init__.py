"""Would the tests of the core notice, if one small thing in it were wrong?"""
