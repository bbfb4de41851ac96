"""The questionnaire that an office begins with. Its words are data: an office writes its own."""

from typing import Any

TITLE = "ارزیابی پایه"


def _of(key: str, domain: str, text: str, *choices: tuple[str, str, int], **more: Any) -> Any:
    return {
        "key": key, "domain": domain, "text": text, "kind": "choice", "is_required": True,
        "shown_if": None,
        "choices": [{"key": k, "text": words, "weight": weight} for k, words, weight in choices],
        **more,
    }  # fmt: skip


QUESTIONS: list[dict[str, Any]] = [
    _of("income", "employment", "درآمد خانوار هزینهٔ ماه را می‌پوشاند؟",
        ("enough", "می‌پوشاند", 0), ("partly", "تا اندازه‌ای", 2), ("none", "نمی‌پوشاند", 4)),
    _of("work", "employment", "اکنون کار می‌کند؟",
        ("steady", "کار پایدار", 0), ("now_and_then", "گاه‌به‌گاه", 2), ("no", "بیکار", 4)),
    _of("why_not", "employment", "چرا کار نمی‌کند؟",
        ("care", "نگهداری از فرزند یا بیمار", 2), ("skill", "مهارت ندارد", 2),
        ("health", "ناتوانی یا بیماری", 4), shown_if={"key": "work", "is": "no"}),
    _of("home", "housing", "خانه برای زندگی مناسب است؟",
        ("good", "مناسب", 0), ("poor", "نیازمند تعمیر", 2), ("unsafe", "ناایمن یا بی‌سرپناه", 5)),
    _of("rent", "housing", "در پرداخت اجاره عقب مانده است؟",
        ("no", "نه", 0), ("yes", "بله", 3)),
    _of("illness", "health", "در خانوار بیماری درمان‌نشده هست؟",
        ("no", "نه", 0), ("yes", "بله", 3)),
    _of("insured", "health", "خانوار بیمهٔ درمان دارد؟", ("yes", "بله", 0), ("no", "نه", 2)),
    _of("school", "education", "فرزندی از مدرسه بازمانده است؟",
        ("none", "فرزند مدرسه‌ای ندارد", 0), ("no", "نه", 0), ("yes", "بله", 4)),
    _of("papers", "legal", "مدارک هویتی کامل است؟", ("yes", "بله", 0), ("no", "نه", 2)),
    _of("safe", "family", "در خانه احساس امنیت می‌کند؟",
        ("yes", "بله", 0), ("sometimes", "گاهی نه", 3), ("no", "نه", 5)),
    {"key": "members", "domain": "family", "text": "چند نفر با او زندگی می‌کنند؟",
     "kind": "number", "is_required": False, "shown_if": None, "choices": []},
]  # fmt: skip
