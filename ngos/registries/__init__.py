"""What can be imported: the registries of this room, declared for the engine in `imports`."""

from ngos.registries import licences, ngos

__all__ = ["licences", "ngos"]
