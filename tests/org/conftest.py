"""The cast with an administrator of the office and one of the commune."""

import pytest

from factories.street import Cast, make_actor
from phoihop.accounts.models import User


class House(Cast):
    """Ivy administers the office and so everything; Bình only the commune."""

    def __init__(self, **commune):
        super().__init__(**commune)
        self.ivy = make_actor(self.office, "administrator", name="Yên")

    def user(self, actor):
        return User.objects.get(pk=actor.user_id)


@pytest.fixture(name="house")
def _house(db):
    return House()


@pytest.fixture(autouse=True)
def _day(settings):
    """Pages ask for today; the cast lives on this day."""
    from factories.street import DAY

    settings.DAY = DAY


@pytest.fixture(name="sign_in")
def _sign_in(client):
    def sign_in(actor):
        client.force_login(User.objects.get(pk=actor.user_id))
        return client

    return sign_in
