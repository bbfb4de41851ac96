"""The ways of applications, cases and reports, from the workflows that the models declare."""

from collections.abc import Iterator

from django.utils import translation

from accounts.roles import PERMISSIONS, Role
from accounts.row_security import tables
from accounts.workflow import Step, Taker, Workflow, mermaid

_HEAD = """# گردش کارها

این صفحه را `make docs` از روی کد می‌نویسد؛ با دست تغییرش ندهید.
"""


def page() -> str:
    with translation.override("fa"):
        return "\n".join([_HEAD, *_pages()])


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
