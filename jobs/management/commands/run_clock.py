"""`manage.py run_clock`: does what is due today. The worker does so by itself, once a day."""

from django.core.management.base import BaseCommand

from jobs.daily import run_daily
from persian.dates import today


class Command(BaseCommand):
    help = "Do what is due today: inquiries that lapse, and the like."

    def handle(self, *args: object, **options: object) -> None:
        for name, count in run_daily(today()).items():
            self.stdout.write(f"{name}: {count}")
