"""Bodies of neighbourhoods (article S2): the committee of a province, the council of residents."""

from django.utils.translation import gettext_lazy as _

from councils.kinds import BodyKind

PROVINCIAL_COMMITTEE = BodyKind("provincial_committee", _("Provincial committee"))
COMMUNITY_COUNCIL = BodyKind("community_council", _("Community council"))

KINDS = (PROVINCIAL_COMMITTEE, COMMUNITY_COUNCIL)
