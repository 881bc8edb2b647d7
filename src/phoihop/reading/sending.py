"""What is handed over to whom: reports, lists, figures make a report; plans, forms and gifts do not."""

from __future__ import annotations

from phoihop.reading.lexicon import tags
from phoihop.reading.names import name_at, names_at
from phoihop.reading.tokens import Tokens

BRINGS = {"về", "cho", "với", "gửi", "đến", "tới", "lên", "trình"}
PAPERS = {
    "kế hoạch",
    "chương trình",
    "đề án",
    "dự thảo",
    "phương án",
    "phiếu",
    "phóng sự",
    "tài liệu",
    "tham luận",
    "tờ trình",
    "hồ sơ",
    "giấy",
    "đề cương",
    "bài viết",
    "quy chế",
    "tư liệu",
    "bản tin",
    "hiện vật",
    "quà",
    "tiền quyên",
    "tiền ủng",
}
RESULTS = {
    "báo cáo",
    "danh sách",
    "số liệu",
    "kết quả",
    "biên bản",
    "thống kê",
    "bảng",
    "biểu",
    "thông tin",
    "ý kiến",
    "số lượng",
    "đăng ký",
    "sao kê",
}
_DETAILS = {
    "họ tên",
    "tên",
    "họ và",
    "số điện",
    "kết luận",
    "bảng điểm",
    "bản sao",
    "nhật ký",
    "minh chứng",
    "hình ảnh",
}
HANDS = {"nộp", "chuyển"}
_NOT_FIGURES = {"công", "hệ", "cục"}  # công báo, hệ thống … , Cục Thống kê
_SOUNDS = {
    "các",
    "thông",
    "tờ",
    "trên",
    "mỗi",
    "cảnh",
    "dự",
    "khai",
    "tình",
    "loa",
    "đài",
}  # of a word that ends in «báo»
TELLS = {"phản ánh", "giải trình", "báo", "thông báo"}  # report where they are told to somebody
_OBJECT = 8  # words of what is told
_LOOK_BACK = 80  # words before «gửi» in which is said what is sent


def is_one(t: Tokens, i: int, words: set[str]) -> int:
    """Where one of these words or pairs that begins at `i` ends; 0 where none does."""
    if " ".join(t.words[i : i + 2]) in words:
        return i + 2
    return i + 1 if i < len(t.words) and t.words[i] in words else 0


def tells(t: Tokens, a: int, k: int, b: int) -> bool:
    """«phản ánh kịp thời về Bộ …», «giải trình với …», «báo ngay cho …», «báo số người về Ban …»."""
    at = k + t.widths[k]
    while at < b and (t.has(at, tags.ADV) or t.words[at] in {"bằng", "văn", "bản", "nhanh", "lại"}):
        at += t.widths[at]
    if t.phrase(k) == "thông báo":
        told = is_one(t, at, RESULTS)
        while told and told < min(b, at + _OBJECT) and t.words[told] not in BRINGS and not t.has(told, tags.VERB):
            told += 1  # «thông báo danh sách cử tri cho …»
        at = told or at
        return (
            at < b and t.words[at] in {"cho", "với", "đến", "về"} and any(n.proper for n in names_at(t, at + 1, b)[0])
        )
    if at >= b or (k > a and t.words[k - 1] in _SOUNDS):
        return False
    if t.phrase(k) == "báo" and k > a and t.has(k - 1, tags.MODAL) and (name := name_at(t, at, b)):
        return name.proper  # «phải báo Công an tỉnh»
    if t.phrase(k) == "phản ánh" and t.words[at] not in BRINGS:
        return reaches(t, at, b)
    if t.words[at] in {"về", "với", "cho", "tới", "đến"}:
        return bool(names_at(t, at + 1, b)[0])
    counts = t.words[at] in {"số", "kết", "tình", "danh"} or (not t.tags[at] and reaches(t, at, b))
    return t.phrase(k) == "báo" and not t.capital(at) and counts


def provides(t: Tokens, k: int, b: int) -> bool:
    """«cung cấp cho X danh sách …», «cung cấp thông tin về … cho X»: figures handed to somebody named."""
    if t.words[k + 1 : k + 2] != ["cấp"] or not any(is_one(t, i, RESULTS) for i in range(k, min(b, k + 20))):
        return False
    for i in range(k + 1, min(b, k + 40)):
        if t.words[i] == ";":
            break
        if t.words[i] in {"cho", "về"}:
            name = name_at(t, i + 1, b)
            if name and name.proper:
                return True
    return False


def reaches(t: Tokens, at: int, b: int) -> bool:
    """«thông tin kết quả đăng tải về Ban X»: somebody named gets it."""
    for i in range(at, min(b, at + 12)):
        if t.words[i] in {"về", "cho", "tới"}:
            name = name_at(t, i + 1, b)
            return name is not None and name.proper
    return False


def sends_report(t: Tokens, a: int, k: int, b: int) -> bool:
    """«Gửi Ban Tuyên giáo Tỉnh ủy báo cáo …», «gửi Bộ Y tế để tổng hợp», «gửi Sở Nội vụ trước ngày …»: not a plan or a form."""
    if t.words[k] in HANDS:
        return _object(t, k, b, RESULTS) and _receiver(t, k, b)
    if t.words[k] != "gửi":
        return False
    if _object(t, k, b, _DETAILS):
        return _receiver(t, k, b)
    if not sends_results(t, a, k, b):
        return False
    at = k + 1
    while at < b and t.words[at] in {"về", "cho", "đến", "tới", "trước"}:
        at += 1
    names, after = names_at(t, at, b)
    if not names:
        said = any(is_one(t, i, {"báo cáo", "biên bản", "danh sách"}) for i in range(k, min(b, k + 4)))
        return (
            said
            or kind_alone(t, at, b)
            or (_object(t, k, b, RESULTS) and _receiver(t, k, b))
            or (_opens_with_result(t, a, k) and t.has(k + 1, tags.RHYTHM))
        )
    closes = after >= b or t.words[after] in {".", ";", "/", "để", "qua", ")"} or t.has(after, tags.RHYTHM | tags.EVENT)
    timed = after < b and t.words[after] in {",", "vào", "trong"} and t.has(after + 1, tags.RHYTHM)
    return closes or timed or bool(is_one(t, after, RESULTS))


def kind_alone(t: Tokens, at: int, b: int) -> bool:
    """«lập báo cáo gửi Ban trước ngày …»: the office that writes, by its kind alone."""
    if at >= b or not t.has(at, tags.SINGLE) or not t.capital(at) or t.words[at - 1] not in BRINGS:
        return False
    return at + 1 >= b or t.words[at + 1] in {".", ";", ",", "để"} or t.has(at + 1, tags.RHYTHM)


def _object(t: Tokens, k: int, b: int, words: set[str]) -> bool:
    """«gửi họ tên, số điện thoại …», «nộp danh sách …»: what is handed over stands behind the verb."""
    return any(is_one(t, i, words) for i in range(k + 1, min(b, k + 3)))


def _receiver(t: Tokens, k: int, b: int) -> bool:
    stop = next((i for i in range(k, min(b, k + 30)) if t.words[i] == ";"), min(b, k + 30))
    return any(t.words[i] in {"về", "cho", "đến", "tới"} and names_at(t, i + 1, b)[0] for i in range(k + 1, stop))


def _opens_with_result(t: Tokens, a: int, k: int) -> bool:
    """«Danh sách đảng viên … gửi trước ngày …»."""
    return any(is_one(t, i, {"báo cáo", "biên bản", "danh sách", "kết quả"}) for i in range(a, min(k, a + 2)))


def sends_results(t: Tokens, a: int, k: int, b: int) -> bool:
    """What is sent is a report, a list, figures; or nothing is named, and so it is what came of the work."""
    if _object(t, k, b, RESULTS):
        return True
    a = max(a, k - _LOOK_BACK)
    first = next((i + 1 for i in range(k - 1, a - 1, -1) if t.words[i] == ";"), a)
    for i in range(k - 1, first - 1, -1):
        if t.words[i - 1 : i + 2] == ["lập", "biên", "bản"]:
            return False  # the record of an offence goes to those who deal with it
        if _is_result(t, first, i):
            return not any(is_one(t, j, PAPERS) for j in range(max(first, i - 6), i))
        of_result = any(_is_result(t, first, j) for j in range(max(first, i - 8), i))
        if (
            is_one(t, i, PAPERS)
            and not of_result
            and not (i > first and t.words[i - 1] in {"theo", "kèm", "tại", "và", "này"})
        ):
            return False
    return not any(is_one(t, i, PAPERS) for i in range(k, min(b, k + 8)))


def _is_result(t: Tokens, first: int, i: int) -> bool:
    return bool(is_one(t, i, RESULTS)) and not (i > first and t.words[i - 1] in _NOT_FIGURES)
