"""Which files browsers play, by their ends."""

from collections.abc import Mapping

ENDS: Mapping[str, tuple[str, ...]] = {
    "video": (".mp4", ".m4v", ".webm"),
    "audio": (".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".flac"),
    "track": (".vtt",),
}
NAMES: Mapping[str, str] = {
    "video": "a film: MP4 or WebM",
    "audio": "a sound file: MP3, M4A, Ogg, Opus, WAV or FLAC",
    "track": "captions: WebVTT",
}
