"""Working groups (کارگروه), by their seats: they publish calls and decide on proposals."""

from django.utils.translation import gettext_lazy as _

from councils.kinds import BodyKind

WORKING_GROUP = BodyKind("working_group", _("Working group"))
