import docx
import pytest

from extract.docs import SPACES, abstract, docx_of, lvl, num, p, table, tc
from phoihop.extract import Change, Limits, Refusal, Table, extract


def text_of(body, **parts):
    return extract(docx_of(body, **parts), "thư.docx").text


def test_breaks_tabs_and_hyphens_are_characters():
    inner = (
        "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t></w:r>"
    )
    assert text_of(p("a", inner=inner)) == "a\tb\nc\u2011de"


def test_what_a_field_and_a_link_show_is_read_but_not_their_codes():
    inner = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>09/7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:hyperlink><w:r><w:t> liên kết</w:t></w:r></w:hyperlink><w:fldSimple w:instr="PAGE"><w:r><w:t> 3</w:t></w:r></w:fldSimple>'
    )
    assert text_of(p("Ngày ", inner=inner)) == "Ngày 09/7 liên kết 3"


def by(kind, words, who="An", at="2026-07-03T08:00:00Z", tag="t"):
    return f'<w:{kind} w:id="1" w:author="{who}" w:date="{at}"><w:r><w:{tag}>{words}</w:{tag}></w:r></w:{kind}>'


def test_tracked_changes_read_as_if_accepted_and_are_shown():
    inner = (
        by("ins", "mới ") + by("ins", "hơn") + by("del", "cũ", tag="delText") + by("moveFrom", "đi", who="Bình")
        + by("ins", "sau") + '<w:ins w:id="9" w:author="An"/>'
    )  # fmt: skip
    found = extract(docx_of(p("", inner=inner)), "a.docx")
    assert found.text == "mới hơnsau"
    assert found.changes == (
        Change("added", "mới hơn", "An", "2026-07-03"),
        Change("deleted", "cũ", "An", "2026-07-03"),
        Change("deleted", "đi", "Bình", "2026-07-03"),
        Change("added", "sau", "An", "2026-07-03"),
    )
    (told,) = found.warnings
    assert told.vi.startswith("Tệp có 4 chỗ sửa đổi chưa chấp nhận (2 chỗ thêm, 2 chỗ xóa).")
    assert told.en.startswith("The file has 4 tracked changes that nobody accepted (2 added, 2 deleted).")


def ended(words, inner="", mark="del"):
    return f'<w:p><w:pPr><w:rPr><w:{mark} w:id="1" w:author="An"/></w:rPr></w:pPr><w:r><w:t>{words}</w:t></w:r>{inner}</w:p>'


def test_paragraphs_whose_end_was_deleted_are_one():
    assert text_of(ended("Đề nghị các ") + p("đơn vị báo cáo.") + p("Hết.")) == "Đề nghị các đơn vị báo cáo.\nHết."
    assert text_of(p("Một") + ended("", by("del", "bỏ cả đoạn", tag="delText")) + p("Hai")) == "Một\nHai"
    assert text_of(ended("Một", mark="ins") + p("Hai")) == "Một\nHai"
    assert text_of(p("Một") + ended("cuối")) == "Một\ncuối"
    assert text_of(ended("trước bảng") + table([tc("a"), tc("b")])) == "trước bảng\na\tb"


def test_a_paragraph_that_is_deleted_is_not_counted():
    numbering = abstract(0, lvl(0, "decimal", "%1.")) + num(1, 0)
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr>'
    gone = f"<w:p><w:pPr>{listed}</w:pPr>{by('del', 'bỏ', tag='delText')}</w:p>"
    assert text_of(p("một", num=1) + gone + p("hai", num=1), numbering=numbering) == "1. một\n2. hai"


def test_a_row_that_is_deleted_is_gone_and_told():
    gone = f'<w:tr><w:trPr><w:del w:id="1" w:author="An"/></w:trPr>{tc("bỏ")}{tc("cả hàng")}</w:tr>'
    body = "<w:tbl><w:tblPr/>" + f"<w:tr>{tc('a')}{tc('b')}</w:tr>" + gone + "</w:tbl>"
    found = extract(docx_of(body), "a.docx")
    assert (found.text, found.tables[0].rows) == ("a\tb", (("a", "b"),))
    assert found.changes == (Change("deleted", "bỏ cả hàng", "An"),)


def test_comments_are_no_part_of_the_text_and_are_told():
    comments = (
        '<w:comment w:id="0" w:author="Bình" w:date="2026-07-02T09:00:00Z">'
        + p("Xem lại hạn")
        + p("nhé")
        + "</w:comment>"
    )
    found = extract(docx_of(p("Thân", inner='<w:r><w:commentReference w:id="0"/></w:r>'), comments=comments), "a.docx")
    assert (found.text, [one.code for one in found.warnings]) == ("Thân", ["comments"])
    assert found.changes == (Change("comment", "Xem lại hạn\nnhé", "Bình", "2026-07-02"),)


def test_hidden_text_is_left_out_and_told():
    inner = (
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>hiện</w:t></w:r>'
    )
    found = extract(docx_of(p("", inner=inner)), "a.docx")
    assert found.text == "hiện"
    assert [one.code for one in found.warnings] == ["hidden"]


def test_an_old_typeface_is_told():
    inner = '<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>C«ng v¨n</w:t></w:r>'
    (told,) = extract(docx_of(p("", inner=inner)), "a.docx").warnings
    assert (told.code, ".VnTime" in told.vi) == ("legacy_font", True)


def box(words):
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>'
        f"<w:txbxContent>{p(words)}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{p(words)}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_read_once_after_its_paragraph():
    assert text_of(p("Đoạn", inner=box("MẬT")) + p("sau")) == "Đoạn\nMẬT\nsau"


def old_box(words):
    return f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p(words)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"


def test_an_old_text_box_and_one_that_has_only_a_fallback_are_read_once_too():
    assert text_of(p("Đoạn", inner=old_box("MẬT")) + p("sau")) == "Đoạn\nMẬT\nsau"
    alone = f"<w:r><mc:AlternateContent><mc:Fallback>{old_box('khung').removeprefix('<w:r>').removesuffix('</w:r>')}</mc:Fallback></mc:AlternateContent></w:r>"
    assert text_of(p("Đoạn", inner=alone)) == "Đoạn\nkhung"


def test_a_table_in_a_text_box_and_a_box_in_a_cell_are_read_in_their_place():
    inside = box("x").replace(p("x"), table([tc("a"), tc("b")]))
    assert text_of(p("Đoạn", inner=inside)) == "Đoạn\na\tb"
    cell = f"<w:tc><w:tcPr/>{p('ô', inner=box('khung'))}</w:tc>"
    assert text_of(table([cell, tc("z")])) == "ô\nkhung\nz"


def test_headers_footers_and_notes_follow_the_body_as_parts():
    notes = f'<w:footnote w:type="separator" w:id="-1">{p("bỏ")}</w:footnote><w:footnote w:id="1">{p("Chú thích")}</w:footnote>'
    found = extract(docx_of(p("Thân"), header=p("MẬT"), footer=p("Trang"), footnotes=notes), "a.docx")
    assert [(part.name, found.text[part.start : part.end]) for part in found.parts] == [
        ("body", "Thân"),
        ("header", "MẬT"),
        ("footer", "Trang"),
        ("footnotes", "Chú thích"),
    ]
    assert found.part("body") == "Thân"


def test_a_table_is_lines_with_tabs_and_a_grid():
    body = p("trước") + table([tc("TT"), tc("Đơn vị")], [tc("1"), tc("Xã A")]) + p("sau")
    found = extract(docx_of(body), "a.docx")
    assert found.text == "trước\nTT\tĐơn vị\n1\tXã A\nsau"
    (grid,) = found.tables
    assert grid == Table(6, 22, (("TT", "Đơn vị"), ("1", "Xã A")))
    assert found.text[grid.start : grid.end] == "TT\tĐơn vị\n1\tXã A"


def test_merged_cells_say_their_text_once_and_keep_the_grid():
    body = table(
        [tc("Đơn vị", merge="restart"), tc("Số lớp", span=2)],
        [tc("", merge=""), tc("Kế hoạch"), tc("Thực hiện")],
        [tc("Xã A"), tc("2"), tc("3")],
    )
    (grid,) = extract(docx_of(body), "a.docx").tables
    assert grid.rows == (("Đơn vị", "Số lớp", ""), ("", "Kế hoạch", "Thực hiện"), ("Xã A", "2", "3"))


def test_in_a_wide_table_a_line_says_where_the_cell_above_goes_on():
    rows = [
        [tc("1"), tc("Rà soát"), tc("Sở Y tế", merge="restart"), tc("", merge="restart")],
        [tc("2"), tc("Tập huấn"), tc("", merge=""), tc("", merge="")],
        [tc("3"), tc("Kiểm tra"), tc("", merge=""), tc("Quý II")],
    ]
    found = extract(docx_of(table(*rows)), "a.docx")
    assert found.text == "1\tRà soát\tSở Y tế\n2\tTập huấn\t″\n3\tKiểm tra\t″\tQuý II"
    assert found.tables[0].rows[1] == ("2", "Tập huấn", "", "")


def test_a_letterhead_with_a_cell_over_two_rows_gains_no_mark():
    body = table(
        [tc("UBND TỈNH AN LÃNG", merge="restart"), tc("CỘNG HÒA")], [tc("", merge=""), tc("An Lãng, ngày 5/3/2030")]
    )
    assert text_of(body) == "UBND TỈNH AN LÃNG\tCỘNG HÒA\n\tAn Lãng, ngày 5/3/2030"


def test_python_docx_agrees_on_a_merged_table(tmp_path):
    document = docx.Document()
    made = document.add_table(2, 3)
    made.cell(0, 0).merge(made.cell(0, 1)).text = "gộp"
    made.cell(1, 2).text = "cuối"
    document.save(tmp_path / "a.docx")
    (grid,) = extract((tmp_path / "a.docx").read_bytes(), "a.docx").tables
    assert grid.rows == (("gộp", "", ""), ("", "", "cuối"))


def test_a_cell_of_several_paragraphs_gives_each_its_line():
    body = table([tc("TỈNH ỦY LAM GIANG", "BAN TUYÊN GIÁO", "*"), tc("ĐẢNG CỘNG SẢN VIỆT NAM")])
    assert text_of(body) == "TỈNH ỦY LAM GIANG\nBAN TUYÊN GIÁO\n*\nĐẢNG CỘNG SẢN VIỆT NAM"


def test_a_table_in_a_cell_is_read_in_its_place():
    inner = f"<w:tc><w:tcPr/>{table([tc('x'), tc('y')])}<w:p/></w:tc>"
    assert text_of(table([inner, tc("z")])) == "x\ty\tz"


def test_content_controls_are_looked_through():
    row = "<w:tr><w:sdt><w:sdtContent>" + tc("b") + "</w:sdtContent></w:sdt></w:tr>"
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('a')}</w:sdtContent></w:sdt><w:tbl><w:tblPr/>{row}</w:tbl>"
    assert text_of(body) == "a\nb"


def test_offsets_hold_over_tables_headers_and_labels():
    body = "".join(p(f"đoạn {at}") + table([tc(f"ô {at}"), tc("x")]) for at in range(50))
    found = extract(docx_of(body, header=p("đầu")), "a.docx")
    assert [found.text[one.start : one.end] for one in found.tables] == [f"ô {at}\tx" for at in range(50)]
    assert found.pages[0].end == len(found.text)


def test_text_is_not_composed_anew():
    decomposed = "Uỷ ban nhân dân".replace("ỷ", "y\u0309")
    assert text_of(p(decomposed)) == decomposed


def test_the_strict_form_of_the_standard_is_read():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    spaces = SPACES.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict)
    data = docx_of(p("Nghị quyết"), spaces=spaces)
    assert extract(data, "a.docx").text == "Nghị quyết"


def test_an_embedded_chart_workbook_is_passed_over_and_told():
    inner = docx_of(p("x"))
    data = docx_of(p("Báo cáo"), extra={"word/embeddings/Sheet1.xlsx": inner})
    found = extract(data, "a.docx")
    assert (found.text, [one.code for one in found.warnings]) == ("Báo cáo", ["embedded"])


def test_a_text_over_the_limit_is_refused():
    with pytest.raises(Refusal) as refusal:
        extract(docx_of(p("a" * 900) * 3), "a.docx", limits=Limits(chars=2_000))
    assert refusal.value.code == "too_long"
    assert "2.000 ký tự" in refusal.value.vi
    assert "2,000 characters" in refusal.value.en


def test_a_letter_without_words_is_refused():
    with pytest.raises(Refusal) as refusal:
        extract(docx_of(p("") * 3), "a.docx")
    assert refusal.value.code == "blank"


def test_in_a_table_of_columns_further_paragraphs_of_a_cell_stand_before_the_next_tab():
    head = [tc("TT"), tc("Nội dung"), tc("Chủ trì")]
    inner = f"<w:tc><w:tcPr/>{table([tc('a'), tc('b')])}<w:p/></w:tc>"
    body = table(head, [tc("1"), tc("x", "", "y"), tc("z")], [tc("2"), inner, tc("v", "w")])
    assert text_of(body) == "TT\tNội dung\tChủ trì\n1\tx\ny\tz\n2\ta; b\tv\nw"
    letterhead = table([tc("UBND", "SỞ"), tc(""), tc("CỘNG HÒA", "Độc lập")], [tc("Số: 1"), tc(""), tc("Lam Giang")])
    assert text_of(letterhead) == "UBND\nSỞ\nCỘNG HÒA\nĐộc lập\nSố: 1\t\tLam Giang"
