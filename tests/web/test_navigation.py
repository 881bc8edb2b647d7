from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from phoihop.web.frame import Frame
from phoihop.web.navigation import DOORS, Door, ShownDoor, doors

MORE = Door("Mục lục", "web:more", "more", ("web",))
CLERKS = Door("Văn bản", "web:more", "doc", ("documents",), frozenset({"clerk"}))


def request_of(*roles, app="web"):
    request = RequestFactory().get("/")
    request.resolver_match = SimpleNamespace(app_names=[app], view_name=f"{app}:page")
    request.post = SimpleNamespace(key="btg", roles=frozenset(roles))
    return request


def test_without_a_unit_there_are_no_doors():
    assert doors(RequestFactory().get("/"), [MORE]) == []


def test_a_door_leads_into_the_unit_of_the_address_and_marks_its_room():
    assert doors(request_of("officer"), [MORE, CLERKS]) == [ShownDoor("Mục lục", "/dv/btg/muc-luc/", "more", True)]
    assert [door.current for door in doors(request_of("clerk", app="documents"), [MORE, CLERKS])] == [False, True]


def test_every_door_of_the_bar_opens():
    everybody = frozenset().union(*(door.roles for door in DOORS))

    assert len(doors(request_of(*everybody))) == len(DOORS)


@pytest.mark.parametrize(("count", "shown", "more"), [(1, 1, False), (4, 4, False), (5, 3, True)])
def test_a_phone_holds_four(count, shown, more):
    frame = Frame(doors=[None] * count, post=None, posts=[], today=None, theme="", demo=False)

    assert len(frame.tabs) == shown
    assert frame.has_more is more


def test_a_door_that_names_the_page_goes_before_one_that_names_its_room():
    board = Door("Theo dõi", "web:more", "pin", ("duties:page",))
    work = Door("Việc phải làm", "web:more", "list", ("duties",))

    assert [door.current for door in doors(request_of("clerk", app="duties"), [board, work])] == [True, False]
