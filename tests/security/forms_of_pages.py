"""The forms that a page holds, as a browser would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit


@dataclass
class Form:
    """Where a form is sent, and its fields with what they hold when it is shown."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    def hold(self, name: str, value: str | None) -> None:
        values = self.fields.setdefault(name, [])
        if value is not None:
            values.append(value)


class Forms(HTMLParser):
    """Reads a page that was found at `address`: its forms, and the parameters of its links."""

    def __init__(self, html: str, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.found: list[Form] = []
        self.linked: dict[str, set[str]] = {}  # path → names of parameters
        self._form: Form | None = None
        self._by_id: dict[str, Form] = {}
        self._select = ""
        self._text: tuple[Form, str, list[str]] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a" and "?" in values.get("href", ""):
            self._link(values["href"])
        if tag == "form":
            self._begin(values)
            return
        if "formaction" in values and self._form is not None:
            self.found.append(Form(self._at(values["formaction"]), "post", self._form.fields))
        form = self._by_id.get(values.get("form", ""), self._form)
        name = values.get("name", "")
        if tag == "option" and self._select and form is not None and "selected" in values:
            form.hold(self._select, values.get("value", ""))
        if form is None or not name:
            return
        if tag == "textarea":
            self._text = (form, name, [])
        elif tag == "select":
            self._select = name
            form.hold(name, None)
        elif tag in ("input", "button"):
            self._input(form, name, values)

    def _begin(self, values: dict[str, str]) -> None:
        form = Form(self._at(values.get("action", "")), values.get("method", "get").lower())
        self._form = form
        self.found.append(form)
        if "id" in values:
            self._by_id[values["id"]] = form

    def _input(self, form: Form, name: str, values: dict[str, str]) -> None:
        kind = values.get("type", "text")
        if kind == "file":
            form.files.add(name)
        elif kind in ("checkbox", "radio"):
            form.hold(name, values.get("value", "on") if "checked" in values else None)
        else:
            form.hold(name, values.get("value", ""))

    def _link(self, href: str) -> None:
        parts = urlsplit(urljoin(self.address, href))
        names = {name for name, _value in parse_qsl(parts.query, keep_blank_values=True)}
        self.linked.setdefault(parts.path, set()).update(names)

    def _at(self, action: str) -> str:
        return urljoin(self.address, action) if action else self.address

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text[2].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._text is not None:
            form, name, parts = self._text
            form.hold(name, "".join(parts).removeprefix("\n"))
            self._text = None
