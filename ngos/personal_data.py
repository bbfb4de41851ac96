"""Personal data of the register: what is masked for whoever lacks `ngos.view_personal_data`.

An NGO's address, telephone and e-mail are its office's and shown to all staff. Its mobile number
is as a rule its CEO's own, and its Sheba is money: both are masked, as are what identifies a
person and the mobile number by which one reaches them.
"""

from typing import Any

from django.db import models

from ngos.models import NGO, Person

PERMISSION = "ngos.view_personal_data"
PERSONAL_DATA: dict[type[models.Model], tuple[str, ...]] = {
    NGO: ("mobile", "sheba"),
    Person: ("national_id", "birth_date", "mobile"),
}


def sees_personal_data(user: Any) -> bool:
    """Whether personal data is shown to this person unmasked."""
    return bool(user.has_perm(PERMISSION))


def masked_fields(user: Any, model: type[models.Model]) -> tuple[str, ...]:
    """The fields of a model that are masked for this person."""
    return () if sees_personal_data(user) else PERSONAL_DATA.get(model, ())
