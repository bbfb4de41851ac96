"""What titles of several columns may say besides."""

from ngos.registries.title_words import OF_NGO

IN_USE = ("فعال", "اعتبار")  # «موبایل فعال», «ایمیل معتبر»
OF_OFFICES = ("دفتر", "مرکزی", "محل", "استقرار", *OF_NGO)
OF_PLACES = ("فعالیت", "متبوع", *OF_OFFICES)
