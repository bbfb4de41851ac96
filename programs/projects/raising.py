"""Programs as what action points come from."""

from programs.actions.sources import Place, Source
from programs.projects.models import Program

SOURCE = Source(
    "program", Program, "projects.view_program", lambda program: program.title,
    lambda program: Place(program.province, program.county),
)  # fmt: skip
