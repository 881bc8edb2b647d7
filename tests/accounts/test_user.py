import pytest
from django.db import IntegrityError, transaction

from factories.accounts import make_user
from phoihop.accounts.models import User

pytestmark = pytest.mark.django_db


def test_an_address_is_kept_in_lower_case_and_found_however_it_is_typed():
    an = make_user(email="An@Huyen-Song.Example")

    assert an.email == "an@huyen-song.example"
    assert User.objects.get_by_natural_key(" AN@huyen-song.example ") == an


def test_the_same_address_in_other_letters_is_refused_by_the_database():
    make_user(email="an@huyen-song.example")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_user(email="AN@huyen-song.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="AN@huyen-song.example", name="An")


def test_a_user_without_a_password_cannot_use_one():
    assert not make_user().has_usable_password()
    assert make_user(password="sông Lam chảy xiết").check_password("sông Lam chảy xiết")


@pytest.mark.parametrize(("name", "initials"), [("Hoàng Thị Lê An", "HA"), ("Đỗ Bình", "ĐB"), ("An", "A"), ("", "?")])
def test_initials(name, initials):
    assert User(name=name).initials == initials
