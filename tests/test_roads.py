"""Roads by date and mode, on a small made-up copy of the real place and on random networks."""

import itertools
import math
import time
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tripplanner.catalog import load_destination
from tripplanner.errors import InvalidRequestError, UnknownNameError
from tripplanner.models import (
    Base,
    Box,
    Destination,
    Mode,
    Node,
    Parking,
    Position,
    Road,
    RoadSeason,
    RoadStatus,
    Segment,
    Source,
)
from tripplanner.roads import (
    DEEP_SNOW_CM,
    Network,
    foot_speed_kmh,
    ground_on,
    next_change,
    parking_usable,
    road_states,
    roads_on,
    speeds,
    taken_open,
)
from tripplanner.roads.network import Walk
from tripplanner.roads.routes import Graph, Route, Way

CHRISTMAS = date(2026, 12, 25)
AUGUST = date(2026, 8, 17)
SAID = ("park",)
KM_PER_MILE = 1.609344  # exact, international mile of 1959
EVERY_MODE: tuple[Mode, ...] = ("car", "walk", "bike", "ski", "snowshoe")


def season(from_day, until_day, status, typical=None, text="by conditions from 1 November", **more):
    """Make a rule for a part of the year."""
    return RoadSeason(
        from_day=from_day,
        until_day=until_day,
        status=status,
        typical=typical,
        text=text,
        sources=SAID,
        **more,
    )


WINTER = season("11-01", "05-14", "by-condition")
POINT = Position(lat=43.66, lon=-110.66, precision_m=50, sources=SAID)


def node(name, parking=None):
    """Make a junction, or a parking place."""
    kind = "junction" if parking is None else "parking"
    return Node(id=name, name=name, kind=kind, position=POINT, parking=parking, sources=SAID)


def road(name, *ends_and_km, surface="paved", kmh=56.0, dark_kmh=56.0, **more):
    """Make a road from its stretches, 35 mph unless told."""
    segments = [Segment(start=a, end=b, distance_km=km, sources=SAID) for a, b, km in ends_and_km]
    return Road(
        id=name,
        name=name,
        surface=surface,
        speed_kmh=kmh,
        speed_dark_kmh=dark_kmh,
        segments=segments,
        sources=SAID,
        **more,
    )


def place(roads, nodes, base="town"):
    """Make a destination with one base and no sites."""
    return Destination(
        id="somewhere",
        name="Somewhere",
        timezone="America/Denver",
        box=Box(lat_min=43, lat_max=45, lon_min=-111.5, lon_max=-110),
        default_base=base,
        weather_site=base,
        sites=(),
        bases=(Base(id=base, name=base, position=POINT, sources=SAID),),
        nodes=nodes,
        roads=roads,
        sources=(
            Source(
                id="park",
                title="Roads",
                publisher="NPS",
                kind="official",
                url="https://www.nps.gov/grte/planyourvisit/roads.htm",
                read_on=date(2026, 9, 2),
            ),
        ),
    )


# Distances in miles as published: Jackson to Moose Junction 13 (travelsfinders.com/jackson-moran-junction),
# on to Antelope Flats Road 1.1 (gaperguide.com/grand-teton-tour/mormon-row), from there 1.5 to the Row;
# Antelope Flats Road 3.6 in all (angelfire.com, MovieLocationsPlus); Kelly to its east end 3.8
# (jhnordic.com/trails/hunter-ranch-trail). Town to Kelly and the trail are made up.
ROW = place(
    (
        road(
            "highway",
            ("town", "moose", 13 * KM_PER_MILE),
            ("moose", "gate", 1.1 * KM_PER_MILE),
            kmh=88.5,  # 55 mph by day and 45 at night
            dark_kmh=72.4,
        ),
        road(
            "flats",
            ("gate", "row", 1.5 * KM_PER_MILE),
            ("row", "east", 2.1 * KM_PER_MILE),
            seasons=(WINTER,),
            phone="park-roads",
        ),
        road("kelly-road", ("town", "kelly", 22.0), ("kelly", "east", 3.8 * KM_PER_MILE)),
        road(
            "trail",
            ("row", "barn", 0.2),
            surface="path",
            open_modes=("walk", "snowshoe"),
            closed_modes=("walk", "snowshoe"),
        ),
    ),
    (
        node("moose"),
        node("gate"),
        node("row", Parking(spaces=14, seasons=(WINTER,), sources=SAID)),
        node("east", Parking(spaces=4, sources=SAID)),
        node("kelly"),
        node("barn"),
        node("island"),
    ),
)


# --- what a road's state is -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outlook", "typical", "drivable"),
    [
        ("cautious", "open", False),
        ("cautious", None, False),
        ("typical", "open", True),
        ("typical", "closed", False),
        ("typical", None, False),
        ("optimistic", "closed", True),
        ("optimistic", None, True),
    ],
)
def test_the_outlook_decides_what_depends_on_conditions(outlook, typical, drivable):
    """CONTRACT: cautious closes to cars, optimistic opens, typical does what is usual and else closes."""
    flats = road("flats", ("town", "row", 1), seasons=(season("11-01", "05-14", "by-condition", typical),))
    state = road_states(place((flats,), (node("row"),)), CHRISTMAS, outlook=outlook)["flats"]
    assert (state.drivable, state.status, state.assumed) == (drivable, "by-condition", True)


@pytest.mark.parametrize("outlook", ["cautious", "typical", "optimistic"])
@pytest.mark.parametrize("status", ["open", "closed"])
def test_no_outlook_bends_a_fixed_rule(outlook, status):
    """A road that is open or closed by its rule is so under every outlook, and nothing is assumed."""
    flats = road("flats", ("town", "row", 1), seasons=(season("11-01", "05-14", status),))
    state = road_states(place((flats,), (node("row"),)), CHRISTMAS, outlook=outlook)["flats"]
    assert (state.drivable, state.assumed, state.status) == (status == "open", False, status)


def test_the_last_rule_that_holds_decides():
    """Where several rules speak of a day, the last in the file wins, and its days are both included."""
    rules = (season("11-01", "04-30", "closed"), season("12-25", "12-26", "open"))
    answers = [taken_open(rules, CHRISTMAS + timedelta(days=shift)) for shift in (-1, 0, 1, 2)]
    assert answers == [False, True, True, False]


def test_a_road_without_a_rule_for_the_day_is_open():
    """No rule means open, for the reason that is given with the road's own sources."""
    state = road_states(ROW, AUGUST)["flats"]
    assert (state.status, state.drivable, state.assumed, state.sources) == ("open", True, False, SAID)


def test_the_state_tells_a_person_why_and_whom_to_call():
    """An assumed road says what it is taken as and because of what, and carries its phone."""
    state = road_states(ROW, CHRISTMAS)["flats"]
    assert state.why == "taken as closed to cars: by conditions from 1 November"
    assert state.phone == "park-roads"


def test_what_the_user_states_comes_before_the_rules():
    """A stated status replaces the rules', is no assumption, and has no source but the user."""
    state = road_states(ROW, CHRISTMAS, stated={"flats": "open"})["flats"]
    assert (state.status, state.drivable, state.assumed, state.sources) == ("open", True, False, ())
    assert state.why == "open to cars: as you said"
    assert not road_states(ROW, AUGUST, stated={"flats": "closed"})["flats"].drivable


@pytest.mark.parametrize(
    ("outlook", "drivable"), [("cautious", False), ("typical", False), ("optimistic", True)]
)
def test_a_stated_by_condition_goes_through_the_outlook(outlook, drivable):
    """The user may say that nobody knows: then the outlook decides, and that is an assumption."""
    state = road_states(ROW, AUGUST, outlook=outlook, stated={"flats": "by-condition"})["flats"]
    assert (state.drivable, state.assumed) == (drivable, True)


@pytest.mark.parametrize("status", ["open", "closed"])
def test_a_path_is_never_drivable(status):
    """A road without cars among its modes is not for cars, whatever its status."""
    state = road_states(ROW, AUGUST, stated={"trail": status})["trail"]
    assert (state.drivable, state.taken_open) == (False, status == "open")
    assert state.why == ("open, never for cars" if status == "open" else "closed") + ": as you said"


def test_parking_follows_its_own_seasons():
    """A car may be left where the parking's rule and the outlook allow it."""
    lot = Parking(seasons=(season("11-01", "05-14", "by-condition", "open"),), sources=SAID)
    answers = [parking_usable(lot, CHRISTMAS, outlook=each) for each in ("cautious", "typical", "optimistic")]
    assert answers == [False, True, True]
    assert parking_usable(lot, AUGUST)


# --- driving ----------------------------------------------------------------------------------------


def test_a_drive_takes_what_the_posted_limits_give():
    """55 mph by day and 45 at night on the highway (unofficialnetworks.com, 11 Dec 2024), 35 on the flats."""
    drive = Network(ROW, AUGUST).drive("town", "row")
    assert drive is not None
    # 14.1 mi at 55 mph are 15.4 min, at 45 mph 18.8; 1.5 mi at 35 mph are 2.6.
    assert (drive.minutes, drive.minutes_dark) == (18, 22)
    assert drive.distance_km == pytest.approx(15.6 * KM_PER_MILE, abs=1e-5)
    assert (drive.path, drive.roads) == (("town", "moose", "gate", "row"), ("highway", "flats"))


def test_a_closed_road_is_never_driven():
    """At Christmas the Row cannot be driven to, not even by going round."""
    network = Network(ROW, CHRISTMAS)
    assert network.drive("town", "row") is None
    east = network.drive("gate", "east")
    assert east is not None
    assert east.roads == ("highway", "kelly-road")


def test_without_a_car_among_the_modes_nothing_is_driven():
    """A party without a car has no drives, no parking and no shut road in its way."""
    network = Network(ROW, CHRISTMAS, modes=("walk",))
    assert network.drive("town", "moose") is None
    assert network.parkings("town") == ()
    assert network.blocking_roads("town", "row") == ()


def test_cars_are_left_where_a_road_and_a_space_are():
    """A parking place counts when it is usable and can be driven to that day."""
    assert Network(ROW, AUGUST).parkings("town") == ("east", "row")
    assert Network(ROW, CHRISTMAS).parkings("town") == ("east",)
    assert Network(ROW, CHRISTMAS, outlook="optimistic").parkings("town") == ("east", "row")
    assert Network(ROW, CHRISTMAS, stated={"flats": "open"}).parkings("town") == ("east",)
    assert Network(ROW, AUGUST, stated={"kelly-road": "closed", "flats": "closed"}).parkings("town") == ()


def test_exactly_whole_minutes_stay_whole():
    """Nine stretches of a ninth of a minute are one minute, and a metre more is two."""
    names = ["town", *(f"n{number}" for number in range(10))]
    ninths = road("ninths", *[(a, b, 1 / 9) for a, b in itertools.pairwise(names[:10])], kmh=60.0)
    longer = road("longer", (names[9], names[10], 0.001), kmh=60.0)
    network = Network(place((ninths, longer), tuple(node(name) for name in names[1:])), AUGUST)
    minutes = [drive.minutes for end in names[9:] if (drive := network.drive("town", end)) is not None]
    assert minutes == [1, 2]


def test_a_road_used_twice_is_named_once():
    """A drive's roads stand in the order of their first use."""
    bypass = road("bypass", ("a", "b", 1))
    main = road("main", ("town", "a", 1), ("b", "c", 1))
    drive = Network(place((main, bypass), (node("a"), node("b"), node("c"))), AUGUST).drive("town", "c")
    assert drive is not None
    assert drive.roads == ("main", "bypass")


def test_equal_drives_are_told_apart_by_length_then_by_id():
    """Of two equally fast drives the shorter is taken; of two alike, the one by the first id."""
    fast = road("fast", ("town", "a", 2), ("a", "end", 2), kmh=80, dark_kmh=80)
    slow = road(
        "slow", ("town", "b", 1), ("b", "end", 1), ("town", "c", 1), ("c", "end", 1), kmh=40, dark_kmh=40
    )
    nodes = (node("a"), node("b"), node("c"), node("end"))
    for roads in itertools.permutations((fast, slow)):
        drive = Network(place(roads, nodes), AUGUST).drive("town", "end")
        assert drive is not None
        assert drive.path == ("town", "b", "end")


def test_a_day_of_sixty_places_is_worked_out_quickly():
    """All drives among 60 places take a fraction of a second; the design wants 20 ms, the test is lenient."""
    names = [f"n{number}" for number in range(60)]
    ring = road("ring", *[(a, b, 1.5) for a, b in itertools.pairwise(names)], (names[-1], names[0], 1))
    spokes = road("spokes", *[("town", name, 7) for name in names[::4]])
    network = Network(place((ring, spokes), tuple(node(name) for name in names)), AUGUST)
    started = time.perf_counter()
    drives = [network.drive(a, b) for a in names for b in names]
    assert time.perf_counter() - started < 0.5
    assert None not in drives


# --- on foot and on snow ----------------------------------------------------------------------------


def test_deep_snow_takes_snowshoes():
    """In deep snow people on foot struggle (markamiddleton.com): 2.1 mi on snowshoes take about 75 min."""
    network = Network(ROW, CHRISTMAS, snow_depth_cm=41)  # 16 inches, December at Moose
    walk = network.on_foot("east", "row")
    assert walk is not None
    assert (walk.mode, walk.path, walk.roads) == ("snowshoe", ("east", "row"), ("flats",))
    assert walk.minutes == pytest.approx(75, abs=2)
    assert not walk.snow_assumed
    assert (
        Network(ROW, CHRISTMAS, modes=("car", "walk", "bike"), snow_depth_cm=41).on_foot("east", "row")
        is None
    )


@pytest.mark.parametrize(
    ("snow_depth_cm", "modes", "mode", "minutes"),
    [
        # 2.1 miles are 3.38 km; speeds as documented, so 3.38 / 4.5 h are 45.1 min, and so on.
        (0, ("car", "walk", "snowshoe"), "walk", 46),
        (10, ("car", "walk", "snowshoe"), "walk", 58),
        (DEEP_SNOW_CM, ("car", "walk", "snowshoe"), "snowshoe", 76),
        (DEEP_SNOW_CM, ("ski", "snowshoe"), "ski", 51),
        (0, ("ski",), "ski", 46),
        (0, ("walk", "bike"), "bike", 17),
        (10, ("bike",), "bike", 58),
    ],
)
def test_the_best_mode_goes_by_the_snow(snow_depth_cm, modes, mode, minutes):
    """Bare ground is walked or cycled, shallow snow is walked, deep snow takes skis or snowshoes."""
    walk = Network(ROW, CHRISTMAS, modes=modes, snow_depth_cm=snow_depth_cm).on_foot("east", "row")
    assert walk is not None
    assert (walk.mode, walk.minutes) == (mode, minutes)


def test_a_plowed_road_is_walked_in_deep_winter():
    """A road open to cars is plowed: one walks it, and carries the skis for it at the same pace."""
    walk = Network(ROW, CHRISTMAS, snow_depth_cm=86).on_foot("kelly", "east")
    skis = Network(ROW, CHRISTMAS, snow_depth_cm=86, modes=("ski",)).on_foot("kelly", "east")
    assert walk is not None
    assert skis is not None
    assert (walk.mode, skis.mode, skis.minutes) == ("walk", "ski", walk.minutes)


def test_one_keeps_the_same_gear_all_the_way():
    """Over a plowed stretch and an unplowed one in deep snow, the snowshoes come along from the start."""
    network = Network(ROW, CHRISTMAS, snow_depth_cm=86)
    walk = network.on_foot("kelly", "row")
    assert walk is not None
    # 3.8 mi plowed at 4.5 km/h are 81.5 min, 2.1 mi of snow at 2.7 km/h are 75.1.
    assert (walk.mode, walk.minutes, walk.roads) == ("snowshoe", 157, ("kelly-road", "flats"))


def test_an_unknown_snow_depth_is_said():
    """Without a depth no snow is assumed, and only a way that may lie under snow says so."""
    network = Network(ROW, CHRISTMAS)
    answers = [network.on_foot("east", "row"), network.on_foot("kelly", "east")]
    assert [(each.mode, each.snow_assumed) for each in answers if each is not None] == [
        ("walk", True),
        ("walk", False),
    ]


def test_a_mode_needs_the_roads_leave():
    """What a road does not allow is not done on it: no bikes on the trail, no skis either."""
    assert Network(ROW, AUGUST, modes=("bike", "ski")).on_foot("row", "barn") is None
    shut = road(
        "shut", ("town", "a", 1), seasons=(season("01-01", "12-31", "closed"),), closed_modes=("ski",)
    )
    for modes, found in ((("walk", "bike", "snowshoe"), False), (("ski",), True)):
        network = Network(place((shut,), (node("a"),)), CHRISTMAS, modes=modes, snow_depth_cm=50)
        assert (network.on_foot("town", "a") is not None) == found


def test_staying_is_always_possible():
    """From a place to itself takes no minutes and no road, in every mode or none."""
    network = Network(ROW, CHRISTMAS, modes=("car",))
    walk = network.on_foot("island", "island")
    assert walk is not None
    assert (walk.minutes, walk.distance_km, walk.path, walk.roads) == (0, 0.0, ("island",), ())
    assert network.drive("island", "town") is None


def test_pace_changes_walks_and_not_drives():
    """A brisk party is faster on foot, a relaxed one slower; cars go as ever."""
    networks = [Network(ROW, AUGUST, pace=pace) for pace in ("brisk", "usual", "relaxed")]
    walks = [walk.minutes for each in networks if (walk := each.on_foot("row", "east")) is not None]
    assert len(walks) == 3
    assert walks[0] < walks[1] < walks[2]
    assert len({each.drive("town", "row") for each in networks}) == 1


@given(
    mode=st.sampled_from(["walk", "bike", "ski", "snowshoe"]),
    snow_depth_cm=st.none() | st.floats(0, 500),
)
def test_a_plowed_road_is_never_slower_than_an_untouched_one(mode, snow_depth_cm):
    """Plowing helps everyone on foot or does not matter."""
    plowed = foot_speed_kmh(mode, ground_on("plowed", snow_depth_cm))
    unplowed = foot_speed_kmh(mode, ground_on(None, snow_depth_cm))
    assert plowed is not None
    assert unplowed is None or unplowed <= plowed


@given(
    mode=st.sampled_from(["walk", "bike", "ski", "snowshoe"]),
    kept=st.sampled_from(["plowed", "groomed", None]),
    snow_depth_cm=st.none() | st.floats(0, 500),
)
def test_a_brisk_party_is_faster_on_any_ground(mode, kept, snow_depth_cm):
    """Relaxed, usual, brisk: each faster than the one before, or none of them can go there."""
    ground = ground_on(kept, snow_depth_cm)
    paces = [foot_speed_kmh(mode, ground, pace=pace) for pace in ("relaxed", "usual", "brisk")]
    assert paces == [None] * 3 or paces[0] < paces[1] < paces[2]


def test_grooming_helps_skis_and_snowshoes():
    """
    Groomed snow is faster than deep snow for both, and it carries boots.

    A snowshoer goes 25 % slower on hard-packed snow than on bare ground (T. Sobal, esnowshoes.com, read
    2026-11-23).
    """
    for mode in ("ski", "snowshoe"):
        assert foot_speed_kmh(mode, "groomed") > foot_speed_kmh(mode, "deep")
    assert foot_speed_kmh("snowshoe", "groomed") == pytest.approx(
        0.75 * foot_speed_kmh("walk", "bare"), abs=0.1
    )
    assert foot_speed_kmh("walk", "groomed") is not None
    assert foot_speed_kmh("bike", "groomed") is None


def test_the_documented_table_is_what_is_used():
    """The minutes for a mile in the module's docstring, for each mode, pace and ground."""
    rows = [line.split() for line in (speeds.__doc__ or "").splitlines()]
    rows = [row for row in rows if len(row) == 6 and row[1] in speeds.PACE_FACTOR]
    assert len(rows) == 4 * 3
    for mode, pace, *minutes in rows:
        kmh = [foot_speed_kmh(mode, ground, pace=pace) for ground in ("bare", "shallow", "groomed", "deep")]
        assert minutes == ["-" if each is None else f"{KM_PER_MILE / each * 60:.0f}" for each in kmh]


def shut(**more):
    """Make a place whose road to the lake is closed in winter, and kept or forbidden in some way."""
    rule = season("11-01", "04-30", "closed", **more)
    return place((road("lane", ("town", "lake", 4.0), seasons=(rule,)),), (node("lake"),))


@pytest.mark.parametrize(
    ("kept", "mode", "minutes", "on_snow"),
    [
        # 4 km at 6.5, 4.5 and 4.0 km/h: groomed, plowed, and deep as it fell.
        ("groomed", "ski", 37, True),
        ("plowed", "walk", 54, False),
        (None, "ski", 60, True),
    ],
)
def test_a_shut_road_may_be_groomed_or_plowed(kept, mode, minutes, on_snow):
    """What a rule says of the snow on a closed road decides how one goes, and whether it is on snow."""
    network = Network(shut(kept=kept), CHRISTMAS, modes=("walk", "ski", "snowshoe"), snow_depth_cm=41)
    walk = network.on_foot("town", "lake")
    assert network.drive("town", "lake") is None
    assert (walk.mode, walk.minutes, walk.on_snow, walk.snow_assumed) == (mode, minutes, on_snow, False)


def test_pace_makes_minutes():
    """2.1 miles of deep snow on snowshoes: 94 minutes relaxed, 76 usual, 63 brisk (3.38 km, 2.16 to 3.24)."""
    minutes = [
        Network(ROW, CHRISTMAS, snow_depth_cm=41, pace=pace).on_foot("east", "row").minutes
        for pace in ("relaxed", "usual", "brisk")
    ]
    assert minutes == [94, 76, 63]


def test_grooming_needs_snow():
    """In a winter without any snow a groomed road is bare ground; with an unknown depth there is some."""
    found = [
        Network(shut(kept="groomed"), CHRISTMAS, snow_depth_cm=cm).on_foot("town", "lake") for cm in (0, None)
    ]
    assert [(walk.on_snow, walk.snow_assumed) for walk in found] == [(False, False), (True, False)]


@pytest.mark.parametrize("stated", [None, {"lane": "closed"}])
def test_a_rule_may_forbid_more_than_cars(stated):
    """A closure for wildlife holds for everyone, and for who says that the road is closed, too."""
    wild = shut(closed_modes=())
    assert road_states(wild, CHRISTMAS, stated=stated)["lane"].modes == ()
    for snow_cm in (0, 41):
        network = Network(wild, CHRISTMAS, modes=EVERY_MODE, stated=stated, snow_depth_cm=snow_cm)
        assert network.on_foot("town", "lake") is None
    assert Network(wild, CHRISTMAS, stated={"lane": "open"}).on_foot("town", "lake") is not None
    assert Network(wild, AUGUST).on_foot("town", "lake") is not None


def test_a_rule_never_allows_what_the_open_road_does_not():
    """CONTRACT: what is allowed on a closed road is allowed on it when open, and never a car."""
    for modes in (("bike",), ("car",)):
        with pytest.raises(ValueError, match="closed_modes must be a part of open_modes"):
            road(
                "lane",
                ("town", "lake", 4.0),
                open_modes=("car", "walk"),
                closed_modes=("walk",),
                seasons=(season("11-01", "04-30", "closed", closed_modes=modes),),
            )


# --- until when -------------------------------------------------------------------------------------


def test_the_next_change_is_the_day_after_the_last_that_is_alike():
    """A rule's last day is included, and two rules that follow each other with one status are one time."""
    two = (season("11-01", "12-31", "closed"), season("01-01", "04-30", "closed", kept="groomed"))
    lane = road("lane", ("town", "lake", 4.0), seasons=two)
    assert next_change(lane, CHRISTMAS) == date(2027, 5, 1)
    assert next_change(lane, date(2027, 4, 30)) == date(2027, 5, 1)
    assert next_change(lane, date(2027, 5, 1)) == date(2027, 11, 1)
    assert next_change(road("free", ("town", "lake", 4.0)), CHRISTMAS) is None


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.sampled_from(load_destination().roads))
@settings(max_examples=60)
def test_nothing_changes_before_the_next_change(on, bundled):
    """Until the day before, status and usual state are the same; on the day one of them is not."""

    def word(day):
        rule = next((each for each in reversed(bundled.seasons) if each.holds_on(day)), None)
        return ("open", None) if rule is None else (rule.status, rule.typical)

    change = next_change(bundled, on)
    end = on + timedelta(days=366) if change is None else change - timedelta(days=1)
    assert {word(on + timedelta(days=ahead)) for ahead in range((end - on).days + 1)} == {word(on)}
    assert change is None or word(change) != word(on)


def test_the_list_of_a_day_says_what_each_outlook_makes_of_a_road():
    """Antelope Flats Road at Christmas: by condition, usually closed, until 30 April; open by request."""
    [flats] = [each for each in roads_on(load_destination(), CHRISTMAS) if each.id == "antelope-flats-road"]
    assert (flats.status, flats.usually, flats.taken) == ("by-condition", "closed", "closed")
    assert flats.by_outlook == {"cautious": "closed", "typical": "closed", "optimistic": "open"}
    assert (flats.until, flats.then, flats.then_usually) == (date(2027, 4, 30), "by-condition", "open")
    assert flats.phone == "307-739-3682"
    stated = roads_on(load_destination(), CHRISTMAS, stated={"antelope-flats-road": "open"})
    said = {each.id: each for each in stated if each.stated}
    assert set(said) == {"antelope-flats-road", "antelope-flats-first-mile"}
    assert {(each.status, each.taken, each.until, each.sources) for each in said.values()} == {
        ("open", "open", None, ())
    }


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.sampled_from(["cautious", "typical", "optimistic"]))
@settings(max_examples=30)
def test_the_list_of_a_day_agrees_with_what_the_plan_takes(on, outlook):
    """A road is taken as its outlook says, cars may use it if and only if the plan may drive it."""
    bundled = load_destination()
    states = road_states(bundled, on, outlook=outlook)
    for each in roads_on(bundled, on, outlook=outlook):
        assert each.taken == each.by_outlook[outlook]
        assert ("car" in each.modes) == states[each.id].drivable
        assert each.modes == states[each.id].modes


# --- naming the road that decided -------------------------------------------------------------------


def test_the_road_that_keeps_one_out_is_named():
    """At Christmas Antelope Flats Road is what keeps a car from the Row, and from what lies behind it."""
    network = Network(ROW, CHRISTMAS)
    assert [state.id for state in network.blocking_roads("town", "row")] == ["flats"]
    assert [state.id for state in network.blocking_roads("town", "barn")] == ["flats"]


def test_nothing_blocks_what_can_be_driven_to():
    """No road is blamed where one can drive, or where no road leads on any day."""
    assert Network(ROW, AUGUST).blocking_roads("town", "row") == ()
    assert Network(ROW, AUGUST).blocking_roads("town", "barn") == ()
    assert Network(ROW, CHRISTMAS).blocking_roads("town", "east") == ()
    assert Network(ROW, CHRISTMAS).blocking_roads("town", "island") == ()


# --- bad input --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"outlook": "optimist"}, "no outlook 'optimist'; did you mean 'optimistic'"),
        ({"stated": {"flat": "open"}}, "no road 'flat'; did you mean 'flats'"),
        ({"stated": {"flats": "shut"}}, "no road status 'shut'"),
        ({"modes": ("car", "walking")}, "no mode 'walking'; did you mean 'walk'"),
        ({"pace": "brsk"}, "no pace 'brsk'; did you mean 'brisk'"),
    ],
)
def test_unknown_names_are_refused_with_the_nearest(options, message):
    """A misspelt option is an error, not a shrug."""
    with pytest.raises(UnknownNameError, match=message):
        Network(ROW, AUGUST, **options)


@pytest.mark.parametrize("snow_depth_cm", [-1, math.inf, math.nan])
def test_an_impossible_snow_depth_is_refused(snow_depth_cm):
    """Snow is 0 cm deep or more, and finite."""
    with pytest.raises(InvalidRequestError, match="snow depth"):
        Network(ROW, AUGUST, snow_depth_cm=snow_depth_cm)


@pytest.mark.parametrize("ask", [Network.drive, Network.on_foot, Network.blocking_roads])
def test_unknown_places_are_refused(ask):
    """A place is a site, base or node of the destination, at either end of the question."""
    network = Network(ROW, AUGUST)
    for ends in (("town", "mose"), ("mose", "town")):
        with pytest.raises(UnknownNameError, match="did you mean 'moose'"):
            ask(network, *ends)
    with pytest.raises(UnknownNameError, match="no place 'twn'"):
        network.parkings("twn")


# --- properties on random networks ------------------------------------------------------------------

NAMES = ("town", "a", "b", "c", "d", "e")
STATUSES: tuple[RoadStatus, ...] = ("open", "closed", "by-condition")


@st.composite
def roads(draw, name):
    """One road of one to three stretches with odd lengths, speeds and modes."""
    pairs = draw(st.lists(st.permutations(NAMES).map(lambda order: order[:2]), min_size=1, max_size=3))
    open_modes = tuple(draw(st.sets(st.sampled_from(EVERY_MODE), min_size=1)))
    closed_modes = tuple(draw(st.sets(st.sampled_from(open_modes))) - {"car"})
    kmh = draw(st.sampled_from([20.0, 30.0, 60.0]))
    # Few different lengths, so that equal ways occur.
    ends_and_km = [(*pair, draw(st.sampled_from([0.5, 1.0, 2.0, 2.7]))) for pair in pairs]
    return road(
        name, *ends_and_km, kmh=kmh, dark_kmh=kmh * 0.75, open_modes=open_modes, closed_modes=closed_modes
    )


@st.composite
def networks(draw):
    """A random destination with the road states and options of a day."""
    ids = [f"road-{number}" for number in range(draw(st.integers(1, 5)))]
    destination = place(tuple(draw(roads(name)) for name in ids), tuple(node(name) for name in NAMES[1:]))
    stated = {name: draw(st.sampled_from(STATUSES)) for name in ids}
    options = {
        "modes": EVERY_MODE,
        "outlook": draw(st.sampled_from(["cautious", "optimistic"])),
        "snow_depth_cm": draw(st.sampled_from([None, 0, 12, 60])),
    }
    return destination, stated, options


def ends() -> Iterator[tuple[str, str]]:
    """List all pairs of places."""
    return itertools.combinations(NAMES, 2)


def shortest_by_trying_all(destination, network, start, end):
    """Daylight hours of the fastest drive, by trying every order of the places between."""
    hours = {}
    for each in destination.roads:
        if network.states[each.id].drivable:
            for part in each.segments:
                for pair in ((part.start, part.end), (part.end, part.start)):
                    hours[pair] = min(hours.get(pair, math.inf), part.distance_km / each.speed_kmh)
    between = [name for name in NAMES if name not in (start, end)]
    tries = itertools.chain.from_iterable(
        itertools.permutations(between, size) for size in range(len(between) + 1)
    )
    return min(
        sum(hours.get(pair, math.inf) for pair in itertools.pairwise((start, *some, end))) for some in tries
    )


@settings(max_examples=40, deadline=None)
@given(networks())
def test_drives_are_as_fast_as_trying_everything(made):
    """No order of places is faster, and where none leads there no drive is given."""
    destination, stated, options = made
    network = Network(destination, AUGUST, stated=stated, **options)
    for start, end in ends():
        hours = shortest_by_trying_all(destination, network, start, end)
        drive = network.drive(start, end)
        assert (drive is None) == (hours == math.inf)
        if drive is not None:
            assert drive.minutes == math.ceil(hours * 60 - 1e-5)


@settings(max_examples=60, deadline=None)
@given(networks())
def test_drives_use_drivable_roads_and_are_the_same_both_ways(made):
    """Each road of a drive is drivable that day; length and minutes are the same there and back."""
    destination, stated, options = made
    network = Network(destination, AUGUST, stated=stated, **options)
    for start, end in ends():
        there, back = network.drive(start, end), network.drive(end, start)
        assert (there is None) == (back is None)
        if there is not None and back is not None:
            assert all(network.states[name].drivable for name in there.roads)
            assert (there.distance_km, there.minutes, there.minutes_dark) == (
                back.distance_km,
                back.minutes,
                back.minutes_dark,
            )
            assert there.minutes <= there.minutes_dark
        walk, home = network.on_foot(start, end), network.on_foot(end, start)
        assert (walk is None) == (home is None)
        if walk is not None and home is not None:
            assert (walk.mode, walk.distance_km, walk.minutes) == (home.mode, home.distance_km, home.minutes)


@settings(max_examples=60, deadline=None)
@given(networks(), st.data())
def test_opening_a_road_never_makes_anything_worse(made, data):
    """What may be done with a road closed may be done, as fast, when it is open: driving and on foot."""
    destination, stated, options = made
    changed = data.draw(st.sampled_from(sorted(stated)))
    closed = Network(destination, AUGUST, stated=stated | {changed: "closed"}, **options)
    opened = Network(destination, AUGUST, stated=stated | {changed: "open"}, **options)
    for start, end in ends():
        for before, after in (
            (closed.drive(start, end), opened.drive(start, end)),
            (closed.on_foot(start, end), opened.on_foot(start, end)),
        ):
            assert before is None or (after is not None and after.minutes <= before.minutes)


@settings(max_examples=60, deadline=None)
@given(networks())
def test_stating_the_blocking_roads_open_clears_the_way(made):
    """A road is blamed only where no drive leads, it is shut, and opening all that are blamed helps."""
    destination, stated, options = made
    network = Network(destination, AUGUST, stated=stated, **options)
    for end in NAMES:
        blamed = network.blocking_roads("town", end)
        if blamed:
            assert network.drive("town", end) is None
            assert not any(state.taken_open for state in blamed)
            cleared = Network(
                destination, AUGUST, stated=stated | {state.id: "open" for state in blamed}, **options
            )
            assert cleared.blocking_roads("town", end) == ()


@settings(max_examples=40, deadline=None)
@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_the_roads_in_the_file_changes_nothing(made, shuffler):
    """Ties are broken by length and id, never by where a road stands in the file."""
    destination, stated, options = made
    mixed = list(destination.roads)
    shuffler.shuffle(mixed)
    other = place(tuple(mixed), destination.nodes)
    one, two = (Network(each, AUGUST, stated=stated, **options) for each in (destination, other))
    for start, end in ends():
        assert one.drive(start, end) == two.drive(start, end)
        assert one.on_foot(start, end) == two.on_foot(start, end)


# --- the bundled destination ------------------------------------------------------------------------


def test_mormon_row_is_driven_to_in_summer():
    """Jackson to the Row's south lot takes about 30 minutes by visitors' reports, 23 to 28 at the limits."""
    drive = Network(load_destination(), AUGUST).drive("jackson", "mormon-row-south-lot")
    assert drive is not None
    assert 23 <= drive.minutes <= 30


def test_mormon_row_is_reached_on_snow_at_christmas():
    """The gates were locked by 15 and 24 December in 2015 and 2013: snowshoes from a plowed pull-off."""
    network = Network(load_destination(), CHRISTMAS, snow_depth_cm=41)
    assert not {"mormon-row-south-lot", "mormon-row-north-lot"} & set(network.parkings("jackson"))
    assert "antelope-flats-road" in {each.id for each in network.blocking_roads("jackson", "ta-moulton-barn")}
    walk = network.on_foot("antelope-flats-east-pulloff", "ta-moulton-barn")
    assert walk is not None
    assert walk.mode == "snowshoe"
    # 2.1 miles to the Row (3.6 end to end less 1.5), then about half a mile south along it.
    assert walk.distance_km == pytest.approx(2.6 * KM_PER_MILE, rel=0.1)


@pytest.mark.parametrize("on", [AUGUST, CHRISTMAS])
def test_bundled_drives_use_drivable_roads_only(on):
    """Between any two places of the bundled destination no shut road is driven, and snow stops no car."""
    destination = load_destination()
    network = Network(destination, on, snow_depth_cm=41)
    places = [each.id for each in (*destination.sites, *destination.bases, *destination.nodes)]
    drives = [drive for a in places for b in places if (drive := network.drive(a, b)) is not None]
    assert len(drives) > 500
    assert all(network.states[name].drivable for drive in drives for name in drive.roads)


def test_what_is_said_of_a_road_holds_for_its_parts() -> None:
    """Stating a road closed or open states its stretches too, unless one of them is stated itself."""
    bundled, summer = load_destination(), date(2027, 8, 1)
    closed = road_states(bundled, summer, stated={"antelope-flats-road": "closed"})
    assert not closed["antelope-flats-road"].drivable
    assert not closed["antelope-flats-first-mile"].drivable
    own = {"antelope-flats-road": "closed", "antelope-flats-first-mile": "open"}
    assert road_states(bundled, summer, stated=own)["antelope-flats-first-mile"].drivable


# Distances in miles that visit_facts (collected 2026-11-23) calls of high confidence, each with its source,
# and those worked out from them. Jackson to the airport is told as 7 to 10 miles; the road has 9 to 10.
PUBLISHED_MILES = [
    ("jackson", "moose-junction", 13.0),  # travelsfinders.com; 12 to Moose: ohranger.com, frommers.com
    ("jackson", "jackson-hole-airport", 9.5),
    ("jackson", "snake-river-overlook", 21.5),  # about 20: goldenstudios.com
    ("moose-junction", "antelope-flats-gate", 1.05),  # gaperguide.com 1.0, paintingthewest 1.1
    ("antelope-flats-gate", "mormon-row-junction", 1.5),  # nomadicniko.com, yiftahshahar.com, afar.com
    ("antelope-flats-gate", "antelope-flats-east-pulloff", 3.6),  # angelfire.com
    ("kelly", "antelope-flats-east-pulloff", 3.8),  # jhnordic.com
    ("kelly", "mormon-row-junction", 5.9),  # from the three above
    ("moose-junction", "moran-junction", 18.0),  # Yellowstone Treasures
    ("moose-junction", "cunningham-cabin", 12.5),  # chrislabascophotography.com
    ("glacier-view-turnout", "antelope-flats-gate", 2.1),  # travelinusa.us
    ("teton-point-turnout", "snake-river-overlook", 3.07),
    ("moran-junction", "jackson-lake-junction", 3.5),  # travelsfinders.com
    ("moran-junction", "oxbow-bend", 2.4),
    ("moose-junction", "craig-thomas-visitor-center", 0.5),  # nationalparked.com, these three
    ("moose-junction", "taggart-trailhead", 3.4),
    ("moose-junction", "jenny-lake", 7.9),
    ("taggart-trailhead", "signal-mountain-lodge", 14.0),  # Post Register, 9 December 2020
    ("elk-refuge-gate", "elk-refuge-winter-gate", 3.5),  # fws.gov
    ("elk-refuge-gate", "miller-ranch", 0.75),  # Wikipedia, Grace and Robert Miller Ranch
]


@pytest.mark.parametrize(("start", "end", "miles"), PUBLISHED_MILES)
def test_drives_are_as_long_as_published(start, end, miles):
    """In August every distance of high confidence is reproduced within a tenth."""
    drive = Network(load_destination(), AUGUST).drive(start, end)
    assert drive is not None
    assert drive.distance_km == pytest.approx(miles * KM_PER_MILE, rel=0.1)


# Minutes by day, and by night where they are given, from the same list: Jackson to Mormon Row 23 to 28 (about
# 30 by one page) and 26 to 30; on US-191 at a mean of 50 mph; rounding up may add one.
PUBLISHED_MINUTES = [
    ("jackson", "craig-thomas-visitor-center", (15, 20), None),  # AARP 15; 18 to 20 at the limits
    ("jackson", "mormon-row-junction", (23, 28), (26, 30)),
    ("jackson", "mormon-row-south-lot", (23, 30), (26, 30)),
    ("antelope-flats-gate", "mormon-row-junction", (3, 4), None),
    ("antelope-flats-gate", "glacier-view-turnout", (3, 3), None),
    ("antelope-flats-gate", "teton-point-turnout", (5, 6), None),
    ("antelope-flats-gate", "snake-river-overlook", (9, 10), None),
    ("antelope-flats-gate", "cunningham-cabin", (14, 15), None),
    ("antelope-flats-gate", "moran-junction", (20, 21), None),
    ("antelope-flats-gate", "oxbow-bend", (24, 24), None),
    ("craig-thomas-visitor-center", "mormon-row-junction", (6, 10), None),
]


@pytest.mark.parametrize(("start", "end", "by_day", "by_night"), PUBLISHED_MINUTES)
def test_drives_take_what_is_published(start, end, by_day, by_night):
    """In August each time lies in the published range."""
    drive = Network(load_destination(), AUGUST).drive(start, end)
    assert drive is not None
    assert by_day[0] <= drive.minutes <= by_day[1]
    assert by_night is None or by_night[0] <= drive.minutes_dark <= by_night[1]


def test_the_summer_loop_takes_one_to_two_hours():
    """Moose, Moran, Jackson Lake, Moose: 42 to 43 miles, 1 to 2 hours of driving (ohranger.com)."""
    network = Network(load_destination(), AUGUST)
    stops = (
        "moose-junction",
        "moran-junction",
        "jackson-lake-junction",
        "signal-mountain-lodge",
        "moose-junction",
    )
    drives = [network.drive(start, end) for start, end in itertools.pairwise(stops)]
    assert sum(each.distance_km for each in drives) == pytest.approx(42.5 * KM_PER_MILE, rel=0.1)
    assert 60 <= sum(each.minutes for each in drives) <= 120


def test_no_drive_in_the_dark_is_planned_above_the_night_limit():
    """45 mph after dark and 55 by day on the park's highway (unofficialnetworks.com, nps.gov), and on all."""
    for each in load_destination().roads:
        assert each.speed_dark_kmh <= 45 * KM_PER_MILE, each.id
        assert each.speed_kmh <= 55 * KM_PER_MILE, each.id


@pytest.mark.parametrize(
    ("on", "kept", "modes"),
    [
        # Post Register, 9 December 2020: groomed until mid March, no bicycles over snow.
        (date(2026, 11, 5), None, {"walk", "bike", "ski", "snowshoe"}),
        (CHRISTMAS, "groomed", {"walk", "ski", "snowshoe"}),
        (date(2027, 3, 20), None, {"walk", "ski", "snowshoe"}),
        # Plowed from 1 April 2011, 24 March 2012 and 29 March 2019 for walking and cycling.
        (date(2027, 4, 10), "plowed", {"walk", "bike", "ski", "snowshoe"}),
        (AUGUST, "plowed", {"car", "walk", "bike", "ski", "snowshoe"}),
    ],
)
def test_teton_park_road_through_the_year(on, kept, modes):
    """Closed to cars from November to April; groomed in winter, cleared for cyclists in April."""
    state = road_states(load_destination(), on)["teton-park-road"]
    assert state.kept == kept
    assert set(state.modes) == modes


def test_jenny_lake_on_skis():
    """4.5 miles of groomed road from the trailhead: a little over an hour on skis, two on foot."""
    minutes = {
        mode: Network(load_destination(), CHRISTMAS, modes=("car", mode), snow_depth_cm=41)
        .on_foot("taggart-trailhead", "jenny-lake")
        .minutes
        for mode in ("ski", "walk", "snowshoe")
    }
    assert minutes["ski"] == pytest.approx(67, abs=1)
    assert minutes["ski"] < minutes["walk"] < minutes["snowshoe"]
    assert (
        Network(load_destination(), CHRISTMAS, modes=("bike",), snow_depth_cm=41).on_foot(
            "taggart-trailhead", "jenny-lake"
        )
        is None
    )


def test_nobody_goes_to_schwabacher_landing_in_the_wildlife_closure():
    """Snake River bottom, Moose to Moran, 15 December to 1 April (park brochure): no way in any mode."""
    network = Network(load_destination(), CHRISTMAS, modes=EVERY_MODE, snow_depth_cm=41)
    assert network.on_foot("schwabacher-turn", "schwabacher-landing") is None
    assert road_states(load_destination(), date(2026, 12, 14))["schwabacher-road"].modes != ()


NAMED_IN_THE_ISSUE = {
    "us-191", "antelope-flats-road", "mormon-row-road", "gros-ventre-road", "upper-gros-ventre-road",
    "teton-park-road", "moose-wilson-road", "schwabacher-road", "elk-refuge-road",
}  # fmt: skip


def test_the_whole_access_graph_is_there():
    """The roads of the contract, each with a source, speeds by day and night, and what one may do."""
    bundled = {each.id: each for each in load_destination().roads}
    assert set(bundled) >= NAMED_IN_THE_ISSUE
    for each in bundled.values():
        assert each.sources
        assert each.open_modes
        assert each.speed_dark_kmh <= each.speed_kmh
    ends = {place for part in bundled["us-191"].segments for place in (part.start, part.end)}
    assert {"jackson-north-edge", "moran-junction", "oxbow-bend"} <= ends


# --- what is taken unless told, and the units --------------------------------------------------------


def test_staying_takes_nothing_and_no_snow():
    """From a place to itself: on foot, no road, no minute, on no snow that one would need gear for."""
    assert Network(ROW, CHRISTMAS, snow_depth_cm=41).on_foot("row", "row") == Walk(
        "walk", ("row",), (), 0.0, 0, snow_assumed=False, on_snow=False
    )


def test_a_party_has_a_car_boots_and_snowshoes_unless_it_says_otherwise():
    """The modes that are taken when none are given."""
    assert Network(ROW, CHRISTMAS).modes == ("car", "walk", "snowshoe")


def test_snow_is_assumed_where_a_part_of_the_way_is_not_kept():
    """A plowed mile and then a closed one: of the second nobody knows how deep the snow lies."""
    plowed = road("plowed", ("town", "gate", 1))
    shut = road("shut", ("gate", "row", 1), seasons=(season("11-01", "05-14", "closed"),))
    network = Network(place((plowed, shut), (node("gate"), node("row"))), CHRISTMAS)
    walks = {end: network.on_foot("town", end) for end in ("gate", "row")}
    assert {end: walk and walk.snow_assumed for end, walk in walks.items()} == {"gate": False, "row": True}


def test_a_base_must_be_known_even_where_nobody_can_park():
    """Without any parking place the question is still about a place that exists."""
    network = Network(place((road("main", ("town", "a", 1)),), (node("a"),)), AUGUST)
    assert network.parkings("town") == ()
    with pytest.raises(UnknownNameError, match="nowhere"):
        network.parkings("nowhere")


@pytest.mark.parametrize(
    "ask",
    [lambda told: taken_open((), AUGUST, outlook=told), lambda told: road_states(ROW, AUGUST, outlook=told)],
)
def test_an_outlook_must_be_known(ask):
    """Also where no rule would have asked for it."""
    with pytest.raises(UnknownNameError, match="outlook 'rosy'"):
        ask("rosy")


def test_without_a_word_the_outlook_is_cautious():
    """CONTRACT: what depends on conditions is taken as closed."""
    assert not taken_open((WINTER,), CHRISTMAS)
    assert not road_states(ROW, CHRISTMAS)["flats"].drivable


def test_why_a_road_is_open_or_not_is_in_words():
    """By the user's own word, and where no rule speaks of the day."""
    stated = road_states(ROW, AUGUST, stated={"flats": "by-condition"})["flats"]
    assert stated.why == "taken as closed to cars: by conditions, as you said"
    assert road_states(ROW, AUGUST)["flats"].why == "open to cars: no rule closes it on this day"


def test_the_length_of_a_road_is_told_to_ten_metres():
    """3.6 miles of Antelope Flats Road are 5.79 km."""
    [flats] = [each for each in roads_on(ROW, AUGUST) if each.id == "flats"]
    assert flats.distance_km == 5.79


def test_an_impossible_snow_depth_is_told_with_its_number():
    """What was given stands in the error."""
    with pytest.raises(InvalidRequestError, match="snow depth must be 0 cm or more, and finite: -1"):
        Network(ROW, CHRISTMAS, snow_depth_cm=-1)


def test_a_bike_takes_a_quarter_of_an_hour_for_three_kilometres():
    """12 km/h on bare ground: our estimate, with stops to look."""
    network = Network(place((road("main", ("town", "a", 3)),), (node("a"),)), AUGUST, modes=("bike",))
    ride = network.on_foot("town", "a")
    assert ride is not None
    assert (ride.mode, ride.minutes) == ("bike", 15)


def test_times_and_lengths_are_exact_in_their_units():
    """At 1 km/h 100 km take 100 hours; what has hardly any length takes one of the smallest units."""
    far = road("far", ("town", "a", 100), ("a", "b", 1e-10))
    found = Graph((Way(far, 1.0, 2.0),)).routes_from("town")
    assert found["town"] == Route(("town",), (), 0, 0, 0)
    assert found["a"] == Route(("town", "a"), ("far",), 360_000_000_000, 100_000_000, 180_000_000_000)
    assert found["b"][2:] == (360_000_000_001, 100_000_001, 180_000_000_001)


def test_a_minute_begins_a_millisecond_late():
    """Up to a millisecond past the minute is what rounding leaves; so many whole minutes stay that many."""
    times = [60_001_000, 60_001_001, 60_000_000 * 10**9]
    assert [Route((), (), time_us, 0, time_us).minutes for time_us in times] == [1, 2, 10**9]
