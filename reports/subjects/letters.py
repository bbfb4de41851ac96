"""What is reported of the office's letters."""

from django.utils.translation import gettext_lazy as _

from letters.models import Letter
from letters.models.letter import Direction, LetterKind
from reports.grouped import Group
from reports.growing import Growing
from screens.yearly import OnDays

_KIND = Group("kind", _("Kind"), "kind", "kind", choices=LetterKind.choices)
_COUNTERPART = Group(
    "counterpart", _("Counterpart"), "counterpart", "counterpart", shown="counterpart__name"
)
_DIRECTION = Group("direction", _("Direction"), "direction", "direction", choices=Direction.choices)

LETTERS = Growing(
    name="letters",
    title=_("Letters"),
    explained=_("Letters by kind, counterpart or direction, beside the year before."),
    model=Letter,
    days=OnDays("written_on", "written"),
    grouped={"kind": (_KIND,), "counterpart": (_KIND, _COUNTERPART), "direction": (_DIRECTION,)},
)

REPORTS = (LETTERS,)
