"""The ten that the reader was written against."""

from phoihop.ops.bench.annexes.said import Annex, Grid

SEEN = [
    Annex(
        "01-danh-sach.xlsx",
        [Grid([
            ("DANH SÁCH CÁC ĐƠN VỊ HÀNH CHÍNH CẤP XÃ HÌNH THÀNH SAU SẮP XẾP", "", "", ""),
            ("(Kèm theo Nghị quyết số 14/NQ-HĐND ngày 20 tháng 4 năm 2025)", "", "", ""),
            ("STT", "Tên ĐVHC mới", "Các ĐVHC sáp nhập", "Ghi chú"),
            (1, "Xã Thượng Trà", "Xã Suối Trúc, xã Khe Vàng và xã Bản Mít", ""),
            (2, "Xã Lam Giang", "Thị trấn Lam Giang, các xã Đồi Sim, Nà Phát và một phần xã Pác Lùng (thôn 1, thôn 2)", "Đặt trụ sở tại thị trấn cũ"),
            (3, "Xã Pác Lùng", "Phần còn lại của xã Pác Lùng, xã Hồng Vân", ""),
            (4, "Xã Mường Chà", "Giữ nguyên xã Mường Chà", ""),
            ("", "Tổng cộng: 4 đơn vị", "", ""),
        ], ("A1:D1", "A2:D2"))],
        """xã Thượng Trà < xã Suối Trúc | xã Khe Vàng | xã Bản Mít
        xã Lam Giang < thị trấn Lam Giang | xã Đồi Sim | xã Nà Phát | xã Pác Lùng:part [thôn 1, thôn 2]
        xã Pác Lùng < xã Pác Lùng:rest | xã Hồng Vân
        = xã Mường Chà""",
    ),
    Annex(
        "02-gop-o.xlsx",
        [Grid([
            ("TT", "ĐVHC cấp xã mới", "ĐVHC cấp xã cũ", "Huyện", "Diện tích tự nhiên (km2)", "Quy mô dân số (người)", "Ghi chú"),
            (1, "Xã Yên Hạ", "Xã Yên Hạ", "Huyện Lộc Bình Thượng", 21.4, 4200, "Toàn bộ"),
            ("", "", "Xã Tân Khoa", "Huyện Lộc Bình Thượng", 12.0, 3000, "Toàn bộ"),
            ("", "", "Xã Đông Sậy", "Huyện Lộc Bình Thượng", 4.5, 2000, "Một phần (thôn Cầu, thôn Chợ)"),
            (2, "Xã Đông Sậy", "Xã Đông Sậy", "Huyện Lộc Bình Thượng", 9.5, 3000, "Phần còn lại"),
            ("", "", "Xã Mai Lâm", "Huyện Kiến An Hạ", 18.25, 6100, "Toàn bộ"),
            (3, "Phường Hà Trì", "Xã Hà Trì", "Huyện Kiến An Hạ", 30, 9000, "Toàn bộ"),
            ("", "", "Thị trấn Vân Đồi", "Huyện Kiến An Hạ", 11, 8800, "Toàn bộ"),
        ], ("A2:A4", "B2:B4", "A5:A6", "B5:B6", "A7:A8", "B7:B8"))],
        """xã Yên Hạ < xã Yên Hạ@huyện Lộc Bình Thượng | xã Tân Khoa@huyện Lộc Bình Thượng | xã Đông Sậy@huyện Lộc Bình Thượng:part 40% [thôn Cầu, thôn Chợ]
        xã Đông Sậy < xã Đông Sậy@huyện Lộc Bình Thượng:rest 60% | xã Mai Lâm@huyện Kiến An Hạ
        phường Hà Trì < xã Hà Trì@huyện Kiến An Hạ | thị trấn Vân Đồi@huyện Kiến An Hạ""",
    ),
    Annex(
        "03-nghi-quyet.docx",
        [
            "Điều 1. Sắp xếp các đơn vị hành chính cấp xã của tỉnh Lam Sơn",
            "Trên cơ sở Đề án của Chính phủ, quyết nghị sắp xếp các đơn vị hành chính cấp xã của tỉnh Lam Sơn như sau:",
            "1. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của xã Nậm Cang, xã Bản Hồ Trên và xã Tả Lùng thành xã mới có tên gọi là xã Nậm Cang.",
            "2. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của các xã Trung Hòa Sơn, Đại Lãnh Khê, một phần diện tích tự nhiên, quy mô dân số của xã Cốc Mạ (thôn 1, 2, 5) thành xã mới có tên gọi là xã Trung Hòa Sơn.",
            "3. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của thị trấn Phố Ngàn, một phần diện tích tự nhiên, quy mô dân số của các xã Sín Phình, Lao Vả và phần còn lại của xã Cốc Mạ sau khi sắp xếp theo quy định tại khoản 2 Điều này thành xã mới có tên gọi là xã Phố Ngàn.",
            "4. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của xã Tà Xì Láng và phần còn lại của các xã Sín Phình, Lao Vả sau khi sắp xếp theo quy định tại khoản 3 Điều này thành xã mới có tên gọi là xã Tà Xì Láng.",
            "5. Sau khi sắp xếp, tỉnh Lam Sơn có 06 đơn vị hành chính cấp xã, gồm 05 xã và 01 phường; trong đó có 04 xã hình thành sau sắp xếp quy định tại Điều này và 02 đơn vị hành chính cấp xã không thực hiện sắp xếp là xã Dền Sáng, phường Cốc Lếu Đông.",
            "Điều 2. Hiệu lực thi hành",
            "Nghị quyết này có hiệu lực thi hành từ ngày thông qua.",
        ],
        """xã Nậm Cang < xã Nậm Cang | xã Bản Hồ Trên | xã Tả Lùng
        xã Trung Hòa Sơn < xã Trung Hòa Sơn | xã Đại Lãnh Khê | xã Cốc Mạ:part [thôn 1, thôn 2, thôn 5]
        xã Phố Ngàn < thị trấn Phố Ngàn | xã Sín Phình:part | xã Lao Vả:part | xã Cốc Mạ:rest
        xã Tà Xì Láng < xã Tà Xì Láng | xã Sín Phình:rest | xã Lao Vả:rest
        = xã Dền Sáng
        = phường Cốc Lếu Đông""",
    ),
    Annex(
        "04-mui-ten.docx",
        [
            "PHỤ LỤC",
            "Phương án sắp xếp đơn vị hành chính cấp xã",
            Grid([
                ("STT", "Phương án sắp xếp"),
                ("1", "xã Gò Me, xã Rạch Sỏi Tây → xã Gò Me"),
                ("2", "xã Bàu Sen, xã Cây Dương → xã Bàu Sen; một phần xã Lung Tràm (ấp 1, 2) → xã Bàu Sen"),
                ("3", "phần còn lại xã Lung Tràm; xã Vàm Rầy → xã Vàm Rầy"),
                ("4", "xã Hòn Nghệ Lớn → đặc khu Hòn Nghệ Lớn"),
            ]),
        ],
        """xã Gò Me < xã Gò Me | xã Rạch Sỏi Tây
        xã Bàu Sen < xã Bàu Sen | xã Cây Dương | xã Lung Tràm:part [ấp 1, ấp 2]
        xã Vàm Rầy < xã Lung Tràm:rest | xã Vàm Rầy
        đặc khu Hòn Nghệ Lớn < xã Hòn Nghệ Lớn""",
    ),
    Annex(
        "05-tung-xa.csv",
        [Grid([
            ("Đơn vị hành chính cũ", "Thuộc huyện", "Đơn vị hành chính mới", "Tỷ lệ (%)", "Địa bàn"),
            ("Xã Phú Lãng", "huyện Quế Sơn Thượng", "Xã Phú Lãng", "100", ""),
            ("Xã Đào Viên", "huyện Quế Sơn Thượng", "Xã Phú Lãng", "35,5", "thôn Giang, thôn Lợ"),
            ("Xã Đào Viên", "huyện Quế Sơn Thượng", "Xã Ngọc Xá", "64,5", ""),
            ("Xã Ngọc Xá", "huyện Quế Sơn Thượng", "Xã Ngọc Xá", "100", ""),
            ("Xã Châu Phong Nam", "thị xã Bồng Lai", "Phường Bồng Lai", "100%", ""),
            ("Phường Phố Mới", "thị xã Bồng Lai", "Phường Bồng Lai", "100%", ""),
        ])],
        """xã Phú Lãng < xã Phú Lãng@huyện Quế Sơn Thượng | xã Đào Viên@huyện Quế Sơn Thượng:part 35.5% [thôn Giang, thôn Lợ]
        xã Ngọc Xá < xã Đào Viên@huyện Quế Sơn Thượng:part 64.5% | xã Ngọc Xá@huyện Quế Sơn Thượng
        phường Bồng Lai < xã Châu Phong Nam@thị xã Bồng Lai | phường Phố Mới@thị xã Bồng Lai""",
        delimiter=";",
    ),
    Annex(
        "06-theo-huyen.docx",
        [
            "BIỂU TỔNG HỢP PHƯƠNG ÁN SẮP XẾP",
            Grid([
                ("TT", "ĐVHC thực hiện sắp xếp", "Tên ĐVHC hình thành sau sắp xếp", "Ghi chú"),
                ("I", "HUYỆN MƯỜNG LĂNG", "", ""),
                ("1", "Các xã: Chiềng Pha, Chiềng Nơi, Mường É", "Xã Chiềng Pha", ""),
                ("2", "Thị trấn Mường Lăng và xã Phổng Lái", "Xã Mường Lăng", ""),
                ("3", "Xã Co Mạ", "Xã Co Mạ", "Giữ nguyên"),
                ("II", "THÀNH PHỐ BẢN CHANH", "", ""),
                ("1", "Phường Chiềng Lề, phường Tô Hiệu Đông, xã Chiềng Xôm", "Phường Chiềng Lề", ""),
                ("2", "Xã Hua La", "Phường Hua La", "Chuyển xã thành phường"),
            ], ("B2:D2", "B6:D6")),
        ],
        """xã Chiềng Pha < xã Chiềng Pha@huyện Mường Lăng | xã Chiềng Nơi@huyện Mường Lăng | xã Mường É@huyện Mường Lăng
        xã Mường Lăng < thị trấn Mường Lăng@huyện Mường Lăng | xã Phổng Lái@huyện Mường Lăng
        = xã Co Mạ@huyện Mường Lăng
        phường Chiềng Lề < phường Chiềng Lề@thành phố Bản Chanh | phường Tô Hiệu Đông@thành phố Bản Chanh | xã Chiềng Xôm@thành phố Bản Chanh
        phường Hua La ~ xã Hua La@thành phố Bản Chanh""",
    ),
    Annex(
        "07-phuong-so.xlsx",
        [Grid([
            ("STT", "Tên phường/xã mới", "Quận/huyện cũ", "Xã, phường trước sắp xếp"),
            (1, "Phường Bàn Cờ Nam", "Quận 3A", "Phường 1, 2, 3 và Phường 5"),
            (2, "Phường Nhiêu Lộc Bắc", "Quận 3A", "P9, P11 – P13"),
            (3, "Phường Xuân Hòa Đông", "Quận 3A", "Phường Võ Thị Lan, một phần Phường 4"),
            (4, "Phường Vườn Lài", "Quận 3A", "Phần còn lại của Phường 4 và Phường 10"),
            (5, "Xã Bình Khánh Hạ", "Huyện Nhà Rông", "TT. Nhà Rông, xã Phước Kiển Tây"),
        ])],
        """phường Bàn Cờ Nam < phường 1@quận 3A | phường 2@quận 3A | phường 3@quận 3A | phường 5@quận 3A
        phường Nhiêu Lộc Bắc < phường 9@quận 3A | phường 11@quận 3A | phường 12@quận 3A | phường 13@quận 3A
        phường Xuân Hòa Đông < phường Võ Thị Lan@quận 3A | phường 4@quận 3A:part
        phường Vườn Lài < phường 4@quận 3A:rest | phường 10@quận 3A
        xã Bình Khánh Hạ < thị trấn Nhà Rông@huyện Nhà Rông | xã Phước Kiển Tây@huyện Nhà Rông""",
    ),
    Annex(
        "08-nhieu-viec.docx",
        [
            "QUYẾT ĐỊNH",
            "Về việc sắp xếp, đổi tên một số đơn vị hành chính thuộc huyện Vân Hà",
            "Điều 1. Nội dung sắp xếp",
            "1. Nhập toàn bộ diện tích tự nhiên và dân số của xã Thanh Liệt Hạ vào xã Tam Hiệp Ngoại.",
            "2. Đổi tên xã Vĩnh Ninh Cũ thành xã Vĩnh Ninh.",
            "3. Chuyển xã Ngũ Lão Sơn thành phường Ngũ Lão Sơn.",
            "4. Giữ nguyên xã Duyên Thái Nội và xã Liên Ninh Đoài.",
            "5. Giải thể huyện Vân Hà.",
            "6. Thành lập xã Đại Áng Mới trên cơ sở nhập xã Tả Thanh, xã Hữu Hòa Trung.",
            "Điều 2. Quyết định này có hiệu lực từ ngày 01 tháng 7 năm 2025. Chủ tịch Ủy ban nhân dân xã Tam Hiệp Ngoại chịu trách nhiệm thi hành.",
        ],
        """xã Tam Hiệp Ngoại < xã Thanh Liệt Hạ
        xã Vĩnh Ninh ^ xã Vĩnh Ninh Cũ
        phường Ngũ Lão Sơn ~ xã Ngũ Lão Sơn
        = xã Duyên Thái Nội
        = xã Liên Ninh Đoài
        x huyện Vân Hà
        xã Đại Áng Mới < xã Tả Thanh | xã Hữu Hòa Trung""",
    ),
    Annex(
        "09-hai-to.xlsx",
        [
            Grid([
                ("Biểu 1. Huyện Kỳ Hoa", "", "", "", "", ""),
                ("", "", "", "", "", ""),
                ("STT", "Đơn vị hành chính sau sắp xếp", "", "", "Đơn vị hành chính trước sắp xếp", "Ghi chú"),
                ("", "Tên gọi", "Diện tích (km²)", "Dân số (người)", "", ""),
                (1, "Xã Kỳ Thịnh Đông", 55.2, 21000, "Xã Kỳ Thịnh Đông (huyện Kỳ Hoa); Xã Kỳ Hà Nam (huyện Kỳ Hoa)", ""),
                (2, "Xã Kỳ Trinh", 40.1, 15500, "Xã Kỳ Trinh (huyện Kỳ Hoa); Một phần xã Kỳ Lợi Trung (huyện Kỳ Hoa)", "Xã Kỳ Lợi Trung: các thôn Hải Phong, Đông Yên"),
                (3, "Xã Kỳ Phương Tây", 38.0, 12000, "Phần còn lại của xã Kỳ Lợi Trung (huyện Kỳ Hoa); Xã Kỳ Phương Tây (huyện Kỳ Hoa)", ""),
            ], ("A1:F1", "A3:A4", "B3:D3", "E3:E4", "F3:F4"), "Kỳ Hoa"),
            Grid([
                ("STT", "Đơn vị hành chính sau sắp xếp", "Đơn vị hành chính trước sắp xếp"),
                (1, "Phường Sông Trí Bắc", "Phường Sông Trí Bắc và xã Kỳ Châu Đoài (thị xã Hoành Sơn)"),
            ], (), "Hoành Sơn"),
        ],
        """xã Kỳ Thịnh Đông < xã Kỳ Thịnh Đông@huyện Kỳ Hoa | xã Kỳ Hà Nam@huyện Kỳ Hoa
        xã Kỳ Trinh < xã Kỳ Trinh@huyện Kỳ Hoa | xã Kỳ Lợi Trung@huyện Kỳ Hoa:part [thôn Hải Phong, thôn Đông Yên]
        xã Kỳ Phương Tây < xã Kỳ Lợi Trung@huyện Kỳ Hoa:rest | xã Kỳ Phương Tây@huyện Kỳ Hoa
        phường Sông Trí Bắc < phường Sông Trí Bắc@thị xã Hoành Sơn | xã Kỳ Châu Đoài@thị xã Hoành Sơn""",
    ),
    Annex(
        "10-gach-dau-dong.docx",
        [
            "Danh sách kèm theo Quyết định số 77/QĐ-UBND",
            Grid([
                ("Số TT", "Tên gọi ĐVHC mới", "Được hình thành từ"),
                ("01", "Xã Trà Leng Thượng", "- Xã Trà Leng Thượng;\n- Xã Trà Dơn Hạ;\n- Một phần xã Trà Tập Nam (thôn 1, thôn 3)"),
                ("02", "Xã Trà Tập Nam", "- Phần còn lại của xã Trà Tập Nam;\n- Xã Trà Cang Tây"),
                ("03", "Xã Trà Mai Đông", "Không thực hiện sắp xếp"),
            ]),
            "Đổi tên thị trấn Tắc Pỏ Cũ thành xã Tắc Pỏ.",
        ],
        """xã Trà Leng Thượng < xã Trà Leng Thượng | xã Trà Dơn Hạ | xã Trà Tập Nam:part [thôn 1, thôn 3]
        xã Trà Tập Nam < xã Trà Tập Nam:rest | xã Trà Cang Tây
        = xã Trà Mai Đông
        xã Tắc Pỏ ^ thị trấn Tắc Pỏ Cũ""",
    ),
]  # fmt: skip
