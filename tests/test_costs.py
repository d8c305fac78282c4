"""What a visit costs a party, against the published fees of 2026, and when a figure is of another time.

The figures are those of the National Park Service, "Nonresident fees" (nps.gov/aboutus/nonresident-fees.htm)
and "Entrance passes" (nps.gov/planyourvisit/passes.htm), and of the park's price list: 35 USD a vehicle, 20
USD a person of 16 or more, 7 days; 100 USD more for each visitor from abroad of 16 or more; passes of 70, 80
and 250 USD that cover a vehicle, or on foot the holder and three more adults.
"""

import json
from datetime import date, datetime

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import tripplanner
from tests.conftest import DENVER
from tripplanner import InvalidRequestError, Party, UnknownNameError
from tripplanner.catalog import load_destination
from tripplanner.catalog.crosschecks import cross_faults
from tripplanner.cli.group import main
from tripplanner.costs import find_pass, visit_cost
from tripplanner.models import Entrance, Fee, FreeDays

NOW = datetime(2026, 11, 23, 11, tzinfo=DENVER)
PLACE = load_destination()
CHRISTMAS = date(2026, 12, 25)
EIGHT_DAYS = tuple(date(2026, 10, day) for day in range(5, 13))
ROW = ("ta-moulton-barn", "john-moulton-homestead")
FREE_DAYS = tuple(day for each in PLACE.entrance.free_days for day in each.days)
PASSES = tuple(fee.id for fee in PLACE.fees if fee.per == "pass")

parties = st.builds(
    Party,
    adults=st.integers(1, 12),
    children=st.lists(st.integers(0, 17), max_size=5).map(tuple),
    residents=st.sampled_from([True, False, None]),
)
days = st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), min_size=1, max_size=10, unique=True)


def holding(name, **who):
    return Party(pass_held=name, **who)


def cost(party, *, on=(CHRISTMAS,), drives_in=True, sites=ROW, place=PLACE):
    return visit_cost(place, party, on=on, drives_in=drives_in, sites=sites)


def paid(party, **visit):
    return {each.fee.id: each.amount_usd for each in cost(party, **visit).charges}


def told(party, **visit):
    return " / ".join(cost(party, **visit).notes)


# The published prices


@pytest.mark.parametrize(
    ("party", "visit", "charges"),
    [
        (Party(adults=2, residents=True), {}, {"vehicle": 35}),
        (Party(adults=6, children=(3, 17), residents=True), {}, {"vehicle": 35}),
        (Party(adults=1, residents=False), {}, {"vehicle": 35, "non-resident-surcharge": 100}),
        (
            Party(adults=2, children=(15, 5), residents=False),
            {},
            {"vehicle": 35, "non-resident-surcharge": 200},
        ),
        # 35 + 3 x 100 is more than the pass of 250.
        (Party(adults=2, children=(16,), residents=False), {}, {"america-the-beautiful-non-resident": 250}),
        (Party(adults=3, residents=False), {}, {"america-the-beautiful-non-resident": 250}),
        (Party(adults=3, children=(15, 4), residents=True), {"drives_in": False}, {"person": 60}),
        # The park's pass takes the holder and three more adults, a fifth pays.
        (Party(adults=4, residents=True), {"drives_in": False}, {"park-annual-pass": 70}),
        (Party(adults=5, residents=True), {"drives_in": False}, {"park-annual-pass": 70, "person": 20}),
        (
            Party(adults=1, residents=False),
            {"drives_in": False},
            {"person": 20, "non-resident-surcharge": 100},
        ),
        # Nobody said where they live: the plain fee.
        (Party(adults=3), {}, {"vehicle": 35}),
        # Seven days are paid for; the eighth pays again.
        (Party(residents=True), {"on": EIGHT_DAYS[:7]}, {"vehicle": 35}),
        (Party(residents=True), {"on": EIGHT_DAYS}, {"vehicle": 70}),
        # Fee-free for residents only.
        (Party(residents=True), {"on": (date(2026, 7, 4),)}, {}),
        (Party(residents=True), {"on": (date(2026, 7, 5), date(2026, 7, 6))}, {"vehicle": 35}),
        (
            Party(adults=1, residents=False),
            {"on": (date(2026, 7, 4),)},
            {"vehicle": 35, "non-resident-surcharge": 100},
        ),
        # Nobody said where they live, and residents enter free: nobody pays the plain fee alone.
        (
            Party(residents=None),
            {"on": (date(2026, 7, 4),)},
            {"vehicle": 35, "non-resident-surcharge": 200},
        ),
    ],
)
def test_the_published_prices(party, visit, charges):
    """The fees of 2026 as published (see the head of this file), paid in the cheapest way."""
    assert paid(party, **visit) == charges
    assert cost(party, **visit).amount_usd == sum(charges.values())


@pytest.mark.parametrize(
    "day", ["02-16", "05-25", "06-14", "07-03", "07-04", "07-05", "08-25", "09-17", "10-27", "11-11"]
)
def test_the_fee_free_days_of_2026(day):
    """Interior Department, 25 November 2025: ten days, for US residents only; the day after is none."""
    on = date.fromisoformat(f"2026-{day}")
    assert cost(Party(residents=True), on=(on,)).amount_usd == 0
    assert cost(Party(residents=False), on=(on,)).amount_usd == 235
    free = [each for listed in PLACE.entrance.free_days for each in listed.days]
    assert len(free) == 10


@pytest.mark.parametrize("name", PASSES)
@pytest.mark.parametrize("residents", [True, False, None])
def test_any_pass_covers_the_car(name, residents):
    """NPS, "Entrance passes": every valid pass covers fee and surcharge for all in a private vehicle."""
    found = cost(Party(adults=4, children=(9,), residents=residents, pass_held=name))
    assert (found.amount_usd, found.charges) == (0, ())
    assert find_pass(PLACE, name).name in found.notes[0]


def test_on_foot_a_pass_covers_four():
    """NPS: where each person pays, the holder and three more adults; a fifth and a sixth pay 20 USD each."""
    assert paid(holding("senior", adults=6, residents=True), drives_in=False) == {"person": 40}
    assert paid(holding("access", adults=4, residents=False), drives_in=False) == {}


@pytest.mark.parametrize(
    ("asked", "pass_id"),
    [
        ("annual-park", "park-annual-pass"),
        ("america-the-beautiful", "america-the-beautiful-resident"),
        ("America the Beautiful", "america-the-beautiful-resident"),
        ("non-resident-annual", "america-the-beautiful-non-resident"),
        ("senior", "senior-lifetime-pass"),
        ("access", "access-pass"),
        ("military", "military-pass"),
        ("fourth-grade", "fourth-grade-pass"),
        ("volunteer", "volunteer-pass"),
    ],
)
def test_a_pass_has_a_common_name(asked, pass_id):
    """A pass is found by what people call it."""
    assert find_pass(PLACE, Party(pass_held=asked).pass_held).id == pass_id


def test_no_two_passes_share_a_name():
    """A name means one pass."""
    names = [each for fee in PLACE.fees for each in (fee.id, *fee.aliases)]
    assert len(names) == len(set(names))


def test_an_unknown_pass_offers_the_nearest():
    """A pass that the destination does not know is an error that names what was meant."""
    with pytest.raises(UnknownNameError, match="no pass 'seniro'; did you mean 'senior'"):
        cost(holding("seniro"))


# Properties


@given(parties, days, st.booleans(), st.integers(0, 17))
def test_more_people_never_cost_less(party, on, drives_in, age):
    """One adult more, or one child more, never makes it cheaper."""
    before = cost(party, on=on, drives_in=drives_in).amount_usd
    adult = party.model_copy(update={"adults": party.adults + 1})
    child = party.model_copy(update={"children": (*party.children, age)})
    assert cost(adult, on=on, drives_in=drives_in).amount_usd >= before
    assert cost(child, on=on, drives_in=drives_in).amount_usd >= before


@given(parties, days, st.booleans(), st.integers(0, 15))
def test_a_child_under_16_never_adds(party, on, drives_in, age):
    """NPS: nobody under 16 pays the fee or the surcharge."""
    more = party.model_copy(update={"children": (*party.children, age)})
    assert cost(more, on=on, drives_in=drives_in) == cost(party, on=on, drives_in=drives_in)


@given(parties, days, st.booleans(), st.sampled_from(PASSES))
def test_a_pass_never_costs_more(party, on, drives_in, name):
    """Who holds a pass pays no more than who holds none."""
    with_pass = party.model_copy(update={"pass_held": name})
    without = cost(party, on=on, drives_in=drives_in).amount_usd
    assert cost(with_pass, on=on, drives_in=drives_in).amount_usd <= without


@given(parties, days, st.booleans())
def test_residents_never_pay_more(party, on, drives_in):
    """The surcharge is for visitors from abroad, the free days are for residents."""
    at_home, abroad = (
        cost(party.model_copy(update={"residents": each}), on=on, drives_in=drives_in)
        for each in (True, False)
    )
    assert at_home.amount_usd <= abroad.amount_usd


@given(parties, days, st.booleans())
def test_the_order_of_days_does_not_matter(party, on, drives_in):
    """Days are a set: in any order, or given twice, they cost the same."""
    once = cost(party, on=sorted(on), drives_in=drives_in)
    assert cost(party, on=sorted(on, reverse=True), drives_in=drives_in) == once
    assert cost(party, on=[*on, *on], drives_in=drives_in) == once


# What is told


def test_both_figures_where_nobody_said_who_they_are():
    """Without residency the note has the residents' price and the price for visitors from abroad."""
    assert "residents pay 35 USD, visitors from abroad 235 USD" in told(Party(adults=2))
    assert "visitors from abroad 250 USD (America the Beautiful" in told(Party(adults=3))
    assert "residents pay 0 USD" in told(Party(adults=2), on=(date(2026, 7, 4),))
    assert "from abroad pay" not in told(Party(adults=2, residents=True))
    assert "residents pay" not in told(holding("senior", adults=2))


@given(parties, days, st.sampled_from(FREE_DAYS), st.booleans())
def test_the_sum_is_a_price_that_somebody_pays_on_a_free_day(party, on, free, drives_in):
    """Without residency, days free for residents only never show a plain fee that nobody pays."""
    on = [free, *on]
    known = {
        residents: cost(party.model_copy(update={"residents": residents}), on=on, drives_in=drives_in)
        for residents in (True, False)
    }
    unknown = cost(party.model_copy(update={"residents": None}), on=on, drives_in=drives_in)
    assert unknown.amount_usd in {each.amount_usd for each in known.values()}


def test_whose_price_a_free_day_shows():
    """4 July 2026 is free for residents only: two from abroad pay 235, and it is said."""
    independence = {"on": (date(2026, 7, 4),)}
    assert cost(Party(adults=2), **independence).amount_usd == 235
    assert "the sum shown is theirs" in told(Party(adults=2), **independence)
    assert "the sum shown is theirs" not in told(Party(adults=2))


@pytest.mark.parametrize(
    ("on", "asked"),
    [
        (date(2026, 10, 31), True),
        (date(2026, 11, 1), False),
        (date(2026, 12, 15), False),
        (date(2026, 12, 16), True),
    ],
)
def test_nobody_asks_at_moose_in_late_autumn(on, asked):
    """NPS on the Moose entrance: not staffed from 1 November to mid December; Moran is not named there."""
    chapel = told(Party(residents=True), on=(on,), sites=("chapel-of-the-transfiguration",))
    assert ("on the way to Chapel" in chapel) is asked
    assert ("nobody staffs the Moose entrance" in chapel) is not asked
    oxbow = told(Party(residents=True), on=(on,), sites=("oxbow-bend",))
    assert "on the way to Oxbow Bend" in oxbow
    assert "nobody staffs" not in oxbow


def test_an_entrance_without_staff_names_known_sites():
    """A misspelt site is a fault of the data."""
    entrance = PLACE.entrance
    wrong = entrance.unstaffed[0].model_copy(update={"sites": ("jenny-lak",)})
    place = PLACE.model_copy(update={"entrance": entrance.model_copy(update={"unstaffed": (wrong,)})})
    assert [each.missing for each in cross_faults(place)] == ["jenny-lak"]


def test_the_cheapest_way_is_named_with_the_next():
    """The traveller sees which way was taken and what the other would be."""
    assert "the entrance fee is the cheapest way; with Grand Teton annual pass it would be 70 USD" in told(
        Party(residents=True)
    )
    assert "the cheapest way; at the entrance it would be 335 USD" in told(Party(adults=3, residents=False))


def test_the_way_to_mormon_row_has_no_station():
    """No entrance station from Jackson to Mormon Row (Frommer's; NPS on the Moose entrance)."""
    assert "no entrance station on this way" in told(Party(residents=True))
    assert "on the way to Jenny Lake" in told(Party(residents=True), sites=("ta-moulton-barn", "jenny-lake"))


def test_nothing_is_due_outside_the_park():
    """Town Square, the airport and the elk refuge need no pass; one stop in the park does."""
    free = PLACE.entrance.free_sites
    assert {"jackson-town-square", "jackson-hole-airport", "miller-ranch"} <= set(free)
    found = cost(Party(residents=False), sites=free)
    assert (found.amount_usd, found.notes) == (0, ("no entrance fee is due where this plan stops",))
    assert cost(Party(residents=False), sites=(*free, "ta-moulton-barn")).amount_usd == 235


def test_a_residents_pass_asks_for_a_resident():
    """Visitors from abroad who ride with the holder of a residents' pass are told what is asked of him."""
    assert "its holder must be one" in told(holding("senior", residents=False))
    assert "its holder must be one" not in told(holding("senior", residents=True))


def test_no_stop_no_cost():
    """A day without stops, and a place without fees, cost nothing and say nothing."""
    free = PLACE.model_copy(update={"fees": ()})
    for found in (cost(Party(), sites=()), cost(Party(), place=free)):
        assert (found.charges, found.notes, found.amount_usd) == ((), (), 0)


def test_another_place_with_another_price_list():
    """Nothing of Mormon Row is in the code: a place that takes 5 USD a head from 12 years on."""
    fee = Fee(id="head", name="Admission", amount_usd=5, per="person", days=1, from_age=12, sources=("x",))
    opening = FreeDays(days=(date(2026, 6, 1),), sources=("x",))
    gate = Entrance(name="Museum", free_days=(opening,), sources=("x",))
    place = PLACE.model_copy(update={"fees": (fee,), "entrance": gate})
    party = Party(adults=2, children=(11, 12))
    assert cost(party, place=place, on=(date(2026, 6, 1), date(2026, 6, 2))).amount_usd == 15
    assert cost(party, place=place, on=(date(2026, 6, 2), date(2026, 6, 3))).amount_usd == 30


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"per": "person", "aliases": ("x",)}, "only a pass has aliases"),
        ({"per": "pass", "on_top": True}, "never on top"),
        ({"per": "vehicle", "days": None}, "only a pass is for life"),
        ({"valid_from": date(2027, 1, 1), "valid_until": date(2026, 1, 1)}, "must not be before"),
    ],
)
def test_a_fee_that_cannot_be_is_refused(fields, fault):
    """What a fee record cannot mean stops at the door."""
    sound = {"id": "x", "name": "X", "amount_usd": 1, "per": "vehicle", "days": 7, "sources": ("x",)}
    with pytest.raises(ValueError, match=fault):
        Fee.model_validate(sound | fields)


@pytest.mark.parametrize("field", ["free_sites", "behind_station"])
def test_an_entrance_names_known_sites(field):
    """A site that the destination does not have is a fault of its files, named with its field."""
    entrance = PLACE.entrance.model_copy(update={field: ("no-such-site",)})
    faults = [each.line() for each in cross_faults(PLACE.model_copy(update={"entrance": entrance}))]
    assert f"entrance: {field}: unknown site 'no-such-site'" in faults


# In the plan


def planned(dates="2026-12-25", **options):
    return tripplanner.plan_trip(dates, offline=True, now=NOW, end="12:00", **options)


@pytest.fixture(scope="module")
def abroad():
    return planned(party=Party(adults=2, children=(5,), residents=False))


def test_the_plan_shows_what_the_party_pays(abroad):
    """Text and JSON give the same sum: 35 for the car and 100 for each of two adults from abroad."""
    text = str(abroad)
    assert "35 USD" in text
    assert "2 x 100 USD" in text
    assert "235 USD" in text
    payload = json.loads(abroad.to_json())["days"][0]["cost"]
    assert payload["amount_usd"] == 235
    assert [(each["amount_usd"], each["source"]) for each in payload["items"]] == [
        (35, "wyo4news-fees"),
        (200, "nps-nonresident-fees"),
    ]


def test_a_pass_shows_as_nothing_to_pay():
    """Who holds a pass reads that it covers the car."""
    text = str(planned(party=holding("senior", residents=True)))
    assert "0 USD" in text
    assert "covers all in the car" in text


def test_a_plan_of_another_year_warns_that_the_fee_may_have_changed():
    """Prices hold for 2026; a plan for 2027 says so, until when they were known, and by whom."""
    warnings = [each for each in planned("2027-08-17").warnings if "entrance fees" in each.text]
    assert [(each.code, each.text) for each in warnings] == [
        (
            "dated-fact",
            "the entrance fees are those known until 31 December 2026: the figures may have changed",
        )
    ]
    assert warnings[0].until == datetime(2027, 1, 1, tzinfo=DENVER)
    assert warnings[0].source == "wyo4news-fees"


def test_a_plan_before_the_dates_warns_too():
    """A price that holds from 2027 on is not yet the price of Christmas 2026."""
    later = {"valid_from": date(2027, 1, 1), "valid_until": date(2027, 12, 31)}
    fees = tuple(each.model_copy(update=later) for each in PLACE.fees)
    plan = planned(destination=PLACE.model_copy(update={"fees": fees}))
    warnings = [each for each in plan.warnings if each.code == "dated-fact"]
    assert [(each.text, each.until) for each in warnings] == [
        ("the entrance fees are those of a later time: the figures may have changed", None)
    ]


def test_a_plan_within_the_dates_does_not_warn(abroad):
    """In 2026 the prices are those of 2026."""
    assert "dated-fact" not in [each.code for each in abroad.warnings]


def test_an_older_plan_still_loads(abroad, tmp_path):
    """A plan saved before residency, passes and notes on cost were known reads back with none of them."""
    payload = json.loads(abroad.to_json())
    for name in ("residents", "pass_held"):
        del payload["request"]["party"][name]
    del payload["days"][0]["cost"]["notes"]
    path = tmp_path / "old.json"
    path.write_text(json.dumps(payload), encoding="utf-8")
    plan = tripplanner.load_plan(path)
    assert plan.request.party == Party(adults=2, children=(5,))
    assert plan.days[0].cost.notes == ()


def test_an_unknown_pass_stops_the_plan():
    """A pass that nobody sells is told, not ignored."""
    with pytest.raises(UnknownNameError, match="no pass 'golden-eagle'"):
        planned(party=holding("golden-eagle"))


# The command


def run(*arguments):
    now = ("--offline", "--now", "2026-11-23T11:00:00-07:00", "--end", "12:00")
    return CliRunner().invoke(main, ["plan", "2026-12-25", *arguments, *now])


def test_the_flags_make_the_party():
    """--adults, --children, --non-resident and --pass reach the plan."""
    done = run(
        "--adults", "3", "--children", "5, 9", "--non-resident", "--pass", "senior", "--format", "json"
    )
    assert done.exit_code == 0
    party = json.loads(done.output)["request"]["party"]
    asked = {"adults": 3, "children": [5, 9], "residents": False, "pass_held": "senior"}
    assert {name: party[name] for name in asked} == asked


@pytest.mark.parametrize(
    ("flags", "fault"),
    [
        (("--adults", "0"), "--adults"),
        (("--adults", "two"), "--adults"),
        (("--children", "5,x"), "write the age of each child, 0 to 17, as in 5,9"),
        (("--children", "18"), "write the age of each child"),
        (("--children", ""), "write the age of each child"),
        (("--children", "-3"), "write the age of each child"),
        (("--pass", "seniro"), "did you mean 'senior'"),
        (("--pass", ""), "name the pass"),
    ],
)
def test_bad_flags_are_one_line_and_exit_2(flags, fault):
    """A flag that cannot be meant is one line on stderr and exit 2."""
    done = run(*flags)
    assert done.exit_code == 2
    assert fault in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_party_is_frozen():
    """A party is a value."""
    with pytest.raises(ValueError, match="frozen"):
        Party().adults = 3
    with pytest.raises(InvalidRequestError):
        Party(adults=0)
