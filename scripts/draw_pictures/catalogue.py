"""The catalogue: every picture, how it is drawn, and what it says of itself."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from scripts.draw_pictures import coasts, country, rails, rooms, skies, streets
from scripts.draw_pictures.embedding import Notes
from scripts.draw_pictures.portraits import SITTERS, draw_portrait
from scripts.draw_pictures.press import Print
from scripts.draw_pictures.textures import HEIGHT, WIDTH

CREATOR = "Noor Haddad"
CREDIT = "Illustration: Action News"
RIGHTS = "© Action News"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: `path` is in the content folder; `seed` fixes everything that chance decides in it."""

    name: str
    path: str
    draw: Callable[[Print], None]
    seed: int
    notes: Notes
    size: tuple[int, int] = (WIDTH, HEIGHT)
    grain: float = 0.30


def _scene(
    draw: Callable[[Print], None], seed: int, title: str, caption: str, alt: str, folder: str = "pictures"
) -> Picture:
    name = draw.__name__
    return Picture(name, f"{folder}/{name}.jpg", draw, seed, Notes(title, caption, alt, CREATOR, CREDIT, RIGHTS))


def _portrait(slug: str, name: str, seed: int) -> Picture:
    notes = Notes(name, f"{name} of Action News.", f"Portrait of {name}", CREATOR, CREDIT, RIGHTS)
    draw = partial(draw_portrait, sitter=SITTERS[slug])
    return Picture(slug, f"authors/{slug}.jpg", draw, seed, notes, (800, 800), 0.26)


PICTURES: tuple[Picture, ...] = (
    _scene(
        rails.station,
        100,
        "Arrival at Vladivostok",
        "An armoured train drew into Vladivostok’s station on April 24, 2019.",
        "A lone figure in a dark coat on a red carpet beside a train at dusk; an honour guard stands in line under the platform roof.",
        folder="world",
    ),
    _scene(
        coasts.summit,
        101,
        "The long table",
        "Two delegations meet in a hall that looks across the water to a bridge.",
        "Two figures in silhouette at a table before a window on a bridge, with rows of flags on either side.",
    ),
    _scene(
        streets.calgary,
        102,
        "Chinook arch",
        "The chinook arch over downtown Calgary.",
        "A dark arch of cloud over the Calgary skyline, with a band of orange light beneath it.",
    ),
    _scene(
        rooms.corridor,
        103,
        "Night shift",
        "A hospital corridor in the small hours.",
        "A nurse walks down a long hospital corridor toward a lit door.",
    ),
    _scene(
        country.wheat,
        104,
        "Elevators at Wessex Siding",
        "Twin grain elevators over ripe wheat.",
        "Two red grain elevators above a ripe field under a wide sky.",
    ),
    _scene(
        rooms.rink,
        105,
        "Third overtime",
        "Eight players and one puck, from the last row.",
        "Hockey players in red and dark sweaters seen from high in the stands.",
    ),
    _scene(
        skies.rocket,
        106,
        "On the pad",
        "A rocket on its pad during a rehearsal.",
        "A rocket stands on its pad beside a lattice tower at dusk, lit by floodlights.",
    ),
    _scene(
        streets.parliament,
        107,
        "From across the river",
        "Parliament Hill from across the river.",
        "The silhouette of Parliament with its clock tower against an orange evening sky and a full moon.",
    ),
    _scene(
        rooms.stage,
        108,
        "Farewell night",
        "The Section Hands at the Polish Hall in Edmonton.",
        "A singer with one arm raised under red and teal stage lights, before a crowd.",
    ),
    _scene(
        coasts.harbour,
        109,
        "Inner harbour",
        "A container ship waits for a crane.",
        "A loaded container ship under red cranes in a calm harbour.",
    ),
    _scene(
        streets.towers,
        110,
        "Lit windows",
        "Office towers downtown at eight in the evening.",
        "Office towers at night seen from the street, their windows lit in scattered patterns.",
    ),
    _scene(
        skies.observatory,
        111,
        "Curtains",
        "Aurora over a hilltop dome in the boreal forest.",
        "An observatory dome on a snowy hill under curtains of northern lights.",
    ),
    _scene(
        coasts.bridge,
        112,
        "The channel",
        "A ferry crosses under a suspension bridge.",
        "A suspension bridge over a wide inlet with a small white ferry and snowy mountains behind.",
    ),
    _scene(
        streets.blizzard,
        113,
        "Third hour of snow",
        "A bus comes up Jasper Avenue in falling snow.",
        "A bus with bright headlights comes up a snowy street at night as a person in a red scarf crosses.",
    ),
    _scene(
        rails.yard,
        114,
        "Alyth Yard",
        "Four o’clock in the morning, looking east down the bowl tracks.",
        "A rail worker with a lamp crosses a fan of tracks before sunrise.",
    ),
    _scene(
        country.canola,
        1122,
        "Last of the canola",
        "A combine unloads on the go in a canola field.",
        "A red combine and a truck work a yellow canola field under a big sky.",
    ),
    _scene(
        rooms.library,
        1257,
        "The reading room",
        "The third-floor reading room with its lamps lit.",
        "A tall library reading room with arched windows, rows of lit desk lamps and one reader at a long table.",
    ),
    _scene(
        rooms.curling,
        1256,
        "Ninth end",
        "The ninth end on sheet C.",
        "Curlers sweep ahead of a stone gliding toward red and teal rings, seen from low on the ice.",
    ),
    _scene(
        country.airstrip,
        1378,
        "The morning plane",
        "The morning plane on the strip at a northern settlement.",
        "A small ski plane on a snowy airstrip at sunrise, with a figure carrying a bag toward it past spruce trees.",
    ),
    _scene(
        country.wildfire,
        1354,
        "The road out",
        "Smoke turned the afternoon orange along the highway.",
        "A line of cars with headlights on drives along a forest road under a deep orange, smoke-filled sky.",
    ),
    _scene(
        streets.pathway,
        1266,
        "Below the weir",
        "The river pathway below the weir at dusk.",
        "A lone walker with a dog on a snowy river path at dusk, under bare trees and a footbridge.",
    ),
    _scene(
        streets.market,
        1144,
        "Under the flyover",
        "Stalls under the Memorial flyover.",
        "Lit market stalls and small figures under the concrete deck of a flyover at night.",
    ),
    _scene(
        country.dig,
        808,
        "The quarry",
        "The quarry above the Red Deer River on the last day of the season.",
        "Small figures kneel around a long curved skeleton in striped badlands under a low sun.",
    ),
    _scene(
        coasts.fishing,
        1244,
        "Rafted boats",
        "Fishing boats rafted at the quay.",
        "Fishing boats moored in a small harbour at sunrise, with gulls and a figure mending a net on the quay.",
    ),
    _scene(
        rooms.pit,
        833,
        "The pit",
        "The pit at the Grand, from the second balcony.",
        "An orchestra plays in a lit pit below a dark stage, with a conductor’s raised arms in silhouette.",
    ),
    _scene(
        rails.viaduct,
        1252,
        "The late sleeper",
        "A sleeper crosses an Alpine viaduct at daybreak.",
        "A long train with lit windows crosses a stone viaduct between mountains at dawn.",
    ),
    _scene(
        skies.eclipse,
        1241,
        "Three-quarters",
        "The partial eclipse of August 21, 2017, from the lawn of the science centre.",
        "A crescent sun in a dim sky; people on a rise look up through glasses, and small crescents of light lie under an elm.",
    ),
    _scene(
        country.geese,
        1021,
        "Nobody’s geese",
        "October on a slough, a little before eight.",
        "Skeins of geese over a slough at dawn; a farmer beside his truck shades his eyes.",
    ),
    _portrait("helen-marchetti", "Helen Marchetti", 300),
    _portrait("tomas-reyes", "Tomas Reyes", 301),
    _portrait("dana-whitfield", "Dana Whitfield", 302),
    _portrait("peter-lindqvist", "Peter Lindqvist", 303),
    _portrait("ama-boateng", "Ama Boateng", 304),
    _portrait("ilya-brandt", "Ilya Brandt", 305),
    _portrait("priya-sandhu", "Priya Sandhu", 1443),
    _portrait("marcus-oyelaran", "Marcus Oyelaran", 1545),
    _portrait("noor-haddad", "Noor Haddad", 1340),
    _portrait("lorna-cardinal", "Lorna Cardinal", 1434),
    _portrait("mei-chow", "Mei Chow", 1209),
    _portrait("jacques-theriault", "Jacques Thériault", 1642),
)
