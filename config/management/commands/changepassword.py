"""A new password for an account whose owner nobody else can help: the last national expert's."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import override

from accounts import scope
from accounts.access import log
from accounts.models import Act, User
from accounts.services.giving_passwords import store_given
from config.management import asking


class Command(BaseCommand):
    help = "Ask for a new password of an account. Whoever is signed in with the old one is out."
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="of the account")

    def handle(self, *args: Any, **options: Any) -> None:
        asking.require_terminal("A director gives passwords on the page of users.")
        with override(None), scope.system():
            user = User.objects.filter(username__iexact=options["username"]).first()
            if user is None:
                raise CommandError(f"No account has the username {options['username']}.")
            self.stdout.write(f"A new password for {user.username} ({user.get_full_name()}).")
            password = asking.password(user=user, said=self.stderr)
            with transaction.atomic():
                store_given(user=user, password=password)
                log(Act.PASSWORD_GIVEN, about=user, command="changepassword")
        self.stdout.write(
            f"{user.username} signs in with the new password once, within a day, and chooses "
            "another then."
        )
