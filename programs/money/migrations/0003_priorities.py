from django.db import migrations

# Name, other names.
PRIORITIES = [
    ("آسیب‌های اجتماعی", ["آسیب", "آسیب اجتماعی", "آسیب‌ها", "کاهش آسیب", "پیشگیری از آسیب‌های اجتماعی"]),
    ("خانواده", ["تحکیم خانواده", "تحکیم بنیان خانواده", "طلاق"]),
    ("جوانی جمعیت", ["جمعیت", "جوانی", "حمایت از خانواده و جوانی جمعیت"]),
    ("توانمندسازی زنان", ["زنان", "بانوان", "زنان سرپرست خانوار", "توانمندسازی"]),
    ("توانمندسازی سمن‌ها", ["سمن‌ها", "سازمان‌های مردم‌نهاد", "توانمندسازی سازمان‌های مردم‌نهاد"]),
]


def load(apps, schema_editor):
    Priority = apps.get_model("money", "Priority")
    Priority.objects.bulk_create(
        Priority(name=name, aliases=aliases, position=10 * position)
        for position, (name, aliases) in enumerate(PRIORITIES, 1)
    )


class Migration(migrations.Migration):
    dependencies = [("money", "0002_rules")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
