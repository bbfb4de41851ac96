"""Numbers that check like real ones and belong to nobody: their prefixes are not given out.

National and legal IDs begin with 999, mobiles with 0970, accounts with bank 99; landlines have a
zero behind the area code, which no exchange assigns.
"""

_LEGAL_WEIGHTS = (29, 27, 23, 19, 17)
FIRST_LEGAL_ID = 5_000_000  # of 10^7: far from numbers that samples and lessons like to use
FIRST_NATIONAL_ID = 400_000  # of 10^6, likewise


def legal_id(number: int) -> str:
    """The `number`-th legal ID (شناسهٔ ملی)."""
    body = f"999{FIRST_LEGAL_ID + number:07d}"
    digits = [int(digit) for digit in body]
    factor = digits[9] + 2
    total = sum((digit + factor) * _LEGAL_WEIGHTS[i % 5] for i, digit in enumerate(digits))
    return f"{body}{total % 11 % 10}"


def national_id(number: int) -> str:
    """The `number`-th national ID (کد ملی)."""
    body = f"999{FIRST_NATIONAL_ID + number:06d}"
    rest = sum(int(digit) * (10 - i) for i, digit in enumerate(body)) % 11
    return f"{body}{rest if rest < 2 else 11 - rest}"


def mobile(number: int) -> str:
    return f"0970{number % 10**7:07d}"


def landline(area_code: str, number: int) -> str:
    return f"{area_code}0{number % 10**7:07d}"


def sheba(number: int) -> str:
    """An account number (شبا) of a bank that does not exist."""
    account = f"999{number:019d}"
    check = 98 - int(f"{account}182700") % 97
    return f"IR{check:02d}{account}"
