"""The gate between the web server and Django."""

import io
import threading
from contextlib import suppress

from django.utils import translation

from phoihop.kit.gate import AHEAD, Gate, Room


def environ(body=b"", size=None):
    return {"CONTENT_LENGTH": str(len(body) if size is None else size), "wsgi.input": io.BytesIO(body)}


class Whole(list):
    streaming = False
    closed = False

    def close(self):
        self.closed = True


def test_a_whole_answer_is_one_piece_and_closed():
    answer = Whole([b"a", b"b"])
    assert Gate(lambda _environ, _start: answer)(environ(), None) == [b"ab"]
    assert answer.closed


def test_what_a_line_sends_is_there_before_anybody_works_at_it():
    seen = []

    def app(given, _start):
        seen.append((type(given["wsgi.input"]), given["wsgi.input"].read()))
        return Whole()

    Gate(app)(environ(b"x" * 200_000), None)
    Gate(app)(environ(b"broken off", size=50), None)
    assert seen == [(io.BytesIO, b"x" * 200_000), (io.BytesIO, b"broken off")]


def test_no_more_than_so_many_are_worked_at():
    inside, most, door, all_in = [], [], threading.Lock(), threading.Barrier(2, timeout=10)

    def app(_environ, _start):
        with door:
            inside.append(1)
            most.append(len(inside))
        with suppress(threading.BrokenBarrierError):
            all_in.wait()  # two at a time must meet here, a third may not
        with door:
            inside.pop()
        return Whole()

    gate = Gate(app, at_once=2)
    lines = [threading.Thread(target=gate, args=(environ(), None)) for _n in range(6)]
    for line in lines:
        line.start()
    for line in lines:
        line.join(20)
    assert len(most) == 6
    assert max(most) == 2


def test_a_long_answer_goes_on_in_the_language_it_was_asked_in():
    def app(_environ, _start):
        translation.activate("en")
        return (translation.get_language().encode() for _n in range(2))

    with translation.override("vi"):
        answer = Gate(app)(environ(), None)
        assert list(answer) == [b"en", b"en"]
        answer.close()
        assert translation.get_language() == "vi"


def test_an_error_inside_comes_out():
    def app(_environ, _start):
        raise ValueError("inside")

    room = Gate(app)
    with suppress(ValueError):
        room(environ(b"abc"), None)
        raise AssertionError("the error was swallowed")
    assert room._room.take(AHEAD)  # what it held is free again


def test_a_full_room_takes_nobody():
    room = Room(10)
    assert room.take(7)
    assert not room.take(4)
    room.give(7)
    assert room.take(10)


def test_more_than_the_room_holds_is_left_to_django():
    seen = []

    def app(given, _start):
        seen.append(given["wsgi.input"])
        return Whole()

    huge = environ(b"x", size=AHEAD + 1)
    Gate(app)(huge, None)
    assert seen == [huge["wsgi.input"]]
