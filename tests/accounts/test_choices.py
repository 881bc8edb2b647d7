import pytest
from django.core.exceptions import PermissionDenied

from factories.accounts import make_user, self_of
from phoihop.accounts.actions import choose_digest, choose_language
from phoihop.accounts.models import Verb
from phoihop.audit.models import Record

pytestmark = pytest.mark.django_db


def test_a_choice_is_kept_and_goes_on_record():
    an = make_user()

    choose_language(actor=self_of(an), user=an, language="en")
    choose_digest(actor=self_of(an), user=an, digest=False)

    an.refresh_from_db()
    assert (an.language, an.digest) == ("en", False)
    assert Record.objects.filter(verb=Verb.CHOSEN, user_id=an.pk).count() == 2


def test_nobody_chooses_for_somebody_else():
    an, bình = make_user(), make_user()

    with pytest.raises(PermissionDenied):
        choose_language(actor=self_of(bình), user=an, language="en")
    with pytest.raises(PermissionDenied):
        choose_digest(actor=self_of(bình), user=an, digest=False)


@pytest.mark.parametrize(("sent", "kept"), [({"digest": "on"}, True), ({}, False)])
def test_the_daily_mail_is_chosen_on_the_account_s_page(client, sent, kept):
    an = make_user()
    client.force_login(an)

    assert client.post("/tai-khoan/thu-hang-ngay/", sent).url == "/tai-khoan/"

    an.refresh_from_db()
    assert an.digest is kept
