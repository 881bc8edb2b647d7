"""Heads of names of bodies, and what may and may not stand in such a name."""

from __future__ import annotations

BODIES = """
ban tuyên giáo và dân vận|ban tuyên giáo|ban tổ chức|ban dân vận|ban nội chính|ban kinh tế|ban đối ngoại|ban cán sự đảng|ban cán sự|đảng đoàn|đảng ủy|đảng bộ|chi bộ|chi ủy|đảng ủy khối|tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|quân ủy
cấp ủy|cấp ủy đảng|cấp ủy, chính quyền|cấp ủy, tổ chức đảng|các cấp ủy đảng, chính quyền|tổ chức đảng|tổ chức cơ sở đảng|tỉnh ủy viên|ủy ban kiểm tra|ubkt|văn phòng|ban thường vụ|thường vụ|thường trực|ban chấp hành|bộ chính trị|ban bí thư|trung ương đảng|btv|bch
ban chỉ đạo|bcđ|tiểu ban|ban quản lý|ban tổ chức hội nghị|ban giám hiệu|ban giám đốc|ban lãnh đạo|ban kiểm soát|ban cơ yếu|tổ giúp việc|tổ công tác|tổ công nghệ|tổ thẩm định|tổ biên tập|hội đồng|hội đồng quản lý|hội đồng quản trị|hội đồng thẩm định|hội đồng dân tộc|hội đồng nhân dân|hđnd|đoàn đại biểu quốc hội|đại biểu quốc hội|đại biểu hội đồng nhân dân|đoàn giám sát|đoàn kiểm tra
chính phủ|thủ tướng chính phủ|thủ tướng|quốc hội|ủy ban thường vụ quốc hội|chủ tịch nước|ủy ban nhân dân|ubnd|ủy ban|ủy ban pháp luật|ủy ban mặt trận tổ quốc|ủy ban mttq|ủy ban dân tộc|mặt trận tổ quốc|mttq|ubmttq|mặt trận|hội đồng phối hợp
liên đoàn lao động|tổng liên đoàn lao động|công đoàn|đoàn thanh niên|tỉnh đoàn|thành đoàn|huyện đoàn|trung ương đoàn|hội liên hiệp phụ nữ|hội phụ nữ|hội nông dân|hội cựu chiến binh|hội chữ thập đỏ|liên hiệp các hội|liên hiệp|liên minh hợp tác xã|liên minh|hội nhà báo|hội văn học|hội khuyến học|hiệp hội
bảo hiểm xã hội|cơ quan bảo hiểm xã hội|cơ quan bảo hiểm|kho bạc nhà nước|kho bạc|ngân hàng nhà nước|ngân hàng|ngân hàng chính sách xã hội|tòa án nhân dân|tòa án|viện kiểm sát nhân dân|viện kiểm sát|công an|lực lượng công an|lực lượng vũ trang|quân đội|bộ đội biên phòng|bộ chỉ huy quân sự|bộ chỉ huy|bộ tư lệnh|ban chỉ huy quân sự|ban chỉ huy|quân khu|cơ quan thuế|cơ quan hải quan|thanh tra|kiểm toán nhà nước|kiểm lâm
trung tâm|bệnh viện|trạm y tế|nhà trường|trường học|trường đại học|trường cao đẳng|trường chính trị|trường trung học|học viện|đại học|nhà văn hóa|bảo tàng|thư viện|nhà xuất bản|báo chí|cơ quan báo chí|các cơ quan báo chí|đài phát thanh|đài phát thanh và truyền hình|đài phát thanh - truyền hình|đài truyền hình|cổng thông tin điện tử|tạp chí|thông tấn xã
tổng công ty|công ty|tập đoàn|doanh nghiệp|hợp tác xã|nhà thầu|chủ đầu tư|chủ hộ|tổng cục|chi cục|tổ dân phố|nhà mạng|phòng thương mại và công nghiệp việt nam|phòng thương mại và công nghiệp|phòng giáo dục và đào tạo
cơ quan|đơn vị|tổ chức chính trị - xã hội|tổ chức chính trị xã hội|tổ chức đại diện|tổ chức thành viên|tổ chức đoàn thể|tổ chức xã hội|tổ chức có liên quan|tổ chức liên quan|địa phương|cá nhân|đoàn thể|đoàn thể chính trị|bộ phận|cơ sở đào tạo|cơ sở giáo dục|cơ sở giáo dục đại học|cơ sở y tế|cơ sở khám bệnh, chữa bệnh|cơ sở khám chữa bệnh|cơ sở sản xuất|cơ sở kinh doanh|cơ sở
cơ quan chuyên môn|cơ quan quản lý|cơ quan quản lý trực tiếp|cơ quan quản lý nhà nước|cơ quan tham mưu|cơ quan chức năng|cơ quan ngang bộ|cơ quan thuộc chính phủ|cơ quan trung ương|cơ quan tư pháp|cơ quan thi hành án|cơ quan thi hành án dân sự|cơ quan điều tra|cơ quan thông tấn|cơ quan thông tin đại chúng|cơ quan thường trực|cơ quan thường trực ban chỉ đạo|cơ quan đảng|cơ quan nhà nước|các cơ quan tham mưu, giúp việc|cơ quan tham mưu, giúp việc|cơ quan, tổ chức, đơn vị|cơ quan, đơn vị|cơ quan, tổ chức|tổ chức, cá nhân|cơ quan, tổ chức, cá nhân|cơ quan, ban, ngành|ban, ngành|ban ngành|sở, ban, ngành|sở, ngành|sở, ban ngành|bộ, ngành|bộ, ban, ngành|phòng, ban|phòng, ngành|phòng, ban, ngành|phòng ban|hội, đoàn thể|ban, ngành, đoàn thể|sở, ban, ngành, đoàn thể|chính quyền|chính quyền địa phương|hệ thống chính trị
đảng bộ trực thuộc|đảng bộ cơ sở|đảng ủy trực thuộc|chi, đảng bộ|chi bộ, đảng bộ|chi đoàn|chi hội|hai cơ quan|hai bên|hai ngành|hai đơn vị|các bên|các thành viên|thành viên ban chỉ đạo|thành viên|báo cáo viên|nhân dân|cán bộ, đảng viên|đội ngũ cán bộ|ban công tác mặt trận|già làng|trưởng thôn|văn phòng điều phối|các cấp ủy|các cấp ủy đảng|các cấp, các ngành|các cấp, ngành|các ngành, các cấp|các cấp bộ đoàn
các đồng chí ủy viên|các đồng chí thành viên|các đồng chí
"""

CHIEFS = """
bộ trưởng|thứ trưởng|thủ trưởng|thủ trưởng các đơn vị|chủ tịch|phó chủ tịch|giám đốc|phó giám đốc|tổng giám đốc|trưởng ban|phó trưởng ban|trưởng phòng|phó trưởng phòng|chánh văn phòng|phó chánh văn phòng|chánh thanh tra|người đứng đầu|bí thư|phó bí thư|bí thư thứ nhất|hiệu trưởng|cục trưởng|chi cục trưởng|tổng cục trưởng|vụ trưởng|viện trưởng|chỉ huy trưởng|tư lệnh|thống đốc|tổng thanh tra|chủ nhiệm|đội trưởng|trạm trưởng|trưởng công an|trưởng đoàn|trưởng tiểu ban|tổng biên tập|người phát ngôn|người sử dụng lao động|lãnh đạo|lãnh đạo các đơn vị|giáo viên|giảng viên|ủy viên
"""

SINGLES = "ban|sở|bộ|phòng|cục|vụ|viện|trường|hội|đoàn|đài|báo|tổ|khối|ngành|nhóm|đội|trạm|chi nhánh|nhà máy|xí nghiệp|nông trường|vùng|lớp"

PLACES = "tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|thôn|bản|ấp|đặc khu|khu phố|khóm|buôn|tp|địa bàn|khu vực"

# Not complete alone: what follows belongs to them.
GOVERNED = "ban cán sự đảng|ban cán sự|đảng đoàn|thường trực|ban thường vụ|ban chấp hành|lãnh đạo|thủ trưởng|người đứng đầu|chủ tịch|phó chủ tịch|giám đốc|trưởng ban|bí thư|đảng ủy|văn phòng|bộ trưởng|chánh văn phòng|trưởng phòng"

DETERMINERS = "các|những|mỗi|từng|toàn thể|tất cả các|mọi|tất cả|toàn bộ|một số|hai|ba|các cấp|đội ngũ|tập thể"

# May stand inside a name.
FIELDS = """
giáo dục và đào tạo|khoa học và công nghệ|nội vụ|tài chính|tư pháp|công thương|giao thông vận tải|tài nguyên và môi trường|nông nghiệp và phát triển nông thôn|nông nghiệp và môi trường|nông nghiệp
lao động - thương binh và xã hội|văn hóa, thể thao và du lịch|văn hóa và thể thao|văn hóa - thể thao|văn hóa và thông tin|văn hóa - thông tin|văn hóa và xã hội|thông tin và truyền thông|kế hoạch và đầu tư|tài chính - kế hoạch|ngoại vụ|ngoại giao
quốc phòng|dân tộc và tôn giáo|du lịch|nhà ở|môi trường|công nghiệp|thương mại|kinh tế và hạ tầng|kinh tế|pháp luật|tư tưởng|chính trị tư tưởng|phòng thủ dân sự|dân sự|quốc gia|kiểm soát bệnh tật|y tế dự phòng|bệnh tật|phục vụ hành chính công|hành chính công
tuyên truyền - huấn học|truyền thanh - truyền hình|truyền thanh|phòng không - không quân|nông thôn|nông thôn mới|chuyển đổi số|cải cách hành chính|phòng chống tham nhũng|xây dựng đảng|đoàn thể|kiểm tra đảng|dân chủ ở cơ sở|tín dụng|thống kê|thuế|hải quan|dự trữ|điện lực|bưu điện|viễn thông|thi hành án dân sự|thi hành án
"""

EXTRAS = "kỹ thuật mật mã|an ninh mạng|công nghệ thông tin|quân sự|dân tộc|biên phòng|nhà nước|tổ quốc|khoa giáo|chữ thập đỏ|phòng không|dân vận|tuyên giáo|chính trị|cơ yếu|của|thuộc|trực thuộc|trong|ở|tại|trên địa bàn|cấp|liên quan|có liên quan|có tên tại|khác|cùng cấp|ngang bộ|các cấp|trên|quản lý trực tiếp|phụ trách|khác có liên quan|cơ sở|địa phương|trung ương|nhân dân|xã hội"

# Ends a name and begins nothing.
STOPS = "để|về|khi|nếu|mà|nhằm|theo|với|do|bằng|từ|đến|vào|cho|là|có|sau|trước|nhất là|như|thì|rằng|căn cứ|trên cơ sở|đối với|qua|thông qua|vì|bởi|gồm|bao gồm|không|trong phạm vi|trong thời gian|trong quá trình|trong quý|trong tháng|trong năm|trong việc|trong công tác|ngày|hằng|hàng|kể từ|đảm bảo|bảo đảm|tại cuộc họp|tại hội nghị|tại phiên họp|tại văn bản|tại công văn|tại thông báo|trong đó"

PAST = "chủ trì họp|chủ trì cuộc họp|chủ trì buổi|chủ trì hội nghị|chủ trì phiên họp|chủ trì buổi làm việc|đã|được|bị|vừa|đang|họp|nghe|sẽ có|là|gồm|bao gồm|có quyền|có thể|nhận được|nhận thấy|thống nhất kết luận|kết luận|có ý kiến|có văn bản|có công văn|có chủ trương|có hiệu lực"

ADJUNCTS = """
căn cứ|căn cứ vào|trên cơ sở|theo|theo đề nghị|đối với|trong|trong quá trình|trong thời gian|trong phạm vi|để|nhằm|sau khi|sau|từ|từ nay đến|kể từ|trước|trước khi|với|về|tại|riêng|bằng|thông qua|qua|ngoài|bên cạnh|cùng với việc|song song với|xuất phát từ|trước tình hình|trước thực trạng|hưởng ứng|nhân dịp|thực hiện tốt|ngay sau khi|sau mỗi|khi|nếu|trường hợp|trong trường hợp|mỗi|hằng|hàng|ngày|năm|quý|tháng|chậm nhất|đến|định kỳ|hằng năm|hàng năm|hằng tháng|hàng tháng|hằng quý|hàng quý|hằng tuần|hàng tuần|hằng ngày|mỗi năm|mỗi tháng|mỗi quý|mỗi tuần|mỗi khi|vào|đồng thời với|ngay từ|giai đoạn
"""

EVENTS = """
khi phát sinh|khi có phát sinh|khi xuất hiện|khi xảy ra|khi có|khi được|khi phát hiện|nếu|nếu có|nếu thấy|nếu thấy cần|nếu cần|nếu phát sinh|nếu phát hiện|trường hợp|trong trường hợp|sau mỗi|mỗi khi|sau khi có|khi nhận được|khi cần|căn cứ vào điều kiện|căn cứ vào tình hình|tùy tình hình|tùy điều kiện|tùy theo tình hình|khi gặp|khi thấy
"""

NOUNS = """
người sử dụng lao động|người lao động|bộ phận|bộ đội|bộ máy|bộ thủ tục|bộ luật|bộ tiêu chí|bộ chỉ số|bộ tài liệu|hội nghị|hội thảo|hội thi|hội trại|hội khỏe|hội diễn|hội chợ|hội họp|hội nhập|ban hành kèm theo|vụ việc|vụ án|vụ mùa|cơ sở dữ liệu|cơ sở vật chất|cơ sở hạ tầng|cơ sở pháp lý|cơ sở đó|cơ sở khoa học
phòng học|phòng họp|sở hữu|sở thích|sở tại|viện trợ|viện phí|viện dẫn|trường hợp|tổ hợp|khối lượng|ngành nghề|đội hình|lớp học|vùng dịch|khu vực|cục bộ|báo động|đoàn kết|đài thọ|đoàn viên|hội viên|ngành học|ngành đào tạo|chương trình đào tạo|trường dữ liệu|nhóm nhiệm vụ|nhóm dữ liệu|nhóm giải pháp
thông tin điện tử|công nghệ thông tin|hệ thống thông tin|chế độ thông tin|an toàn thông tin|hạ tầng thông tin|thông tin truyền thông|thông tin cá nhân|thông tin và truyền thông|chế độ báo cáo|mẫu báo cáo|báo cáo tài chính|báo cáo chính trị|báo cáo viên|báo cáo thẩm tra|việc báo cáo|các báo cáo|dự thảo báo cáo|nội dung báo cáo|trong báo cáo
giáo dục và đào tạo|giáo dục đại học|giáo dục nghề nghiệp|giáo dục phổ thông|giáo dục mầm non|giáo dục thường xuyên|quản lý nhà nước|phát triển nông thôn|kế hoạch và đầu tư|tổ chức cán bộ|lãnh đạo, chỉ đạo|sự chỉ đạo|ý kiến chỉ đạo|việc chỉ đạo|sự phối hợp|quy chế phối hợp|chương trình phối hợp|kế hoạch phối hợp|cơ quan phối hợp|đơn vị phối hợp|đơn vị chủ trì|cơ quan chủ trì|việc tổ chức|việc thực hiện|quá trình tổ chức|quá trình thực hiện|quá trình triển khai|công tác tổ chức|công tác|biện pháp tổ chức
kết quả thực hiện|tiến độ thực hiện|tình hình thực hiện|kế hoạch thực hiện|kinh phí thực hiện|thời gian thực hiện|phương án|nội dung|mục đích|mục tiêu|quan điểm|yêu cầu chung|một số yêu cầu|mục đích, yêu cầu|mục đích yêu cầu|nhiệm vụ, giải pháp|nhiệm vụ trọng tâm|nguyên tắc|phạm vi|đối tượng|thời gian|địa điểm|thành phần|kinh phí|mức|số lượng|hình thức|phương pháp|tiêu chí|điều kiện|quyền|quyền hạn|chỉ tiêu|dự kiến|hiệu lực thi hành
báo chí|đoàn thể chính trị|cấp trên|cấp dưới|cấp mình|cấp tỉnh|cấp huyện|cấp xã|cấp bộ|cấp cơ sở|cấp có thẩm quyền|cấp nước|thu nhập|thu ngân sách|chi ngân sách|chi tiết|chi phí|in ấn|làm căn cứ|làm cơ sở|mở đầu|nhận thức|quyết định này|quyết định số|chỉ thị này|giao thông|giao thông vận tải|giao dịch|giao tiếp|giao lưu|giao thừa|mời thầu|trực tuyến|trực thuộc|đưa vào|cử tri|cử nhân|lập trường|lập pháp|nắm tay|treo biển
định hướng nhiệm vụ|hướng giải quyết|hướng xử lý|định hướng phát triển|định hướng công tác|tổ chức chính trị|tổ chức cá nhân|tổ chức tín dụng|tổ chức bộ máy|tổ chức tôn giáo|quản lý, bảo vệ|đào tạo nghề
"""

TYPES = """
nghị quyết|quyết định|quy định|quy chế|chỉ thị|kết luận|thông báo|thông báo kết luận|hướng dẫn|kế hoạch|chương trình|chương trình hành động|chương trình phối hợp|đề án|tờ trình|công văn|báo cáo|thông tư|thông tư liên tịch|nghị định|luật|bộ luật|pháp lệnh|thông tri|công điện|giấy mời|văn bản|biên bản|văn bản hợp nhất|hiến pháp|sắc lệnh|lệnh|nghị quyết liên tịch|kế hoạch phối hợp|quy chế phối hợp|kế hoạch thực hiện|phương án
"""
