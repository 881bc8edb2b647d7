"""Which notices still ask something: the daily mail leaves the others out."""

from __future__ import annotations

from datetime import date

from phoihop.duties.models import Obligation
from phoihop.duties.queries.seeing import open_ones
from phoihop.notices.models import Notice
from phoihop.org.queries import posts_of


def still_owed(notices: list[Notice], on: date) -> list[Notice]:
    """Of obligations that are open, told to those who still work for the unit."""
    about = [n.about for n in notices if n.about]
    opened = set(open_ones(Obligation.objects.filter(pk__in=about)).values_list("pk", flat=True))
    posts = {user: {post.key for post in posts_of(user, on=on)} for user in {n.user_id for n in notices}}
    return [n for n in notices if n.about in opened and n.unit_key in posts[n.user_id]]
