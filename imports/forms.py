"""What the steps of an import ask: the file, how it is read, what its columns hold."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from unfold.widgets import INPUT_CLASSES, SELECT_CLASSES

from accounts.models import Province, User
from imports import given as given_for_all
from imports.column_problems import column_problems
from imports.columns import Column
from imports.models import Run
from imports.registry import may_import, registries, registry_of
from imports.tables import layout_of
from persian.numbers import NumberError, parse_number, persian_digits
from reading import ALL_SHEETS, Layout, Table, UnreadableFile
from screens.typed_fields import choices_of, rows_of

ACCEPTED = ".csv,.tsv,.txt,.xlsx,.xlsm,.xlsb,.xls,.ods,.html,.htm,.xml"

ENCODINGS = {
    "utf-8": _("Unicode, 8 bits"),
    "utf-16-le": _("Unicode, 16 bits"),
    "utf-16-be": _("Unicode, 16 bits, bytes swapped"),
    "cp1256": _("Windows Arabic (older programs)"),
    "utf-8+cp1256": _("Unicode and Windows Arabic mixed"),
}
DELIMITERS = {
    ",": _("Comma ( , )"),
    ";": _("Semicolon ( ; )"),
    "\t": _("Tab"),
    "|": _("Vertical line ( | )"),
    "؛": _("Persian semicolon ( ؛ )"),
    "،": _("Persian comma ( ، )"),
}
# At which part of the layout a refusal of the reader is told.
LAYOUT_FIELDS = {
    "wrong_encoding": "encoding",
    "unknown_encoding": "encoding",
    "mixed_encoding": "encoding",
    "garbled_text": "encoding",
    "wrong_delimiter": "delimiter",
    "no_such_sheet": "sheet",
    "no_rows": "sheet",
    "no_such_row": "header_row",
    "no_header": "header_row",
    "no_data": "header_row",
}


def _select() -> forms.Select:
    return forms.Select(attrs={"class": " ".join(SELECT_CLASSES)})


class UploadForm(forms.Form):
    """Which registry, of which province, from which file. Only what the person may choose."""

    kind = forms.ChoiceField(label=_("Registry"), widget=_select())
    province = forms.ModelChoiceField(
        Province.objects.none(),
        label=_("Province"),
        widget=_select(),
        empty_label=_("Choose the province"),
        error_messages={
            "required": _("Choose the province whose list this is."),
            "invalid_choice": _("Your office does not import for this province."),
        },
    )
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,  # the reader says it better
        widget=forms.FileInput(attrs={"accept": ACCEPTED, "class": "drop-input"}),
        error_messages={"required": _("Choose the file that holds the list.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [
            (kind, registry.title)
            for kind, registry in registries().items()
            if may_import(user, registry)
        ]
        provinces = Province.objects.all()
        if user.province_id is not None:
            provinces = provinces.filter(pk=user.province_id)
        kind, province = choices_of(self, "kind"), rows_of(self, "province")
        kind.error_messages["invalid_choice"] = _("This kind of list cannot be imported.")
        self.only_kind = self.only_province = None
        if len(kinds) == 1:
            self.only_kind = kind.initial = kinds[0][0]
            kind.widget = forms.HiddenInput()
        else:
            kinds = [("", _("Choose the kind of list")), *kinds]
        kind.choices = kinds
        province.queryset = provinces
        if user.province_id is not None:
            self.only_province = user.province
            province.initial = user.province_id
            province.widget = forms.HiddenInput()

    @property
    def only_kind_title(self) -> Any:
        return registry_of(self.only_kind).title if self.only_kind else ""


class LayoutForm(forms.Form):
    """How the file is written. What is left as it was below a change is found anew."""

    encoding = forms.ChoiceField(label=_("Encoding"), widget=_select())
    delimiter = forms.ChoiceField(label=_("Column separator"), widget=_select())
    sheet = forms.ChoiceField(label=_("Sheet"), widget=_select())
    header_row = forms.CharField(
        label=_("Row of the column titles"),
        required=False,
        max_length=12,
        widget=forms.TextInput(
            {"class": " ".join(INPUT_CLASSES), "inputmode": "numeric", "dir": "ltr",
             "autocomplete": "off"}
        ),
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, *, run: Run, table: Table) -> None:
        self.layout = layout_of(run)
        initial = {
            "encoding": run.encoding,
            "delimiter": run.delimiter,
            "sheet": run.sheet,
            "header_row": persian_digits(run.header_row or ""),
        }
        super().__init__(data, initial=initial)
        if run.encoding is None:
            del self.fields["encoding"], self.fields["delimiter"]
            sheets: dict[str, Any] = {name: name for name in table.sheets}
            if len(table.alike) > 1:
                sheets[ALL_SHEETS] = _("All sheets with these titles")
            self._offer("sheet", sheets, run.sheet)
        else:
            del self.fields["sheet"]
            self._offer("encoding", ENCODINGS, run.encoding)
            self._offer("delimiter", DELIMITERS, run.delimiter)

    def _offer(self, name: str, choices: dict[str, Any], found: str | None) -> None:
        shown = {**choices} if found is None or found in choices else {found: found, **choices}
        choices_of(self, name).choices = list(shown.items())

    def clean_header_row(self) -> int | None:
        written = self.cleaned_data["header_row"]
        if not written.strip():
            return None
        try:
            number = parse_number(written)
        except NumberError as error:
            raise forms.ValidationError(str(error), code=error.code) from error
        if not 1 <= number <= 10_000_000:
            raise forms.ValidationError(
                _("Rows are numbered from 1, as the spreadsheet shows them.")
            )
        return number

    def wanted(self) -> Layout:
        """The layout to read the file in: what stands below a changed part is found anew."""
        changed = False
        parts: dict[str, Any] = {}
        for name in ("encoding", "delimiter", "sheet", "header_row"):
            value, before = self.cleaned_data.get(name), getattr(self.layout, name)
            is_other = name in self.fields and value != before
            parts[name] = value if is_other or not changed else None
            changed = changed or is_other
        return Layout(**parts)

    def refuse(self, error: UnreadableFile) -> None:
        """Tell why the file cannot be read like this, at the part that is to blame."""
        field = LAYOUT_FIELDS.get(error.code)
        self.add_error(field if field in self.fields else None, error.message)


class ColumnsForm(forms.Form):
    """For each column of the file, the field that it fills; empty ones are left out."""

    # How the file was read when the columns were shown, so that nobody's choices land elsewhere.
    read_as = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None, *, run: Run) -> None:
        self.run, self.registry = run, registry_of(run.kind)
        super().__init__(data, initial={"read_as": self.reading(run)})
        choices: list[tuple[str, Any]] = [("", _("Is left out"))]
        for name, column in self.registry.columns().items():
            choices.append((name, f"{column.label} *" if column.required else column.label))
        for index, name in enumerate(run.columns):
            field = forms.ChoiceField(
                required=False, choices=choices, initial=name or "", widget=_select()
            )
            field.error_messages["invalid_choice"] = _("There is no such field. Choose another.")
            field.widget.attrs["data-field"] = ""
            field.widget.attrs["aria-label"] = _("Field of the column “%(title)s”") % {
                "title": run.header[index]
            }
            self.fields[f"column-{index}"] = field
        self.asked = [self._ask(column) for column in given_for_all.asked_for(self.registry)]

    def _ask(self, column: Column) -> str:
        """Ask for one value for all rows, where no column of the file tells; the field's name."""
        name, words = f"given-{column.name}", column.words(self.run.province_id)
        before = self.run.given.get(column.name, "")
        offered = [("", _("Is not told")), *((word, word) for word in words)]
        if before and before not in words:
            offered.append((before, before))
        field = forms.ChoiceField(
            required=False, choices=offered, initial=before, label=column.label, widget=_select()
        )
        field.error_messages["invalid_choice"] = _("There is no such value. Choose another.")
        field.widget.attrs["data-given"] = column.name
        if column.required:
            field.help_text = _(
                "Without one, rows that do not tell it are refused, or registered with it unknown: "
                "as the policies say."
            )
        self.fields[name] = field
        return name

    @property
    def for_all(self) -> list[forms.BoundField]:
        """The questions for one value for all rows."""
        return [self[name] for name in self.asked]

    @property
    def given(self) -> dict[str, str]:
        """One value for all rows, of the fields that no column fills."""
        filled = given_for_all.filled_by(self.registry, self.columns)
        values = {
            name.removeprefix("given-"): self.cleaned_data.get(name) or "" for name in self.asked
        }
        return {name: value for name, value in values.items() if value and name not in filled}

    @staticmethod
    def reading(run: Run) -> str:
        layout = layout_of(run)
        return f"{layout.encoding}|{layout.delimiter}|{layout.sheet}|{layout.header_row}"

    @property
    def columns(self) -> list[str | None]:
        """The field given to each column of the file."""
        return [
            self.cleaned_data.get(f"column-{index}") or None
            for index in range(len(self.run.columns))
        ]

    def clean(self) -> dict[str, Any]:
        if self.data.get("read_as") != self.reading(self.run):
            raise forms.ValidationError(
                _("The file has been read in another way meanwhile. Look at the columns again.")
            )
        if not self.errors:
            for places, problem in column_problems(self.registry, self.columns, self.given):
                names: list[str | None] = [f"column-{index}" for index in places]
                for name in names or [None]:
                    self.add_error(name, forms.ValidationError(str(problem), code=problem.code))
        return self.cleaned_data
