"""Personal data of the register: what is masked for whoever lacks `ngos.view_personal_data`.

An NGO's address, telephone and e-mail are its office's and shown to all staff. Its mobile number
is as a rule its CEO's own, and its Sheba is money: both are masked, as are what identifies a
person and the mobile number by which one reaches them.
"""

from typing import Any

from django.db import models

from accounts.access import log
from accounts.models import Act
from ngos.models import NGO, Person

PERMISSION = "ngos.view_personal_data"
PERSONAL_DATA: dict[type[models.Model], tuple[str, ...]] = {
    NGO: ("mobile", "sheba"),
    Person: ("national_id", "birth_date", "mobile"),
}


def sees_personal_data(user: Any) -> bool:
    """Whether personal data is shown to this person unmasked."""
    return bool(user.has_perm(PERMISSION))


def log_shown(user: Any, row: models.Model) -> None:
    """A line of the access log, where this person is about to be shown personal data of a row."""
    if sees_personal_data(user):
        log(Act.PERSONAL_DATA_SHOWN, of=row._meta.verbose_name, id=row.pk)


def masked_fields(user: Any, model: type[models.Model]) -> tuple[str, ...]:
    """The fields of a model that are masked for this person."""
    return () if sees_personal_data(user) else PERSONAL_DATA.get(model, ())
