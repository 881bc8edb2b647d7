"""The foot: by whose order it is signed, the post of who signs, and the recipients."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from phoihop.reading.header.model import Cell, Header, is_caps, part
from phoihop.reading.parts import Part

_FOR = re.compile(
    r"^(?:(?:T[/.]?M|K[/.]?T|T[/.]?L|T[/.]?UQ|TU\.Q)(?:[./:]|\s)\s*\S|(?:THAY MẶT|THỪA LỆNH|THỪA (?:ỦY|UỶ) QUYỀN|KÝ THAY)\s+\S)"
)
_POST = re.compile(
    r"^(?:PHÓ\s+|QUYỀN\s+|Q\.\s*)?(?:TỔNG\s+)?(?:CHỦ TỊCH|CHỦ NHIỆM|TRƯỞNG BAN|TRƯỞNG PHÒNG|TRƯỞNG ĐOÀN|BÍ THƯ|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|"
    r"BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TRƯỞNG|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|VỤ TRƯỞNG|HIỆU TRƯỞNG|VIỆN TRƯỞNG|THỦ TƯỚNG|TỔNG BIÊN TẬP|CHỈ HUY TRƯỞNG|TƯ LỆNH|THỐNG ĐỐC|"
    r"CỤC TRƯỞNG|TRƯỞNG TIỂU BAN|ĐỘI TRƯỞNG|ỦY VIÊN|UỶ VIÊN|TRƯỞNG BỘ MÔN|CHÁNH ÁN|VIỆN TRƯỞNG|TỔNG THANH TRA|PHÓ TRƯỞNG|PHÓ CHÁNH|PHÓ VỤ|PHÓ CỤC|PHÓ TỔNG|PHÓ HIỆU|PHÓ THỦ|THƯ KÝ|CHỦ TRÌ|CHỦ TỌA|CHỦ TOẠ|TỔ TRƯỞNG|TRẠM TRƯỞNG|TRƯỞNG (?:THÔN|KHOA|TRẠM|ẤP|BẢN|XÓM|BUÔN|KHU|KHÓM|CÔNG AN|ĐÀI|CHI NHÁNH|CHI CỤC|THANH TRA|CA TRỰC|NHÓM|BỘ PHẬN)|HIỆU PHÓ|KẾ TOÁN TRƯỞNG"
    r"|HẠT TRƯỞNG|ĐỒN TRƯỞNG|CHÍNH (?:ỦY|UỶ)|CHÍNH TRỊ VIÊN|TỔNG KIỂM TOÁN|CHI HỘI TRƯỞNG|TỔNG PHỤ TRÁCH|THẨM PHÁN|CHẤP HÀNH VIÊN)"
)
_COPIES = re.compile(r"^(?:Nơi|Nơi\s+gửi|Noi)\s+nhận\s*:?", re.IGNORECASE)
_COPIED = re.compile(r"(?:BẢN\s+)?SAO (?:LỤC|Y)(?: BẢN CHÍNH)?\W*$|TRÍCH SAO\W*$")
_HEAD_OF_COPY = re.compile(r"\W+$|Số|.*,\s*ngày\s|Độc lập", re.IGNORECASE)
_GROUND = re.compile(r"(?:-\s*)?(?:Căn cứ|Xét|Theo|Thực hiện|Để|Trên cơ sở|Sau khi)\s", re.IGNORECASE)
_ALONE = r"(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG BAN|TRƯỞNG PHÒNG|BÍ THƯ|CHÁNH VĂN PHÒNG|HIỆU TRƯỞNG|CHỦ NHIỆM|BỘ TRƯỞNG|THỨ TRƯỞNG|CỤC TRƯỞNG|VIỆN TRƯỞNG|TỔNG GIÁM ĐỐC|THƯ KÝ|CHỦ TRÌ|CHỦ TỌA)"
_TWO = re.compile(rf"({_ALONE}) ({_ALONE})$")
_SMALL_POST = re.compile(
    r"(?:Phó |Quyền )?(?:Tổng )?(?:Chủ tịch|Chủ nhiệm|Trưởng ban|Trưởng phòng|Trưởng đoàn|Bí thư|Giám đốc|Chánh Văn phòng|Hiệu trưởng|Bộ trưởng|Thứ trưởng"
    r"|Cục trưởng|Vụ trưởng|Viện trưởng|Chi cục trưởng|Tổ trưởng|Trạm trưởng|Trưởng thôn|Hạt trưởng|Đồn trưởng)(?: [\w ]{2,30})?",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\(?\s*(?:đã )?ký\b[^)]*\)?$", re.IGNORECASE)
_PERSON = re.compile(r"(?:[\w]{2,4}\.\s?)*(?:[A-ZĐÀ-Ỹ][a-zđà-ỹ]+ ){1,4}[A-ZĐÀ-Ỹ][a-zđà-ỹ]+$")
_ALL_IN_ONE = re.compile(
    rf"(?P<order>\S*[A-ZĐ].*?)\s+(?P<post>{_ALONE}(?: THƯỜNG TRỰC)?)(?:\s+(?P<who>(?:[\w]{{2,4}}\.\s?)*[A-ZĐÀ-Ỹ][a-zđà-ỹ]+(?: [A-ZĐÀ-Ỹ][a-zđà-ỹ]+)+))?$"
)
_FOR_ALONE = re.compile(r"(?:^|\s)(?:T[/.]?M|K[/.]?T|T[/.]?L|T[/.]?UQ|THỪA LỆNH|QUYỀN|THAY|BAN)[./:]?$|,$")
_TAIL = 26
_WANTS = re.compile(r"(?:NHÂN|(?:ỦY|UỶ) BAN|CHÁNH|BỘ CHÍNH|BAN TỔ|BAN THƯỜNG|BAN CHẤP|GIÁM)$")
_LINE = 160  # letters of an order, a post and a name on one line
_FOOT = 8  # last lines in which a post in small letters may stand
_MOST_ANNEXES = 40
_TITLE = 8  # lines of a title
_ANNEX = re.compile(
    r"(?:KẾ HOẠCH|QUY CHẾ|QUY ĐỊNH|PHỤ LỤC|PHƯƠNG ÁN|ĐỀ ÁN|CHƯƠNG TRÌNH|HƯỚNG DẪN|QUY TRÌNH|NỘI QUY|ĐIỀU LỆ|BẢNG PHÂN CÔNG|PHÂN CÔNG|DANH MỤC)(?!\w)"
)
_WITH = re.compile(r"\(?(?:Kèm theo|Ban hành (?:kèm )?theo|Kèm Công văn|Kèm Quyết định|Kèm Kế hoạch)\s", re.IGNORECASE)


def find_foot(cells: list[Cell], out: Header, end: int) -> None:
    """Reads from the last lines up; `body_end` is where the first of them stands."""
    out.body_end = end
    above = out.number.start if out.number else 0
    cells = _without_copy(cells)
    copies = next((c for c in cells if _COPIES.match(c.text)), None)
    tail = [part for c in _last(cells, copies) if c.start > above or not out.number for part in _parted(c)]
    if not any(_signs(c) for c in tail) and any(_FOR.match(c.text) for c in cells[:4] if c.start < above):
        tail = [c for c in cells[:8] if c.start < above]  # a file whose foot was printed first
    if not any(_signs(c) for c in tail):
        tail = _inner_foot(cells, above) or tail
    orders = [c for c in tail if _FOR.match(c.text) and is_caps(c.text)]
    posts = [c for c in tail if _POST.match(c.text) and is_caps(c.text) and len(c.text) < 90]
    posts = [c for c in posts if not _decides(cells, c)]
    posts = _signing(posts, orders, tail)
    if not orders and not posts:
        posts = _small_posts(tail)
    posts = [_with_second(cells, c) for c in posts]
    if orders:
        orders = [c for c in orders if not posts or c.line <= posts[-1].line]
        orders, posts = _whole_orders(cells, orders, posts)
    _join(out, orders, posts)
    if copies:
        _copies(cells, copies, out)
    at = [c.start for c in (*orders, *posts, *([copies] if copies else [])) if c.start >= above]
    out.body_end = min([end, *at])
    out.annexes = annexes_in(cells, out.body_end, end)


def _parted(cell: Cell) -> list[Cell]:
    """«KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Văn A» on one line: the order and the post."""
    found = _ALL_IN_ONE.match(cell.text) if len(cell.text) < _LINE and _FOR.match(cell.text) else None
    if found is None or _FOR_ALONE.search(found["order"]) or not is_caps(found["order"]):
        return [cell]
    at = cell.start
    order = replace(cell, text=found["order"], end=at + found.end("order"))
    return [
        order,
        replace(
            cell, text=found["post"], start=at + found.start("post"), end=at + found.end("post"), column=cell.column + 1
        ),
    ]


def _inner_foot(cells: list[Cell], above: int) -> list[Cell]:
    """Of a decision with its regulation behind it and no recipients: the order and the post that stand between them."""
    for n, cell in enumerate(cells):
        if cell.start > above and _FOR.match(cell.text) and is_caps(cell.text):
            near = cells[n : n + 4]
            if any(_POST.match(c.text) and is_caps(c.text) for c in near[1:]):
                return near
    return []


def _small_posts(tail: list[Cell]) -> list[Cell]:
    """«Giám đốc» in small letters, alone on its line right over the name of a person or «(đã ký)»."""
    found = []
    for cell, below in pairwise(tail[-_FOOT:]):
        named = _PERSON.match(below.text) or _SIGNED.match(below.text)
        if _SMALL_POST.fullmatch(cell.text) and named and below.line > cell.line:
            found.append(cell)
    return found[-1:]


def _whole_orders(cells: list[Cell], orders: list[Cell], posts: list[Cell]) -> tuple[list[Cell], list[Cell]]:
    """«KT. BỘ TRƯỞNG, / CHỦ NHIỆM», «K/T CHÁNH / VĂN PHÒNG», «TM. ỦY BAN NHÂN / DÂN»: an order that goes on in the next line."""
    out: list[Cell] = []
    for order in orders:
        out.append(order)
        below = next((c for c in cells if c.line == order.line + 1 and c.column == order.column), None)
        if below is None or below in orders or not is_caps(below.text):
            continue
        after = next((c for c in cells if c.line == below.line + 1 and is_caps(c.text)), None)
        wanted = order.text.rstrip(" *").endswith(",") or _WANTS.search(order.text.rstrip(" *"))
        if wanted and (below not in posts or (after and _POST.match(after.text))):
            out.append(below)
            posts = [c for c in posts if c is not below]
            if after and _POST.match(after.text) and after not in posts and after not in orders:
                posts.append(after)
    return out, posts


def _last(cells: list[Cell], copies: Cell | None) -> list[Cell]:
    """The last lines; where something is issued with the letter, those around the recipients."""
    at = cells.index(copies) if copies else len(cells)
    return cells[-_TAIL:] if at + _TAIL >= len(cells) else cells[max(0, at - _TAIL // 2) : at + _TAIL]


def annexes_in(cells: list[Cell], body_end: int, end: int) -> list[tuple[int, int]]:
    """«KẾ HOẠCH … (Kèm theo Quyết định số …)» behind the foot: what it says is ordered, too."""
    found: list[int] = []
    for n, cell in enumerate(cells):
        if cell.start < body_end or len(found) == _MOST_ANNEXES or not _ANNEX.match(cell.text):
            continue
        told = next((k for k in range(n + 1, min(n + _TITLE, len(cells))) if _WITH.match(cells[k].text)), None)
        if told is not None:
            found.append(_behind_bracket(cells, told))
    return list(zip(found, [*found[1:], end], strict=False))


def _behind_bracket(cells: list[Cell], told: int) -> int:
    """«(Kèm theo … của …)» may run over several lines."""
    for cell in cells[told : told + _TITLE]:
        if ")" in cell.text or not cells[told].text.startswith("("):
            return cell.end
    return cells[told].end


def _without_copy(cells: list[Cell]) -> list[Cell]:
    """A copy («SAO LỤC», «SAO Y») has a head and a signature of its own under the letter's."""
    at = next((n for n, c in enumerate(cells) if n > 12 and _COPIED.match(c.text)), None)
    if at is None:
        return cells
    head = next(
        (
            n
            for n in range(at, max(at - 8, 0), -1)
            if not is_caps(cells[n - 1].text) and not _HEAD_OF_COPY.match(cells[n - 1].text)
        ),
        at,
    )
    return cells[:head]


def _decides(cells: list[Cell], cell: Cell) -> bool:
    """«CHỦ TỊCH ỦY BAN NHÂN DÂN …» over the grounds of a decision."""
    below = next((c for c in cells if c.start > cell.start), None)
    return below is not None and _GROUND.match(below.text) is not None


def _signs(cell: Cell) -> bool:
    return len(cell.text) < 90 and bool(_FOR.match(cell.text) or _POST.match(cell.text)) and is_caps(cell.text)


def _signing(posts: list[Cell], orders: list[Cell], tail: list[Cell]) -> list[Cell]:
    """The post under the order; without one, posts that stand at the very end."""
    if orders:
        beside = [c for c in posts if c.line == orders[-1].line and c not in orders]
        below = [c for c in posts if c.line > orders[-1].line]
        if len(below) == 1 and beside:  # in the order of the columns: a post below stands under its order
            return sorted([*beside, *below], key=lambda c: orders[-1].column if c in below else c.column)
        return [*beside, *(below[:2] if below and below[0].line == below[-1].line else below[:1])]
    last = tail[-1].line if tail else 0
    near = [c for c in posts if c.line >= last - 8 or c.line >= posts[-1].line - 1]
    several = len(near) > 2 and near[-1].line - near[0].line < len(near)
    return near if several else near[-2:]


def _with_second(cells: list[Cell], post: Cell) -> Cell:
    """«ỦY VIÊN THƯỜNG TRỰC / kiêm TỔ TRƯỞNG TỔ THƯ KÝ»: two posts of one person."""
    below = next((c for c in cells if c.line == post.line + 1 and c.column == post.column), None)
    if below is None or not below.text.lower().startswith("kiêm "):
        return post
    return replace(post, text=f"{post.text} {below.text}", end=below.end)


def _join(out: Header, orders: list[Cell], posts: list[Cell]) -> None:
    if orders:
        words = " ".join(" ".join(c.text.split()) for c in orders)
        out.signed_for = Part(words, orders[0].start, orders[-1].end, "signed_for.line", 0.95)
    if posts:
        words = "; ".join(_TWO.sub(r"\1; \2", " ".join(c.text.split())) for c in posts)
        start, end = min(c.start for c in posts), max(c.end for c in posts)
        out.signer_position = Part(words, start, end, "signer.line", 0.95)


def _copies(cells: list[Cell], head: Cell, out: Header) -> None:
    rest = _COPIES.sub("", head.text).strip(" :")
    if rest:
        _add(out, head, len(head.text) - len(rest))
    for cell in cells[cells.index(head) + 1 :]:
        if cell.column and cell.column != head.column:
            continue
        if not cell.text.startswith(("-", "–", "+", "•")):
            if cell.line > head.line + 1 or _FOR.match(cell.text) or is_caps(cell.text):
                break
            continue
        _add(out, cell, 0)


def _add(out: Header, cell: Cell, at: int) -> None:
    words = cell.text[at:]
    lead = len(words) - len(words.lstrip(" -–+•"))
    bare = re.sub(r"\s*\([^)]*\)", "", words[lead:])
    bare = re.split(r"\.\s+\w|\./", bare)[0].strip(" .,;/")
    if bare:
        out.copies.append(part(cell, at + lead, len(cell.text), "copies.line", 0.9, bare))
