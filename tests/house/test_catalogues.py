"""Both catalogues of every room are complete, and nothing in them is fuzzy."""

import pytest
from babel.messages.pofile import read_po

from phoihop.ops.messages import rooms, update

ROOMS = rooms()


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_sentence_is_translated(room):
    assert update(room, write=False) == []


@pytest.mark.parametrize("place", [p for room in ROOMS for p in room.glob("locale/*/LC_MESSAGES/django.po")], ids=str)
def test_no_translation_is_fuzzy_or_loses_a_blank_to_fill(place):
    with place.open("rb") as source:
        for message in read_po(source):
            assert not message.fuzzy, message.id
            assert not (message.id and list(message.check())), message.id
