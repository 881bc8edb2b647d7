"""Invented names: of places, agencies and people."""

from __future__ import annotations

import random
import re
import unicodedata

WARDS = ["Bến Tắm", "Cầu Vải", "Đồng Sen", "Lam Thành", "Ngọc Lũ", "Tây Hồ Sơn", "Vạn Chài"]
ZONES = ["Hòn Ngư"]
COMMUNES = [  # the first one is the cast's: it is there in the smallest province
    "Suối Trúc", "Khe Lim", "Bản Vọng", "Đá Dựng", "Hạ Trà", "Kẻ Vạc", "Lũng Sen", "Mường Trâm", "Nà Mận", "Nà Vầu",
    "Ngàn Cọ", "Pù Hương", "Quảng Bãi", "Rừng Thông", "Tam Cốc Hạ", "Thượng Trà", "Tiên Kiều", "Vàng Mây", "Xuân Đỗ",
    "Yên Lãng Thượng",
]  # fmt: skip
HEADS = ["An", "Bình", "Cẩm", "Đồng", "Hạ", "Hòa", "Kim", "Lâm", "Minh", "Mỹ", "Ngọc", "Phú", "Quang", "Sơn", "Tân",
         "Thanh", "Thượng", "Vĩnh", "Xuân", "Yên", "Khe", "Nà", "Bản", "Pù", "Đức", "Long"]  # fmt: skip
TAILS = ["Châu", "Điền", "Giang", "Hà", "Hải", "Khê", "Lạc", "Liên", "Lộc", "Nguyên", "Phong", "Sa", "Tâm", "Thạch",
         "Thủy", "Trạch", "Trung", "Tường", "Vân", "Viên", "Sung", "Đài", "Lĩnh", "Mai"]  # fmt: skip
DISTRICTS = [
    "Lam Thành",
    "Thượng Lam",
    "Hạ Lam",
    "Mường Trâm",
    "Bến Tắm",
    "Rừng Thông",
    "Tam Cốc",
    "Quảng Bãi",
    "Hòn Ngư",
]
AGENCIES = [
    ("so-gddt", "Sở Giáo dục và Đào tạo", "agency"),
    ("so-yt", "Sở Y tế", "agency"),
    ("so-khcn", "Sở Khoa học và Công nghệ", "agency"),
    ("so-vhttdl", "Sở Văn hóa, Thể thao và Du lịch", "agency"),
    ("so-nv", "Sở Nội vụ", "agency"),
    ("so-nnmt", "Sở Nông nghiệp và Môi trường", "agency"),
    ("so-dttg", "Sở Dân tộc và Tôn giáo", "agency"),
    ("bao-ptth", "Báo và Phát thanh, Truyền hình", "agency"),
    ("hoi-kh", "Hội Khuyến học tỉnh", "association"),
    ("lh-khkt", "Liên hiệp các Hội KH-KT", "association"),
    ("tinh-doan", "Tỉnh đoàn", "association"),
    ("ld-ld", "Liên đoàn Lao động tỉnh", "association"),
]
FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Lò",
    "Vi",
    "Hà",
]
MIDDLE = ["Văn", "Thị", "Minh", "Đức", "Ngọc", "Thanh", "Quốc", "Thu", "Hải", "Xuân"]
GIVEN = ["An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hạnh", "Hùng", "Hương", "Khánh", "Lan", "Linh", "Long", "Mai",
         "Nam", "Nga", "Phong", "Phúc", "Quân", "Sơn", "Tâm", "Thảo", "Tuấn", "Vân", "Yến"]  # fmt: skip


def slug(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def commune_names(rng: random.Random, count: int) -> list[str]:
    """The known ones first, then invented ones, each once."""
    names = list(COMMUNES[:count])
    pool = [f"{head} {tail}" for head in HEADS for tail in TAILS if head != tail and f"{head} {tail}" not in names]
    rng.shuffle(pool)
    number = 2
    while len(names) < count:
        if not pool:
            pool = [f"{head} {tail} {number}" for head in HEADS for tail in TAILS if head != tail]
            rng.shuffle(pool)
            number += 1
        names.append(pool.pop())
    return names


def person(rng: random.Random) -> str:
    return f"{rng.choice(FAMILY)} {rng.choice(MIDDLE)} {rng.choice(GIVEN)}"
