"""An HR officer at the approval page, over HTTP, as a browser without scripts would."""

from collections.abc import Callable
from html.parser import HTMLParser

import httpx

LOGIN = "camille"
PASSWORD = "les tilleuls de la mairie"
ADDRESS = "camille.bertin@valmorel.example"


class Forms(HTMLParser):
    """The forms of a page by their action: each field's name and every value offered for it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.by_action: dict[str, dict[str, list[str]]] = {}
        self._form: dict[str, list[str]] = {}
        self._typed_in: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = self.by_action.setdefault(given.get("action", ""), {})
        elif tag in {"input", "button"} and "name" in given:
            self._form.setdefault(given["name"], []).append(given.get("value", ""))
        elif tag == "textarea" and "name" in given:
            self._typed_in = given["name"]
            self._form[self._typed_in] = [""]

    def handle_data(self, data: str) -> None:
        if self._typed_in:
            self._form[self._typed_in][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._typed_in = None


class Officer:
    """Signs in once, then reads and decides."""

    def __init__(self, page: str) -> None:
        # The page may have to wait for the store or for Prefect before it answers.
        self._client = httpx.Client(base_url=page, timeout=30)

    def sign_in(self) -> None:
        who = {"identifiant": LOGIN, "mot_de_passe": PASSWORD}
        answer = self._client.post("/connexion", data=who)
        assert answer.status_code == httpx.codes.SEE_OTHER, answer.status_code

    def read(self, case_id: str) -> str:
        return self._client.get(f"/dossiers/{case_id}").raise_for_status().text

    def approve(self, case_id: str, edit: Callable[[str], str] = str) -> str:
        """Approve the letter on the screen, as it is or edited; return the text that was sent."""
        action = f"/dossiers/{case_id}/approuver"
        fields = Forms(self.read(case_id)).by_action[action]
        form = {name: values[0] for name, values in fields.items()}
        # HTML drops the first line break of a text area; a browser sends the others as CRLF.
        text = edit(form["text"].removeprefix("\n"))
        form["text"] = text.replace("\n", "\r\n")
        answer = self._client.post(action, data=form)
        assert answer.status_code == httpx.codes.SEE_OTHER, answer.status_code
        return text

    def choices(self, case_id: str) -> list[str]:
        """List what the page lets an officer say of a reply whose fate is unknown."""
        forms = Forms(self.read(case_id)).by_action
        return forms.get(f"/dossiers/{case_id}/verifier", {}).get("found", [])

    def close(self) -> None:
        self._client.close()
