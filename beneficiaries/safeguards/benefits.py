"""The kinds of benefit that offices ask each other about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Benefit(models.TextChoices):
    CASH = "cash", _("Help in cash")
    GOODS = "goods", _("Help in goods")
    LOAN = "loan", _("Loan (benefit)")
    TRAINING = "training", _("Training")
    COUNSELLING = "counselling", _("Counselling")
    HEALTH = "health", _("Health (benefit)")
    LEGAL = "legal", _("Legal aid")
    HOUSING = "housing", _("Housing (benefit)")
