"""The rehearsal province as each of its cast sees it: no violation, nothing sideways, no script error, no dead link."""

import pytest

from factories.street import DAY
from phoihop.ops.bench.pages import Way, walk
from phoihop.ops.province import Plan, build_province

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def province(settings, live_server):
    settings.DAY, settings.DEMO, settings.ALLOWED_HOSTS = DAY, True, ["localhost", "testserver"]
    build_province(Plan(communes=30))
    return live_server.url


def test_every_page_of_the_province(chromium, province):
    ways = [Way(1440, "light", "vi"), Way(390, "dark", "en")]

    seen = walk(chromium, province, ways=ways, again=False)

    assert seen.wrong == []
    assert len(seen.names) > 40
