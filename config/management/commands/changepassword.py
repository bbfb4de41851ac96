"""A new password for an account whose owner nobody else can help: the last national expert's."""

from allauth.mfa.models import Authenticator
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
        parser.add_argument(
            "--forget-second-factor",
            action="store_true",
            help="for a telephone that is lost, when nobody else may reset it",
        )

    def handle(self, *args: object, **options: object) -> None:
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
                if options["forget_second_factor"] and _forget_second_factor(user):
                    log(Act.SECOND_FACTOR_RESET, about=user, command="changepassword")
        self.stdout.write(
            f"{user.username} signs in with the new password once, within a day, and chooses "
            "another then."
        )


def _forget_second_factor(user: User) -> bool:
    """Whether there was one. It is reached by its owner's signing in alone."""
    with scope.sign_in(user.pk):
        deleted, _models = Authenticator.objects.filter(user_id=user.pk).delete()
    return bool(deleted)
