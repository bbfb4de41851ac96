"""Templates of other people, as they are read here: every value escaped, nothing run from a page.

The admin theme, Django's forms and others mark texts as safe that they take for a programmer's:
help texts, descriptions of fieldsets, titles. Here such a text may hold what somebody typed, or the
name of a file that somebody sent. So the mark is taken out of their templates when they are read.
What is markup on purpose is a `SafeString` already and is shown as before.

The theme's menus are moved by Alpine, which makes programs of attributes; a strict policy forbids
that. Alpine's own build for such policies reads the same attributes by itself, but for arrow
functions, several statements in one, and names of the window. `CHANGES` says those few otherwise;
`static/screens/theme.js` brings what they name.
"""

import re

from django.core.exceptions import ImproperlyConfigured
from django.template import Origin
from django.template.loaders import app_directories

_MARKED_SAFE = re.compile(r"\|\s*safe(?:seq)?\b")
_UNESCAPED = re.compile(r"(\{%-?\s*autoescape\s+)off\b")
_SPACE = re.compile(r"\s+")

_SKELETON = "unfold/layouts/skeleton.html"
_ACTIVE_TAB = "{% tabs_primary_active inline_admin_formsets %}"
# For each template: what stands in it, any space for any other, and what is read instead.
CHANGES: dict[str, dict[str, str]] = {
    _SKELETON: {
        # Neither is used here: charts are drawn without a script, and no list is sorted by hand.
        "<script src=\"{% static 'unfold/js/chart/chart.js' %}\"></script>": "",
        "<script src=\"{% static 'unfold/js/alpine/alpine.sort.js' %}\" defer></script>": "",
        "{% static 'unfold/js/alpine/alpine.js' %}": "{% static 'vendor/alpine/alpine.js' %}",
        # Answers of htmx run nothing and bring no style of their own; what Alpine hid stays hidden,
        # for htmx would write the style again as an attribute.
        "<script src=\"{% static 'unfold/js/htmx/htmx.js' %}\"></script>": (
            '<meta name="htmx-config" content=\'{"allowEval": false, "allowScriptTags": false, '
            '"includeIndicatorStyles": false, '
            '"attributesToSettle": ["class", "width", "height"]}\'>'
            "<script src=\"{% static 'unfold/js/htmx/htmx.js' %}\"></script>"
            "<script src=\"{% static 'screens/theme.js' %}\"></script>"
        ),
        '<style id="unfold-theme-colors">': (
            '<style id="unfold-theme-colors" nonce="{{ CSP_NONCE }}">'
        ),
        "x-data=\"{ {% if opts %}activeTab: '" + _ACTIVE_TAB + "',{% endif %} "
        "sidebarMobileOpen: false, "
        "sidebarDesktopOpen: (localStorage.getItem('sidebarDesktopOpen') !== null) ? "
        "(localStorage.getItem('sidebarDesktopOpen') == '1') : true }\" "
        "x-init=\" activeTab = {% if opts %}getCurrentTab() || '" + _ACTIVE_TAB + "'"
        "{% else %}''{% endif %}; $watch('sidebarDesktopOpen', value => "
        "localStorage.setItem('sidebarDesktopOpen', value ? '1' : '0')); \"": (
            'x-data="officePage" data-active-tab="{% if opts %}' + _ACTIVE_TAB + '{% endif %}"'
        ),
    },
    # A style that is given as a text is an attribute, which the policy forbids.
    "admin/actions.html": {
        "x-bind:style=\"'width: ' + changeListWidth + 'px'\"": (
            "x-bind:style=\"{width: changeListWidth + 'px'}\""
        ),
    },
    "unfold/helpers/command.html": {
        "if (!$event.metaKey && !$event.ctrlKey) selectItem(": (
            "!$event.metaKey && !$event.ctrlKey && selectItem("
        ),
    },
}


def escaped(template: str) -> str:
    """The same template without the means to print a text as markup."""
    return _UNESCAPED.sub(r"\1on", _MARKED_SAFE.sub("", template))


def changed(name: str, template: str) -> str:
    """The template as `CHANGES` has it.

    Raises ImproperlyConfigured where the theme no longer says what is to be changed.
    """
    for present, instead in CHANGES.get(name, {}).items():
        pattern = r"\s+".join(map(re.escape, _SPACE.split(present)))
        template, count = re.subn(pattern, lambda _: instead, template)  # noqa: B023
        if count != 1:
            raise ImproperlyConfigured(f"{name} no longer says, once: {present}")
    return template


class EscapingLoader(app_directories.Loader):
    """Finds the templates that come with installed applications, as they are read here."""

    def get_contents(self, origin: Origin) -> str:
        return changed(str(origin.template_name), escaped(super().get_contents(origin)))
