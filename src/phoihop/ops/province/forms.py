"""The forms of Lam Giang, after Outline D of the domain: what the letter itself asks to be reported."""

from __future__ import annotations

from datetime import date

from phoihop.kit.actor import Actor
from phoihop.reports.actions import FieldGiven as F
from phoihop.reports.actions import SectionGiven, make_form, publish_version
from phoihop.reports.models import Form

OUTLINE_D = [
    SectionGiven("1", "Quy chế, chương trình phối hợp", [
        F("1.1", "Quy chế phối hợp đang có hiệu lực", "quy chế"),
        F("1.2", "Chương trình, kế hoạch phối hợp đã ký trong kỳ", "chương trình"),
        F("1.3", "Hội nghị giao ban đã tổ chức", "hội nghị"),
    ]),
    SectionGiven("2", "Học tập, quán triệt nghị quyết", [
        F("2.1", "Đảng viên được học Nghị quyết 71-NQ/TU", "người", at_most="2.2"),
        F("2.2", "Tổng số đảng viên đến cuối kỳ", "người"),
        F("2.3", "Hội nghị trực tuyến nối về điểm trường lẻ", "điểm cầu"),
        F("2.4", "Hội nghị học tập ở khu công nghiệp", "hội nghị"),
        F("2.5", "Lượt người ngoài Đảng được tuyên truyền", "lượt"),
        F("2.6", "Văn bản cụ thể hóa do đơn vị ban hành", "văn bản"),
    ]),
    SectionGiven("3", "Kiểm tra, sơ kết, tổng kết", [
        F("3.1", "Cuộc kiểm tra, giám sát về khoa giáo", "cuộc"),
        F("3.2", "Cuộc sơ kết, tổng kết chỉ thị, nghị quyết", "cuộc"),
        F("3.3", "Kiến nghị sau kiểm tra đã được giải quyết", "kiến nghị"),
    ]),
    SectionGiven("4", "Bồi dưỡng cán bộ cơ sở", [
        F("4.1", "Lớp bồi dưỡng nghiệp vụ đã mở", "lớp"),
        F("4.2", "Lượt người dự bồi dưỡng", "lượt"),
        F("4.3", "Cán bộ khoa giáo chuyên trách", "người"),
        F("4.4", "Cán bộ khoa giáo kiêm nhiệm", "người"),
    ]),
    SectionGiven("5", "Vấn đề mới, kiến nghị", [
        F("5.1", "Vấn đề mới đã báo cáo trong kỳ", "vấn đề"),
        F("5.2", "Kiến nghị với Ban Tuyên giáo và Dân vận Tỉnh ủy", "kiến nghị"),
    ]),
]  # fmt: skip
MONTHLY = [
    SectionGiven("1", "Kết quả trong tháng", [
        F("1", "Buổi tuyên truyền về khoa giáo", "buổi"),
        F("2", "Lượt người dự", "lượt"),
        F("3", "Tin, bài trên cổng và đài truyền thanh", "tin, bài"),
    ]),
]  # fmt: skip


def build_forms(actor: Actor) -> dict[str, Form]:
    out = {}
    for key, name, sections in [
        ("de-cuong-d", "Báo cáo công tác khoa giáo (Đề cương D)", OUTLINE_D),
        ("thang", "Báo cáo tháng", MONTHLY),
    ]:
        form = make_form(actor=actor, key=key, name=name, sections=sections, starts=date(2024, 1, 1))
        publish_version(actor=actor, version=form.versions.get())
        out[key] = form
    return out
