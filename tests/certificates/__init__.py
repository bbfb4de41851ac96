"""«گواهی‌ها»: a made-up subject that adds itself to the house by hooks; see `docs/extending.md`.

No room knows it. The tests run with it (`MORE_ROOMS`), as an office would that writes a room of
its own.
"""
