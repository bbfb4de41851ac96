from django.db import migrations

from accounts.places import counties, provinces


def load(apps, schema_editor):
    Province = apps.get_model("accounts", "Province")
    County = apps.get_model("accounts", "County")
    Province.objects.bulk_create(
        Province(code=row.code, name=row.name, aliases=list(row.aliases)) for row in provinces()
    )
    ids = dict(Province.objects.values_list("code", "pk"))
    County.objects.bulk_create(
        County(
            province_id=ids[row.province_code],
            code=row.code,
            name=row.name,
            aliases=list(row.aliases),
        )
        for row in counties()
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
