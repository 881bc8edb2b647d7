"""Sentences of our own that units write in their reports, section by section of Outline D."""

from __future__ import annotations

import random

SENTENCES: dict[str, list[str]] = {
    "1": [
        "{u} đã rà soát, bổ sung Quy chế phối hợp công tác khoa giáo cho phù hợp với mô hình chính quyền hai cấp.",
        "Chương trình phối hợp năm được ký giữa Ban Xây dựng Đảng và Phòng Văn hóa - Xã hội, nêu rõ việc và người chịu trách nhiệm.",
        "{u} tổ chức giao ban luân phiên theo quý, mỗi kỳ một cơ quan đăng cai.",
        "Việc phối hợp giữa trường học, trạm y tế và các đoàn thể đã đi vào nền nếp.",
        "Quy chế phối hợp mới được ban hành, chưa có thời gian sơ kết.",
    ],
    "2": [
        "Các chi bộ tổ chức học tập Nghị quyết số 71-NQ/TU nghiêm túc, đúng kế hoạch.",
        "{u} có {a}/{b} đảng viên tham gia học tập, quán triệt nghị quyết.",
        "Hình thức học tập được đổi mới, nối điểm cầu trực tuyến về thôn, bản.",
        "Một số đảng viên đi làm ăn xa nên phải tổ chức học bù vào cuối tuần.",
        "Đài truyền thanh mở chuyên mục riêng về nghị quyết, phát hai buổi mỗi tuần.",
    ],
    "3": [
        "Ủy ban kiểm tra phối hợp với Ban Xây dựng Đảng kiểm tra việc thực hiện chỉ thị tại các chi bộ trường học.",
        "{u} đã sơ kết 5 năm thực hiện chỉ thị về công tác khuyến học.",
        "Qua kiểm tra, việc ban hành văn bản cụ thể hóa ở một số chi bộ còn chậm.",
        "Các kiến nghị sau kiểm tra đã được giao cho từng cơ quan với thời hạn rõ ràng.",
    ],
    "4": [
        "Cán bộ làm công tác khoa giáo được cử dự lớp bồi dưỡng nghiệp vụ tại Trường Chính trị tỉnh.",
        "{u} tự mở lớp bồi dưỡng kỹ năng tuyên truyền miệng cho đội ngũ báo cáo viên.",
        "Đội ngũ khoa giáo sau sắp xếp phần lớn kiêm nhiệm, khối lượng việc tăng.",
        "Chưa có tài liệu bồi dưỡng riêng cho cán bộ khoa giáo cơ sở.",
    ],
    "5": [
        "Đề nghị Ban Tuyên giáo và Dân vận Tỉnh ủy sớm ban hành tài liệu hướng dẫn nghiệp vụ khoa giáo cho cấp xã.",
        "Sau sắp xếp, điểm trường lẻ xa trung tâm, đề nghị tỉnh bố trí xe đưa đón học sinh.",
        "Trạm y tế chưa đạt tiêu chí 4, đang sửa chữa.",
        "Đề nghị giảm số biểu mẫu báo cáo trùng nhau giữa các ngành.",
        "Trong kỳ không có vấn đề mới phát sinh.",
    ],
}
COPIED = (
    "Các cấp ủy đã lãnh đạo, chỉ đạo nghiêm túc, đúng kế hoạch, tạo chuyển biến tích cực trong nhận thức và hành động."
)


def section_text(rng: random.Random, code: str, unit: str, part: int, whole: int, *, copied: bool) -> str:
    """One to three sentences; some units hand in what their neighbour wrote."""
    if copied and code == "2":
        return COPIED
    picked = rng.sample(SENTENCES[code], k=rng.choice([1, 2, 2, 3]))
    return " ".join(s.format(u=unit, a=part, b=whole) for s in picked)
