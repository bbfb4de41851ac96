"""Programs that open what people send, each in a process of its own (`files.bounded`).

They are never imported: they run with this folder, their libraries and the standard library alone.
"""
