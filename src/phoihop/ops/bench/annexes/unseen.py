"""The ten that were kept from the reader until it stood."""

from phoihop.ops.bench.annexes.said import Annex, Grid

UNSEEN = [
    Annex(
        "11-cu-truoc-moi-sau.xlsx",
        [Grid([
            ("Số TT", "Trước khi sắp xếp", "", "Sau khi sắp xếp"),
            ("", "Xã, phường, thị trấn", "Huyện, thị xã", "Xã, phường"),
            (1, "Xã Bình Lãng", "Huyện Tứ Xuyên Nam", "Xã Bình Lãng"),
            (2, "Xã Đại Hợp Tây", "Huyện Tứ Xuyên Nam", ""),
            (3, "Thị trấn Tứ Xuyên", "Huyện Tứ Xuyên Nam", ""),
            (4, "Xã Quang Khải Thượng", "Huyện Ninh Giang Bắc", "Phường Ninh Giang Bắc"),
            (5, "Một phần xã Hồng Phúc Đông", "Huyện Ninh Giang Bắc", ""),
            (6, "Phần còn lại của xã Hồng Phúc Đông", "Huyện Ninh Giang Bắc", "Xã Hồng Phúc"),
            (7, "Xã Kiến Quốc Hạ", "Huyện Ninh Giang Bắc", ""),
        ], ("A1:A2", "B1:C1", "D3:D5", "D6:D7", "D8:D9"), "Phụ lục I")],
        """xã Bình Lãng < xã Bình Lãng@huyện Tứ Xuyên Nam | xã Đại Hợp Tây@huyện Tứ Xuyên Nam | thị trấn Tứ Xuyên@huyện Tứ Xuyên Nam
        phường Ninh Giang Bắc < xã Quang Khải Thượng@huyện Ninh Giang Bắc | xã Hồng Phúc Đông@huyện Ninh Giang Bắc:part
        xã Hồng Phúc < xã Hồng Phúc Đông@huyện Ninh Giang Bắc:rest | xã Kiến Quốc Hạ@huyện Ninh Giang Bắc""",
    ),
    Annex(
        "12-hop-nhat.docx",
        [
            "ĐỀ ÁN SẮP XẾP ĐƠN VỊ HÀNH CHÍNH",
            "a) Hợp nhất xã Cẩm Vịnh, xã Cẩm Thành Nam và xã Cẩm Bình Thượng để thành lập xã Cẩm Bình;",
            "b) Thành lập phường Bắc Hồng Lĩnh trên cơ sở toàn bộ diện tích tự nhiên, quy mô dân số của phường Bắc Hồng, phường Đức Thuận và xã Trung Lương Hạ (thị xã Hồng Sơn);",
            "c) Sáp nhập một phần diện tích tự nhiên, dân số của xã Gia Hanh Đoài (gồm các thôn Tân Hương, Bắc Trung) vào xã Can Lộc Trung;",
            "d) Sáp nhập phần diện tích tự nhiên, dân số còn lại của xã Gia Hanh Đoài vào xã Trường Lưu Ngoại;",
            "đ) Thành lập đặc khu Cồn Tiên trên cơ sở huyện Cồn Tiên.",
        ],
        """xã Cẩm Bình < xã Cẩm Vịnh | xã Cẩm Thành Nam | xã Cẩm Bình Thượng
        phường Bắc Hồng Lĩnh < phường Bắc Hồng@thị xã Hồng Sơn | phường Đức Thuận@thị xã Hồng Sơn | xã Trung Lương Hạ@thị xã Hồng Sơn
        xã Can Lộc Trung < xã Gia Hanh Đoài:part [thôn Tân Hương, thôn Bắc Trung]
        xã Trường Lưu Ngoại < xã Gia Hanh Đoài:rest
        đặc khu Cồn Tiên < huyện Cồn Tiên""",
    ),
    Annex(
        "13-dau-cong.csv",
        [Grid([
            ("TT", "Tên đơn vị mới", "Hình thành từ các đơn vị", "Huyện"),
            ("1", "xã Sơn Cẩm Thượng", "xã Vô Tranh Hạ + xã Tức Tranh + xã Phú Đô Nam", "Phú Bình Sơn"),
            ("2", "xã Hợp Thành", "xã Ôn Lương Tây + xã Phủ Lý Thượng", "Phú Bình Sơn"),
            ("3", "phường Vạn Xuân Bắc", "phường Nam Tiến + xã Thành Công Hạ", "thành phố Phổ Yên Tây"),
        ])],
        """xã Sơn Cẩm Thượng < xã Vô Tranh Hạ@Phú Bình Sơn | xã Tức Tranh@Phú Bình Sơn | xã Phú Đô Nam@Phú Bình Sơn
        xã Hợp Thành < xã Ôn Lương Tây@Phú Bình Sơn | xã Phủ Lý Thượng@Phú Bình Sơn
        phường Vạn Xuân Bắc < phường Nam Tiến@thành phố Phổ Yên Tây | xã Thành Công Hạ@thành phố Phổ Yên Tây""",
    ),
    Annex(
        "14-chia-nhieu.docx",
        [
            "Biểu số 2",
            Grid([
                ("STT", "ĐVHC cấp xã hiện trạng", "Dân số (người)", "Nhập vào ĐVHC cấp xã mới", "Phần địa bàn"),
                ("1", "Xã Bản Lang Thượng", "4.000", "Xã Dào San Đông", "Thôn 1, thôn 2, thôn 3"),
                ("", "", "6.000", "Xã Khổng Lào Bắc", "Các thôn còn lại"),
                ("2", "Xã Dào San Đông", "5.210", "Xã Dào San Đông", "Toàn bộ"),
                ("3", "Xã Khổng Lào Bắc", "3.877", "Xã Khổng Lào Bắc", "Toàn bộ"),
            ], ("A2:A3", "B2:B3")),
        ],
        """xã Dào San Đông < xã Bản Lang Thượng:part 40% [thôn 1, thôn 2, thôn 3] | xã Dào San Đông
        xã Khổng Lào Bắc < xã Bản Lang Thượng:rest 60% | xã Khổng Lào Bắc""",
    ),
    Annex(
        "15-ty-le-ma.xlsx",
        [Grid([
            ("Mã ĐVHC cũ", "Tên ĐVHC cũ", "Mã ĐVHC mới", "Tên ĐVHC mới", "Tỷ lệ chuyển sang", "Ghi chú"),
            ("90011", "Xã An Khê Tây", "91001", "Xã An Khê", 1, ""),
            ("90014", "Xã An Khê Đông", "91001", "Xã An Khê", 0.35, "thôn Thượng"),
            ("90014", "Xã An Khê Đông", "91005", "Xã Tú Thủy", 0.65, ""),
            ("90020", "Xã Tú Thủy Nam", "91005", "Xã Tú Thủy", 1, ""),
            ("90033", "Xã Song An Trung", "91009", "Xã Song An", 1, "đổi tên"),
        ], (), "DM")],
        """xã An Khê < xã An Khê Tây | xã An Khê Đông:part 35% [thôn Thượng]
        xã Tú Thủy < xã An Khê Đông:part 65% | xã Tú Thủy Nam
        xã Song An ^ xã Song An Trung""",
    ),
    Annex(
        "16-dac-khu.docx",
        [
            "Điều 1. Sắp xếp các đơn vị hành chính cấp xã của thành phố Hải Vân",
            "1. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của thị trấn Cát Bạc, thị trấn Cát Hải Ngoại và các xã Đồng Bài Tây, Hoàng Châu Hạ thành đặc khu có tên gọi là đặc khu Cát Bạc.",
            "2. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của Phường 2, Phường 4 và Phường 7 (quận Lê Trân) thành phường mới có tên gọi là phường Lê Trân.",
            "3. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của xã Vĩnh Niệm Đoài (huyện An Dương Thượng), một phần diện tích tự nhiên, toàn bộ quy mô dân số của xã Đồng Thái Hạ và một phần diện tích tự nhiên của xã Hồng Phong Đông thành phường mới có tên gọi là phường An Dương.",
            "4. Sau khi sắp xếp, thành phố Hải Vân có 05 đơn vị hành chính cấp xã; trong đó có 02 phường, 01 đặc khu hình thành sau sắp xếp quy định tại Điều này và 02 xã không thực hiện sắp xếp là các xã Việt Hải Trung, Gia Luận Bắc.",
        ],
        """đặc khu Cát Bạc < thị trấn Cát Bạc | thị trấn Cát Hải Ngoại | xã Đồng Bài Tây | xã Hoàng Châu Hạ
        phường Lê Trân < phường 2@quận Lê Trân | phường 4@quận Lê Trân | phường 7@quận Lê Trân
        phường An Dương < xã Vĩnh Niệm Đoài@huyện An Dương Thượng | xã Đồng Thái Hạ:part | xã Hồng Phong Đông:part
        = xã Việt Hải Trung
        = xã Gia Luận Bắc""",
    ),
    Annex(
        "17-chu-hoa.xlsx",
        [Grid([
            ("STT", "TÊN XÃ MỚI", "CÁC XÃ SÁP NHẬP", "TÊN HUYỆN CŨ"),
            (1, "XÃ HOÀ BÌNH THƯỢNG", "XÃ HOÀ BÌNH TÂY, XÃ HOÀ MỸ ĐÔNG, XÃ PHÚ THỨ NAM", "HUYỆN TÂY HOÀ CŨ"),
            (2, "XÃ SƠN THÀNH", "XÃ SƠN THÀNH ĐOÀI; XÃ SƠN PHÚ", "HUYỆN TÂY HOÀ CŨ"),
        ])],
        """xã Hòa Bình Thượng < xã Hòa Bình Tây@huyện Tây Hòa Cũ | xã Hòa Mỹ Đông@huyện Tây Hòa Cũ | xã Phú Thứ Nam@huyện Tây Hòa Cũ
        xã Sơn Thành < xã Sơn Thành Đoài@huyện Tây Hòa Cũ | xã Sơn Phú@huyện Tây Hòa Cũ""",
    ),
    Annex(
        "18-ghi-chu.docx",
        [
            "Phụ lục II (kèm theo Tờ trình số 55/TTr-UBND)",
            Grid([
                ("TT", "Tên đơn vị hành chính cấp xã mới", "Các đơn vị hành chính cấp xã hợp thành", "Dân số", "Ghi chú"),
                ("1", "Xã Krông Á Thượng", "Xã Krông Á, xã Cư San Hạ, một phần xã Ea Lai Đông", "18.200", "Xã Ea Lai Đông: thôn 6, thôn 7"),
                ("2", "Xã Ea Lai", "Xã Ea Lai Đông (phần còn lại), xã Cư Prao Nam", "16.450", ""),
                ("3", "Xã M'Drắk Tây", "Thị trấn M'Drắk, xã Krông Jing Hạ, xã Ea H'Mlay", "20.001", ""),
                ("4", "Xã Ea Trang", "", "9.000", "Giữ nguyên hiện trạng"),
            ]),
        ],
        """xã Krông Á Thượng < xã Krông Á | xã Cư San Hạ | xã Ea Lai Đông:part [thôn 6, thôn 7]
        xã Ea Lai < xã Ea Lai Đông:rest | xã Cư Prao Nam
        xã M'Drắk Tây < thị trấn M'Drắk | xã Krông Jing Hạ | xã Ea H'Mlay
        = xã Ea Trang""",
    ),
    Annex(
        "19-loai-rieng.xlsx",
        [Grid([
            ("Biểu mẫu số 03", "", "", "", "", "", "", ""),
            ("STT", "ĐVHC TRƯỚC SẮP XẾP", "", "", "", "ĐVHC SAU SẮP XẾP", "", "Ghi chú"),
            ("", "Loại", "Tên", "Huyện", "Dân số", "Loại", "Tên", ""),
            (1, "xã", "Đồng Lương", "Lang Chánh Hạ", 5000, "xã", "Đồng Lương", ""),
            (2, "xã", "Tân Phúc Bắc", "Lang Chánh Hạ", 3000, "xã", "Đồng Lương", ""),
            (3, "thị trấn", "Lang Chánh", "Lang Chánh Hạ", 7000, "xã", "Linh Sơn", ""),
            (4, "xã", "Trí Nang Đông", "Lang Chánh Hạ", 1000, "xã", "Linh Sơn", "một phần"),
            (5, "xã", "Trí Nang Đông", "Lang Chánh Hạ", 3000, "xã", "Giao An Thượng", "phần còn lại"),
            (6, "xã", "Giao An", "Lang Chánh Hạ", 4400, "xã", "Giao An Thượng", ""),
        ], ("A1:H1", "A2:A3", "B2:E2", "F2:G2", "H2:H3"))],
        """xã Đồng Lương < xã Đồng Lương@Lang Chánh Hạ | xã Tân Phúc Bắc@Lang Chánh Hạ
        xã Linh Sơn < thị trấn Lang Chánh@Lang Chánh Hạ | xã Trí Nang Đông@Lang Chánh Hạ:part 25%
        xã Giao An Thượng < xã Trí Nang Đông@Lang Chánh Hạ:rest 75% | xã Giao An@Lang Chánh Hạ""",
    ),
    Annex(
        "20-ngan-gon.docx",
        [
            "Điều 1. Sắp xếp như sau:",
            "- Nhập xã Bằng Cốc và xã Thành Long Thượng thành xã Bằng Cốc;",
            "- Chia xã Minh Hương Đông thành xã Minh Hương (60%) và xã Phù Lưu Hạ (40%);",
            "- Thị trấn Tân Yên Sơn, xã Nhân Mục Trung → xã Hàm Yên;",
            "- Đổi tên xã Yên Thuận Cũ thành xã Yên Thuận;",
            "- Chuyển thị trấn Vĩnh Lộc Đoài thành phường Vĩnh Lộc;",
            "- Giải thể huyện Hàm Yên Hạ.",
        ],
        """xã Bằng Cốc < xã Bằng Cốc | xã Thành Long Thượng
        xã Minh Hương < xã Minh Hương Đông:part 60%
        xã Phù Lưu Hạ < xã Minh Hương Đông:part 40%
        xã Hàm Yên < thị trấn Tân Yên Sơn | xã Nhân Mục Trung
        xã Yên Thuận ^ xã Yên Thuận Cũ
        phường Vĩnh Lộc ~ thị trấn Vĩnh Lộc Đoài
        x huyện Hàm Yên Hạ""",
    ),
]  # fmt: skip
