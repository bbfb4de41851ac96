"""The name of the CEO on an NGO is that of the person in office."""

from collections.abc import Collection

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ngos.kept import Kept
from ngos.models import Term
from ngos.models.term import Post
from persian.dates import today


def _in_office(keys: Collection[int]) -> bool:
    day = today()
    began = Term.objects.filter(ngo__in=keys, post=Post.CEO, start_on__lte=day)
    return began.filter(Q(end_on=None) | Q(end_on__gte=day)).exists()


CEO_NAME = Kept(
    columns=("ceo_name",),
    keeps=_in_office,
    sql="""EXISTS (
        SELECT FROM ngos_term term WHERE term.ngo_id = e.id AND term.post = 'ceo'
        AND (now() AT TIME ZONE 'Asia/Tehran')::date
            BETWEEN term.start_on AND coalesce(term.end_on, 'infinity')
    )""",
    where=_("The CEO in office; changed under “Officers”."),
)
