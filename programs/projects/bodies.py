"""Kinds of bodies that work on programs, each by its seats (article S3: bodies by topic)."""

from django.utils.translation import gettext_lazy as _

from councils.kinds import BodyKind

THINK_TANK = BodyKind("think_tank", _("Think tank"))
STEERING_COMMITTEE = BodyKind("steering_committee", _("Steering committee"))
SECRETARIAT = BodyKind("secretariat", _("Secretariat"))

KINDS = (THINK_TANK, STEERING_COMMITTEE, SECRETARIAT)
