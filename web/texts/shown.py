"""What is said of a version beside what it says: its state, its age, its place among the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.document import Nature
from knowledge.library import Origin
from knowledge.reading import State, Version, states_on
from statute.french import day
from web.texts.official import legifrance_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A version and its state on the day of reading; `current` is the one in force, if any."""

    version: Version
    state: State
    others: Sequence["Shown"] = ()
    current: Version | None = None

    @property
    def official(self) -> bool:
        """Whether the text is a law, a decree or what an administration explains of them."""
        return self.version.nature is not Nature.LOCAL

    @property
    def followed(self) -> bool:
        """Whether it comes from the watched folder, which alone can take it out of use."""
        return self.version.origin is Origin.FOLDER

    @property
    def in_use(self) -> bool:
        """Whether it can be taken out of use."""
        return self.version.replaced_at is None

    @property
    def legifrance(self) -> str:
        """The text's page on Légifrance."""
        return legifrance_of(self.version)

    @property
    def warning(self) -> str:
        """Say that this version is not the law of today; empty when it is."""
        about = self.version.about
        match self.state:
            case State.REPLACED:
                return "Cette version n’est plus en vigueur : une autre l’a remplacée."
            case State.TO_COME:
                since = f" le {day(about.valid_from)}" if about.valid_from else ""
                return f"Cette version n’est pas encore en vigueur : elle le sera{since}."
            case State.ENDED:
                end = f" depuis le {_after(about.valid_until)}" if about.valid_until else ""
                return f"Ce texte n’est plus en vigueur{end}."
            case State.WITHDRAWN:
                return "Ce texte a été mis hors d’usage : les réponses ne le citent plus."
            case _:
                return ""


def shown_of(versions: Sequence[Version], today: date) -> list[Shown]:
    """Say of each version how it stands on a day; `versions` come as `Reading` gives them."""
    states = states_on(versions, today)
    return [Shown(version, states[version.id]) for version in versions]


def shown_among(versions: Sequence[Version], wanted: str, today: date) -> Shown | None:
    """Say how one version stands among all those of its text, the latest first."""
    known = shown_of(versions, today)
    current = next((s.version for s in known if s.state is State.IN_FORCE), None)
    others = sorted((s for s in known if s.version.id != wanted), key=_latest_first)
    found = (s for s in known if s.version.id == wanted)
    return next((Shown(s.version, s.state, others, current) for s in found), None)


def _latest_first(shown: Shown) -> tuple[int, float]:
    since = shown.version.about.valid_from or date.min
    return -since.toordinal(), -shown.version.imported_at.timestamp()


def _after(last: date) -> str:
    return day(last + timedelta(days=1))
