"""An NGO as linked data (schema.org), which search engines read from its page."""

import json
from typing import Any

from django.utils.safestring import SafeString

from persian.rough_dates import exact_iso
from public.register import PublicNGO

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", ord("'"): "\\u0027"}


def of_ngo(ngo: PublicNGO, address: str) -> SafeString:
    """JSON-LD of type `NGO`, safe within a script element; what is not known is left out."""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NGO",
        "@id": address,
        "url": ngo.website or address,
        "name": ngo.name,
        "foundingDate": exact_iso(ngo.founded_on),
        "identifier": ngo.legal_id or None,
        "address": {
            "@type": "PostalAddress",
            "addressCountry": "IR",
            "addressRegion": ngo.province,
            **({"addressLocality": ngo.county} if ngo.county else {}),
        },
    }
    known = {name: value for name, value in found.items() if value is not None}
    return SafeString(json.dumps(known, ensure_ascii=False).translate(_ESCAPES))
