"""Points of reviews as people read them."""

from django import template

from persian.numbers import persian_digits

register = template.Library()
POINT = 100  # hundredths, in which points are kept


@register.filter
def points(value: int | None) -> str:
    """«۸۲٫۵» of 8250 hundredths; a dash where there are none."""
    if value is None:
        return "—"
    whole, rest = divmod(value, POINT)
    decimals = f"{rest:02d}".rstrip("0")
    return persian_digits(f"{whole}٫{decimals}" if decimals else str(whole))
