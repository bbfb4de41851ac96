"""Numbers with a rule of their own (`persian.identifiers`)."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from accounts.policies import Policy
from imports.cleaning.base import Cleaner, Maker
from imports.cleaning.spelling import as_line


def identifier(parse: Callable[..., str], **options: Policy[bool]) -> Maker:
    """A number with a rule of its own (`persian.identifiers`); `options` are those of `parse` that
    a policy decides."""

    return lambda province_id: _Identifier(parse, options)


class _Identifier(Cleaner):
    def __init__(self, parse: Callable[..., str], options: Mapping[str, Policy[bool]]) -> None:
        super().__init__(parse, as_line)
        self._parse, self._options = parse, options

    def decided(self, values: Mapping[str, Any]) -> Cleaner:
        if not self._options:
            return self
        chosen = {name: values[policy.name] for name, policy in self._options.items()}
        return Cleaner(partial(self._parse, **chosen), as_line)
