"""What the content security policy of an answer must say, for whoever walks the addresses."""

from typing import Any

from files.harmless import POLICY

_SELF, _NONE = ["'self'"], ["'none'"]


def directives(policy: str) -> dict[str, list[str]]:
    """The values of a policy by directive."""
    return {name: values for name, *values in map(str.split, policy.split(";"))}


def lacking(response: Any) -> str:
    """What is wrong with the policy of an answer; "" for nothing."""
    if not response.has_header("Content-Security-Policy"):
        return "no content security policy"
    found = directives(response["Content-Security-Policy"])
    is_pdf = response.get("Content-Type") == "application/pdf"
    if is_pdf or response.has_header("Content-Disposition"):
        return "" if found == directives(POLICY) else f"a file without its sandbox: {found}"
    nonces = [value for value in found["style-src"] if value.startswith("'nonce-")]
    wanted = {
        "default-src": _NONE, "script-src": _SELF, "style-src": [*_SELF, *nonces[:1]],
        "img-src": [*_SELF, "data:"], "font-src": _SELF, "connect-src": _SELF,
        "form-action": _SELF, "object-src": _NONE, "base-uri": _NONE, "frame-ancestors": _NONE,
    }  # fmt: skip
    return "" if found == wanted else f"another policy: {found}"
