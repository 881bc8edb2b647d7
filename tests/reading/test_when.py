"""Every kind of time phrase of a directive, with the deadline and rhythm that the samples' rules give it."""

from __future__ import annotations

import pytest

from phoihop.reading import read

TOP = "UBND TỈNH AN LÃNG\nSỞ Y TẾ\nSố: 12/SYT-VP\nAn Lãng, ngày 05 tháng 3 năm 2026\n"
HEAD = TOP + "Kính gửi: Các cơ quan, đơn vị.\n\n1. "
FOOT = "\n\nGIÁM ĐỐC\n"

DEADLINES = [
    ("Sở Nội vụ rà soát hồ sơ trong nửa đầu tháng 6/2026.", "2026-06-15"),
    ("Sở Nội vụ rà soát hồ sơ trong nửa cuối tháng 6/2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ trong tuần thứ ba của tháng 9.", None),
    ("Sở Nội vụ rà soát hồ sơ trong nửa đầu năm 2027.", "2027-06-30"),
    ("Sở Nội vụ rà soát hồ sơ đầu tháng 6/2026.", None),
    ("Sở Nội vụ rà soát hồ sơ, hạn cuối là ngày 10 tháng Tư (tính theo dấu bưu điện).", "2026-04-10"),
    ("Sở Nội vụ rà soát hồ sơ trước ngày 5 tháng năm năm 2026.", "2026-05-05"),
    ("Sở Nội vụ khóa sổ trước khi bàn giao kho (31/01/2027).", "2027-01-31"),
    ("Sở Nội vụ rà soát hồ sơ trước lễ khánh thành (dự kiến 19 giờ 30 phút, ngày 11/8/2026).", "2026-08-11"),
    ("Sở Nội vụ chuẩn bị hội chợ (khai mạc 16/01/2027), xong chậm nhất 03 ngày trước khai mạc.", None),
    ("Sở Nội vụ chốt danh sách trước lễ khai mạc 07 ngày.", None),
    ("Sở Nội vụ rà soát hồ sơ trong năm 2026 và các năm tiếp theo.", None),
    ("Sở Nội vụ rà soát hồ sơ trong năm 2026 và các năm 2027, 2028.", "2026-12-31"),
    ("Đối với các lớp mở trong năm 2026, Sở Nội vụ rà soát hồ sơ.", None),
    ("Đối với các lớp đã mở, Sở Nội vụ rà soát hồ sơ trong năm 2026.", "2026-12-31"),
    ("Sở Nội vụ mở lớp ngay sau ngày 15/12.", None),
    ("Sở Nội vụ mở lớp ngày 15/12.", "2026-12-15"),
    ("Sở Nội vụ rà soát hồ sơ trong Quí IV-2026.", "2026-12-31"),
    ("Sở Nội vụ rà soát hồ sơ trong tháng Tư.", "2026-04-30"),
    ("Sở Nội vụ rà soát hồ sơ trong tháng Mười hai năm 2027.", "2027-12-31"),
    ("Sở Nội vụ rà soát hồ sơ, chậm nhất ngày cuối cùng của tháng 4.", "2026-04-30"),
    ("Sở Nội vụ rà soát hồ sơ trước 6 giờ sáng cùng ngày khi mưa lớn.", None),
    ("Sở Nội vụ rà soát hồ sơ, chậm nhất ngày 31/12/2026.", "2026-12-31"),
    ("Sở Nội vụ rà soát hồ sơ chậm nhất là ngày 31/12.", "2026-12-31"),
    ("Sở Nội vụ rà soát hồ sơ, muộn nhất vào ngày 15/4/2026.", "2026-04-15"),
    ("Sở Nội vụ rà soát hồ sơ trong quý II.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ trong quý II năm 2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ trong quý III, quý IV năm 2026.", "2026-12-31"),
    ("Sở Nội vụ rà soát hồ sơ trong tháng 5 và tháng 6 năm 2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ trong tháng 5, 6/2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ trong 6 tháng đầu năm 2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ trong năm 2026.", "2026-12-31"),
    ("Sở Nội vụ rà soát hồ sơ trong năm 2026 và 2027.", "2027-12-31"),
    ("Sở Nội vụ rà soát hồ sơ trong năm 2026 - 2027.", "2027-12-31"),
    ("Sở Nội vụ rà soát hồ sơ từ ngày 13/4 đến hết ngày 18/4.", "2026-04-18"),
    ("Sở Nội vụ rà soát hồ sơ từ 13/4 đến hết 18/4.", "2026-04-18"),
    ("Sở Nội vụ rà soát hồ sơ từ ngày 13 đến ngày 18/4/2026.", "2026-04-18"),
    ("Sở Nội vụ rà soát hồ sơ từ ngày 13 - 18/4/2026.", "2026-04-18"),
    ("Sở Nội vụ rà soát hồ sơ từ tháng 4 đến tháng 9/2026.", "2026-09-30"),
    ("Sở Nội vụ rà soát hồ sơ từ tháng 4/2026 đến hết tháng 9/2026.", "2026-09-30"),
    ("Sở Nội vụ vận hành hệ thống từ ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ vận hành hệ thống bắt đầu từ ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ vận hành hệ thống kể từ ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ tổ chức hội nghị vào ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ tổ chức hội nghị vào sáng ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ tổ chức hội nghị lúc 8 giờ 00 ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ tổ chức hội nghị dự kiến ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ tổ chức hội nghị, dự kiến trong tháng 4/2026.", "2026-04-30"),
    ("Sở Nội vụ hoàn thành hồ sơ trước 17 giờ 00 ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ hoàn thành hồ sơ trước 17h00’ ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ hoàn thành hồ sơ trước 17g00 ngày 02/4/2026 (thứ Năm).", "2026-04-02"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày thứ Năm, 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ hoàn thành hồ sơ trước 16h30, ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ hoàn thành hồ sơ, thời gian hoàn thành: trước ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ hoàn thành hồ sơ; thời gian xong trước ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ hoàn thành hồ sơ (thời hạn: 02/4/2026).", "2026-04-02"),
    ("Sở Nội vụ hoàn thành hồ sơ (hạn cuối ngày 02/4/2026).", "2026-04-02"),
    ("Sở Nội vụ hoàn thành hồ sơ (hoàn thành: 30/6/2026).", "2026-06-30"),
    ("Sở Nội vụ hoàn thành hồ sơ (Thời gian hoàn thành: Quý III/2026).", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ (trong tháng 9/2026).", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ (tháng 9/2026).", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ (trước 30/9).", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ trước 30.9.2026.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày 30-9-2026.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày 30/9/2026 theo quy định.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ đến ngày 30/9/2026.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ đến hết tháng 9 năm 2026.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ đến cuối năm 2026.", "2026-12-31"),
    ("Sở Nội vụ hoàn thành hồ sơ vào cuối tháng 9/2026.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ muộn nhất cuối tháng 7 năm 2026.", "2026-07-31"),
    ("Sở Nội vụ hoàn thành hồ sơ không muộn hơn ngày 30/9/2026.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ không quá ngày 30/9/2026.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ trong vòng 10 ngày kể từ ngày ban hành Công văn này.", "2026-03-15"),
    ("Sở Nội vụ hoàn thành hồ sơ trong thời hạn 10 ngày, kể từ ngày ký ban hành Kế hoạch này.", "2026-03-15"),
    ("Sở Nội vụ hoàn thành hồ sơ chậm nhất 10 ngày kể từ ngày ban hành Kế hoạch.", "2026-03-15"),
    ("Sở Nội vụ hoàn thành hồ sơ sau 10 ngày kể từ ngày ban hành Kế hoạch.", "2026-03-15"),
    ("Sở Nội vụ hoàn thành hồ sơ trong vòng 10 ngày kể từ ngày nhận được văn bản.", None),
    ("Trong 10 ngày kể từ ngày Kế hoạch này được ban hành, Sở Nội vụ hoàn thành hồ sơ.", "2026-03-15"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày 30/9 tới.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ xong trước 30 tháng 9 năm 2026.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày 30 tháng 9\nnăm 2026.", "2026-09-30"),
    ("Trước ngày 30/9/2026, Sở Nội vụ hoàn thành hồ sơ.", "2026-09-30"),
    ("Chậm nhất ngày 30/9/2026, các sở phải hoàn thành hồ sơ.", "2026-09-30"),
    ("Trong tháng 9/2026, Sở Nội vụ hoàn thành hồ sơ.", "2026-09-30"),
    ("Đến hết quý III năm 2026, Sở Nội vụ hoàn thành hồ sơ.", "2026-09-30"),
    ("Tháng 9/2026: Sở Nội vụ hoàn thành hồ sơ.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ trong tuần thứ 2 của tháng 9/2026.", None),
    ("Sở Nội vụ hoàn thành hồ sơ dịp 02/9/2026.", "2026-09-02"),
    ("Sở Nội vụ hoàn thành hồ sơ trước dịp Quốc khánh 02/9/2026.", "2026-09-02"),
    ("Sở Nội vụ cân đối vốn trong kế hoạch đầu tư công trung hạn 2026 - 2030.", None),
    ("Sở Nội vụ thực hiện Kế hoạch giai đoạn 2026 - 2030.", None),
    ("Sở Nội vụ hoàn thành đề án theo Kế hoạch số 12/KH-UBND ngày 02/4/2026.", None),
    ("Sở Nội vụ rà soát số liệu tính đến ngày 31/12/2025.", None),
    ("Sở Nội vụ sơ kết trong học kỳ II.", None),
    ("Sở Nội vụ phát động phong trào nhân Ngày Sức khỏe thế giới 07/4.", "2026-04-07"),
    ("Không tổ chức tham quan từ nay đến hết ngày 15/11/2026.", None),
    ("Sở Nội vụ tham mưu sơ kết 6 tháng, tổng kết năm.", None),
    ("Sở Nội vụ điểm danh từng buổi.", None),
    ("Khi cần thiết, Sở Nội vụ tổ chức khoanh vùng.", None),
    ("Trong trường hợp cần thiết, Sở Nội vụ mời chuyên gia tham gia.", None),
    ("Nếu cần, Sở Nội vụ mời chuyên gia tham gia.", None),
    ("Trong khi đó, Sở Nội vụ rà soát hồ sơ.", None),
    ("Sở Nội vụ hoàn thành đề án trong vòng 01 tháng kể từ ngày ban hành Kế hoạch.", "2026-04-05"),
    ("Sở Nội vụ hoàn thành đề án trong thời hạn 03 tháng, kể từ ngày Quyết định này được ban hành.", "2026-06-05"),
    ("Sở Nội vụ thực hiện trong 3 năm 2026 - 2028.", "2028-12-31"),
    ("Sở Nội vụ phát động phong trào đi bộ 10.000 bước chân mỗi ngày.", None),
    ("Sở Nội vụ giảm tỷ lệ hộ nghèo 2% mỗi năm.", None),
    ("Sở Nội vụ tiếp tục thực hiện đến khi có văn bản mới.", None),
    ("Khi kết thúc chiến dịch, Sở Nội vụ báo cáo về Sở Y tế.", None),
    ("Khi nhận được công văn này, đề nghị Sở Nội vụ tổ chức thực hiện.", None),
    ("Đối với trường hợp vi phạm, Sở Nội vụ xử lý theo quy định.", None),
    ("Đối với các trường hợp đủ điều kiện, Sở Nội vụ giải quyết trong tháng 5/2026.", "2026-05-31"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày 20/5/2026 (thứ Tư).", "2026-05-20"),
    ("Sở Nội vụ hoàn thành hồ sơ trước 17 giờ, ngày 20/5/2026.", "2026-05-20"),
    ("Sở Nội vụ hoàn thành hồ sơ trước 17:00 ngày 20/5/2026.", "2026-05-20"),
    ("Sở Nội vụ hoàn thành hồ sơ trước 8 giờ 30 phút sáng ngày 20/5/2026.", "2026-05-20"),
    ("Sở Nội vụ hoàn thành hồ sơ trước 24h ngày 20/5/2026.", "2026-05-20"),
    ("Sở Nội vụ hoàn thành hồ sơ chậm nhất vào 17 giờ 00 phút ngày 20 tháng 5 năm 2026.", "2026-05-20"),
    ("Sở Nội vụ hoàn thành hồ sơ chậm nhất đến 17h00, thứ Tư, ngày 20/5/2026.", "2026-05-20"),
    ("Sở Nội vụ hoàn thành hồ sơ chậm nhất trong ngày 20/5/2026.", "2026-05-20"),
    ("Sở Nội vụ hoàn thành hồ sơ trong ngày hôm nay.", "2026-03-05"),
    ("Sở Nội vụ hoàn thành hồ sơ trong hai ngày 20 và 21/5/2026.", "2026-05-21"),
    ("Sở Nội vụ tổ chức hội thi trong các ngày 20, 21, 22/5/2026.", "2026-05-22"),
    ("Sở Nội vụ tổ chức hội thi từ ngày 20 đến 22/5/2026.", "2026-05-22"),
    ("Sở Nội vụ tổ chức hội thi từ ngày 20/5 đến 22/5/2026.", "2026-05-22"),
    ("Sở Nội vụ tổ chức hội thi từ ngày 20/5/2026 - 22/5/2026.", "2026-05-22"),
    ("Sở Nội vụ tổ chức hội thi (từ ngày 20/5/2026 đến ngày 22/5/2026).", "2026-05-22"),
    ("Sở Nội vụ tổ chức hội thi, thời gian từ ngày 20/5/2026 đến hết ngày 22/5/2026.", "2026-05-22"),
    ("Sở Nội vụ tổ chức hội thi trong tuần từ 20/5 đến 24/5/2026.", "2026-05-24"),
    ("Sở Nội vụ tổ chức hội thi trong tháng 5 - 6/2026.", "2026-06-30"),
    ("Sở Nội vụ tổ chức hội thi trong tháng 5-6/2026.", "2026-06-30"),
    ("Sở Nội vụ tổ chức hội thi vào tháng 5, tháng 6/2026.", "2026-06-30"),
    ("Sở Nội vụ tổ chức hội thi trong quý II và quý III/2026.", "2026-09-30"),
    ("Sở Nội vụ tổ chức hội thi trong Quý II, III năm 2026.", "2026-09-30"),
    ("Sở Nội vụ tổ chức hội thi trong Quý II-III/2026.", "2026-09-30"),
    ("Sở Nội vụ tổ chức hội thi trong QII/2026.", "2026-06-30"),
    ("Sở Nội vụ tổ chức hội thi trong 6 tháng cuối năm 2026.", "2026-12-31"),
    ("Sở Nội vụ tổ chức hội thi trong 6 tháng cuối năm.", "2026-12-31"),
    ("Sở Nội vụ tổ chức hội thi trong năm 2026.", "2026-12-31"),
    ("Sở Nội vụ tổ chức hội thi ngay trong năm 2026.", "2026-12-31"),
    ("Sở Nội vụ hoàn thành đề án vào năm 2028.", "2028-12-31"),
    ("Sở Nội vụ hoàn thành đề án đến năm 2028.", "2028-12-31"),
    ("Sở Nội vụ hoàn thành đề án trước năm 2028.", "2028-12-31"),
    ("Sở Nội vụ hoàn thành đề án trước tháng 6/2026.", "2026-06-30"),
    ("Sở Nội vụ hoàn thành đề án trước quý III/2026.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành đề án đầu tháng 6/2026.", None),
    ("Sở Nội vụ hoàn thành đề án cuối quý II/2026.", "2026-06-30"),
    ("Sở Nội vụ hoàn thành đề án cuối năm 2026.", "2026-12-31"),
    ("Sở Nội vụ hoàn thành đề án giữa tháng 6/2026.", None),
    ("Sở Nội vụ hoàn thành đề án, thời hạn 30/6/2026.", "2026-06-30"),
    ("Sở Nội vụ hoàn thành đề án, thời hạn hoàn thành ngày 30/6/2026.", "2026-06-30"),
    ("Sở Nội vụ hoàn thành đề án; hoàn thành trong quý II/2026.", "2026-06-30"),
    ("Sở Nội vụ hoàn thành đề án; thời gian: Tháng 6/2026.", "2026-06-30"),
    ("Sở Nội vụ hoàn thành đề án trước kỳ họp thứ 4.", None),
    ("Sở Nội vụ hoàn thành đề án trước Tết Nguyên đán.", None),
    ("Sở Nội vụ hoàn thành đề án ngay sau khi nhận được văn bản này.", None),
    ("Sở Nội vụ hoàn thành đề án trong 05 ngày làm việc kể từ ngày nhận được văn bản này.", None),
    ("Sở Nội vụ hoàn thành đề án trong thời hạn 45 ngày kể từ ngày ban hành Chỉ thị này.", "2026-04-19"),
    ("Sở Nội vụ hoàn thành đề án trong vòng 30 ngày kể từ ngày ký ban hành.", "2026-04-04"),
    ("Sở Nội vụ hoàn thành đề án trong vòng 15 ngày (kể từ ngày ban hành Kế hoạch này).", "2026-03-20"),
    ("Sở Nội vụ hoàn thành đề án sau 15 ngày kể từ ngày Quyết định có hiệu lực.", None),
    ("Sở Nội vụ hoàn thành đề án đến ngày 30 tháng 6 năm 2026.", "2026-06-30"),
    ("Sở Nội vụ hoàn thành đề án theo Nghị định số 12/2026/NĐ-CP ngày 02/4/2026 của Chính phủ.", None),
    ("Sở Nội vụ chi trả theo mức lương từ ngày 01/7/2024.", None),
    ("Sở Nội vụ phối hợp tổ chức lễ kỷ niệm 80 năm Ngày thành lập ngành (20/5/1946 - 20/5/2026).", None),
    ("Sở Nội vụ thống kê hồ sơ phát sinh từ ngày 01/01/2026 đến ngày 15/5/2026.", None),
    ("Sở Nội vụ báo cáo số liệu từ ngày 15/12/2025 đến ngày 14/3/2026 trước ngày 20/3/2026.", "2026-03-20"),
    ("Sở Nội vụ báo cáo kết quả 6 tháng đầu năm trước ngày 10/6/2026.", "2026-06-10"),
    ("Sở Nội vụ báo cáo kết quả năm 2026 trước ngày 10/12/2026.", "2026-12-10"),
    ("Sở Nội vụ xây dựng dự toán năm 2027 trước ngày 10/7/2026.", "2026-07-10"),
    ("Sở Nội vụ xây dựng kế hoạch năm 2027.", None),
    ("Sở Nội vụ tổng kết 5 năm thực hiện Nghị quyết vào quý IV/2026.", "2026-12-31"),
    ("Từ ngày 20/5/2026, Sở Nội vụ tiếp nhận hồ sơ.", "2026-05-20"),
    ("Từ 01/7/2026, Sở Nội vụ tiếp nhận hồ sơ trên hệ thống.", "2026-07-01"),
    ("Sở Nội vụ giải ngân từ nguồn vốn năm 2026.", None),
    ("Sở Nội vụ kiểm tra vào đầu năm học.", None),
    ("Sở Nội vụ kiểm tra 24/24 giờ.", None),
    ("Sở Nội vụ xử lý nghiêm vi phạm (nếu có).", None),
    ("Sở Nội vụ chi tiền khi đủ điều kiện.", None),
    ("SỞ NỘI VỤ HOÀN THÀNH HỒ SƠ TRƯỚC NGÀY 20/5/2026.", "2026-05-20"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày 2O/5/2026.", "2026-05-20"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày 20/5/2026./.", "2026-05-20"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày20/5/2026.", "2026-05-20"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày 20 /5/ 2026.", "2026-05-20"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày 20/05/26.", "2026-05-20"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày 20.5.2026.", "2026-05-20"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày 20.5.", "2026-05-20"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày 20 - 5 - 2026.", "2026-05-20"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày 20-5.", "2026-05-20"),
    ("Sở Nội vụ hoàn thành hồ sơ trước 20 tháng 5.", "2026-05-20"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày 20 tháng 02.", None),
    ("Sở Nội vụ chủ trì rà soát hồ sơ (Thời gian thực hiện: trong quý II/2026).", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ; thời hạn hoàn thành: quý II/2026.", "2026-06-30"),
    ("Sở Nội vụ xây dựng Đề án giai đoạn 2026 - 2030, tầm nhìn đến năm 2045.", None),
    ("Sở Nội vụ thực hiện mục tiêu đến năm 2030 giảm 50% tai nạn.", None),
    ("Quý II/2026, Sở Nội vụ tổ chức tập huấn.", "2026-06-30"),
    ("Sở Nội vụ đánh giá kết quả quý I/2026.", None),
    ("Từ 8 giờ 00 ngày 10/3/2026, Sở Nội vụ tổ chức tập huấn.", "2026-03-10"),
    ("Kể từ ngày 10/3/2026, Sở Nội vụ tổ chức tập huấn.", "2026-03-10"),
    ("Sở Nội vụ treo cờ từ 17 giờ ngày 29/4/2026 đến hết ngày 01/5/2026.", "2026-05-01"),
    ("Sở Nội vụ xây dựng Chiến lược phát triển ngành trước ngày 30/6/2026.", "2026-06-30"),
    ("Sở Nội vụ hoàn thành mục tiêu trước ngày 30/6/2026.", "2026-06-30"),
    ("Sở Nội vụ thực hiện Chiến lược phát triển ngành đến năm 2030.", None),
]  # fmt: skip
RHYTHMS = [
    ("Sở Nội vụ phát loa ngày 2 lần từ 13/4 đến hết 18/4.", "2026-04-18", "other"),
    ("Hằng năm, trước ngày 30/11, Sở Nội vụ rà soát hồ sơ.", None, "annual"),
    ("Sở Nội vụ rà soát hồ sơ trước ngày 15 tháng 6 và 15 tháng 12 hằng năm.", None, "semiannual"),
    ("Sở Nội vụ rà soát hồ sơ trước ngày 15 tháng 6 và trước ngày 15 tháng 12 hằng năm.", None, "semiannual"),
    ("Sở Nội vụ rà soát hồ sơ trước ngày 15/6 và trước ngày 15/12 hằng năm.", None, "semiannual"),
    ("Sở Nội vụ rà soát hồ sơ trước ngày 15/6 và ngày 15/12 hàng năm.", None, "semiannual"),
    ("Sở Nội vụ rà soát hồ sơ trước ngày 25/6 và 25/12.", None, "semiannual"),
    ("Sở Nội vụ rà soát hồ sơ trước các ngày 15/6, 15/12 hằng năm.", None, "semiannual"),
    ("Sở Nội vụ rà soát hồ sơ trước ngày 15/3, 15/6, 15/9 và 15/12 hằng năm.", None, "quarterly"),
    ("Hằng năm, trước ngày 15/6 và 15/12, Sở Nội vụ rà soát hồ sơ.", None, "semiannual"),
    ("Định kỳ 6 tháng (trước ngày 15/6), hằng năm (trước ngày 15/12), Sở Nội vụ rà soát hồ sơ.", None, "semiannual"),
    ("Sở Nội vụ báo cáo định kỳ 6 tháng, năm về Sở Y tế.", None, "semiannual"),
    ("Sở Nội vụ báo cáo định kỳ 06 tháng và cả năm về Sở Y tế.", None, "semiannual"),
    ("Sở Nội vụ báo cáo tình hình quý, 6 tháng, năm về Sở Y tế.", None, "quarterly"),
    ("Sở Nội vụ báo cáo kết quả hằng tháng trước ngày 20 về Sở Y tế.", None, "monthly"),
    ("Sở Nội vụ gửi báo cáo về Sở Y tế trước ngày 20 hàng tháng.", None, "monthly"),
    ("Ngày 20 hằng tháng, Sở Nội vụ gửi báo cáo về Sở Y tế.", None, "monthly"),
    ("Sở Nội vụ báo cáo Sở Y tế vào ngày 15 của tháng cuối quý.", None, "quarterly"),
    ("Sở Nội vụ báo cáo Sở Y tế trước ngày 15 tháng cuối cùng của quý.", None, "quarterly"),
    ("Sở Nội vụ báo cáo Sở Y tế trước 15 giờ thứ Sáu hàng tuần.", None, "weekly"),
    ("Sở Nội vụ báo cáo Sở Y tế trước 15 giờ 00 hằng ngày.", None, "other"),
    ("Sở Nội vụ báo cáo Sở Y tế vào thứ Năm hằng tuần.", None, "weekly"),
    ("Sở Nội vụ tổ chức mỗi năm ít nhất 02 cuộc đối thoại.", None, "other"),
    ("Sở Nội vụ tổ chức ít nhất 02 lớp tập huấn/năm.", None, "other"),
    ("Sở Nội vụ tổ chức mỗi năm 02 lớp tập huấn.", None, "other"),
    ("Sở Nội vụ tổ chức mỗi năm từ 02 đến 03 lớp tập huấn.", None, "other"),
    ("Sở Nội vụ tổ chức mỗi năm ít nhất 01 lớp tập huấn.", None, "annual"),
    ("Sở Nội vụ tổ chức họp giao ban mỗi quý 01 lần.", None, "quarterly"),
    ("Sở Nội vụ tổ chức họp giao ban 1 tháng/lần.", None, "monthly"),
    ("Sở Nội vụ tổ chức họp giao ban định kỳ 01 quý/01 lần.", None, "quarterly"),
    ("Sở Nội vụ tổ chức họp giao ban định kỳ 02 lần/năm.", None, "semiannual"),
    ("Sở Nội vụ phát thanh 02 buổi/tuần.", None, "other"),
    ("Sở Nội vụ phát thanh tối thiểu 03 buổi/tuần.", None, "other"),
    ("Sở Nội vụ phát thanh ít nhất hai lần trong một học kỳ.", None, "other"),
    ("Sở Nội vụ thực hiện chuyên mục 02 số/tháng.", None, "other"),
    ("Sở Nội vụ thực hiện chuyên mục 01 chuyên mục/tháng.", None, "monthly"),
    ("Sở Nội vụ thực hiện mỗi tháng 02 tin, bài.", None, "other"),
    ("Sở Nội vụ thực hiện ít nhất 01 tin bài/tuần.", None, "weekly"),
    ("Mỗi học kỳ, Sở Nội vụ tổ chức khám mắt.", None, "semiannual"),
    ("Khi có ca bệnh, Sở Nội vụ tổ chức khoanh vùng.", None, "on_event"),
    ("Sở Nội vụ báo cáo đột xuất khi có yêu cầu.", None, "on_event"),
    ("Sở Nội vụ tổng hợp, gửi UBND tỉnh trước mỗi kỳ họp Hội đồng nhân dân.", None, "on_event"),
    ("Sau mỗi đợt kiểm tra, Sở Nội vụ gửi báo cáo về Sở Y tế.", None, "on_event"),
    ("Ngay sau khi kết thúc mỗi đợt, Sở Nội vụ gửi báo cáo về Sở Y tế.", None, "on_event"),
    ("Sở Nội vụ báo cáo Sở Y tế trước ngày 30 tháng 6 hằng năm5.", None, "annual"),
    ("Sở Nội vụ rà soát hồ sơ vào quý I hằng năm.", None, "annual"),
    ("Sở Nội vụ rà soát hồ sơ vào tháng 4 hằng năm.", None, "annual"),
    ("Sở Nội vụ họp giao ban hằng tuần vào chiều thứ Sáu.", None, "weekly"),
    ("Sở Nội vụ họp giao ban định kỳ hằng quý hoặc đột xuất khi có yêu cầu.", None, "quarterly"),
    ("Sở Nội vụ tổng hợp, báo cáo Sở Y tế (định kỳ hằng quý, năm).", None, "quarterly"),
    ("Cuối mỗi đợt, Sở Nội vụ báo cáo Sở Y tế.", None, "on_event"),
    ("Sở Nội vụ báo cáo về Sở Y tế định kỳ 6 tháng trước ngày 15/6, hằng năm trước ngày 15/12.", None, "semiannual"),
    ("Vào ngày cuối cùng của quý, Sở Nội vụ báo cáo về Sở Y tế.", None, "quarterly"),
    ("Ngay khi xảy ra sự cố, Sở Nội vụ báo cáo về Sở Y tế.", None, "on_event"),
    ("Khi nhận được tin báo, Sở Nội vụ cử lực lượng.", None, "on_event"),
    ("Sở Nội vụ gửi Báo cáo trước 15/6 hằng năm.", None, "annual"),
    ("Chậm nhất ngày 15/12 hằng năm, Sở Nội vụ gửi báo cáo.", None, "annual"),
    ("Trước ngày 15 tháng 12 hằng năm, Sở Nội vụ gửi báo cáo về Sở Y tế.", None, "annual"),
    ("Định kỳ trước ngày 15/12 hằng năm, Sở Nội vụ gửi báo cáo về Sở Y tế.", None, "annual"),
    ("Định kỳ vào ngày 15/12 hàng năm, Sở Nội vụ gửi báo cáo về Sở Y tế.", None, "annual"),
    ("Định kỳ hằng năm (trước ngày 15/12), Sở Nội vụ gửi báo cáo về Sở Y tế.", None, "annual"),
    ("Định kỳ hàng quý (trước ngày 20 của tháng cuối quý), Sở Nội vụ gửi báo cáo về Sở Y tế.", None, "quarterly"),
    ("Định kỳ hàng tháng (trước ngày 20), Sở Nội vụ gửi báo cáo về Sở Y tế.", None, "monthly"),
    ("Sở Nội vụ gửi báo cáo tuần về Sở Y tế trước 15 giờ thứ Năm.", None, "weekly"),
    ("Sở Nội vụ gửi báo cáo 6 tháng và báo cáo năm về Sở Y tế.", None, "semiannual"),
    ("Sở Nội vụ gửi báo cáo sơ kết 6 tháng, tổng kết năm về Sở Y tế.", None, "semiannual"),
    ("Sở Nội vụ báo cáo (6 tháng, năm) về Sở Y tế.", None, "semiannual"),
    ("Sở Nội vụ báo cáo định kỳ 3 tháng, 6 tháng, 9 tháng, năm về Sở Y tế.", None, "quarterly"),
    ("Sở Nội vụ báo cáo theo định kỳ quý, năm về Sở Y tế.", None, "quarterly"),
    ("Sở Nội vụ họp giao ban hai tháng một lần.", None, "other"),
    ("Sở Nội vụ họp mỗi tháng một kỳ.", None, "monthly"),
    ("Sở Nội vụ kiểm tra mỗi năm một lần.", None, "annual"),
    ("Sở Nội vụ kiểm tra ít nhất mỗi năm một lần.", None, "annual"),
    ("Sở Nội vụ kiểm tra ít nhất 1 năm/lần.", None, "annual"),
    ("Sở Nội vụ kiểm tra ít nhất 01 cuộc/năm.", None, "annual"),
    ("Sở Nội vụ kiểm tra ít nhất 01 cuộc mỗi quý.", None, "quarterly"),
    ("Sở Nội vụ kiểm tra ít nhất 02 cuộc mỗi quý.", None, "other"),
    ("Sở Nội vụ kiểm tra vào đầu mỗi năm học.", None, "annual"),
    ("Sở Nội vụ kiểm tra cuối mỗi học kỳ.", None, "semiannual"),
    ("Sở Nội vụ kiểm tra ngày 02 lần.", None, "other"),
    ("Sở Nội vụ tổ chức sinh hoạt vào ngày 03 hằng tháng.", None, "monthly"),
    ("Sở Nội vụ tổ chức sinh hoạt vào thứ Hai đầu tuần.", None, "weekly"),
    ("Sở Nội vụ tổ chức chào cờ sáng thứ Hai hằng tuần.", None, "weekly"),
    ("Sở Nội vụ tổ chức chào cờ vào sáng thứ Hai tuần đầu tháng.", None, "monthly"),
    ("Sở Nội vụ tổng vệ sinh vào chiều thứ Sáu hằng tuần.", None, "weekly"),
    ("Sở Nội vụ tổng vệ sinh vào các ngày thứ Sáu, thứ Bảy hằng tuần.", None, "other"),
    ("Sở Nội vụ công bố giá hằng tháng, quý.", None, "monthly"),
    ("Hằng năm hoặc khi có yêu cầu, Sở Nội vụ rà soát hồ sơ.", None, "annual"),
    ("Sở Nội vụ báo cáo định kỳ hoặc đột xuất khi có yêu cầu của UBND tỉnh.", None, "on_event"),
    ("Trường hợp phát sinh vướng mắc, Sở Nội vụ báo cáo UBND tỉnh.", None, "on_event"),
    ("Khi có thay đổi nhân sự, Sở Nội vụ thông báo cho Sở Y tế.", None, "on_event"),
    ("Sau mỗi kỳ họp, Sở Nội vụ gửi kết quả về Sở Y tế.", None, "on_event"),
    ("Trước mỗi đợt tiêm, Sở Nội vụ rà soát danh sách.", None, "on_event"),
    ("Sở Nội vụ vệ sinh phòng học sau mỗi buổi học.", None, "on_event"),
    ("Nếu phát hiện vi phạm, Sở Nội vụ xử lý nghiêm.", None, "on_event"),
]  # fmt: skip


def only_task(words: str) -> dict:  # type: ignore[type-arg]
    (task,) = read(HEAD + words + FOOT).as_json()["tasks"]
    return task


@pytest.mark.parametrize(("words", "day"), DEADLINES)
def test_a_deadline(words: str, day: str | None):
    task = only_task(words)
    assert (task["deadline"], task["cadence"]) == (day, None)


@pytest.mark.parametrize(("words", "day", "cadence"), RHYTHMS)
def test_a_rhythm(words: str, day: str | None, cadence: str):
    task = only_task(words)
    assert (task["deadline"], task["cadence"]) == (day, cadence)


@pytest.mark.parametrize("between", ["\n", "\n2\n", "\n\n2\n\n", "\n12\n\n"])
@pytest.mark.parametrize("words", ["trước ngày{}30 tháng 9 năm 2026", "chậm nhất là ngày{}30/9/2026"])
def test_a_date_over_two_pages(words: str, between: str):
    work = "Sở Nội vụ hoàn thành hồ sơ kiểm kê tài sản công của toàn bộ các đơn vị sự nghiệp, "
    first, _second = read(HEAD + work + words.format(between) + ".\n2. Sở Y tế rà soát hồ sơ." + FOOT).tasks
    assert str(first.deadline) == "2026-09-30"


def test_times_without_marks():
    text = (
        "UBND TINH AN LANG\nSO Y TE\nSo: 12/SYT-VP\nAn Lang, ngay 05 thang 3 nam 2026\nKinh gui: Cac co quan, don vi.\n"
        "Thuc hien Ke hoach cua UBND tinh, So Y te de nghi cac don vi:\n"
        "1. So Noi vu hoan thanh ho so cham nhat ngay 5/7/2026.\n2. So Noi vu phat thanh it nhat 2 buoi/tuan.\n"
        "3. So Noi vu bao cao ket qua ve So Y te truoc ngay 25 hang thang.\n4. So Noi vu ra soat ho so tu ngay 01/7/2026.\n"
        "GIAM DOC\n"
    )
    found = [(t["deadline"], t["cadence"]) for t in read(text).as_json()["tasks"]]
    assert found == [("2026-07-05", None), (None, "other"), (None, "monthly"), ("2026-07-01", None)]


def test_parts_with_a_deadline_each():
    words = "Sở Nội vụ gửi báo cáo về Sở Y tế, bản giấy trước ngày 31/8, bản mềm gửi trước ngày 29/8 và tệp gốc trong tháng 9."
    found = [(t["kind"], t["deadline"]) for t in read(HEAD + words + FOOT).as_json()["tasks"]]
    assert found == [("report", "2026-08-31"), ("report", "2026-08-29"), ("report", "2026-09-30")]


@pytest.mark.parametrize(("words", "day"), [("trong tháng 2", "2027-02-28"), ("trước ngày 20/12/2026", "2026-12-20")])
def test_a_letter_about_the_year_after(words: str, day: str):
    top = TOP.replace("tháng 3 năm 2026", "tháng 12 năm 2026")
    (task,) = read(top + "KẾ HOẠCH\nGiám sát năm 2027\n1. Sở Nội vụ rà soát hồ sơ " + words + "." + FOOT).as_json()[
        "tasks"
    ]
    assert task["deadline"] == day


@pytest.mark.parametrize(
    ("subject", "words", "day"),
    [
        ("Phòng, chống dịch năm 2026", "định kỳ 6 tháng (trước ngày 05/7)", "2026-07-05"),
        ("Phòng, chống dịch năm 2026", "trước ngày 25/6 và 25/12", "2026-06-25"),
        ("Phòng, chống dịch năm 2026", "định kỳ hằng năm (trước ngày 05/12)", None),
        ("Phòng, chống dịch giai đoạn 2026 - 2030", "định kỳ 6 tháng (trước ngày 05/7)", None),
        ("Phòng, chống dịch", "định kỳ 6 tháng (trước ngày 05/7)", None),
        ("Thực hiện Nghị quyết số 12-NQ/TU ngày 02 tháng 3 năm 2026", "định kỳ 6 tháng (trước ngày 05/7)", None),
    ],
)
def test_a_letter_about_one_year(subject: str, words: str, day: str | None):
    text = TOP + "KẾ HOẠCH\n" + subject + "\n1. Sở Nội vụ báo cáo Sở Y tế " + words + "." + FOOT
    (task,) = [x for x in read(text).as_json()["tasks"] if x["report"]]
    assert task["deadline"] == day
    assert task["cadence"] in {"semiannual", "annual"}


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("phát hành trong hai tuần kể từ ngày ban hành Kết luận này", ["2026-03-19"]),
        ("nộp hồ sơ trong vòng mười lăm ngày kể từ ngày ký", ["2026-03-20"]),
        ("chạy thử hệ thống trong quý I năm sau", ["2027-03-31"]),
        ("rà soát hồ sơ trước ngày 31 tháng 7 năm sau", ["2027-07-31"]),
        ("kiểm kê kho trong quý I, muộn nhất không quá 15/4/2026", ["2026-04-15"]),
        ("kiểm kê kho trong quý I; gửi hồ sơ chậm nhất 15/4/2026", ["2026-03-31", "2026-04-15"]),
        (
            "đưa tàu vào bờ xong trước 10 giờ ngày 26/9; di dời hộ dân trước 17 giờ cùng ngày",
            ["2026-09-26", "2026-09-26"],
        ),
    ],
)
def test_days_told_by_other_days_and_in_words(words: str, days: list[str]):
    text = TOP + "KẾ HOẠCH\nKiểm kê\n1. Sở Nội vụ " + words + "." + FOOT
    assert [task["deadline"] for task in read(text).as_json()["tasks"]] == days


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Doanh nghiệp vi phạm sẽ bị xử lý theo quy định.", 0),
        ("Cơ quan nào không gửi báo cáo phải chịu trách nhiệm trước Chủ tịch.", 0),
        ("Đầu mối: Phòng Kiểm soát bệnh, điện thoại 024.3736.11.", 0),
        ("Các đơn vị nộp báo cáo trước ngày 05/9/2026, quá hạn sẽ bị phê bình.", 1),
        ("Sở Y tế xử lý cơ sở vi phạm.", 1),
    ],
)
def test_what_comes_of_not_doing_and_whom_to_ring_are_no_tasks(words: str, found: int):
    text = TOP + "KẾ HOẠCH\nKiểm kê\n1. Sở Nội vụ kiểm kê kho.\n2. " + words + FOOT
    assert len(read(text).as_json()["tasks"]) == 1 + found
