"""The licence that the register shows of an NGO is the one that is recorded."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from licensing.kinds import TO_WORK
from licensing.models import Licence
from ngos.kept import LICENCE, Kept


def _recorded(keys: Collection[int]) -> bool:
    return Licence.objects.filter(ngo__in=keys, kind__in=TO_WORK).exists()


SHOWN_LICENCE = Kept(
    columns=LICENCE,
    keeps=_recorded,
    sql="""EXISTS (
        SELECT FROM licensing_licence licence
        WHERE licence.ngo_id = e.id AND licence.kind IN ('activity_licence', 'credential')
    )""",
    where=_("Of the licence recorded under “Licences”."),
)
