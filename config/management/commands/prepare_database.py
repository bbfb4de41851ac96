"""Run by the administrator of a PostgreSQL server: once, and after an upgrade of the project."""

import secrets
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from environs import Env

from config.database.preparation import prepare


class Command(BaseCommand):
    help = "Make the roles, the database and its extensions on a PostgreSQL server of one's own."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--admin-url", help="login of an administrator: postgresql://…/postgres"
        )
        parser.add_argument("--database", default=settings.DATABASE_NAME)
        parser.add_argument(
            "--keep-passwords", action="store_true", help="leave the passwords as they are"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["admin_url"]:
            administrator = Env().dj_db_url("", options["admin_url"])
        elif settings.DATABASE_ADMINISTRATOR is not None:
            if settings.EMBEDDED_SERVER is not None:
                settings.EMBEDDED_SERVER.ensure_running()
            administrator = settings.DATABASE_ADMINISTRATOR
        else:
            raise CommandError("Name the administrator's login with --admin-url.")
        if settings.EMBEDDED_SERVER is not None and not options["admin_url"]:
            prepare(administrator, options["database"])
            return
        variables = {
            "DATABASE_URL": settings.WEB_ROLE,
            "DATABASE_WORKER_URL": settings.WORKER_ROLE,
            "DATABASE_OWNER_URL": settings.OWNER_ROLE,
        }
        passwords = {}
        if not options["keep_passwords"]:
            passwords = {role: secrets.token_urlsafe(24) for role in variables.values()}
        prepare(administrator, options["database"], passwords=passwords)
        self.stdout.write("The database is ready.")
        if passwords:
            # How the administrator's login is kept from listeners, so are the others.
            query = urlsplit(options["admin_url"]).query if options["admin_url"] else ""
            transport = f"?{query}" if query else ""
            place = f"{administrator['HOST'] or 'localhost'}:{administrator['PORT'] or 5432}"
            for variable, role in variables.items():
                secret = quote(passwords[role])
                url = f"postgresql://{role}:{secret}@{place}/{options['database']}"
                self.stdout.write(f"{variable}={url}{transport}")
            self.stdout.write("Keep these three lines in .env, readable by the service alone.")
