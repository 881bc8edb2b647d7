"""What the text is: a document, a page that relays one, a header only, no document, or unreadable."""

from __future__ import annotations

import re
from collections.abc import Sequence

from phoihop.reading.blocks import PLAIN, Block
from phoihop.reading.header.model import Header
from phoihop.reading.lexicon import tags
from phoihop.reading.names import begins_name, names_at
from phoihop.reading.no_papers import is_no_paper
from phoihop.reading.parts import TaskPart
from phoihop.reading.tokens import Tokens

_NATION = re.compile(
    r"cộng\s+hòa\s+xã\s+hội\s+chủ\s+nghĩa|đảng\s+cộng\s+sản\s+việt\s+nam\s*$|độc\s+lập\s*-+\s*tự\s+do", re.MULTILINE
)
_NEWS = re.compile(  # tells of what was said or held
    r"\(ttxvn\)|phóng\s+viên|cho\s+biết|chia\s+sẻ\s+với|theo\s+đó,|bài,?\s+ảnh|(?<!thông\s)tin,?\s+ảnh(?=\s*[:.\n]|\s*$)|ảnh\s*:|phát\s+biểu|nhấn\s+mạnh|(?:buổi|cuộc)\s+(?:làm\s+việc|kiểm\s+tra)\s+(?:với|tại)"
    r"|(?:sáng|chiều|tối)\s+(?:ngày\s+|nay,?\s+)?\d{1,2}[/.-]\d{1,2}|(?:hội\s+nghị|buổi\s+lễ|lễ)\s+(?:đã\s+)?diễn\s+ra|tham\s+dự\s+(?:hội\s+nghị|buổi|lễ)\s+có"
    r"|(?:^|[.\n]\s*)theo\s+(?:sở|bộ|ubnd|ông|bà|lãnh\s+đạo|đại\s+diện|thông\s+tin)\s[^,.\n]{0,40},"
)
_VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_PAGE = re.compile(
    r"đăng\s+(?:ngày|lúc)|ngày\s+đăng|lượt\s+xem|lần\s+đọc|\[?\(?gmt\s?\+7|\([\w.-]+\.vn\)\s*[-–]|(?:^|\n)\W*\(?(?:ttv|ttxvn|btv)\)\s*[-–]|tác\s+giả\s*:|cập\s+nhật\s*(?:lúc|ngày|:)"
    r"|(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ\s+nhật)\s*[,-]\s*(?:ngày\s+)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
)
_I = re.compile(r"(?<!chúng )(?<!\w)tôi(?!\w)")  # who says «I» tells and gives no orders
_WE = re.compile(r"(?<!\w)chúng\s+(?:tôi|em|con)(?!\w)")
_SAYS = r"(?:nói|kể|cho\s+biết|chia\s+sẻ|tâm\s+sự|nhớ\s+lại|bày\s+tỏ|trả\s+lời|hỏi)"
_SPEECH = re.compile(
    rf"[\"”»][\s,.–-]{{0,4}}(?:[^\W\d]+[\s,]+){{0,24}}?{_SAYS}(?!\w)|(?<!\w){_SAYS}\s*(?:rằng)?\s*:\s*[\"“«]"
)
_ADDRESSED = re.compile(r"(?<!\w)(?:thưa\s+(?:ông|bà|đồng\s+chí|anh|chị)|phóng\s+viên|pv\s*:)")
_PUPILS = re.compile(
    r"(?:các\s+)?(?:giáo\s+viên|học\s+sinh|sinh\s+viên|phụ\s+huynh|thầy|cô|trò|em|bạn|gv|hs|nhóm|người)(?!\w)",
    re.IGNORECASE,
)
_DONE = re.compile(r"(?<!\w)(?:đã|vừa)\s")
_QUIZ = re.compile(r"(?<!\w)a\.\s[^\n]{2,120}?\sb\.\s")
_QUESTION = re.compile(r"\?(?=\s|$|[\"”])")
_OFFICIAL = re.compile(
    r"(?<!\w)(?:cơ\s+quan|đơn\s+vị|ubnd|ủy\s+ban|uỷ\s+ban|sở|bộ|ngành|đảng|chi\s+bộ|ban|phòng|công\s+an|hội|đoàn|chính\s+phủ|quốc\s+hội|nghị\s+quyết|quyết\s+định|kế\s+hoạch|trường|cấp)(?!\w)"
)
_GROUNDS = ("căn cứ", "theo ", "thực hiện", "xét ", "sau khi", "trên cơ sở")
_ISSUING = re.compile(r"[\w\s]{4,60}\s+ban\s+hành\s+(?:quyết định|nghị quyết|thông tư|nghị định|chỉ thị|quy định)")
_ANNEX = re.compile(
    r"\(\s*(?:ban\s+hành\s+)?kèm\s+theo\s+(?:kế\s+hoạch|quyết\s+định|công\s+văn|hướng\s+dẫn|chương\s+trình|thông\s+báo|nghị\s+quyết|báo\s+cáo)"
)
_ASKS_ON = re.compile(
    r",?\s*(?:yêu\s+cầu|đề\s+nghị|giao|chỉ\s+đạo)\s"
)  # the orders follow in the sentence of the issuing
_GROUND_LINE = re.compile(
    r"^\s*-?\s*(?:căn\s+cứ)\s+(?:luật|nghị|quyết|chỉ|kế|công|thông|điều|chương|hướng|văn|kết|pháp|quy)", re.MULTILINE
)
_ARTICLE_LINE = re.compile(r"^\s*điều\s+\d+\s*[.:]", re.MULTILINE)
_CLOSED = re.compile(r"\./\.?\s*$", re.MULTILINE)
_LETTERS, _SAID = 40, 80
_LEAD = 600  # characters in which a page has come to its point


def classify(t: Tokens, header: Header, blocks: Sequence[Block], tasks: Sequence[TaskPart]) -> str:
    letters = sum(len(word) for word in t.words[:_LETTERS] if word[0].isalpha())
    if letters < _LETTERS:
        letters = sum(len(word) for word in t.words if word[0].isalpha())
    own = header.number is not None or header.date_raw is not None
    if letters == 0 or (letters < _LETTERS and not own):
        return "unreadable"
    if is_no_paper(t, header):
        return "not_document"
    if header.relayed:
        return _relayed(t, header, tasks)
    if header.register:
        return "document" if _goes_on(header, tasks) else "header_only"
    if _letterhead(t, header):
        return _with_letterhead(t, header, blocks, tasks)
    return _without(t, header, blocks, tasks)


def _relayed(t: Tokens, header: Header, tasks: Sequence[TaskPart]) -> str:
    if len(_I.findall(t.low)) > 1 or _interviews(t) or len(_QUIZ.findall(t.low)) > 1 or _heard(t.low[: header.body_at]):
        return "not_document"  # who has been heard before the document is named tells a story
    if any(_is_told(x) for x in tasks) or (header.body_at < _LEAD and _ASKS_ON.match(t.low, header.body_at)):
        return "relayed"
    return "header_only" if len(t.text) < 500 else "not_document"


def _is_told(task: TaskPart) -> bool:
    """Somebody is asked, or has a day or a rhythm; «các đơn vị tổ chức …» alone may tell of what was done."""
    told = any(actor.rule not in {"doer.subject", "doer.with"} or actor.role == "lead" for actor in task.actors)
    return told or bool(task.deadline or task.cadence or task.report)


def _interviews(t: Tokens) -> bool:
    """Questions that somebody is asked; those in the headings of a portal ask nobody."""
    return len(_QUESTION.findall(t.low)) > 1 and _ADDRESSED.search(t.low) is not None


def _goes_on(header: Header, tasks: Sequence[TaskPart]) -> bool:
    """The title of a page, and behind it orders to others than the issuer."""
    if header.number is None or header.number.rule != "number.page_title":
        return False
    own = header.issuing_body.value if header.issuing_body else ""
    return any(actor.rule == "doer.asked" and actor.name != own for task in tasks for actor in task.actors)


def _letterhead(t: Tokens, header: Header) -> bool:
    return (
        header.number is not None
        or header.place is not None
        or _NATION.search(t.low[:2000]) is not None
        or (header.doc_type is not None and header.doc_type.rule == "type.title")
    )


def _with_letterhead(t: Tokens, header: Header, blocks: Sequence[Block], tasks: Sequence[TaskPart]) -> str:
    if tasks or any(b.level < PLAIN and not _is_ground(t, b) for b in blocks):
        return "document"
    if not (header.number or header.subject or header.date_raw):
        return "unreadable"
    if _told_by_lines(t, blocks) > 1:
        return "document"
    body = sum(b.end - b.start for b in blocks if not _is_ground(t, b))
    body = body if blocks else header.body_end - header.body_at  # nothing but a table
    closed = header.signer_position or header.signed_for or header.to
    return "document" if body > (60 if closed else 400) else "header_only"


def _told_by_lines(t: Tokens, blocks: Sequence[Block]) -> int:
    """Lines that begin «Sở Y tế tổ chức …»: a head has none of them."""
    begins = [at for b in blocks if not _is_ground(t, b) for at in _line_starts(t, b)]
    found = [names_at(t, t.at(at), len(t.words)) for at in begins if begins_name(t, t.at(at))]
    return sum(after < len(t.words) and t.has(after, tags.VERB) for names, after in found if names)


def _line_starts(t: Tokens, block: Block) -> list[int]:
    return [block.start, *(n + 1 for n in range(block.start, block.end) if t.text[n] == "\n")]


def _is_ground(t: Tokens, block: Block) -> bool:
    """«Căn cứ …», «Theo đề nghị …», and the sentence that issues."""
    opens = t.low.startswith(_GROUNDS, block.start)
    return opens or _ISSUING.match(t.low, block.start, block.end) is not None


def _without(t: Tokens, header: Header, blocks: Sequence[Block], tasks: Sequence[TaskPart]) -> str:
    """An excerpt gives orders; news tells, and so do lessons, recipes and interviews."""
    if header.signer_position and not blocks:
        return "unreadable"
    if _ANNEX.search(t.low[:800]) or _columns(tasks):
        return "document"
    if _tells(t) or not _official(t):
        return "not_document"
    told = _speaks(t, header, tasks) or _is_paper(t, header, blocks, tasks) or _gives_orders(t, header, blocks, tasks)
    if not told:
        return "not_document"
    return "relayed" if tasks and _posted(t) and _marks_of_paper(t, header) < 2 else "document"


def _posted(t: Tokens) -> bool:
    """What a page puts around what it passes on: when it was posted, how often read, by which paper."""
    return _PAGE.search(t.low[:_LEAD]) is not None or _PAGE.search(t.low[-200:]) is not None


def _is_paper(t: Tokens, header: Header, blocks: Sequence[Block], tasks: Sequence[TaskPart]) -> bool:
    marks = _marks_of_paper(t, header)
    return marks > 1 and (bool(tasks) or any(b.end - b.start > _SAID for b in blocks))


def _marks_of_paper(t: Tokens, header: Header) -> int:
    """What only an office's paper has, letterhead or not: addressees, grounds, articles, recipients, a signature, «./.»."""
    marks = [
        any(p.rule == "addressee.line" for p in header.to),
        _GROUND_LINE.search(t.low) is not None,
        len(_ARTICLE_LINE.findall(t.low)) > 1,
        bool(header.copies),
        header.signed_for is not None or header.signer_position is not None,
        _CLOSED.search(t.low) is not None,
    ]
    return sum(marks)


def _gives_orders(t: Tokens, header: Header, blocks: Sequence[Block], tasks: Sequence[TaskPart]) -> bool:
    """Orders to addressees, or to bodies it names under the marks of a list, and nobody who tells of them."""
    if tasks and any(p.rule == "addressee.line" for p in header.to):
        return True  # a letter on a page that has lost its letterhead
    if _NEWS.search(t.low) or not any(task.actors for task in tasks):
        return False
    tasks = [x for x in tasks if not (x.actors and _PUPILS.match(x.actors[0].name))]
    if sum(bool(x.actors and x.deadline and not _DONE.search(x.words)) for x in tasks) > 1:
        return True  # who and by when, said twice: nobody tells a story so
    if _CLOSED.search(t.low) and any(a.rule == "doer.asked" for x in tasks for a in x.actors):
        return True
    if sum(any(a.rule == "doer.heading" for a in x.actors) for x in tasks) > 1:
        return True  # lists of orders under the names of those who are told
    marked = (
        any(b.level < PLAIN for b in blocks) and any(_is_told(x) for x in tasks)
    ) or header.signer_position is not None
    return marked or (bool(header.to) and any(x.confidence >= 0.8 and x.rule == "piece.whole" for x in tasks))


def _speaks(t: Tokens, header: Header, tasks: Sequence[TaskPart]) -> bool:
    """A body speaks before any item: to addressees, to somebody it names, or to those who are told further on."""
    issuer = header.issuing_body
    if issuer is None or issuer.rule not in {"issuer.directs", "issuer.acts"}:
        return False
    if any(p.rule == "addressee.line" for p in header.to):
        return True
    if issuer.rule == "issuer.acts" or _NEWS.search(t.low):
        return False
    verb = t.at(issuer.end)
    while verb < len(t.words) and not t.has(verb, tags.ASK | tags.VERB):
        verb += 1
    return bool(tasks) or begins_name(t, verb + t.widths[min(verb, len(t.words) - 1)])


def _columns(tasks: Sequence[TaskPart]) -> bool:
    """A plan's table that has lost the plan: columns say who is to do what."""
    return sum(any(a.rule == "doer.column" for a in x.actors) for x in tasks) > 1


def _official(t: Tokens) -> bool:
    return _VIETNAMESE.search(t.low) is not None and len(_OFFICIAL.findall(t.low)) > 1


def _tells(t: Tokens) -> bool:
    """Somebody speaks for himself: says «I», asks questions, is quoted; an office's paper does none of it."""
    return _asks_or_says_i(t) or _heard(t.low)


def _asks_or_says_i(t: Tokens) -> bool:
    return len(_I.findall(t.low)) > 1 or len(_QUESTION.findall(t.low)) > 1


def _heard(low: str) -> bool:
    return _WE.search(low) is not None and _SPEECH.search(low) is not None
