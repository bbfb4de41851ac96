"""Programs that open what people send, each in a process of its own (`screens.bounded`).

They are never imported: they run with this folder, their libraries and the standard library alone.
"""
