"""What is read out for the furniture of a body, in each language.

Data alone. A language that is not here is labelled in English.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """Names for readers who listen; `back` ends with the number of a note's mark."""

    table: str
    footnotes: str
    back: str


_ENGLISH = Labels("Table", "Footnotes", "Back to reference")

LABELS = {
    "da": Labels("Tabel", "Fodnoter", "Tilbage til henvisning"),
    "de": Labels("Tabelle", "Fußnoten", "Zurück zur Textstelle"),
    "en": _ENGLISH,
    "es": Labels("Tabla", "Notas", "Volver a la llamada"),
    "fi": Labels("Taulukko", "Alaviitteet", "Takaisin viitteeseen"),
    "fr": Labels("Tableau", "Notes", "Retour à l’appel de note"),
    "it": Labels("Tabella", "Note", "Torna al richiamo"),
    "nb": Labels("Tabell", "Fotnoter", "Tilbake til henvisning"),
    "nl": Labels("Tabel", "Voetnoten", "Terug naar verwijzing"),
    "nn": Labels("Tabell", "Fotnotar", "Tilbake til tilvising"),
    "no": Labels("Tabell", "Fotnoter", "Tilbake til henvisning"),
    "pl": Labels("Tabela", "Przypisy", "Powrót do odnośnika"),
    "pt": Labels("Tabela", "Notas", "Voltar à chamada"),
    "sv": Labels("Tabell", "Fotnoter", "Tillbaka till hänvisning"),
}


def labels_of(language: str) -> Labels:
    """Find the labels for a language tag."""
    return LABELS.get(language.replace("_", "-").split("-")[0].lower(), _ENGLISH)
