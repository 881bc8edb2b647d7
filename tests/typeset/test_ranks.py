"""A PDF for readers of tags takes a letter whose first heading is no part."""

import pytest

from phoihop.typeset import Heading, Letter, Paragraph, to_pdf


@pytest.mark.parametrize("levels", [[1], [1, 2, 1, 0], [2, 3, 1], [0, 2, 3], [3, 0, 3]])
def test_headings_of_any_order_become_a_pdf(levels):
    blocks = [block for level in levels for block in (Heading(level, "", f"Mục {level}"), Paragraph.of("Nội dung."))]
    assert to_pdf(Letter(issuer="BAN", type_name="BÁO CÁO", abstract="A", blocks=tuple(blocks))).startswith(b"%PDF")
