"""A form answered by two communes, and the reform that merged one and divided the other."""

from datetime import timedelta

from django.urls import reverse

from factories.reports import answer, make_asked, make_published, number
from factories.street import DAY, Cast, make_actor, system
from phoihop.org.actions import StepGiven, restructure
from phoihop.reports.actions import FieldGiven, SectionGiven

AFTER = DAY + timedelta(days=20)


def fields(*, may):
    figures = [
        FieldGiven("1.1", "Lớp đã mở", "lớp", may_apportion=may),
        FieldGiven("1.2", "Người dự", "người", rollup="heads", may_apportion=may),
    ]
    rates = [FieldGiven("2.1", "Lớp trên người", "%", scale=2, rollup="rate", rate_of="1.1", rate_in="1.2")]
    return [SectionGiven("1", "Kết quả", figures), SectionGiven("2", "Tỷ lệ", rates, asks_text=False)]


class Reform:
    """Two communes answered; then the first was merged into a new one and the other divided 60 : 40."""

    def __init__(self, *, may=False) -> None:
        self.cast = Cast()
        form = make_published(self.cast.chi, sections=fields(may=may))
        self.duty = make_asked(self.cast, form=form, due_rule=f"on={DAY + timedelta(days=5):%Y-%m-%d}")
        answer(self.cast.an, self.duty, number("10"), number("100"), words="Đã mở.")
        answer(self.cast.dung, self.duty, number("7"), number("50"))
        old, other, office = self.cast.commune.key, self.cast.other.key, self.cast.office.key
        made = {"kind": "commune", "parent": office}
        steps = [
            StepGiven("create", "moi", {"name": "Đảng ủy xã Mới", "short_name": "Xã Mới", **made}),
            StepGiven("create", "ba", {"name": "Đảng ủy xã Ba", "short_name": "Xã Ba", **made}),
            StepGiven("merge", old, {"into": "moi"}),
            StepGiven("split", other, {"into": [["moi", 600_000], ["ba", 400_000]]}),
        ]
        restructure(actor=system(AFTER), title="Sắp xếp", effective=DAY + timedelta(days=10), steps=steps)
        self.chi = make_actor(self.cast.office, "clerk", name="Chi hai", day=AFTER)

    def where(self, name="figure", *more):
        return reverse(f"reports:{name}", args=[self.cast.office.key, self.duty.pk, "once", *more])
