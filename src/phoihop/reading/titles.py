"""A heading for a duty, cut from its own words: nothing is invented."""

from __future__ import annotations

import re

from phoihop.reading.normalise import collapse

_LEADS = re.compile(
    r"^(?:Tiếp tục|Thường xuyên|Chủ động|Tăng cường|Thực hiện nghiêm|Đồng thời|Kịp thời),?\s+", re.IGNORECASE
)
_CUTS = (
    ", gắn với ",
    " trong việc ",
    "; ",
    ", nhất là ",
    ", đồng thời ",
    ", góp phần ",
    " giữa ",
    " theo ",
    ". ",
    " nhằm ",
    ", ",
)


_TIMES = re.compile(
    r"[,(]?\s+(?:xong\s+|hoàn thành\s+)?(?:trước|chậm nhất|muộn nhất)\s+(?:là\s+)?(?:ngày|tháng|hết)|,\s+gửi\s|\s+gửi\s+về\s|\s+về\s+(?:Ban|Văn phòng|Sở|Ủy ban)\s|\s+\(qua\s"
)


def short_title(words: str, most: int = 80) -> str:
    """At most `most` characters, cut where a phrase ends."""
    text = collapse(words).strip(" .;:,-–+")
    text = re.sub(r"^(?:\d+(?:\.\d+)*[.)]|[a-zđ][).]|[-–+•])\s*", "", text)
    text = re.sub(
        r"^(?:Đề nghị|Yêu cầu|Giao)\s+[^.;]{3,140}?\s+(?=(?:lập|gửi|báo cáo|tổ chức|xây dựng|rà soát|cử|mở|bố trí)\s)",
        "",
        text,
    )
    if (found := _TIMES.search(text)) and found.start() >= 12:
        text = text[: found.start()]
    if len(text) > most:
        text = _LEADS.sub("", text)
    if len(text) > most:
        for cut in _CUTS:
            at = text.rfind(cut, 25, most)
            if at != -1:
                text = text[:at]
                break
        else:
            text = text[: text.rfind(" ", 0, most)] + "…" if " " in text[:most] else text[:most]
    if text.count("(") > text.count(")"):
        text = text[: text.rindex("(")]
    text = text.strip(" .;:,-–(")
    return text[:1].upper() + text[1:]
