"""What the text is: a document, a page that relays one, a header only, no document, or unreadable."""

from __future__ import annotations

import re
from collections.abc import Sequence

from phoihop.reading.blocks import PLAIN, Block
from phoihop.reading.header.model import Header
from phoihop.reading.parts import TaskPart
from phoihop.reading.tokens import Tokens

_NATION = re.compile(
    r"cộng\s+hòa\s+xã\s+hội\s+chủ\s+nghĩa|đảng\s+cộng\s+sản\s+việt\s+nam\s*$|độc\s+lập\s*-+\s*tự\s+do", re.MULTILINE
)
_NEWS = re.compile(
    r"đăng\s+ngày|lượt\s+xem|tin\s+liên\s+quan|cập\s+nhật\s*(?:lúc|:)|gmt|\(ttxvn\)|phóng\s+viên|cho\s+biết|chia\s+sẻ\s+với|\(\w+\.vn\)|theo\s+đó,|bài,?\s+ảnh"
)
_VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_TELLS = re.compile(
    r"(?:^|\n)\s*(?:pv|phóng\s+viên|hỏi|đáp)\s*:|phỏng\s+vấn\s+(?:ông|bà|đồng)|chúng\s+tôi\s+(?:cảm|gặp|đến|có\s+mặt|chứng)|(?:vui\s+vẻ|tâm\s+sự|xúc\s+động|phấn\s+khởi)\s+(?:nói|kể|cho\s+biết|chia\s+sẻ)"
)
_OTHER = re.compile(
    r"ngày\s+soạn\s*:|tiến\s+trình\s+dạy\s+học|giáo\s+án|\(\d+\s+người\s+ăn\)|nguyên\s+liệu\s*:|cách\s+(?:làm|nấu|chế\s+biến)\s*:"
)
_VOICE = re.compile(r"(?<!chúng )(?<!\w)tôi(?!\w)")  # who says «I» tells and gives no orders
_OFFICIAL = re.compile(
    r"(?<!\w)(?:cơ\s+quan|đơn\s+vị|ubnd|ủy\s+ban|uỷ\s+ban|sở|bộ|ngành|đảng|chi\s+bộ|ban|phòng|công\s+an|hội|đoàn|chính\s+phủ|quốc\s+hội|nghị\s+quyết|quyết\s+định|kế\s+hoạch|trường|cấp)(?!\w)"
)
_GROUNDS = ("căn cứ", "theo ", "thực hiện", "xét ", "sau khi", "trên cơ sở")
_ISSUING = re.compile(r"[\w\s]{4,60}\s+ban\s+hành\s+(?:quyết định|nghị quyết|thông tư|nghị định|chỉ thị|quy định)")
_ANNEX = re.compile(
    r"\(\s*(?:ban\s+hành\s+)?kèm\s+theo\s+(?:kế\s+hoạch|quyết\s+định|công\s+văn|hướng\s+dẫn|chương\s+trình|thông\s+báo|nghị\s+quyết|báo\s+cáo)"
)
_LETTERS = 40


def classify(t: Tokens, header: Header, blocks: Sequence[Block], tasks: Sequence[TaskPart]) -> str:
    letters = sum(len(word) for word in t.words if word[0].isalpha())
    own = header.number is not None or header.date_raw is not None
    if letters == 0 or (letters < _LETTERS and not own):
        return "unreadable"
    if header.relayed:
        return _relayed(t, tasks)
    if header.register:
        return "header_only"
    if _letterhead(t, header):
        return _with_letterhead(t, header, blocks, tasks)
    return _without(t, header, blocks, tasks)


def _relayed(t: Tokens, tasks: Sequence[TaskPart]) -> str:
    if _TELLS.search(t.low):
        return "not_document"
    if tasks:
        return "relayed"
    return "header_only" if len(t.text) < 500 else "not_document"


def _letterhead(t: Tokens, header: Header) -> bool:
    return (
        header.number is not None
        or header.place is not None
        or _NATION.search(t.low[:2000]) is not None
        or (header.doc_type is not None and header.doc_type.rule == "type.title")
    )


def _with_letterhead(t: Tokens, header: Header, blocks: Sequence[Block], tasks: Sequence[TaskPart]) -> str:
    if tasks or any(b.level < PLAIN and t.low[b.start : b.start + 7] != "căn cứ" for b in blocks):
        return "document"
    said = header.number or header.subject or header.date_raw
    if not said:
        return "unreadable"
    body = sum(b.end - b.start for b in blocks if not _is_ground(t, b))
    closed = header.signer_position or header.signed_for or header.to
    return "document" if body > (60 if closed else 400) else "header_only"


def _is_ground(t: Tokens, block: Block) -> bool:
    """«Căn cứ …», «Theo đề nghị …», and the sentence that issues."""
    opens = t.low.startswith(_GROUNDS, block.start)
    return opens or _ISSUING.match(t.low, block.start, block.end) is not None


def _without(t: Tokens, header: Header, blocks: Sequence[Block], tasks: Sequence[TaskPart]) -> str:
    """An excerpt gives orders under marks; news tells."""
    marked = sum(b.level < PLAIN for b in blocks)
    if header.signer_position and not blocks:
        return "unreadable"
    if _ANNEX.search(t.low[:800]) or (tasks and any(p.rule == "addressee.line" for p in header.to)):
        return "document"  # an annex, or a letter on a page that has lost its letterhead
    if _OTHER.search(t.low) or len(_VOICE.findall(t.low)) > 1 or len(_OFFICIAL.findall(t.low)) < 2:
        return "not_document"
    if tasks and _VIETNAMESE.search(t.low) and (marked or header.signer_position) and not _NEWS.search(t.low):
        return "document"
    if (
        tasks
        and not _NEWS.search(t.low)
        and any(x.confidence >= 0.8 and x.rule == "piece.whole" for x in tasks)
        and header.to
    ):
        return "document"
    return "not_document"
