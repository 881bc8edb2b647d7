"""Who signs, for whom, and which body issues: feet and letterheads of less usual shape, each beside one that must stay as it is."""

from __future__ import annotations

import pytest

from phoihop.reading import Reading, read
from phoihop.reading.parts import Part

BODY = "Kính gửi: Các đơn vị trực thuộc.\n\nĐề nghị các đơn vị rà soát hồ sơ, báo cáo trước ngày 20/6/2026.\n\n"
COPIES = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n"

FEET = {
    "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Văn An": ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn An": (
        "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    ),
    "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC\nNguyễn Văn An": ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    "T/M BAN BÍ THƯ\nNguyễn Văn An": ("T/M BAN BÍ THƯ", None),
    "THỪA LỆNH GIÁM ĐỐC\nTRƯỞNG PHÒNG TỔ CHỨC\nNguyễn Văn An": ("THỪA LỆNH GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔ CHỨC"),
    "K.T GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNguyễn Văn An": ("K.T GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    "THƯ KÝ CHỦ TRÌ\nLê Thị Bình Nguyễn Văn An": (None, "THƯ KÝ; CHỦ TRÌ"),
    "HẠT TRƯỞNG\nNguyễn Văn An": (None, "HẠT TRƯỞNG"),
    "TRƯỞNG THÀNH CÙNG AN LÃNG\nNguyễn Văn An": (None, None),
    "Giám đốc\nNguyễn Văn An": (None, "Giám đốc"),
    "Giám đốc cùng các trưởng phòng đã thảo luận\nNguyễn Văn An": (None, None),
}

HEADS = {
    ("BAN ĐẠI DIỆN CHA MẸ HỌC SINH", "TRƯỜNG THCS SUỐI TRÚC"): "Ban Đại diện cha mẹ học sinh Trường THCS Suối Trúc",
    ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG THCS SUỐI TRÚC"): "Trường THCS Suối Trúc",
    ("NGÂN HÀNG CHÍNH SÁCH XÃ HỘI", "CHI NHÁNH TỈNH AN LÃNG"): "Ngân hàng Chính sách xã hội Chi nhánh tỉnh An Lãng",
    ("LIÊN ĐOÀN LAO ĐỘNG TỈNH AN LÃNG", "CÔNG ĐOÀN NGÀNH GIÁO DỤC"): "Công đoàn ngành Giáo dục tỉnh An Lãng",
    ("LIÊN ĐOÀN LAO ĐỘNG TỈNH AN LÃNG",): "Liên đoàn lao động tỉnh An Lãng",
}


def letter(foot: str, *bodies: str) -> Reading:
    head = "\n".join(
        [*(bodies or ("SỞ Y TẾ AN LÃNG",)), "Số: 12/SYT-VP", "V/v rà soát hồ sơ", "An Lãng, ngày 12 tháng 3 năm 2026"]
    )
    return read(f"{head}\n{BODY}{COPIES}{foot}\n")


def said(part: Part | None) -> str | None:
    return part.value if part else None


@pytest.mark.parametrize(("foot", "signed"), FEET.items())
def test_who_signs_and_for_whom(foot: str, signed: tuple[str | None, str | None]):
    found = letter(foot)
    assert (said(found.signed_for), said(found.signer_position)) == signed


@pytest.mark.parametrize(("bodies", "issuer"), HEADS.items())
def test_which_body_issues(bodies: tuple[str, ...], issuer: str):
    assert (said(letter("GIÁM ĐỐC\nNguyễn Văn An", *bodies).issuing_body) or "").lower() == issuer.lower()


DECISION = (
    "HỘI NÔNG DÂN\nHUYỆN MƯỜNG LÃNG\nSố: 42/QĐ-BTV\nMường Lãng, ngày 08 tháng 3 năm 2026\n\nQUYẾT ĐỊNH\nVề việc ban hành Quy chế làm việc\n\n"
    "BAN THƯỜNG VỤ HỘI NÔNG DÂN HUYỆN\nCăn cứ Điều lệ Hội;\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành Quy chế làm việc.\n"
    "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH\nNguyễn Văn An\n\nQUY CHẾ\nlàm việc\n(Kèm theo Quyết định số 42/QĐ-BTV)\n"
    + "".join(f"Điều {n}. Ban Kinh tế rà soát hồ sơ số liệu.\n" for n in range(1, 30))
)


def test_the_foot_between_a_decision_and_its_regulation():
    found = read(DECISION)
    assert (said(found.signed_for), said(found.signer_position)) == ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH")
    assert (said(found.issuing_body) or "").lower() == "ban thường vụ hội nông dân huyện mường lãng"
    plain = read(DECISION.replace("TM. BAN THƯỜNG VỤ\nCHỦ TỊCH\n", ""))
    assert (plain.signed_for, plain.signer_position) == (None, None)
