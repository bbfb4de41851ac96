"""The yardsticks: django-import-export and the Django admin as they come, on the same table."""

from typing import Any

import tablib
from import_export.fields import Field as ImportField
from import_export.resources import ModelResource
from import_export.widgets import ForeignKeyWidget

from accounts.models import County, Province
from ngos.models import NGO, Field

# What the files of `registers` fill.
COLUMNS = (
    "name", "legal_id", "registration_no", "activity_level", "founded_on", "ceo_name", "mobile",
    "licence_no", "licence_issued_on", "member_count", "address", "email",
)  # fmt: skip
KEYS = ("province", "county", "field")


class StockResource(ModelResource):
    """A plain resource with the library's own settings; it is given clean rows, and cleans none."""

    province = ImportField("province", "province", ForeignKeyWidget(Province, "name"))
    county = ImportField("county", "county", ForeignKeyWidget(County, "pk"))
    field = ImportField("field", "field", ForeignKeyWidget(Field, "name"))

    class Meta:
        model = NGO
        import_id_fields = ("legal_id",)
        fields = (*COLUMNS, *KEYS)


def dataset(rows: int) -> tablib.Dataset:
    """The newest NGOs of the register, as the stock resource reads them.

    A county is given by its key, since names of counties occur twice in the country.
    """
    names = (*COLUMNS, "province__name", "county", "field__name")
    found = NGO.objects.order_by("-pk").values_list(*names)[:rows]
    return tablib.Dataset(*found, headers=[*COLUMNS, *KEYS])


class CheckingResource(StockResource):
    """The same, with the library's own switch for the checks that the model declares."""

    class Meta:
        clean_model_instances = True


def import_rows(rows: tablib.Dataset, *, checks: bool) -> None:
    """One pass of the library. Its own admin makes two: a dry run to be looked at, then this."""
    resource = CheckingResource() if checks else StockResource()
    result: Any = resource.import_data(rows, dry_run=False)
    if result.has_errors() or result.has_validation_errors():
        raise AssertionError(result.base_errors or result.row_errors() or result.invalid_rows)
