"""Sources (منبع اعتبار): what an office was given for a priority of a year."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import Province
from accounts.row_security import ByPlace
from persian.model_fields import PersianCharField, PersianTextField, RialField
from persian.numbers import persian_digits
from persian.personal_numbers import Takes
from programs.money.models.priority import Priority


@tracked(exclude=["allocated"])
class Source(models.Model):
    """Money of one year for one priority, in rial. `allocated` is kept by the entries of its
    allocations, and by nothing else.

    Of a year whose allocations came as a list nobody has told the sources: such a source is as
    large as what the list allocates (`is_listed`), and is made and kept by the database.
    """

    # Of no county, whose people may name the table (the history does) and see nothing in it: what
    # is left of a source tells what others were given.
    row_scope = ByPlace(county=None, also="false")

    province = models.ForeignKey(Province, verbose_name=_("Province"), on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField(_("Year"))
    priority = models.ForeignKey(
        Priority, verbose_name=_("Priority"), on_delete=models.PROTECT, related_name="sources"
    )
    title = PersianCharField(_("Title"), max_length=160)
    amount = RialField(_("Amount"))
    reference = PersianCharField(
        _("Number of the notification"), max_length=60, blank=True, default="",
        takes=Takes.PAPER_NUMBER,
    )  # fmt: skip
    notes = PersianTextField(_("Notes"), blank=True, default="")
    is_listed = models.BooleanField(_("From a list"), default=False, editable=False)
    allocated = RialField(_("Allocated"), default=0, editable=False)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Source of funding")
        verbose_name_plural = _("Sources of funding")
        ordering = ("-year", "priority__position", "id")
        constraints = [
            models.CheckConstraint(
                name="source_year_is_likely",
                condition=Q(year__gte=1300, year__lte=1500),
                violation_error_message=_("Write the year with four digits, such as 1402."),
            ),
            models.CheckConstraint(
                name="source_has_a_title_and_an_amount",
                condition=~Q(title="") & (Q(amount__gt=0) | Q(is_listed=True, amount=0)),
                violation_error_message=_("A source needs its title and an amount above nothing."),
            ),
            models.CheckConstraint(
                name="source_is_not_overdrawn",
                condition=Q(allocated__gte=0, allocated__lte=F("amount")),
                violation_error_message=_(
                    "More would be allocated than this source has. Choose a smaller amount."
                ),
            ),
            models.UniqueConstraint(
                fields=["province", "year", "priority"],
                condition=Q(is_listed=True),
                name="source_of_a_list_once",
                violation_error_message=_("The source of this list is there already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} · {persian_digits(self.year)}"

    @property
    def left(self) -> int:
        """What may still be allocated, in rial."""
        return self.amount - self.allocated
