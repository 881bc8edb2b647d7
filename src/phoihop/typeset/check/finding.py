"""What is found, and the sentences it is said in."""

from __future__ import annotations

from dataclasses import dataclass

ZONES: dict[str, tuple[str, str]] = {
    "title": ("tiêu đề", "the title at the head"),
    "motto": ("tiêu ngữ", "the motto"),
    "superior": ("tên cơ quan cấp trên", "the superior body"),
    "issuer": ("tên cơ quan ban hành", "the issuing body"),
    "number": ("số và ký hiệu", "the number and symbol"),
    "date": ("địa danh và ngày tháng", "the place and date"),
    "type": ("tên loại văn bản", "the type of the document"),
    "abstract": ("trích yếu", "the abstract"),
    "letter_abstract": ("trích yếu công văn", "the abstract of the letter"),
    "to": ("nơi gửi đến (Kính gửi)", "the addressees"),
    "body": ("nội dung", "the body"),
    "authority": ("quyền hạn của người ký", "the authority of the signer"),
    "position": ("chức vụ người ký", "the position of the signer"),
    "name": ("họ tên người ký", "the name of the signer"),
    "recipients": ("chữ «Nơi nhận»", "the word «Nơi nhận»"),
    "recipient": ("danh sách nơi nhận", "the list of recipients"),
    "page_number": ("số trang", "the page number"),
    "page": ("trang giấy", "the page"),
}
SIDES = {"top": ("trên", "top"), "bottom": ("dưới", "bottom"), "left": ("trái", "left"), "right": ("phải", "right")}
STYLES = {
    "bold": ("in đậm", "bold"),
    "upright_weight": ("không in đậm", "not bold"),
    "italic": ("in nghiêng", "italic"),
    "upright": ("in đứng", "upright"),
    "caps": ("chữ in hoa", "capital letters"),
}
_SAID: dict[str, tuple[str, str]] = {
    "paper": (
        "Khổ giấy là {found}; quy định là {expected}. Hãy đặt lại khổ giấy A4.",
        "The paper is {found}; the rule is {expected}. Set the paper to A4.",
    ),
    "margin": (
        "Lề {side_vi} là {found}; quy định là {expected}. Hãy đặt lại lề.",
        "The {side_en} margin is {found}; the rule is {expected}. Set the margin again.",
    ),
    "typeface": (
        "Có chữ dùng phông {found}; quy định là {expected}. Hãy đổi phông cả văn bản.",
        "Some text is in {found}; the rule is {expected}. Change the typeface of the whole text.",
    ),
    "missing": (
        "Không thấy {zone_vi}. Hãy thêm vào đúng vị trí.",
        "There is no sign of {zone_en}. Add it in its place.",
    ),
    "size": (
        "Cỡ chữ của {zone_vi} là {found}; quy định là {expected}. Hãy đổi cỡ chữ.",
        "The size of {zone_en} is {found}; the rule is {expected}. Change the size.",
    ),
    "style": (
        "Kiểu chữ của {zone_vi} chưa đúng: cần {style_vi}. Hãy sửa kiểu chữ.",
        "The style of {zone_en} is not right: it should be {style_en}. Change the style.",
    ),
    "number_form": (
        "Số và ký hiệu ghi «{found}» chưa đúng dạng «{expected}». Hãy viết lại.",
        "The number is written «{found}», not in the form of «{expected}». Write it again.",
    ),
    "number_open": (
        "Số văn bản còn để trống. Hãy lấy số trước khi ban hành.",
        "The number is still open. Take a number before the document is issued.",
    ),
    "date_form": (
        "Ngày tháng ghi «{found}»; dạng đúng là «{expected}». Hãy viết lại.",
        "The date is written «{found}»; the right form is «{expected}». Write it again.",
    ),
    "date_open": (
        "Ngày tháng còn để trống. Hãy ghi ngày ký trước khi ban hành.",
        "The date is still open. Write the day of signing before the document is issued.",
    ),
    "end": (
        "Nội dung kết thúc bằng «{found}»; quy định là «{expected}». Hãy sửa dấu cuối.",
        "The body ends in «{found}»; the rule is «{expected}». Change the ending mark.",
    ),
    "page_number": (
        "Văn bản nhiều trang nhưng không đánh số trang. Hãy đánh số từ trang {expected}.",
        "There are several pages and no page numbers. Number them from page {expected}.",
    ),
    "page_number_first": (
        "Trang đầu có số trang. Hãy bỏ số ở trang 1, đánh số từ trang {expected}.",
        "The first page carries a page number. Take it off and number from page {expected}.",
    ),
    "page_number_place": (
        "Số trang không ở giữa, phía trên trang. Hãy đặt số trang ở chính giữa lề trên.",
        "The page number does not stand at the top in the middle. Put it there.",
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule: which, where on the page, what the rules want and what is there."""

    rule: str
    zone: str
    message_vi: str
    message_en: str
    expected: str
    found: str


def finding(rule: str, zone: str, *, expected: str = "", found: str = "", **words: str) -> Finding:
    zone_vi, zone_en = ZONES[zone]
    parts = {"zone_vi": zone_vi, "zone_en": zone_en, "expected": expected, "found": found, **words}
    vi, en = _SAID[rule]
    return Finding(rule, zone, vi.format(**parts), en.format(**parts), expected, found)
