"""Texts that only borrow an office's words: a story, a poem, a private contract, the manual of a machine."""

from __future__ import annotations

import re

from phoihop.reading.header.model import Header
from phoihop.reading.tokens import Tokens

_WHO = r"(?:ông|bà|nó|hắn|anh|chị|cô|cậu|lão|mụ|gã|chàng|nàng|mẹ|cha|bố|thằng|con)"
_SAYS = r"(?:nói|hỏi|đáp|kêu|quát|cười|thưa|gắt|bảo|thì thầm|lẩm bẩm|reo|gọi|đọc|kể|than)"
_SPOKEN = re.compile(
    rf"[,!?.…][\"”»]?\s*[-–—]?\s*{_WHO}(?:\s+[^\W\d_]+){{0,2}}\s+{_SAYS}(?!\w)|(?<!\w){_SAYS}(?:\s[^\W\d_]+){{0,3}}\s*:\s*[-–—\"“«]"
    rf"|[!?.…]\s*[-–—]\s*{_WHO}\s+{_SAYS}(?!\w)"
)
_TOLD = re.compile(  # somebody without a post is the subject of a sentence
    r"(?:^|(?<=[.!?…]\s)|(?<=[\"”]\s))\s*(?:Ông|Bà|Nó|Hắn|Thằng|Anh|Chị|Cô|Cậu|Lão|Mụ|Gã|Chàng|Nàng|Mẹ|Cha|Bố|Ai nấy|Họ)"
    r"(?:\s+[A-ZĐÀ-Ỹ][^\W\d_]*)?\s+(?!có trách nhiệm|chịu|được|phải|và|\()[a-zđà-ỹ]",
    re.MULTILINE,
)
_FELT = re.compile(  # what a teller sees and feels, and no office writes
    r"(?<!\w)(?:ngồi\s+(?:ở|trên|bên|cạnh|nép|lặng|im|xuống|dậy|nhìn)|(?:đứng|nằm)\s+(?:nép|lặng|im|nhìn)|lòng\s+(?:thắt|se|nặng|buồn|chùng|nhói|đau|bồi)|thở\s+dài|mỉm\s+cười"
    r"|(?:gật|lắc|cúi)\s+đầu|ngước\s+(?:lên|nhìn|mắt)|nước\s+mắt|nghẹn\s+(?:ngào|lại|giọng)|thì\s+thầm|lẩm\s+bẩm|mưa\s+(?:như\s+trút|rơi|phùn|bay|xối)|gió\s+(?:thổi|rít|lùa)"
    r"|(?:nghĩ|nhớ)\s+(?:đến|tới|thầm)|nhàu\s+nát|(?:nhìn|ngó)\s+(?:ra|lên|xuống|theo|nhau)|im\s+(?:lặng|phăng)|mắt\s+(?:nhìn|không\s+rời))(?!\w)"
)
_QUOTED = re.compile(rf"[,!?.…][\"”»]\s*{_WHO}\s+(?:[^\W\d_]+\s+)?{_SAYS}(?!\w)")  # «…,» anh Thành đọc
_SIDES = re.compile(r"(?<!\w)bên\s+(?:a|b|mua|bán|thuê|cho\s+thuê|vay|cho\s+vay|ủy\s+quyền)(?!\w)")
_PRIVATE = re.compile(
    r"^\W*(?:(?:PHỤ LỤC|THANH LÝ)\s+)?(?:HỢP ĐỒNG|GIẤY (?:VAY|MUA|BÁN|NHẬN NỢ|BIÊN NHẬN|CAM KẾT)|DI CHÚC|HÓA ĐƠN|HOÁ ĐƠN)(?=\s|$)(?!.*[a-zđà-ỹ])",
    re.MULTILINE,
)
_FAMILY = re.compile(
    r"^\W*(?:BIÊN BẢN|GIẤY|NGHỊ QUYẾT|THÔNG BÁO)\s+(?:CUỘC\s+)?HỌP\s+(?:MẶT\s+)?(?:ĐẠI\s+)?(?:GIA ĐÌNH|GIA TỘC|DÒNG HỌ|HỌ TỘC)(?!.*[a-zđà-ỹ])",
    re.MULTILINE,
)
_SALE = re.compile(  # a firm's own sales
    r"^\W*(?:CÔNG TY|CỬA HÀNG|SIÊU THỊ|TRUNG TÂM THƯƠNG MẠI)\s[\s\S]{0,400}?^\W*(?:THÔNG BÁO|CHƯƠNG TRÌNH|THỂ LỆ)(?:\s+CHƯƠNG TRÌNH)?\s+KHUYẾN M(?:ẠI|ÃI)(?!\w)",
    re.MULTILINE,
)
_USE = re.compile(
    r"^\W*hướng\s+dẫn\s+(?:sử\s+dụng|lắp\s+(?:đặt|ráp)|vận\s+hành|bảo\s+(?:quản|dưỡng|hành)|cài\s+đặt|nấu|chế\s+biến|pha|làm|trồng|chăm\s+sóc|tháo)(?!\w)",
    re.MULTILINE,
)
_OFFERS = [  # what somebody who sells writes, each in its own way; an office has one or two of them
    re.compile(words)
    for words in (
        r"hotline|inbox|zalo|fanpage|nhắn\s+tin\s+ngay",
        r"ưu\s+đãi|khuyến\s+m[ạã]i|giảm\s+(?:thêm\s+|ngay\s+|đến\s+)?\d|tặng\s+(?:kèm|ngay)|miễn\s+phí\s+(?:giao|vận|tư)|freeship",
        r"nhanh\s+tay|(?:đăng\s+ký|liên\s+hệ|đặt\s+mua)\s+ngay|số\s+lượng\s+có\s+hạn|giữ\s+chỗ|đặt\s+(?:hàng|cọc)|chốt\s+đơn",
        r"cam\s+kết\s+(?:đến\s+khi|hoàn\s+tiền|chính\s+hãng|đầu\s+ra)|(?:quý\s+)?khách\s+hàng|khai\s+giảng\s+(?:lớp|khóa)|bạn\s+(?:bè|nhanh|ơi)",
        r"(?:^|\s)#\w{4,}",
        r"(?<!\w)\d{2,4}(?:[.,]000)?\s?(?:k|đ|vnđ)(?!\w)",
    )
]
_MOST_OFFERS = 3
_HEAD, _SHORT, _LINES = 600, 60, 4
_ENDS = (".", ";", ":", "./", ",")


def is_no_paper(t: Tokens, header: Header) -> bool:
    """What has a letter's number and is about nothing private is left to what else is known of it."""
    if _is_contract(t) or _SALE.search(t.text[:_HEAD]):
        return True
    if header.number is not None:
        return False
    if _FAMILY.search(t.text[:_HEAD]) or _is_offer(t, header):
        return True
    return _is_story(t) or _is_verse(t, header) or _is_manual(t, header)


def _is_offer(t: Tokens, header: Header) -> bool:
    """Somebody sells or enrols: prices, presents, haste, a line to write to; signed by nobody."""
    if header.signer_position or header.signed_for or header.copies:
        return False
    return sum(one.search(t.low) is not None for one in _OFFERS) > _MOST_OFFERS


def _is_story(t: Tokens) -> bool:
    """Persons speak and are told of, or what they see and feel is."""
    spoken, told = len(_SPOKEN.findall(t.low)), len(_TOLD.findall(t.text))
    if told and _QUOTED.search(t.low):
        return True
    if spoken and told > 1 and spoken + told > 2:
        return True
    felt = len(set(_FELT.findall(t.low))) if spoken or told else 0
    return felt > 2 and bool(spoken or told > 1)


def _is_contract(t: Tokens) -> bool:
    """Two sides bind each other; an office binds others."""
    return _PRIVATE.search(t.text[:_HEAD]) is not None and len(_SIDES.findall(t.low)) > 1


def _is_verse(t: Tokens, header: Header) -> bool:
    """Short lines that end without a stop, addressed to nobody, under no letterhead and no marks of a list."""
    if header.to or header.copies or header.signer_position or header.signed_for or header.doc_type:
        return False
    lines = [line.strip() for line in t.text.split("\n") if line.strip()]
    if len(lines) < _LINES or any(len(line) > _SHORT or line.endswith(_ENDS) or ":" in line for line in lines):
        return False
    return all(line[0].isalpha() for line in lines) and not any(line.isupper() for line in lines)


def _is_manual(t: Tokens, header: Header) -> bool:
    """How a thing is used, from nobody to nobody."""
    signed = header.signer_position or header.signed_for or header.date_raw or header.to or header.copies
    return not signed and _USE.search(t.low[:_HEAD]) is not None
