from django.db import migrations

# The fields that registers of the provinces use, then those of the ministry's own list.
# name, other names, charitable
FIELDS = [
    ("خیریه", ["امور خیریه", "نیکوکاری", "خیریه‌ای", "امور خیر"], True),
    ("فرهنگی و مذهبی", ["فرهنگی", "مذهبی", "دینی", "فرهنگی، دینی و مذهبی", "فرهنگی مذهبی"], False),
    (
        "پیشگیری از آسیب‌های اجتماعی",
        ["آسیب‌های اجتماعی", "آسیب‌دیدگان", "آسیب‌دیدگان اجتماعی", "پیشگیری"],
        False,
    ),
    ("سلامت و درمان", ["بهداشت", "بهداشت و درمان", "سلامت", "درمان", "بهداشتی"], False),
    ("زنان و خانواده", ["زنان", "خانواده", "بانوان"], False),
    ("معلولان و توانبخشی", ["توانبخشی", "معلولان", "معلولین"], False),
    ("آموزش", ["آموزشی", "امور آموزشی"], False),
    ("جوانان", ["جوانان و نوجوانان", "نوجوانان"], False),
    ("محیط زیست", ["زیست‌محیطی", "منابع طبیعی"], False),
    ("اشتغال و کارآفرینی", ["اشتغال", "کارآفرینی", "اشتغال‌زایی"], False),
    ("علمی", ["علمی و پژوهشی", "پژوهشی"], False),
    ("اجتماعی", ["امور اجتماعی"], False),
    ("ورزشی", ["ورزش"], False),
    ("هنری", ["هنر"], False),
    ("حمایتی", ["حمایت از مددجویان", "امور حمایتی"], True),
    ("عمران", ["عمرانی", "عمران و آبادانی"], False),
]


def load(apps, schema_editor):
    Field = apps.get_model("ngos", "Field")
    Field.objects.bulk_create(
        Field(name=name, aliases=aliases, is_charitable=charitable, position=10 * position)
        for position, (name, aliases, charitable) in enumerate(FIELDS, 1)
    )


class Migration(migrations.Migration):
    dependencies = [("ngos", "0001_initial"), ("accounts", "0014_access_log_about_own_accounts")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
