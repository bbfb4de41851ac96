"""Rows of the desk, for trying addresses."""

import datetime

from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from accounts.roles import Role
from desk.models import (
    ChangePaper,
    ChangeRequest,
    FieldChange,
    Invitation,
    Officer,
)
from desk.services.officers import hash_of
from ngos.models import NGO
from tests.cast import make_user


def of_desk(ngo: NGO) -> list[models.Model]:
    """An officer, an invitation whose link is open, and a change that waits with its paper."""
    user = make_user(Role.NGO_OFFICER, ngo=ngo)
    officer = Officer.objects.create(user=user, ngo=ngo, name="نسرین آزمونی")
    invitation = Invitation.objects.create(
        ngo=ngo, name="مریم آزمونی", invited_by_name="کارشناس", token_hash=hash_of(str(ngo.pk)),
        expires_at=timezone.now() + datetime.timedelta(days=7),
    )  # fmt: skip
    request = ChangeRequest.objects.create(ngo=ngo, asked_by=user, asked_by_name="نسرین آزمونی")
    change = FieldChange.objects.create(
        request=request, ngo=ngo, field="name", before=ngo.name, after="انجمن یاری نو"
    )
    paper = ChangePaper.objects.create(
        request=request, file=ContentFile(b"%PDF-1.4", "x.pdf"), original_name="صورت‌جلسه.pdf",
        size=8,
    )  # fmt: skip
    return [officer, invitation, request, change, paper]
