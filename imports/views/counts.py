"""What a run does and has done, in sentences with its counts. What is none is not named."""

from django.utils.translation import gettext as _

from imports.besides import counts
from imports.models import Run, State
from imports.registry import registry_of
from persian.numbers import format_number


def doing(run: Run) -> str:
    """What applying the run does, exactly, as its button says it; "" when it does nothing."""
    words = {
        "created": format_number(run.created),
        "updated": format_number(run.updated),
        "noun": registry_of(run.kind).noun,
    }
    if run.created and run.updated:
        return _("Register %(created)s new %(noun)s and change %(updated)s %(noun)s") % words
    if run.created:
        return _("Register %(created)s %(noun)s") % words
    if run.updated:
        return _("Change %(updated)s %(noun)s") % words
    return registry_of(run.kind)().more_to_write(run)


def done(run: Run) -> str:
    """What applying the run has done, with its counts."""
    words = {
        "created": format_number(run.created),
        "updated": format_number(run.updated),
        "rejected": format_number(run.rejected),
        "noun": registry_of(run.kind).noun,
    }
    parts = []
    if run.created:
        parts.append(_("%(created)s %(noun)s registered") % words)
    if run.updated:
        parts.append(_("%(updated)s %(noun)s changed") % words)
    if run.brought:
        parts.append(_("%(brought)s brought in with them") % {"brought": _brought(run)})
    if run.rejected:
        parts.append(_("%(rejected)s rows refused") % words)
    return _("Done: %(what)s.") % {"what": _("; ").join(parts)}


def bringing(run: Run) -> str:
    """What is registered along with the rows of the run; "" where nothing is."""
    if not run.brought:
        return ""
    words = {"brought": _brought(run)}
    return _("%(brought)s that the register lacks are registered with them.") % words


def staying(run: Run) -> str:
    """What an undone run brought in and did not take with it; "" where that is nothing."""
    words = {"count": format_number(run.brought_kept), "parent": _parent_noun(run)}
    if run.state != State.UNDONE or not run.brought_kept:
        return ""
    return (
        _(
            "%(count)s %(parent)s that this import had brought in stay: "
            "somebody has changed them since, or other records belong to them."
        )
        % words
    )


def _parent_noun(run: Run) -> str:
    registry = registry_of(run.kind)
    parent = registry.parent
    return str(parent.noun) if parent else "، ".join(str(each.noun) for each in registry.besides)


def _brought(run: Run) -> str:
    """What a run brings in, each kind with its count: «۱ دوره، ۳ گروه»."""
    registry = registry_of(run.kind)
    if registry.parent is not None:
        return f"{format_number(run.brought)} {registry.parent.noun}"
    found = counts(run, registry.besides)
    return "، ".join(
        f"{format_number(found[each.key])} {each.noun}"
        for each in registry.besides
        if found[each.key]
    )


def staying_out(run: Run) -> str:
    """Which rows of the file are not registered; "" where all are."""
    words = {"rejected": format_number(run.rejected), "repeated": format_number(run.repeated)}
    if run.rejected and run.repeated:
        return _("%(rejected)s refused and %(repeated)s repeated rows stay out.") % words
    if run.rejected:
        return _("%(rejected)s refused rows stay out.") % words
    if run.repeated:
        return _("%(repeated)s repeated rows stay out.") % words
    return ""


def to_correct(run: Run) -> str:
    """What the file of corrections holds."""
    words = {"rejected": format_number(run.rejected), "warned": format_number(run.warned)}
    if run.rejected and run.warned:
        return (
            _(
                "The file of corrections holds %(rejected)s refused rows, and %(warned)s that were "
                "taken with a warning."
            )
            % words
        )
    if run.rejected:
        return _("The file of corrections holds %(rejected)s refused rows.") % words
    return (
        _("The file of corrections holds %(warned)s rows that were taken with a warning.") % words
    )


def undone_by(run: Run) -> str:
    """What undoing the run takes back."""
    words = {"created": format_number(run.created), "updated": format_number(run.updated)}
    if run.created and run.updated:
        taken = _(
            "%(created)s new rows leave the register, and %(updated)s changed ones become what "
            "they were."
        )
    elif run.updated:
        taken = _("%(updated)s changed rows become what they were.")
    else:
        taken = _("%(created)s new rows leave the register.")
    kept = _("Rows that somebody has changed since are not touched.")
    return f"{taken % words} {kept}"
