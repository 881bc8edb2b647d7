"""What is a reporting duty, to whom, and what only looks like one."""

from __future__ import annotations

import pytest

from phoihop.reading import read

HEAD = "UBND TỈNH AN LÃNG\nSỞ Y TẾ\nSố: 12/SYT-VP\nAn Lãng, ngày 05 tháng 3 năm 2026\nKính gửi: Các cơ quan, đơn vị.\n\n1. "
FOOT = "\n\nGIÁM ĐỐC\n"

# The day is that of the task: of the report for `report`, of the work for the others.
PHRASES = [
    ("Các phòng gửi báo cáo về Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Các phòng nộp báo cáo cho Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Tổ trưởng chuyên môn nộp báo cáo sơ kết cho Phòng Giáo dục trước 20/5/2026.", "report", ["Phòng Giáo dục"], "2026-05-20"),
    ("Các huyện ủy, thành ủy gửi hồ sơ gồm: báo cáo kết quả, bảng tổng hợp về Ban Tổ chức Tỉnh ủy chậm nhất là ngày 20/5/2026.", "report", ["Ban Tổ chức Tỉnh ủy"], "2026-05-20"),
    ("Danh sách đại biểu gửi về Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Báo cáo gửi về Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Sở Nội vụ nộp danh sách về Sở Y tế chậm nhất ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Sở Nội vụ chuyển danh sách người vi phạm cho Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Trước ngày 05 hằng tháng, Sở Nội vụ thông tin số liệu cho Sở Y tế.", "report", ["Sở Y tế"], None),
    ("Sở Nội vụ tổng hợp ý kiến, gửi Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Sở Nội vụ tổng hợp ý kiến cử tri, gửi Sở Y tế trước mỗi kỳ họp.", "report", ["Sở Y tế"], None),
    ("Sở Nội vụ tổng hợp số liệu, báo cáo Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Sở Nội vụ hoàn thành và gửi báo cáo về Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Yêu cầu các phòng nghiêm túc thực hiện và nộp báo cáo về Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Kết thúc chiến dịch, Sở Nội vụ báo cáo kết quả về Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Sau đợt ra quân, Sở Nội vụ tổng hợp số liệu báo cáo Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Sở Nội vụ cung cấp số liệu dân số cho Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Sở Nội vụ cung cấp báo cáo nhanh cho Sở Y tế.", "report", ["Sở Y tế"], None),
    ("Sở Nội vụ có báo cáo gửi Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Sở Nội vụ có văn bản báo cáo Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Sở Nội vụ báo cáo bằng văn bản về Sở Y tế (qua Phòng Nghiệp vụ Y) trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Đề nghị các phòng tổng hợp, gửi kết quả về Sở Y tế trước ngày 20/5/2026 để tổng hợp, báo cáo UBND tỉnh.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Đề nghị các phòng báo cáo kết quả thực hiện về Sở Y tế trước ngày 20/5/2026 để tổng hợp.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Định kỳ hằng quý, các phòng báo cáo tình hình, kết quả thực hiện gửi Sở Y tế.", "report", ["Sở Y tế"], None),
    ("Các phòng lập danh sách gửi Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Các phòng thực hiện chế độ báo cáo theo quy định.", "report", [], None),
    ("Các phòng thực hiện nghiêm chế độ thông tin, báo cáo định kỳ.", "report", [], None),
    ("Các phòng báo ngay cho Sở Y tế khi xảy ra sự cố.", "report", ["Sở Y tế"], None),
    ("Khi phát hiện vi phạm, các phòng thông báo kịp thời cho công an và Sở Y tế.", "report", ["công an", "Sở Y tế"], None),
    ("Sở Nội vụ cử cán bộ tham gia, gửi danh sách về Sở Y tế trước ngày 20/5/2026.", "action+report", ["Sở Y tế"], None),
    ("Sở Nội vụ phân công một cán bộ đầu mối, gửi họ tên, số điện thoại về Sở Y tế trước ngày 20/5/2026.", "action+report", ["Sở Y tế"], None),
    ("Sở Nội vụ rà soát hồ sơ, gửi kết quả về Sở Y tế trước ngày 20/5/2026.", "action+report", ["Sở Y tế"], None),
    ("Sở Nội vụ rà soát hồ sơ, báo cáo kết quả trước ngày 20/5/2026.", "action+report", [], None),
    ("Sở Nội vụ tổ chức giám sát, gửi kết luận giám sát cho Sở Y tế.", "action+report", ["Sở Y tế"], None),
    ("Sở Nội vụ tổ chức cho học sinh ký cam kết, nộp danh sách về Sở Y tế chậm nhất ngày 20/5/2026.", "action+report", ["Sở Y tế"], None),
    ("Sở Nội vụ hoàn thành việc rà soát trước ngày 15/5/2026, báo cáo kết quả về Sở Y tế trước ngày 20/5/2026.", "action+report", ["Sở Y tế"], "2026-05-15"),
    ("Sở Nội vụ xây dựng kế hoạch, gửi Sở Y tế trước ngày 20/5/2026.", "action", None, "2026-05-20"),
    ("Sở Nội vụ hoàn thiện báo cáo kết quả kiểm tra, trình Ban Thường vụ Đảng ủy trước ngày 20/5/2026.", "action", None, "2026-05-20"),
    ("Sở Nội vụ trình UBND tỉnh ban hành quyết định trước ngày 20/5/2026.", "action", None, "2026-05-20"),
    ("Sở Nội vụ chuẩn bị báo cáo trung tâm.", "action", None, None),
    ("Sở Nội vụ thông báo kết quả học tập cho cha mẹ học sinh.", "action", None, None),
    ("Sở Nội vụ gửi giấy mời đến các đơn vị trước ngày 20/5/2026.", "action", None, "2026-05-20"),
    ("Sở Nội vụ phối hợp với Chi cục Thống kê xây dựng phiếu khảo sát, gửi các trường trước ngày 20/5/2026.", "action", None, "2026-05-20"),
    ("Các phòng vận động ủng hộ, tiền quyên góp gửi về Sở Y tế trước ngày 20/5/2026.", "action", None, "2026-05-20"),
    ("Sở Nội vụ sưu tầm tư liệu, xác minh, gửi Tổ Biên soạn muộn nhất ngày 20/5/2026.", "action", None, "2026-05-20"),
    ("Sở Nội vụ vận hành cổng dữ liệu, gửi bản tin cảnh báo cho địa phương 02 tuần/lần.", "action", None, None),
    ("Sở Nội vụ cập nhật số liệu vào hệ thống báo cáo trước ngày 20/5/2026.", "action", None, "2026-05-20"),
    ("Sở Nội vụ thẩm tra báo cáo của các phòng.", "action", None, None),
    ("Sở Nội vụ rà soát mẫu báo cáo.", "action", None, None),
    ("Sở Nội vụ hướng dẫn các phòng xây dựng báo cáo.", "action", None, None),
    ("Sở Nội vụ cung cấp tài liệu cho Đoàn kiểm tra.", "action", None, None),
    ("Sở Nội vụ cấp giấy phép, đưa tin trên cổng thông tin.", "action", None, None),
    ("Các phòng gửi số liệu thống kê về Sở Y tế qua thư điện tử trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Các phòng phản ánh kịp thời khó khăn, vướng mắc về Sở Y tế.", "report", ["Sở Y tế"], None),
    ("Các phòng tổ chức sơ kết, đánh giá kết quả thực hiện và gửi báo cáo về Sở Y tế trước ngày 20/5/2026.", "action+report", ["Sở Y tế"], None),
    ("Các phòng đánh giá kết quả thực hiện, báo cáo Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Các phòng theo dõi, đôn đốc, tổng hợp, báo cáo Sở Y tế trước ngày 20/5/2026.", "action+report", ["Sở Y tế"], None),
    ("Giao Sở Nội vụ là cơ quan đầu mối, tổng hợp báo cáo UBND tỉnh trước ngày 20/5/2026.", "report", ["UBND tỉnh"], "2026-05-20"),
    ("Yêu cầu các phòng chưa gửi khẩn trương gửi báo cáo về Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Các phòng gửi văn bản góp ý về Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Các phòng có ý kiến bằng văn bản gửi về Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Các phòng báo cáo kết quả về Sở Y tế và đồng gửi Sở Nội vụ trước ngày 20/5/2026.", "report", ["Sở Y tế", "Sở Nội vụ"], "2026-05-20"),
    ("Các phòng báo cáo Sở Y tế (qua Phòng Nghiệp vụ Y).", "report", ["Sở Y tế"], None),
    ("Các phòng gửi báo cáo tổng kết kèm hình ảnh trước ngày 20/5/2026.", "report", [], "2026-05-20"),
    ("Sở Nội vụ theo dõi, đôn đốc việc thực hiện, định kỳ báo cáo Sở Y tế.", "action+report", ["Sở Y tế"], None),
    ("Sở Nội vụ định kỳ báo cáo Sở Y tế.", "report", ["Sở Y tế"], None),
    ("Sở Nội vụ báo cáo đánh giá tình hình thực hiện về Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Sở Nội vụ xây dựng kế hoạch, hoàn thành trong quý II/2026 và báo cáo kết quả về Sở Y tế trước ngày 10/7/2026.", "action+report", ["Sở Y tế"], "2026-06-30"),
    ("Các phòng nhập số liệu vào Hệ thống thông tin báo cáo trước ngày 20/5/2026.", "action", None, "2026-05-20"),
    ("Các phòng thực hiện báo cáo trên Hệ thống trước ngày 20/5/2026.", "report", [], "2026-05-20"),
    ("Sở Nội vụ nhắc các phòng chậm báo cáo.", "action", None, None),
    ("Các phòng tham gia ý kiến bằng văn bản, gửi về Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Các phòng chốt số liệu, báo cáo Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Các phòng rà soát hồ sơ, không gửi ý kiến về Sở Y tế.", "action", None, None),
    ("Các phòng khẩn trương hoàn thành, gửi báo cáo về Sở Y tế trong ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Sở Nội vụ gửi Công an tỉnh danh sách người nước ngoài trước ngày 20/5/2026.", "report", ["Công an tỉnh"], "2026-05-20"),
    ("Sở Nội vụ gửi Sở Y tế số liệu tiêm chủng trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Sở Nội vụ gửi Sở Y tế hồ sơ thanh tra trước ngày 20/5/2026.", "action", None, "2026-05-20"),
    ("Sở Nội vụ thực hiện đánh giá và gửi kết quả đánh giá, xếp loại về Sở Y tế, hạn cuối ngày 20/5/2026.", "action+report", ["Sở Y tế"], None),
    ("Sở Nội vụ tổng hợp kết quả gửi Sở Y tế, muộn nhất 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Sở Nội vụ tham mưu, báo cáo UBND tỉnh tình hình giải ngân định kỳ hằng tháng.", "report", ["UBND tỉnh"], None),
    ("Sở Nội vụ tham mưu UBND tỉnh ban hành quyết định trước ngày 20/5/2026.", "action", None, "2026-05-20"),
    ("Sở Nội vụ triển khai thực hiện và gửi báo cáo kết quả về Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Sở Nội vụ hoàn chỉnh báo cáo gửi về Sở Y tế trước ngày 20/5/2026.", "report", ["Sở Y tế"], "2026-05-20"),
    ("Sở Nội vụ rà soát hồ sơ; báo cáo kết quả về Sở Y tế trước ngày 20/5/2026.", "action+report", ["Sở Y tế"], None),
    ("Sở Nội vụ theo dõi việc thực hiện Công văn này; báo cáo Sở Y tế trước 16 giờ hằng ngày.", "action+report", ["Sở Y tế"], None),
    ("Sở Nội vụ tham mưu tổ chức thực hiện Kế hoạch; tổng hợp, báo cáo Sở Y tế trước ngày 20/5/2026.", "action+report", ["Sở Y tế"], None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "kind", "to", "day"), PHRASES)
def test_a_report_or_none(words: str, kind: str, to: list[str] | None, day: str | None):
    (task,) = read(HEAD + words + FOOT).as_json()["tasks"]
    assert (task["kind"], (task["report"] or {}).get("to"), task["deadline"]) == (kind, to, day)


@pytest.mark.parametrize(
    ("words", "day", "cadence"),
    [
        ("báo cáo Sở Y tế trước ngày 20/5/2026", "2026-05-20", None),
        ("báo cáo kết quả rà soát tới Sở Y tế trong quý II/2026", "2026-06-30", None),
        ("gửi Sở Y tế báo cáo đánh giá trước ngày 30 tháng 6 hằng năm", None, "annual"),
        ("thông báo cho Sở Y tế danh sách người mắc vào thứ Sáu tuần cuối của tháng", None, "monthly"),
        ("định kỳ 6 tháng, năm báo cáo Sở Y tế", None, "semiannual"),
    ],
)
def test_a_report_with_its_own_time_behind_a_semicolon(words: str, day: str | None, cadence: str | None):
    work, report = read(HEAD + "Sở Nội vụ rà soát hồ sơ tại các trạm; " + words + "." + FOOT).as_json()["tasks"]
    assert (work["kind"], work["deadline"], work["cadence"]) == ("action", None, None)
    assert (report["kind"], report["deadline"], report["cadence"]) == ("report", day, cadence)
    assert [x["name"] for x in report["actors"]] == ["Sở Nội vụ"]
