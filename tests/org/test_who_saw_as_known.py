"""Who could see a thing on a day, by the tree and the roles as they were known then."""

import contextlib
import random
from datetime import timedelta

import pytest

from factories.street import DAY, at, make_actor, make_obligation, make_report_duty, make_unit, make_user, system
from phoihop.duties.queries import visible_obligations
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.org.actions import StepGiven, grant_role, restructure, undo_restructuring
from phoihop.org.models import Role, Substitution
from phoihop.org.queries import actor_at, past_posts_of, posts_of
from phoihop.org.sight import who_saw

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=10)
BACK = DAY - timedelta(days=3)


def people(owed, day, known=None):
    return {
        (one.user.name, one.unit_key, one.role_words) for one in who_saw("duties.obligation", owed, day, known=known)
    }


def night(day):
    return at(day + timedelta(days=1), 0)


def merged(house, day, effective):
    steps = [StepGiven("merge", house.commune.key, {"into": house.other.key})]
    return restructure(actor=system(day), title="Sáp nhập", effective=effective, steps=steps)


def test_a_late_merger_names_nobody_who_could_not_see_it_then(house):
    owed = make_obligation(house)
    before = people(owed, DAY)
    assert "Dũng" not in {name for name, _unit, _role in before}
    merged(house, LATER, DAY)

    assert "Dũng" in {name for name, _unit, _role in people(owed, DAY)}
    assert people(owed, DAY, night(DAY)) == before
    assert people(owed, LATER, night(LATER)) == people(owed, LATER)


def test_a_merger_taken_back_was_known_meanwhile(house):
    owed = make_obligation(house)
    made = merged(house, DAY, DAY)
    meanwhile = people(owed, DAY)
    assert "Dũng" in {name for name, _unit, _role in meanwhile}
    undo_restructuring(actor=system(LATER), restructuring=made, reason="Nhầm")

    assert "Dũng" not in {name for name, _unit, _role in people(owed, DAY)}
    assert people(owed, DAY, night(DAY)) == meanwhile


def test_a_role_given_late_for_days_before_was_nobody_s_then(house):
    owed, lan = make_obligation(house), make_user("Lan")
    admin = Actor(house.ivy.user_id, house.ivy.unit_id, house.ivy.role, LATER, at(LATER), house.ivy.roles)
    grant_role(actor=admin, user=lan, unit=house.commune, kind="officer", starts=BACK)

    assert ("Lan", house.commune.key, "Cán bộ đầu mối") in people(owed, DAY)
    assert "Lan" not in {name for name, _unit, _role in people(owed, DAY, night(DAY))}


def test_an_end_that_came_with_a_late_decision_is_none_before(house):
    """The role is ended in place; until the decision was entered its holder could see the thing at the unit."""
    owed = make_obligation(house)
    close = [StepGiven("close", house.commune.key)]
    restructure(actor=system(LATER), title="Giải thể", effective=DAY, steps=close)

    assert ("An", house.commune.key, "Cán bộ đầu mối") not in people(owed, DAY)
    assert ("An", house.commune.key, "Cán bộ đầu mối") in people(owed, DAY, night(DAY))


def test_the_page_takes_the_day_itself_unless_another_is_typed(house, sign_in, settings):
    owed = make_obligation(house)
    merged(house, LATER, DAY)
    settings.DAY = LATER
    here, client = f"/dv/{house.office.key}/ai-xem/duties.obligation/{owed.pk}/", sign_in(house.auditor)

    def ask(**more):
        return {one.user.name for one in client.get(here, {"ngay": f"{DAY:%d/%m/%Y}", **more}).context["seers"]}

    assert "Dũng" not in ask()
    assert "Dũng" in ask(biet=f"{LATER:%d/%m/%Y}")
    assert "Dũng" not in ask(biet=f"{BACK:%d/%m/%Y}")
    assert "«hôm qua»" in client.get(here, {"biet": "hôm qua"}).text


# against the queries themselves, over random lives


def told_by_queries(owed, day):
    """All people one by one, by the pages' own queries."""
    out = set()
    users = {*Role.objects.values_list("user", flat=True), *Substitution.objects.values_list("substitute", flat=True)}
    for user in users:
        for post in [*posts_of(user, on=day), *past_posts_of(user, on=day)]:
            if visible_obligations(actor_at(user, post, on=day, at=at(day))).filter(pk=owed.pk).exists():
                out.add((user, post.key, post.roles))
    return out


def told(owed, day, known):
    return {(one.user.pk, one.unit_key, one.roles) for one in who_saw("duties.obligation", owed, day, known=known)}


def steps_at_random(chance, keys):
    one, two = chance.sample(keys, 2)
    yield StepGiven("merge", one, {"into": two})
    yield StepGiven("move", one, {"parent": two})
    yield StepGiven("close", one)
    third = chance.choice([key for key in keys if key not in {one, two}])
    yield StepGiven("split", one, {"into": [[two, 400_000], [third, 600_000]]})
    yield StepGiven("split", one, {"into": [[one, 400_000], [third, 600_000]]})


@pytest.mark.parametrize("seed", range(4))
def test_what_was_known_on_a_day_is_what_the_queries_said_on_it(house, seed):
    """Decisions at random, also back-dated and taken back; each evening what the queries say is kept, and must come out
    again of what was known on that evening, however much was entered since.
    """
    chance = random.Random(seed)
    below = [make_unit(f"Xã {n}", parent=house.office, kind="commune") for n in range(3)]
    for unit in below:
        make_actor(unit, "officer", name=f"Cán bộ {unit.key}")
    owed = [make_obligation(house), make_report_duty(house, below[0], title="Khác").obligations.get()]
    keys = [house.commune.key, house.other.key, *(unit.key for unit in below)]
    evenings, made = {}, []
    for n in range(6):
        day = DAY + timedelta(days=n)
        for step in [chance.choice(list(steps_at_random(chance, keys)))]:
            effective = day - timedelta(days=chance.choice([0, 0, 1, 3]))
            with contextlib.suppress(Refused):
                made.append(restructure(actor=system(day), title="Q", effective=max(effective, DAY), steps=[step]))
        if made and chance.random() < 0.3:
            with contextlib.suppress(Refused):
                undo_restructuring(actor=system(day), restructuring=chance.choice(made), reason="Nhầm")
        for one in owed:
            evenings[one.pk, day] = {d: told_by_queries(one, d) for d in (DAY, day)}
    for one in owed:
        for (pk, day), said in evenings.items():
            if pk == one.pk:
                for asked, wanted in said.items():
                    assert told(one, asked, night(day)) == wanted, (day, asked)
