"""`manage.py draw_workflows`: writes `docs/workflows.md` from the workflows that the code declares.

With `--check` nothing is written, and a page that is behind the code is an error.
"""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from accounts.roles import PERMISSIONS, Role
from accounts.row_security import tables
from accounts.workflow import Step, Taker, Workflow, mermaid

PAGE = settings.BASE_DIR / "docs" / "workflows.md"
_HEAD = """# گردش کارها

این صفحه را `make docs` از روی کد می‌نویسد؛ با دست تغییرش ندهید.
"""


class Command(BaseCommand):
    help = "Write docs/workflows.md from the declared workflows."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only compare")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("fa"):
            wanted = "\n".join([_HEAD, *_pages()])
        if not options["check"]:
            PAGE.write_text(wanted, encoding="utf-8")
        elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != wanted:
            raise CommandError("docs/workflows.md is behind the code; run `make docs`.")


def _pages() -> Iterator[str]:
    for model in tables():
        workflow = getattr(model, "workflow", None)
        if isinstance(workflow, Workflow):
            yield f"## {model._meta.verbose_name}\n"
            yield f"```mermaid\n{mermaid(workflow)}```\n"
            yield "| وضعیت | کد |\n|---|---|"
            yield from (f"| {label} | `{state}` |" for state, label in workflow.states.items())
            yield "\n| گام | از | به | با چه کسی |\n|---|---|---|---|"
            yield from (_row(workflow, step) for step in workflow.steps)
            yield ""


def _row(workflow: Workflow, step: Step) -> str:
    sources = "، ".join(str(workflow.states[source]) for source in step.sources)
    target = workflow.states[step.target]
    return f"| {step.label} | {sources} | {target} | {_taker(workflow, step)} |"


def _taker(workflow: Workflow, step: Step) -> str:
    if step.by is Taker.CLOCK:
        return "سامانه"
    roles = PERMISSIONS[workflow.permission(step)]
    named = "، ".join(str(role.label) for role in Role if role in roles)
    return f"امضای جلسه: {named}" if step.by is Taker.SESSION else named
