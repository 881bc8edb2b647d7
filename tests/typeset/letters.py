"""Letters for the tests of this room; every name is invented."""

from datetime import date

from phoihop.typeset import Bullets, Heading, Letter, Paragraph, Run, Signature, Table

REPORT = Letter(
    superior="Tỉnh ủy Lam Giang",
    issuer="Ban Tuyên giáo và Dân vận",
    number=7,
    symbol="BC/BTGDVTU",
    place="Lam Giang",
    day=date(2026, 7, 9),
    type_name="Báo cáo",
    abstract="công tác khoa giáo 6 tháng đầu năm 2026, phương hướng, nhiệm vụ 6 tháng cuối năm",
    blocks=(
        Paragraph.of("Thực hiện Công văn số 581-CV/BTGTU, Ban báo cáo kết quả như sau:"),
        Heading(0, "Phần thứ nhất", "Kết quả công tác khoa giáo"),
        Heading(1, "I.", "Tình hình phối hợp"),
        Heading(2, "1.", "Học tập, quán triệt nghị quyết"),
        Paragraph(
            (
                Run("Đến ngày 14/6/2026, có "),
                Run("107/112", bold=True),
                Run(" xã, phường, đặc khu hoàn thành; "),
                Run("41.206", bold=True),
                Run(" đảng viên tham gia, đạt "),
                Run("98,31 %", bold=True, italic=True),
                Run("."),
            )
        ),
        Heading(3, "a)", "Về tuyên truyền"),
        Bullets(((Run("Mở 46 lớp bồi dưỡng;"),), (Run("Có 2.184 lượt người dự."),))),
        Table(
            head=("TT", "Đơn vị", "Số lớp", "Lượt người"),
            rows=(("1", "Xã Tiên Kiều", "2", "96"), ("2", "Phường Đồng Sen <&>", "3", "1.204")),
            widths=(1, 5, 2, 2),
            align=("center", "left", "right", "right"),
            caption="Biểu 1. Các lớp bồi dưỡng",
        ),
        Paragraph.of("Trên đây là báo cáo của Ban."),
    ),
    signature=Signature(name="Nguyễn Minh Chi", position="Phó Trưởng ban", authority="K/T", on_behalf="Trưởng ban"),
    recipients=("Thường trực Tỉnh ủy (để báo cáo)", "Các đồng chí lãnh đạo Ban", "Lưu Văn phòng"),
)

DISPATCH = Letter(
    superior="Tỉnh ủy Lam Giang",
    issuer="Ban Tuyên giáo và Dân vận",
    number=581,
    symbol="CV/BTGDVTU",
    place="Lam Giang",
    day=date(2026, 12, 28),
    abstract="Định hướng nhiệm vụ trọng tâm công tác khoa giáo năm 2027",
    addressees=("Thường trực các đảng ủy xã, phường, đặc khu", "Ủy ban nhân dân các xã, phường, đặc khu"),
    blocks=(Paragraph.of("Ban đề nghị các đơn vị thực hiện một số nhiệm vụ sau."),),
    signature=Signature(name="Trần Văn Bình", position="Trưởng ban"),
    recipients=("Như trên", "Lưu Văn phòng"),
    urgency="Khẩn",
)
