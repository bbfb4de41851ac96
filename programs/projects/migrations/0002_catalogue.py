"""Harms and upper documents to begin with (source: what offices publish; see docs/programs.md)."""

from django.db import migrations

HARMS = (
    "اعتیاد", "طلاق", "کودکان کار", "حقوق کودک", "سکونت غیررسمی", "زباله‌گردی", "خودکشی",
    "بدمسکنی و حاشیه‌نشینی", "عفاف و حجاب", "جوانی جمعیت", "سلامت دانش‌آموزان", "تنهایی سالمندان",
    "خشونت خانگی", "زنان سرپرست خانوار",
)  # fmt: skip
DOCUMENTS = (
    ("law", "قانون تأمین زنان و کودکان بی‌سرپرست، ۱۳۷۱"),
    ("law", "قانون حمایت از خانواده و جوانی جمعیت، ۱۴۰۰"),
    ("plan", "برنامهٔ پنج‌سالهٔ ششم توسعه"),
    ("plan", "برنامهٔ پنج‌سالهٔ هفتم پیشرفت"),
)


def add(apps, schema_editor):
    harm = apps.get_model("projects", "Harm")
    document = apps.get_model("projects", "UpperDocument")
    harm.objects.bulk_create([harm(name=name) for name in HARMS])
    document.objects.bulk_create([document(kind=kind, title=title) for kind, title in DOCUMENTS])


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
