"""The rules by name: what each says, words it takes and words it must leave alone. The tests run both.

`example` and `counter` are bodies of a letter unless they hold a letterhead of their own, or are the `whole` text.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    says: str
    example: str
    counter: str
    whole: bool = False


RULES = [
    Rule(
        "field.record",
        "A record of at least three named fields gives each field as it stands.",
        "Số/ký hiệu: 12/KH-SYT\nNgày ban hành: 05/3/2030\nTrích yếu: tiêm chủng\nCơ quan ban hành: Sở Y tế",
        "Số: 12/KH-SYT\nAn Lãng, ngày 05 tháng 3 năm 2030\nTrích yếu: tiêm chủng",
    ),
    # Who
    Rule(
        "doer.asked",
        "«Đề nghị X …», «Giao X …», «Yêu cầu X …» names the doer.",
        "1. Đề nghị Sở Y tế cung cấp số liệu tiêm chủng.",
        "1. Sở Y tế cung cấp số liệu theo yêu cầu.",
    ),
    Rule(
        "doer.subject",
        "A name of a body before a verb of duty is the doer.",
        "1. Sở Nội vụ tham mưu kiện toàn tổ chức bộ máy.",
        "1. Nội dung tham mưu gồm tổ chức bộ máy.",
    ),
    Rule(
        "doer.with",
        "«phối hợp với X» brings X in to go along.",
        "1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính thẩm định hồ sơ.",
        "1. Sở Nội vụ nâng cao chất lượng phối hợp trong thẩm định hồ sơ.",
    ),
    Rule(
        "doer.helps",
        "«X chủ trì, Y phối hợp» brings Y in to go along.",
        "1. Giao Sở Nội vụ chủ trì, Sở Tài chính phối hợp thẩm định hồ sơ.",
        "1. Giao Sở Nội vụ chủ trì thẩm định hồ sơ của Sở Tài chính.",
    ),
    Rule(
        "doer.told",
        "In «X chỉ đạo Y làm …» a named Y is a doer too.",
        "1. Bộ Tài chính chỉ đạo Kho bạc Nhà nước Việt Nam tổ chức thanh toán.",
        "1. Bộ Tài chính chỉ đạo các đơn vị tổ chức thanh toán.",
    ),
    Rule(
        "doer.role_line",
        "Lines «Cơ quan chủ trì: X», «Cơ quan phối hợp: Y», «Thời gian: …» under an item give its doers and its time.",
        "1. Xây dựng cơ sở dữ liệu tiêm chủng.\n- Cơ quan chủ trì: Sở Y tế.\n- Cơ quan phối hợp: Sở Khoa học và Công nghệ.\n- Thời gian: Quý II/2030.",
        "1. Xây dựng cơ sở dữ liệu tiêm chủng.\n- Cơ quan chủ trì được chọn qua đấu thầu.\n- Thời gian: Quý II/2030.",
    ),
    Rule(
        "doer.said_below",
        "A line «Cơ quan thực hiện: X» behind the items of one heading names the doers of those that name nobody.",
        "5. Hỗ trợ các trạm\n- Nội dung hỗ trợ gồm:\n+ Sửa chữa nhà trạm;\n+ Cấp thuốc thiết yếu.\n- Cơ quan thực hiện: Các phòng chuyên môn.",
        "5. Hỗ trợ các trạm\n+ Sở Tài chính sửa chữa nhà trạm;\n- Cơ quan thực hiện: Các phòng chuyên môn.",
    ),
    Rule(
        "doer.heading",
        "A heading that is the name of a body names the doer of what stands under it.",
        "1. Sở Y tế\na) Rà soát cơ số thuốc.\nb) Tổ chức trực cấp cứu.",
        "1. Nhiệm vụ chung\na) Rà soát cơ số thuốc.\nb) Tổ chức trực cấp cứu.",
    ),
    Rule(
        "doer.lead_in",
        "A sentence that ends in a colon and asks somebody names the doers of the list behind it.",
        "Sở Y tế đề nghị các bệnh viện thực hiện những việc sau:\n- Rà soát cơ số thuốc.\n- Tổ chức trực cấp cứu.",
        "Trong thời gian tới cần tập trung những việc sau:\n- Rà soát cơ số thuốc.\n- Tổ chức trực cấp cứu.",
    ),
    Rule(
        "doer.passive",
        "«do X trình» names the doer of an order that names nobody before its verb.",
        "Điều 1. Chương trình\nBổ sung vào Chương trình dự án do Ủy ban Pháp luật trình Quốc hội.",
        "Điều 1. Chương trình\nBổ sung vào Chương trình dự án do nhu cầu thực tế.",
    ),
    Rule(
        "doer.by",
        "«phải được X hoàn thành» names the doer behind «được»; who values or approves it is none.",
        "1. Việc rà soát hồ sơ phải được các bệnh viện hoàn thành trước ngày 20/4/2030.",
        "1. Sở Y tế rà soát hồ sơ đã được các bệnh viện hoàn thành trước ngày 20/02/2030.",
    ),
    Rule(
        "doer.column",
        "In a plan as a table the columns say who leads and who goes along.",
        "| STT | Nội dung | Chủ trì | Phối hợp | Thời gian |\n| 1 | Tổ chức hội thi | Sở Văn hóa | Tỉnh đoàn | Tháng 3/2030 |",
        "| STT | Họ và tên | Năm sinh | Quê quán | Ghi chú |\n| 1 | Nguyễn Văn Ất | 1970 | An Lãng | Tỉnh đoàn |",
    ),
    Rule(
        "doer.label",
        "A short label before a colon that names a body, known or not, names the doer; a topic does not.",
        "1. Đội chiếu bóng Bắc Lãng: tổ chức 03 buổi chiếu phục vụ Nhân dân.",
        "1. Công tác chiếu bóng: tổ chức 03 buổi chiếu phục vụ Nhân dân.",
    ),
    Rule(
        "doer.bracket",
        "Brackets at the end of an item that hold a name with a verb or a time name the doer.",
        "1. Nghị quyết về chuyển đổi số (Văn phòng Sở chuẩn bị; tháng 6/2030).",
        "1. Gửi danh sách về Sở Y tế (Văn phòng Sở, tháng 6/2030).",
    ),
    Rule(
        "doer.asks_on",
        "In an item, «X yêu cầu Y …» gives both something to do, unless X issues the letter or stands over all.",
        "1. Sở Nội vụ yêu cầu các cơ sở khám bệnh rà soát cơ số thuốc.",
        "1. Sở Y tế yêu cầu các cơ sở khám bệnh rà soát cơ số thuốc.",
    ),
    Rule(
        "doer.paper",
        "Whose report is to be sent has to send it.",
        "1. Báo cáo tổng kết của các bệnh viện gửi về Sở Y tế trước ngày 20/10/2030.",
        "1. Báo cáo tổng kết gửi về Sở Y tế trước ngày 20/10/2030.",
    ),
    # Where one task ends and the next begins
    Rule(
        "piece.other_doer",
        "Behind a semicolon another doer begins another task.",
        "1. Sở Y tế bố trí nhân lực; Sở Tài chính bố trí kinh phí.",
        "1. Sở Y tế bố trí nhân lực; bảo đảm thuốc men.",
    ),
    Rule(
        "piece.other_time",
        "Behind a semicolon another deadline or rhythm begins another task.",
        "1. Sở Y tế rà soát hồ sơ, xong trước ngày 31/8/2030; kiên quyết xử lý vi phạm.",
        "1. Sở Y tế rà soát hồ sơ; kiên quyết xử lý vi phạm.",
    ),
    Rule(
        "piece.new_paper",
        "Behind a semicolon a paper to be written is another piece of work.",
        "1. Sở Y tế rà soát quy chế; xây dựng chương trình công tác.",
        "1. Sở Y tế rà soát quy chế; xây dựng nếp sống văn minh.",
    ),
    Rule(
        "piece.report",
        "A report with a day of its own behind a semicolon is a task of its own, but not the mere result of the work before it.",
        "1. Sở Y tế rà soát hệ thống; báo cáo kết quả trước ngày 30/9/2030; tiếp tục cập nhật dữ liệu.",
        "1. Sở Y tế rà soát hệ thống; báo cáo kết quả trước ngày 30/9/2030.",
    ),
    Rule(
        "piece.time",
        "«Hằng năm sơ kết, năm 2030 tổng kết» are two tasks.",
        "1. Hằng năm sơ kết, năm 2030 tổng kết Chương trình.",
        "1. Sơ kết, tổng kết Chương trình.",
    ),
    Rule(
        "piece.capital",
        "Behind a semicolon a verb in a capital begins a sentence, and another task.",
        "1. Sở Y tế rà soát hồ sơ; Đồng thời kiểm tra kho thuốc.",
        "1. Sở Y tế rà soát hồ sơ; đồng thời kiểm tra kho thuốc.",
    ),
    Rule(
        "piece.part",
        "Parts of one work that each close with a deadline are tasks of their own, also without a verb.",
        "1. Sở Y tế kiểm kê vật tư, xong ở trạm trước ngày 31/3/2030, ở trung tâm chậm nhất ngày 15/4/2030.",
        "1. Sở Y tế kiểm kê vật tư ở trạm, ở trung tâm, chậm nhất ngày 15/4/2030; báo cáo trước ngày 30/4/2030, ngày 30/5/2030.",
    ),
    Rule(
        "piece.numbered",
        "Each «(i)», «b)» inside a sentence is an item.",
        "1. Sở Y tế: (i) rà soát cơ số thuốc; (ii) tổ chức trực cấp cứu.",
        "1. Sở Y tế: rà soát cơ số thuốc (loại i) và tổ chức trực cấp cứu.",
    ),
    # What is no task
    Rule(
        "ignored.closing",
        "General closing clauses, entry into force and thanks are no tasks.",
        "1. Sở Y tế rà soát hồ sơ.\nĐiều 3. Chánh Văn phòng, Giám đốc các sở chịu trách nhiệm thi hành Quyết định này.",
        "1. Sở Y tế chịu trách nhiệm về số liệu đã báo cáo.",
    ),
    Rule(
        "ignored.aims",
        "Aims and requirements are no tasks.",
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Nâng cao nhận thức của cán bộ.\nII. NHIỆM VỤ\n1. Sở Y tế rà soát hồ sơ.",
        "I. NHIỆM VỤ\n1. Nâng cao nhận thức của cán bộ.\n2. Sở Y tế rà soát hồ sơ.",
    ),
    Rule(
        "ignored.lead_in",
        "The sentence that leads in is no task itself.",
        "Sở Y tế đề nghị các bệnh viện tập trung thực hiện những việc sau:\n- Rà soát cơ số thuốc.",
        "1. Đề nghị các bệnh viện rà soát cơ số thuốc.",
    ),
    Rule(
        "ignored.no_order",
        "What has a verb of duty beside a doer or a day and is taken by no rule is kept in sight.",
        "1. Sở Y tế rà soát hồ sơ.\n2. Tuyên truyền: Báo và Đài tỉnh; hằng tháng.",
        "1. Sở Y tế rà soát hồ sơ.\n2. Hình thức: tờ rơi.",
    ),
    Rule(
        "ignored.tells",
        "What a body has done or is doing before any order is told, not asked.",
        "Sở Y tế tổ chức kiểm tra các cơ sở trong tháng.\nĐề nghị các bệnh viện khắc phục ngay.",
        "1. Sở Y tế tổ chức kiểm tra các cơ sở trong tháng.",
    ),
    # The head
    Rule(
        "type.title",
        "A type of document alone in capitals is the title.",
        "Số 12-KH/TU\nAn Lãng, ngày 05 tháng 3 năm 2030\nKẾ HOẠCH\nkiểm tra năm 2030\n1. Ban Tổ chức Tỉnh ủy kiểm tra việc thực hiện.",
        "Số 12-CV/TU\nAn Lãng, ngày 05 tháng 3 năm 2030\nTHỰC HIỆN KẾ HOẠCH\n1. Ban Tổ chức Tỉnh ủy kiểm tra việc thực hiện.",
    ),
    Rule(
        "date.closing",
        "A resolution without a dateline takes the day it was passed.",
        "Số: 5/2030/UBTVQH16\nNGHỊ QUYẾT\nvề chương trình năm 2030\nĐiều 1. Giao Chính phủ tổ chức thực hiện.\nNghị quyết này được thông qua ngày 11 tháng 8 năm 2030.",
        "Số: 5/NQ-HĐND\nAn Lãng, ngày 12 tháng 8 năm 2030\nNGHỊ QUYẾT\nvề chương trình năm 2030\nĐiều 1. Giao Ủy ban nhân dân tổ chức thực hiện.\nNghị quyết này được thông qua ngày 11 tháng 8 năm 2030.",
    ),
    Rule(
        "issuer.standing_committee",
        "A Party document signed for the Ban Thường vụ is the Ban Thường vụ's.",
        "TỈNH ỦY AN LÃNG\nSố 12-CV/TU\nAn Lãng, ngày 05 tháng 3 năm 2030\n1. Sở Y tế rà soát hồ sơ.\nT/M BAN THƯỜNG VỤ\nBÍ THƯ",
        "TỈNH ỦY AN LÃNG\nSố 12-CV/TU\nAn Lãng, ngày 05 tháng 3 năm 2030\n1. Sở Y tế rà soát hồ sơ.\nT/L TỈNH ỦY\nCHÁNH VĂN PHÒNG",
    ),
    Rule(
        "date.relayed",
        "On a page that passes a letter on, the day is that of the sentence that tells of its issuing, with the page's year.",
        "Thứ Tư, 08/10/2030, 09:14\nNgày 06/10, Sở Y tế An Lãng ban hành Công văn số 12/SYT-VP về việc tiêm chủng.\nTheo đó, Sở Y tế yêu cầu các bệnh viện rà soát hồ sơ.",
        "Thứ Tư, 08/10/2030, 09:14\nSở Y tế An Lãng ban hành Công văn số 12/SYT-VP về việc tiêm chủng.\nTheo đó, Sở Y tế yêu cầu các bệnh viện rà soát hồ sơ.",
        whole=True,
    ),
    Rule(
        "date.meeting",
        "Minutes are of the day they say they were taken on.",
        "BIÊN BẢN\nHọp giao ban tuần 41\nHôm nay, hồi 8 giờ, ngày 06 tháng 10 năm 2030, tại trụ sở.\n1. Văn phòng rà soát hồ sơ.",
        "KẾ HOẠCH\nkiểm tra năm 2030\nHôm nay, ngày 06 tháng 10 năm 2030, tại trụ sở.\n1. Văn phòng rà soát hồ sơ.",
        whole=True,
    ),
    Rule(
        "number.page_title",
        "The title of a page names a letter by its number; «Thực hiện Công văn số …» only opens one.",
        "Công văn số 12/SYT-VP về việc tiêm chủng\nSở Y tế đề nghị các bệnh viện rà soát hồ sơ.",
        "Thực hiện Công văn số 12/SYT-VP về việc tiêm chủng\nSở Y tế đề nghị các bệnh viện rà soát hồ sơ.",
        whole=True,
    ),
    Rule(
        "issuer.relayed",
        "Who issues stands before the verb, without post and person.",
        "Phó Chủ tịch UBND tỉnh Lê Văn An vừa ký ban hành Công văn số 12/UBND-VX về việc tiêm chủng.\nUBND tỉnh yêu cầu các sở rà soát hồ sơ.",
        "Thực hiện Công văn số 12/UBND-VX của UBND tỉnh, Sở Y tế yêu cầu các bệnh viện rà soát hồ sơ.",
        whole=True,
    ),
    Rule(
        "issuer.directs",
        "Where no letterhead says it, the body that directs before the first item is the issuer.",
        "Thực hiện Kế hoạch số 15/KH-UBND, Sở Y tế An Lãng yêu cầu các bệnh viện:\n1. Rà soát hồ sơ.",
        "5. Hồ sơ\na) Các bệnh viện rà soát hồ sơ.\nb) Sở Y tế An Lãng yêu cầu các bệnh viện rà soát cơ số thuốc.",
        whole=True,
    ),
    Rule(
        "issuer.attached",
        "What is issued with a decision is its issuer's; an annex sent with a letter names none.",
        "QUY CHẾ\nphối hợp công tác\n(Ban hành kèm theo Quyết định số 640-QĐ/TU, ngày 15/5/2030 của Ban Thường vụ Tỉnh ủy An Lãng)\nĐiều 1. Sở Y tế rà soát hồ sơ.",
        "QUY CHẾ\nphối hợp công tác\n(Gửi kèm Công văn số 640-CV/TU, ngày 15/5/2030 của Ban Thường vụ Tỉnh ủy An Lãng)\nĐiều 1. Sở Y tế rà soát hồ sơ.",
        whole=True,
    ),
    Rule(
        "issuer.joint",
        "Two bodies of one rank over a number that names both issue together.",
        "SỞ Y TẾ\nSỞ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 12/KHLN-SYT-SGDĐT\nAn Lãng, ngày 05 tháng 3 năm 2030\nKẾ HOẠCH\ntiêm chủng\n1. Các trường rà soát hồ sơ.",
        "BỘ QUỐC PHÒNG\nBỘ TƯ LỆNH QUÂN KHU 9\nSố: 12/KH-QK\nAn Lãng, ngày 05 tháng 3 năm 2030\nKẾ HOẠCH\ntiêm chủng\n1. Các đơn vị rà soát hồ sơ.",
        whole=True,
    ),
    Rule(
        "subject.below_number",
        "Under a letter's number a line without «V/v», before «Kính gửi», is what it is about.",
        "SỞ Y TẾ\nSố: 12/SYT-VP\ntiêm chủng mở rộng cho trẻ em\nAn Lãng, ngày 05 tháng 3 năm 2030\nKính gửi: Các bệnh viện.\nĐề nghị các bệnh viện rà soát hồ sơ.",
        "SỞ Y TẾ\nSố: 12/SYT-VP\nAn Lãng, ngày 05 tháng 3 năm 2030\nKính gửi: Các bệnh viện.\nĐề nghị các bệnh viện rà soát hồ sơ.",
        whole=True,
    ),
    Rule(
        "subject.heading",
        "Without a letterhead the line over «Thực hiện …», «Kính gửi …» is the subject.",
        "Nghỉ lễ và treo cờ nhân dịp ngày 30/4\nThực hiện Kế hoạch số 15/KH-UBND, Sở Y tế An Lãng yêu cầu các bệnh viện treo cờ.",
        "nhưng chưa đồng đều giữa các địa phương\nThực hiện Kế hoạch số 15/KH-UBND, Sở Y tế An Lãng yêu cầu các bệnh viện treo cờ.",
        whole=True,
    ),
    Rule(
        "citation.named",
        "A number with its type before it is a document cited.",
        "1. Sở Y tế thực hiện Kế hoạch số 45/KH-UBND ngày 02/02/2030.",
        "1. Sở Y tế thực hiện theo mẫu số 45/KH-UBND.",
    ),
    Rule(
        "citation.listed",
        "Numbers in a list borrow the symbol of the last one.",
        "1. Sở Y tế thực hiện các Nghị quyết số 18, 19-NQ/TW.",
        "1. Sở Y tế thực hiện Nghị quyết số 18-NQ/TW, 19-NQ/TW.",
    ),
    # Documents named without being listed
    Rule(
        "reference.again",
        "A number once more is the same document, and one citation.",
        "1. Sở Y tế thực hiện Kế hoạch số 45/KH-UBND; sơ kết Kế hoạch số 45/KH-UBND.",
        "1. Sở Y tế thực hiện Kế hoạch số 45/KH-UBND; sơ kết Kế hoạch số 46/KH-UBND.",
    ),
    Rule(
        "reference.own_number",
        "The letter's own number in its words is no other document.",
        "1. Sở Y tế theo dõi việc thực hiện Công văn số 12/SYT-VP.",
        "1. Sở Y tế theo dõi việc thực hiện Công văn số 13/SYT-VP.",
    ),
    Rule(
        "reference.short",
        "A kind and a number without symbol name a document; a count of years or tasks does not.",
        "1. Sở Y tế thực hiện Nghị quyết số 18 và Chỉ thị 42.",
        "1. Sở Y tế xây dựng Kế hoạch 5 năm, báo cáo 6 tháng theo Chương trình 135.",
    ),
    Rule(
        "reference.short_list",
        "«các … số 90, 263» without a symbol name each a document of that kind; a number of things behind «và» does not.",
        "1. Sở Y tế thực hiện các Quyết định số 90, 263, 1719 nêu trên.",
        "1. Sở Y tế thực hiện Quyết định số 90 và 03 nhiệm vụ nêu trên.",
    ),
    Rule(
        "reference.back",
        "«… nói trên» points at a document named before; «… trên địa bàn» at none.",
        "1. Sở Y tế phổ biến Thông báo số 41-TB/TU. Thông báo nói trên gửi các bệnh viện.",
        "1. Sở Y tế triển khai kế hoạch trên địa bàn tỉnh.",
    ),
    Rule(
        "reference.this",
        "«… này» of the letter's own kind is the letter itself.",
        "1. Sở Y tế theo dõi việc thực hiện Công văn này.",
        "1. Sở Y tế theo dõi việc thực hiện Quy chế này.",
    ),
]
