"""The body of a hidden story, with everything that `docs/writing.md` knows, and the files that it brings."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from random import Random

from tests.leaks.pictures import Word, drawing, photograph

FILE_TEXT = "text of an attachment"
_SOUND = ("mp3", "m4a", "ogg", "oga", "opus", "wav", "flac")
_FILMS = ("mp4", "m4v", "webm")
_PLAIN_FILES = ("csv", "json", "docx", "ics", "srt", "geojson")
_GALLERY = {"webp": "WEBP", "avif": "AVIF", "gif": "GIF"}


def write_body(random: Random, word: Word, photo: str, drawn: str) -> tuple[str, Mapping[str, bytes]]:
    """Write a body about a photograph and a drawing; give it with the files that it names, by their names."""
    names = {
        name: word(f"name of {name}") for name in ("a file", "a film", "captions", "a poster", "a sound", "a gallery")
    }
    film = f"{names['a film']}.{random.choice(_FILMS)}"
    track = f"{names['captions']}{random.choice(('', '.en', '.fr-CA'))}.vtt"
    sound = f"{names['a sound']}.{random.choice(_SOUND)}"
    shown = f"{names['a gallery']}.{random.choice(tuple(_GALLERY))}"
    table, paper, packed = (f"{names['a file']}.{end}" for end in (random.choice(_PLAIN_FILES), "pdf", "zip"))
    poster, transcript = f"{names['a poster']}.jpg", f"{names['captions']}.txt"
    files = {
        f"{photo}.png": photograph("PNG", word),
        f"{drawn}.svg": drawing(word("text in a drawing"), word("notes in a drawing")),
        film: word("bytes of a film").encode(),
        track: f"WEBVTT\n\n00:00.000 --> 00:02.000\n{word('text of captions')}\n".encode(),
        poster: photograph("JPEG", word),
        transcript: word("text of a transcript").encode(),
        sound: word("bytes of a sound").encode(),
        shown: photograph(_GALLERY[shown.rpartition(".")[2]], word),
        table: f"{word(FILE_TEXT)},1\n".encode(),
        paper: f"%PDF-1.4 {word(FILE_TEXT)}".encode(),
        packed: _packed(word),
    }
    blocks = [
        _words(word),
        f"## {word('body: heading')}",
        _figure(word, f"{photo}.png", "body"),
        f"![{word('body: alt')}]({drawn}.svg){{.wide}}",
        f"The [{word('body: link')}]({table}), [all]({packed}), [a story](s0) and [{word('body: link')}](/latest/).",
        _block("photos", _figure(word, shown, "gallery"), f"![]({drawn}.svg)"),
        _block(
            "video",
            f"[{word('video: title')}]({film})",
            f"![{word('video: alt')}]({poster})",
            f"[{word('video: captions')}]({track})",
            f"[{word('video: transcript')}]({transcript})",
        ),
        _block("audio", f"[{word('audio: title')}]({sound})", f"[{word('audio: transcript')}]({paper})"),
        _block("pull", word("pull quote"), f"— {word('pull quote: speaker')}"),
        _related(word, f"{photo}.png"),
        f"[{word('embed: title')}](https://x.com/{word('embed: address')}/status/1731)",
        f"https://{word('embed: address')}.example/@{word('embed: address')}/109",
        f"| {word('table')} |\n|---|\n| {word('table')} |",
        f"> {word('quotation')}\n\n- {word('list')}\n\n```\n{word('code')}\n```",
        _html(word, f"{photo}.png", film, table),
        f"<!-- {word('comment')} -->",
        f"[^1]: {word('footnote')}",
    ]
    return "\n\n".join(blocks), files


def _block(name: str, *lines: str) -> str:
    return "\n".join([f"::: {name}", *lines, ":::"])


def _figure(word: Word, file: str, place: str) -> str:
    return f'![{word(f"{place}: alt")}]({file} "{word(f"{place}: caption")} ({word(f"{place}: credit")})")'


def _related(word: Word, picture: str) -> str:
    first, second = (f"[{word('body: related')}](https://{word('body: address')}.example/)" for _ in range(2))
    return f"WATCH | ![{word('body: related: alt')}]({picture}) {first} | 2:06 | {word('related: source')}\nREAD | {second}"


def _words(word: Word) -> str:
    return (
        f'{word("lede")} is here.[^1] See [{word("body: link")}](https://{word("body: address")}.example/ "'
        f'{word("body: link: title")}"), ~~{word("struck out")}~~, `{word("code")}` and <{word("body: mail")}@x.example>.'
    )


def _html(word: Word, picture: str, film: str, table: str) -> str:
    """Write HTML, which is text, or cleaned, or trusted, as the newsroom has it."""
    return (
        f'<p title="{word("HTML: title")}">{word("HTML")} <a href="{table}">{word("HTML: link")}</a>'
        f' <img src="{picture}" alt="{word("HTML: alt")}"></p>\n'
        f'<video src="{film}" poster="{picture}"></video>'
    )


def _packed(word: Word) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{word(FILE_TEXT)}.txt", word(FILE_TEXT))
    return made.getvalue()
