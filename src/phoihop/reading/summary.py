"""A reading in plain words, for the terminal."""

from __future__ import annotations

from datetime import date

from phoihop.reading.normalise import MOST
from phoihop.reading.parts import ActorPart, Part, Reading, ReportPart, TaskPart
from phoihop.reading.refusing import SENTENCES
from phoihop.reading.second import told_of_second
from phoihop.reading.titles import short_title

_WORDS: dict[str, dict[str, str]] = {
    "vi": {
        "document": "văn bản", "relayed": "trang đưa lại văn bản", "header_only": "chỉ có phần đầu văn bản",
        "lead": "chủ trì", "coordinate": "phối hợp",
        "basis": "căn cứ", "implements": "thực hiện", "amends": "sửa đổi", "replaces": "thay thế",
        "reviews": "sơ kết, tổng kết", "continues": "tiếp tục", "mentions": "nhắc đến",
        "weekly": "hằng tuần", "monthly": "hằng tháng", "quarterly": "hằng quý", "semiannual": "6 tháng",
        "annual": "hằng năm", "on_event": "khi phát sinh", "other": "định kỳ",
        "khan": "khẩn", "thuong_khan": "thượng khẩn", "hoa_toc": "hỏa tốc", "hoa_toc_hen_gio": "hỏa tốc hẹn giờ",
        "doc_type": "Loại", "number": "Số", "issuer": "Ban hành", "date": "Ngày", "place": "Nơi", "subject": "Trích yếu",
        "urgency": "Độ khẩn", "to": "Kính gửi", "signed": "Ký",
        "cited": "Văn bản được nhắc:", "of_day": "ngày {}", "by": "của {}",
        "tasks": "Nhiệm vụ: {}", "no_tasks": "Không có nhiệm vụ nào.", "nobody": "chưa rõ ai làm",
        "open_rhythm": "để ngỏ nhịp: {}", "or": " hoặc ", "open_span": "để ngỏ thời kỳ: {}",
        "due": "hạn {}", "report": "báo cáo", "through": "(qua {})",
    },
    "en": {
        "document": "letter", "relayed": "page that relays a letter", "header_only": "only the head of a letter",
        "lead": "leads", "coordinate": "supports",
        "basis": "basis", "implements": "implements", "amends": "amends", "replaces": "replaces",
        "reviews": "reviews", "continues": "continues", "mentions": "mentions",
        "weekly": "every week", "monthly": "every month", "quarterly": "every quarter", "semiannual": "every six months",
        "annual": "every year", "on_event": "when it happens", "other": "at intervals",
        "khan": "urgent", "thuong_khan": "very urgent", "hoa_toc": "express", "hoa_toc_hen_gio": "express by the hour",
        "doc_type": "Kind", "number": "Number", "issuer": "Issuer", "date": "Date", "place": "Place", "subject": "Subject",
        "urgency": "Urgency", "to": "To", "signed": "Signed",
        "cited": "Letters cited:", "of_day": "of {}", "by": "by {}",
        "tasks": "Tasks: {}", "no_tasks": "No tasks.", "nobody": "not said who",
        "open_rhythm": "rhythm left open: {}", "or": " or ", "open_span": "period left open: {}",
        "due": "due {}", "report": "report to", "through": "(through {})",
    },
}  # fmt: skip
_LONG = {
    "vi": "Tệp quá dài để là một văn bản: chỉ đọc {most:,} chữ đầu. Hãy chia nhỏ rồi đọc từng phần.",
    "en": "The file is too long to be one letter: only its first {most:,} characters were read. Split it and read each part.",
}
_URGENT = ("khan", "thuong_khan", "hoa_toc", "hoa_toc_hen_gio")


def summary(name: str, reading: Reading, language: str = "vi") -> str:
    """What the letter says stays in its own words; what is said of it is in the language asked for."""
    w = _WORDS[language]
    if reading.refused:
        return f"{name}: {SENTENCES[reading.why][language]}"
    second = [told_of_second(reading.text, reading.second, language)] if reading.second else []
    if len(reading.text) > MOST and not second:
        second = [_LONG[language].format(most=MOST)]
    return "\n".join(
        [f"{name}: {w[reading.klass]}", *_head(reading, w), *_cited(reading, w), *_tasks(reading, w), *second]
    )


def _head(r: Reading, w: dict[str, str]) -> list[str]:
    urgency = _v(r.urgency)
    rows = [
        ("doc_type", _v(r.doc_type)),
        ("number", _v(r.number)),
        ("issuer", _v(r.issuing_body)),
        ("date", _day(r.date) or _v(r.date_raw)),
        ("place", _v(r.place)),
        ("subject", _v(r.subject)),
        ("urgency", w[urgency] if urgency in _URGENT else ""),
        ("to", "; ".join(p.value for p in r.to)),
        ("signed", " ".join(filter(None, [_v(r.signed_for), _v(r.signer_position)]))),
    ]
    return [f"  {w[name] + ':':<11}{value}" for name, value in rows if value]


def _v(part: Part | None) -> str:
    return part.value if part else ""


def _day(day: date | None) -> str:
    """03/7 and 02/01: a zero before days under ten, and before the first two months only."""
    return (
        f"{day.day:02d}/{day.month:02d}/{day.year}"
        if day and day.month < 3
        else day.strftime("%d/") + f"{day.month}/{day.year}"
        if day
        else ""
    )


def _cited(r: Reading, w: dict[str, str]) -> list[str]:
    out = [f"  {w['cited']}"] if r.citations else []
    for c in r.citations:
        day = w["of_day"].format(_day(c.date)) if c.date else ""
        what = " ".join(filter(None, [c.doc_type, c.number, day, w["by"].format(c.issuer) if c.issuer else ""]))
        out.append(f"    {what} ({w[c.relation]})")
    return out


def _tasks(r: Reading, w: dict[str, str]) -> list[str]:
    out = [f"  {w['tasks'].format(len(r.tasks)) if r.tasks else w['no_tasks']}"]
    for n, task in enumerate(r.tasks, 1):
        out += [f"   {n:>2}. {short_title(task.words)}", *(f"       {line}" for line in _lines(task, w))]
    return out


def _lines(task: TaskPart, w: dict[str, str]) -> list[str]:
    who = "; ".join(_who(a, w) for a in task.actors) or w["nobody"]
    when = _when(w, task.deadline, task.deadline_phrase, None if task.choices else task.cadence)
    lines = [who + (f" · {when}" if when else "")]
    if task.choices:
        lines.append(w["open_rhythm"].format(w["or"].join(w[c] for c in task.choices)))
    if task.span_choice:
        lines.append(w["open_span"].format(_flat(task.span_choice)))
    if task.report:
        lines.append(_report(task.report, w))
    return lines


def _who(actor: ActorPart, w: dict[str, str]) -> str:
    return actor.name if actor.role == "do" else f"{actor.name} ({w[actor.role]})"


def _when(w: dict[str, str], day: date | None, phrase: str | None, cadence: str | None) -> str:
    said = w["due"].format(_day(day)) if day else _flat(phrase) if phrase else ""
    return " · ".join(filter(None, [said, w[cadence] if cadence else ""]))


def _flat(words: str) -> str:
    return " ".join(words.split())


def _report(report: ReportPart, w: dict[str, str]) -> str:
    words = [w["report"], ", ".join(report.to), w["through"].format(report.through) if report.through else ""]
    when = _when(w, report.deadline, report.deadline_phrase, report.cadence)
    return " ".join(filter(None, words)) + (f" · {when}" if when else "")
