"""Every row of every bench: its bound, and which part measures it."""

from __future__ import annotations

from phoihop.ops.bench.figures import Row, Sense
from phoihop.reading.scoring import GOALS

_F1 = ("citations", "tasks", "doers", "roles", "reports")  # the other fields are shares


def row_of(field: str) -> str:
    """The name of the row that shows a field's score."""
    return f"{field}_f1" if field in _F1 else field


LOOP = [
    Row("first_start_s", "starting", "s", 60, "a fresh clone with an empty HOME, until the demo's first page answers 200"),
    Row("second_start_s", "starting", "s", 5, "the same clone again"),
    Row("due_list_ratio", "lists", "×", 2,
        "50 overdue of 600,000 obligations and their total, filtered, as HTML, signed in; ÷ a bare Django page over the "
        "same raw SQL"),
    Row("due_list_growth", "lists", "×", 1.3, "the same page at 600,000 ÷ at 51,000 obligations, as many overdue in both"),
    Row("page_queries_max", "queries", "queries", 20, "queries of the worst page that lists something, at any size"),
    Row("board_ms_ratio", "lists", "×", 3,
        "the board of 124 units × 12 months out of 600,000 obligations ÷ one bare GROUP BY of the same"),
    Row("hand_in_per_s_pg", "handing", "1/s", 140,
        "answers of 60 figures by HTTP at 16 clients, acknowledged durable, PostgreSQL with fsync", Sense.AT_LEAST),
    Row("hand_in_per_s_sqlite", "handing", "1/s", 140, "the same, SQLite with synchronous FULL", Sense.AT_LEAST),
    Row("hand_in_p95_ms", "handing", "ms", 200, "of the same at 16 clients, the slower of both databases"),
    Row("hand_in_lost", "handing", "answers", 0,
        "acknowledged, and gone or not whole: 400 writers, server and database killed −9 at random 200 times on each "
        "database"),
    Row("hand_in_doubled", "handing", "answers", 0, "of the same, those that stand there more than once"),
    Row("open_per_s", "opening", "1/s", 10_000, "obligations opened for 5,000 units × 12 months × 10 duties",
        Sense.AT_LEAST),
    Row("seen_after_s", "seen", "s", 5, "from handing in a response until the board counts it, at 600,000 obligations"),
    Row("read_seed_ms", "reading", "ms", 50, "a letter of the first one's shape, from text to structure"),
    Row("synthesis_ratio", "synthesis", "×", 3,
        "124 units' answers until their report is a .docx of 30 pages or more ÷ docxtpl filling a template of the same words"),
    Row("rights_differences", "rights", "differences", 0, "every address × role × relation against a naive oracle"),
    Row("axe_violations", "looking", "violations", 0,
        "every page of the rehearsal, both themes, both languages, 1440 and 390 px, in a real browser"),
    Row("fuzz_crashes", "rights", "crashes", 0, "10,000 mutated uploads and 10,000 mutated requests"),
    Row("restore_differences", "restoring", "differences", 0,
        "a backup under load, brought back elsewhere; rows and files that differ"),
]  # fmt: skip
_READ = "of letters that nobody looked at while the rules were written"
READING = [
    *(
        Row(row_of(field), "letters", "share", goal, f"{field.replace('_', ' ')} {_READ}", Sense.AT_LEAST)
        for field, goal in GOALS.items()
    ),
    Row("letters_per_s", "letters", "1/s", 100, "letters of 3,000 characters, from text, on one core", Sense.AT_LEAST),
    Row("growth", "letters", "×", 1.3, "300,000 characters ÷ 3,000, for each character"),
    Row("rss_mb", "letters", "MB", 200, "memory at most while a letter of 500 pages is read"),
    Row("docx_ms", "files", "ms", 300, "ten pages of a Word file to structure"),
    Row("pdf_ms", "files", "ms", 200, "ten pages of a PDF to structure, its reader a process of its own"),
    Row(
        "scan_cer",
        "files",
        "share",
        0.01,
        f"letters misread on sheets printed here, turned ≤ 2°, noise σ ≤ 12, blur ≤ 1 px, stamped, 150–300 dpi; {_READ}",
    ),
    Row("scan_tasks_f1", "files", "share", 0.85, "tasks found on the same scans", Sense.AT_LEAST),
    Row(
        "fuzz_failures",
        "letters",
        "failures",
        0,
        "1,000,000 random, bent and hostile texts and 10,000 files: fallen, hung, or invented",
    ),
    Row("mutation_loss", "letters", "share", 0.02, "the most that any field loses by twenty kinds of dirt"),
    Row(
        "calibration", "letters", "share", 0.95, f"right among the parts said 0.9 sure or more, {_READ}", Sense.AT_LEAST
    ),
    Row(
        "desk_keys",
        "desk_keys",
        "keys",
        20,
        "keys and clicks from the drop of a letter to «Giao», corrections by its annotation included; median of ten, "
        "in a browser",
    ),
    Row(
        "register_s",
        "registering",
        "s",
        0.1,
        "a text letter by HTTP: dropped, read, registered, found by search; median",
    ),
]
RIGHTS = [
    Row("rights_ratio", "reformed", "×", 1.3,
        "two lists as whole pages at 600,000 obligations, what is late of the office's own and a duty's rows for the auditor "
        "of the province, by the rights of that day ÷ the same pages with posts known and nothing filtered; the worse"),
    Row("rights_differences", "reformed", "differences", 0,
        "every page, export and thing × role × unit, before and after units merged, split, moved and closed, against a "
        "naive oracle"),
]  # fmt: skip
ANNEX = [
    Row(
        "decision_annex_f1",
        "annex",
        "share",
        0.98,
        "20 annexes written by us (XLSX, .docx, CSV; merged cells, parts of communes): units and shares read right",
        Sense.AT_LEAST,
    ),
]
RECORD = [
    Row("tamperings_found", "record", "changes", 1000,
        "of 1,000 random changes to sealed rows, their words and the seals, by somebody who may write everything in the "
        "database; found, and with their place; the worse of SQLite and PostgreSQL", Sense.AT_LEAST),
    Row("record_cost", "record", "×", 1.15,
        "handing in 60 figures with the record ÷ without it, the action alone, in turns; the worse of both databases"),
]  # fmt: skip
VIEWS = [
    Row("conserved_differences", "views", "sums", 0,
        "20 fields × 24 months × as it was and four trees, of every commune: sums of the country and of each province that "
        "differ from what units said themselves, to the digit and by kind"),
    Row("export_differences", "views", "bytes", 0,
        "a report of 124 units issued as .docx and PDF, rendered anew after a reform, one back-dated, returns, late answers"),
    Row("as_of_ratio", "as_of", "×", 1.5,
        "the tree, a province's subtree and who owes, in the country on the day before and of the reform ÷ in one without "
        "history; the worst of the six"),
]  # fmt: skip
MODEL = [
    Row("rates_out_of_range", "model", "rates", 0,
        "rates that leave 0–100 % in 10⁶ random steps (create, close, merge, split, reopen, assign, answer, back-date), of "
        "any unit and day, in the tree as it was, of today and of an older day"),
    Row("model_differences", "model", "differences", 0,
        "the same run against a naive model: tree, members, codes, rights, who owes, what is refused"),
]  # fmt: skip
RESTRUCTURING = [
    *(
        Row(name, "restructuring", "units", goal, does, Sense.EXACTLY)
        for name, goal, does in (
            ("provinces_before", 63, "provinces on 30/6/2025"),
            ("districts_before", 696, "districts on 30/6/2025"),
            ("communes_before", 10_035, "communes, wards and towns on 30/6/2025"),
            ("provinces_after", 34, "provinces on 1/7/2025"),
            ("communes_after", 3_321, "communes, wards and special zones on 1/7/2025"),
            ("wards_after", 687, "of them wards"),
            ("special_after", 13, "of them special zones"),
            ("whole_mappings", 9_569, "old units that went whole into one new commune"),
            ("split_mappings", 471, "old units that were divided"),
        )
    ),
    Row("national_s", "restructuring", "s", 60, "preview and apply of the whole country, a decision a province"),
    Row(
        "province_preview_s",
        "restructuring",
        "s",
        3,
        "preview of the largest province, 600,000 obligations, 1,000 users",
    ),
    Row("province_apply_s", "restructuring", "s", 10, "the same put into effect"),
    Row("province_undo_s", "restructuring", "s", 10, "the same taken back"),
    Row(
        "undo_differences",
        "restructuring",
        "rows",
        0,
        "rows of the full export that differ, before applying and after undoing",
    ),
    *VIEWS,
    *MODEL,
    *RIGHTS,
    *RECORD,
    *ANNEX,
]
BENCHES: dict[str, tuple[str, list[Row]]] = {
    "loop": ("the closed loop: a letter in, duties, answers, a report out", LOOP),
    "restructuring": ("organisation over time: the reform of 1/7/2025, rights, the record", RESTRUCTURING),
    "reading": ("reading: letters into structure, how well and how fast", READING),
}
