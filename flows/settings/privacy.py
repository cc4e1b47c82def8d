"""What a town may set of the personal data that models are not told."""

from pathlib import Path
from typing import Self

from flows.settings.sections import Section

_MOST_PEOPLE = 100_000
_LONGEST = 120
"""Characters of one line."""


class WrongDirectory(ValueError):
    """The staff directory cannot be used; the message is one French sentence without a name."""


class Privacy(Section):
    """`directory`: a text file of the town's staff, one name a line; none: nobody is known."""

    directory: Path | None = None

    def beside(self, folder: Path) -> Self:
        """Give these settings with their path taken from `folder`."""
        path = folder / self.directory if self.directory else None
        return self.model_copy(update={"directory": path})

    def staff(self) -> tuple[str, ...]:
        """Read the staff's names. Raises `WrongDirectory`, and `OSError` for a missing file."""
        if self.directory is None:
            return ()
        try:
            lines = self.directory.read_text(encoding="utf-8-sig").splitlines()
        except UnicodeDecodeError:
            raise WrongDirectory(
                f"privacy.directory : {self.directory} n'est pas en UTF-8, enregistrez-le ainsi."
            ) from None
        if len(lines) > _MOST_PEOPLE:
            raise WrongDirectory(f"privacy.directory : pas plus de {_MOST_PEOPLE} lignes.")
        return tuple(_name(line, number) for number, line in enumerate(lines, 1) if line.strip())


def _name(line: str, number: int) -> str:
    # Other columns would be taken for names, and their words hidden from every question.
    if len(line) > _LONGEST or any(c.isdigit() or c in ";,\t@" for c in line):
        raise WrongDirectory(
            f"privacy.directory : la ligne {number} n'est pas un nom. Mettez une personne par "
            "ligne, prénom et nom, sans autre colonne."
        )
    return line.strip()
