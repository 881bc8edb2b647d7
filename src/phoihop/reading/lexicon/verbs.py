"""Verbs that begin a piece of work, and the small words around them. One line a family; «|» divides."""

from __future__ import annotations

VERBS = """
rà soát|bổ sung|sửa đổi|hoàn thiện|hoàn thành|hoàn tất|kết thúc|xây dựng|dự thảo|soạn thảo|biên soạn|biên tập|ban hành|lập|lập kế hoạch|viết
triển khai|thực hiện|thi hành|chấp hành|tuân thủ|thực thi|áp dụng|ứng dụng|vận dụng|vận hành|đưa|tiến hành|tổ chức|tổ chức thực hiện|tổ chức triển khai|triển khai thực hiện|tổ chức triển khai thực hiện|mở|khai mạc|khai giảng
tham mưu|đề xuất|kiến nghị|nghiên cứu|khảo sát|điều tra|thống kê|thu thập|tìm hiểu|phân tích|đánh giá|nhận định|dự báo|xác định|xác minh
xác nhận|xác thực|đối soát|đối chiếu|kiểm tra|kiểm soát|kiểm kê|kiểm điểm|kiểm định|kiểm thử|giám sát|thanh tra|thẩm định|thẩm tra|thẩm duyệt|phúc tra
sơ kết|tổng kết|theo dõi|nắm bắt|nắm|nắm chắc|nắm tình hình|phản ánh|tổng hợp|hướng dẫn|chỉ đạo|lãnh đạo|điều hành|đôn đốc|nhắc nhở|chấn chỉnh
quán triệt|học tập|tuyên truyền|phổ biến|giáo dục|vận động|cụ thể hóa|thể chế hóa|định hướng|đấu tranh|phản bác|cổ vũ|động viên|biểu dương|khen thưởng|tôn vinh
kiện toàn|bồi dưỡng|đào tạo|tập huấn|bố trí|cử|phân công|phân cấp|ủy quyền|điều động|luân chuyển|bổ nhiệm|tuyển dụng|tuyển chọn|lựa chọn|chọn|chọn cử
gửi|cung cấp|cập nhật|trao đổi|chia sẻ|kết nối|tích hợp|đồng bộ|khai thác|lưu trữ|lưu|số hóa|nhập|chuẩn bị|chuẩn hóa|đăng ký|đăng tải|đăng|niêm yết|công bố|công khai
đẩy mạnh|đẩy nhanh|tăng cường|nâng cao|đổi mới|duy trì|củng cố|phát huy|phát động|phát hiện|phát triển|phát hành|phát sóng|phát thanh|mở rộng|nhân rộng|thúc đẩy|tháo gỡ
xử lý|giải quyết|xem xét|quyết định|phê duyệt|phê chuẩn|chấp thuận|cho ý kiến|thông qua|trình|trình bày|giải trình|tiếp thu|tiếp nhận|tiếp công dân|tiếp đón|đối thoại|lắng nghe|trả lời
rút kinh nghiệm|khắc phục|ngăn chặn|phòng ngừa|phòng, chống|phòng chống|phòng cháy|chống|bảo vệ|giữ vững|hỗ trợ|giúp|giúp đỡ|chăm lo|chăm sóc|thăm hỏi|thăm|tặng|huy động|thu hút|khuyến khích
tạo điều kiện|tạo|quan tâm|chú trọng|chú ý|tập trung|ưu tiên|lồng ghép|gắn|kết hợp|quản lý|sử dụng|bảo quản|bảo trì|sửa chữa|mua sắm|trang bị|đầu tư|cấp|cấp phát|phân bổ|cân đối
điều chuyển|điều chỉnh|thu hồi|giải ngân|thanh toán|quyết toán|chi trả|nộp|đóng|thu|chi|tiết kiệm|bàn giao|giao nhận|sắp xếp|tinh gọn|tinh giản|giải thể|sáp nhập|hợp nhất|chia tách|thành lập|hình thành
tham gia|tham dự|dự|mời|làm việc|thảo luận|góp ý|lấy ý kiến|thống nhất|ký kết|ký|cam kết|giao ban|họp|rà soát lại|khoanh vùng|cách ly|truy vết|xét nghiệm|điều trị|thu dung|tiêm|phun|khử khuẩn
trực|ứng trực|thường trực|sẵn sàng|di dời|sơ tán|gia cố|cứu trợ|cứu hộ|trang trí|treo|vệ sinh|tổng vệ sinh|sản xuất|xuất bản|in|sao gửi|sao|chuyển|chuyển đổi|di chuyển|tiêu hủy|phân loại|tiếp cận
làm|làm sạch|làm rõ|làm tốt|cải cách|cải thiện|cắt giảm|rút ngắn|khởi công|thi công|đấu thầu|giải phóng|quy hoạch|bám sát|thông báo|thông tin|truyền thông|đưa tin|viết bài|báo cáo|ghi nhận|ghi nhật ký
xét|xét duyệt|bình xét|công nhận|chứng nhận|cấp giấy|kê khai|khai báo|tính toán|đo lường|chấm điểm|chấm dứt|dừng|tạm dừng|hạn chế|loại bỏ|xóa bỏ|bãi bỏ|thay thế|xử phạt|kỷ luật|truy cứu|răn đe
thường xuyên|phối hợp|chịu trách nhiệm|đảm nhiệm|đảm nhận|phụ trách|bảo mật|giữ gìn|tôn tạo|trồng|chăm bón|gieo|thu hoạch|tưới|xả|tích|quy định|ánh xạ|ký số|tiếp sức|đồng hành|hiệp thương|bầu|ứng cử
đo đạc|cắm mốc|bồi thường|tái định cư|đền bù|cưỡng chế|tuần tra|canh gác|tiếp tế|dự trữ|lắp đặt|nghiệm thu|tổng rà soát|hệ thống hóa|pháp điển|hậu kiểm|tiền kiểm|đảo ngũ|tuyển quân|giao quân
nhận|nhận diện|nhận thức|thi đua|hưởng ứng|ra quân|phát tờ rơi|tổ chức lại|đề ra|nêu gương|gương mẫu|chủ trì|đầu mối|xây|cải tạo|nạo vét|thông tuyến|mở đợt|đăng cai|thông qua danh sách|đối phó|ứng phó|tăng|giảm|tăng thời lượng|phân luồng|mở chuyên mục|mở chuyên trang|giữ|nêu|bổ trợ|gặp mặt|tri ân|viếng|dâng hương|bóc gỡ|tiếp xúc|chốt|khoán|tăng ca|thay đổi
thiết kế|phát phiếu|phát|truyền hình trực tiếp|tường thuật|gọi|kêu gọi|gọi điện|xin lỗi|rà|nhắc|dự trù|duyệt|cắm|cắm biển|lắp|lắp đặt|trả|trả lại|hoàn trả|trả kết quả|dọn|dọn dẹp|quét dọn|vớt|chằng chống|neo đậu|sinh hoạt|dự trữ|thuê|mua|bán|đón|đón tiếp|phục vụ|biểu diễn|trưng bày|giới thiệu|quảng bá|tri ân|truy thu|thu nộp
đánh số|dán|in ấn|nhân bản|ghi|ghi hình|chụp|quay|lập hồ sơ|lập danh sách|lập biên bản|lập dự toán|lập đoàn|lập tổ|lấy mẫu|khám|khám sức khỏe|cấp cứu|chăm nuôi|giám định|định giá|thẩm tra lại|bảo lãnh|bảo dưỡng|gia hạn|cấp mới|cấp đổi|thu gom|xử phạt|xử trí|tháo dỡ|tháo|phá dỡ|dừng hoạt động|tạm đình chỉ|đình chỉ|đóng cửa|mở cửa|khóa|chặn|cấm|kiểm đếm|kiểm phiếu|bỏ phiếu|biểu quyết|niêm phong|chứng thực|công chứng
diễn tập|huấn luyện|thực hành|thí điểm|chạy thử|làm điểm|làm mẫu|nhân điển hình|gương mẫu|ôn tập|thi|coi thi|chấm thi|tuyển sinh|xếp lớp|chia lớp|dạy|giảng dạy|dạy bù|điểm danh|kết nạp|giới thiệu nhân sự|chuyển giao|tiếp quản|quản lý chặt|thâm nhập|đối chất|lên kế hoạch|lên phương án|vào cuộc|đi cơ sở|bám cơ sở|ký giao ước|ký hợp đồng|đấu giá|chào hàng|chỉ định thầu|hoàn ứng|tạm ứng|cấp bù|chi viện|trích|dành|ưu đãi|miễn|giảm trừ|thu hồ sơ|nhập liệu|làm thủ tục|khởi kiện|thương lượng|thăm dò|lấy phiếu|chuyển đơn|thụ lý|xác lập|khôi phục|phục hồi|tái lập|tái cơ cấu|cơ cấu lại|cân đối|ấn định|quy hoạch|bắn pháo hoa|thả|gieo trồng|nuôi|chăn nuôi|đánh bắt|cứu nạn|tìm kiếm
luân phiên đăng cai|sưu tầm|lãnh đạo, chỉ đạo|chỉ đạo, hướng dẫn|họp định kỳ|họp thường kỳ|họp mỗi|họp giao ban|khuyến cáo|nhắn tin|phân phối|đóng góp|đấu nối|chuyển tải|sưu tập|tập hợp|cảnh báo|đính chính|gỡ bỏ|xác lập|quay vòng|trực chỉ huy|bổ khuyết|dựng|khánh thành|đặt tên|đổi tên|xin ý kiến|tham khảo|giám sát chặt|tiêm phòng|tẩy giun|phun hóa chất|sàng lọc|điểm báo|chụp ảnh|mặc|mang theo|bật|tắt|kiểm dịch|bắt giữ|tịch thu|truy quét|triệt phá|giám hộ|nhận đỡ đầu|đỡ đầu|cho vay|thu nợ|làm đầu mối|gửi gắm|tham vấn|phê bình|nhận xét|xếp loại|đánh giá, xếp loại|tự đánh giá|tự kiểm tra|tự rà soát|hoàn chỉnh|chỉnh sửa|chỉnh lý|tu bổ|tu sửa|bảo tồn|phát quang|khơi thông|nạo vét|san lấp|rải|lát|lu lèn|thắp sáng|quyên góp|ủng hộ|vệ sinh|lau|rửa|sát khuẩn|đeo|giãn|giãn cách|hoãn|lùi|tạm hoãn|hủy|tạm ngừng|ngừng|rút gọn|bớt|giảm tải|nộp lại|nhập học|tựu trường|điền|điền phiếu|trả phiếu|thu phiếu|ký nhận|xác nhận|đối chứng|báo trước|đưa đón|chở|vận chuyển|bốc dỡ|kiểm thử|cài đặt|nâng cấp|sao lưu|vá|vá lỗi|đổi mật khẩu|phân quyền|mã hóa|đóng dấu|gắn|gắn biển|gắn mã|chuyển khoản|thanh lý|đấu thầu|mời thầu|thẩm tra|kiểm toán|nghiệm thu|bàn bạc
truy cập|tải|soạn|quét|vẽ|đặt hàng|ra mắt|trao|trao tặng|trao quyền|tổng duyệt|tham quan|học hỏi|bảo hành|bốc xếp|bồi đắp|bịt|bơm|cài|cấp phép|cắt|cắt cử|chia|chỉnh đốn|chiếu phim|cho phép|chuyển hóa|cộng tác|cung ứng|dập|dời|dự thi|đàm phán|đắp|đẩy lùi|đề cử|đề đạt|đệ trình|đi sâu|đi đầu|định danh|định vị|đón nhận|đúc rút|gia tăng|giải đáp|giải tỏa|hạch toán|hiến|hiến kế|hiệu chỉnh|hiệu đính|hòa giải|hoạch định|hội chẩn|kế thừa|kèm cặp|khai tử|khởi động|khởi tố|khơi dậy|khống chế|khuyến nghị|kiến tạo|ký duyệt|lan tỏa|lan truyền|lấy|lên án|liên thông|liệt kê|loại trừ|lưu hành|mời gọi|nâng|nạp|nối|nuôi dưỡng|phá|phân bố|phân định|phân nhóm|phân tán|phân tuyến|phong tỏa|phổ cập|quán xuyến|rà phá|rào|rút|san sẻ|sát hạch|sắm|sắp đặt|siết|siết chặt|soát|soát xét|sửa|suy tôn|tách|tái bản|tái sử dụng|tạm giữ|tập kết|tập luyện|thắt chặt|theo sát|thiết lập|thông quan|thu giữ|thu mua|thu dọn|thu nhận|thu xếp|thuyết minh|thuyết phục|thử nghiệm|tiến cử|tiếp âm|tiếp sóng|tố giác|trả lương|triệu tập|triệu hồi|trục vớt|trưng cầu|trưng dụng|trưng tập|truyền|truyền đạt|tuyên dương|ủy thác|xen canh|xếp|xuất trình|xúc tiến|yểm trợ|tối ưu hóa|đa dạng hóa|hiện đại hóa|đơn giản hóa|bám|nắm vững|hiệp đồng|chiêu sinh|kết nghĩa|bình chọn|bình bầu|trình diễn|trình chiếu|gây quỹ|trấn áp|truy nã|truy tìm|tổng kiểm kê|tổng điều tra|thúc giục|giao chỉ tiêu|khai trương|phòng trừ|diệt|diệt trừ|phun thuốc|dập dịch|bao vây|xua đuổi|chôn lấp|đốt|nạo|vét|đắp đê|hộ đê|che chắn|cắm cờ|treo cờ|thắp hương|chào cờ|triển khai và thực hiện
báo số lượng|báo số lượt|báo số liệu|báo họ tên|tổng kiểm tra|tổng vệ sinh|tổng dọn vệ sinh|tổng xét duyệt|tổng truy quét
xuống cơ sở|xuống địa bàn|xuống thôn|xuống hộ|tập nghi thức|tập văn nghệ|tập dượt|tập đội hình|tập múa|tập hát|tập bài|liên hệ|cắt tỉa|dự trữ lương thực|giương cao|kéo dài|tra cứu|nghe báo cáo|dựng rạp|đốn hạ|tỉa cành|thông tắc|đăng ký dự|bốc thăm|giữ liên lạc|chốt lịch|mời họp|chỉnh trang|xóa|xóa bỏ|xây lắp|đóng góp
"""

# Stay with the work before them: they say how or what for, and begin none of their own.
CALM = """
bảo đảm|đảm bảo|góp phần|nhằm|qua đó|từ đó|nhất là|đặc biệt là|trong đó|coi|xem đây là|tránh|không để|không|gắn với|gắn|kịp thời|hạn chế|kết hợp|phấn đấu|để|bảo đảm quyền lợi|chủ động giải quyết
"""

ADVERBS = """
tiếp tục|bắt đầu|chủ động|tích cực|kịp thời|khẩn trương|nhanh chóng|kiên quyết|quyết liệt|nghiêm túc|thật sự|thực sự|thường xuyên|định kỳ|trước mắt|sớm|ngay|cùng|đồng bộ|linh hoạt|trực tiếp|nghiêm|cần|phải|nên|hãy|đều|cũng
tự|trước hết|bước đầu|thí điểm|trọng tâm|chặt chẽ|hiệu quả|thống nhất|đồng thời|kịp thời, hiệu quả|chủ động, tích cực|chủ động, kịp thời|tích cực, chủ động|từng bước|cơ bản|nhất thiết|bắt buộc|tuyệt đối|có kế hoạch|có giải pháp
đặc biệt|đột xuất|xong|gấp|luôn|sẽ|tổ chức tốt|nâng cao chất lượng|làm tốt|hằng ngày|một cách
luân phiên|thường kỳ|ít nhất|tối thiểu|nếu cần|cố gắng|tranh thủ|chủ động, linh hoạt|khẩn trương, nghiêm túc|nghiêm túc, khẩn trương|quyết tâm|kiên trì|cương quyết|gương mẫu|song song|lần lượt|lập tức|ngay lập tức|trước tiên|kịp|cứ
"""

MODALS = """
có trách nhiệm|có nhiệm vụ|có nghĩa vụ|chịu trách nhiệm|cần|phải|cần phải|cần có|nên|được giao|được phân công|được giao nhiệm vụ|được giao chủ trì|có kế hoạch
theo chức năng, nhiệm vụ được giao|theo chức năng, nhiệm vụ|theo chức năng nhiệm vụ|theo chức năng, nhiệm vụ, quyền hạn|theo chức năng, nhiệm vụ, thẩm quyền|theo thẩm quyền|trong phạm vi chức năng, nhiệm vụ
được đề nghị|được yêu cầu|được chỉ định|được mời|được ủy quyền|được giao là|có trách nhiệm phải
có chức năng|có chức năng, nhiệm vụ
"""

ASKS = """
đề nghị|yêu cầu|giao|giao cho|giao trách nhiệm cho|giao nhiệm vụ cho|phân công|chỉ đạo yêu cầu|kính đề nghị|trân trọng đề nghị|nghiêm túc yêu cầu|đồng ý giao|thống nhất giao|ủy quyền cho|cho phép giao|mời|kính mời|trân trọng kính mời|ủy nhiệm cho
"""

LEADS = """
chủ trì|là cơ quan chủ trì|là đơn vị chủ trì|làm đầu mối|là đầu mối|đầu mối|là cơ quan đầu mối|là đơn vị đầu mối|là cơ quan thường trực|là bộ phận thường trực|là đơn vị thường trực|làm thường trực|chịu trách nhiệm chủ trì|có trách nhiệm chủ trì|chịu trách nhiệm chính
làm cơ quan thường trực|là thường trực|giữ vai trò chủ trì|giữ vai trò đầu mối
được giao chủ trì|giữ vai trò thường trực
"""

WITHS = """
phối hợp với|phối hợp cùng|phối hợp chặt chẽ với|phối hợp cùng với|phối hợp thường xuyên với|cùng với|cùng|chủ động phối hợp với|tích cực phối hợp với|phối kết hợp với|phối hợp chặt chẽ cùng|phối hợp đồng bộ với|liên hệ với|phối hợp
phối hợp các|phối hợp, hỗ trợ
"""

REPORTS = """
báo số lượng|báo số lượt|báo số liệu|báo cáo|gửi báo cáo|gửi kết quả|gửi văn bản|gửi danh sách|thông tin, báo cáo|thông tin báo cáo|tổng hợp, báo cáo|tổng hợp báo cáo|tổng hợp kết quả báo cáo|tổng hợp gửi|đề xuất gửi|cung cấp thông tin|thông tin kịp thời|thông tin|báo cáo kết quả|báo cáo nhanh|báo cáo ngay|kịp thời báo cáo|gửi số liệu
gửi thông tin|gửi ý kiến|phản hồi|phản ánh về|gửi về|gửi đăng ký|đăng ký gửi|báo về|báo ngay
giải trình với|giải trình bằng văn bản|có văn bản báo cáo|có báo cáo gửi|có báo cáo về|gửi văn bản báo cáo
"""

LINKS = """
đồng thời|trên cơ sở đó|ngoài ra|bên cạnh đó|theo đó|từ đó|qua đó|mặt khác|cùng với đó|song song với đó|song song đó|trước mắt|trong đó|do đó|vì vậy|vì thế|tuy nhiên|đặc biệt|cụ thể|cụ thể như sau
sau đó|tiếp đó|cùng đó
"""
