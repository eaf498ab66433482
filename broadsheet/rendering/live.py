"""The live file: what moves by itself and stands on every page."""

import json
from typing import Any

from broadsheet.content import keys
from broadsheet.content.records import BreakingNews, NoticeRecord, WeatherReport
from broadsheet.rendering.page_maker import PageMaker


def render_live(maker: PageMaker, _argument: str) -> str:
    """Render the live file: what moves by itself and stands on every page."""
    weather: dict[str, WeatherReport] = maker.read(keys.WEATHER, dict[str, WeatherReport]) or {}
    notices: list[NoticeRecord] = maker.read(keys.NOTICES, list[NoticeRecord]) or []
    news: BreakingNews | None = maker.read(keys.BREAKING, BreakingNews)
    city = maker.setting("city")
    here = weather.get(city.casefold(), WeatherReport())
    live = {
        "language": maker.language,
        "timezone": maker.setting("timezone"),
        "city": city,
        "temperature": here.temperature,
        "sky": here.sky,
        "regions": {name: {"temperature": w.temperature, "sky": w.sky} for name, w in sorted(weather.items())},
        "notices": [{"text": n.text, "label": n.label, "until": _iso(maker, n.end)} for n in notices],
        "breaking": _breaking(maker, news),
    }
    return json.dumps(live, ensure_ascii=False, indent=1) + "\n"


def _breaking(maker: PageMaker, news: BreakingNews | None) -> dict[str, Any] | None:
    if news is None:
        return None
    return {"text": news.text, "url": maker.link_url(news.url) or None, "at": _iso(maker, news.at)}


def _iso(maker: PageMaker, seconds: int | None) -> str | None:
    return None if seconds is None else maker.iso(seconds)
