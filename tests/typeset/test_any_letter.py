"""Whatever stands in a letter, both files are made, and say the same."""

import unicodedata
from collections import Counter
from contextlib import closing
from datetime import date
from io import BytesIO

import docx
import pypdfium2
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from phoihop.extract import Refusal, extract
from phoihop.typeset import Bullets, Heading, Letter, Paragraph, Run, Signature, Table, rule_names, to_docx, to_pdf

VIETNAMESE = unicodedata.normalize("NFC", "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếềểễệốộớợứựíýĐỆ0123456789,.;:()%/ ")
anything = st.text(max_size=30)
words = st.lists(st.text(alphabet=VIETNAMESE.replace(" ", ""), min_size=1, max_size=8), min_size=1, max_size=12).map(
    " ".join
)


def letters(text):
    runs = st.lists(st.builds(Run, text, st.booleans(), st.booleans()), max_size=4).map(tuple)
    rows = st.lists(st.lists(text, max_size=3).map(tuple), max_size=3).map(tuple)
    block = st.one_of(
        st.builds(Heading, st.integers(-1, 5), text, text),
        st.builds(Paragraph, runs),
        st.builds(Bullets, st.lists(runs, max_size=3).map(tuple)),
        st.builds(Table, st.lists(text, max_size=4).map(tuple), rows, caption=text),
    )
    return st.builds(
        Letter,
        issuer=text,
        superior=text,
        number=st.one_of(st.none(), st.integers(0, 20_000)),
        symbol=text,
        place=text,
        day=st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2100, 1, 1))),
        type_name=st.one_of(st.just(""), text),
        abstract=text,
        addressees=st.lists(text, max_size=3).map(tuple),
        blocks=st.lists(block, max_size=5).map(tuple),
        signature=st.one_of(st.none(), st.builds(Signature, text, text, text, text)),
        recipients=st.lists(text, max_size=3).map(tuple),
        urgency=text,
        draft=text,
        rules=st.sampled_from(rule_names()),
    )


def both(letter):
    made = to_docx(letter)
    docx.Document(BytesIO(made))
    return made, to_pdf(letter)


@settings(max_examples=25, suppress_health_check=list(HealthCheck), derandomize=True)
@given(letters(anything))
def test_no_letter_is_beyond_setting(letter):
    both(letter)


@pytest.mark.slow
@settings(max_examples=400, suppress_health_check=list(HealthCheck))
@given(letters(anything))
def test_no_letter_of_hundreds_is_beyond_setting(letter):
    both(letter)


def letters_of(text):
    return Counter("".join(text.split()))


def printed_letters(made):
    """Every letter on the paper, asked of the PDF library and not of our reader, which leaves page numbers out."""
    with closing(pypdfium2.PdfDocument(made)) as pages:
        text = "".join(page.get_textpage().get_text_range() for page in pages)
        return letters_of(text), "".join(str(number) for number in range(2, len(pages) + 1))


def same_letters(letter):
    """Beside page numbers, from the second page on, and heads of tables said again on the next page, nothing differs."""
    made, printed = both(letter)
    try:
        written = extract(made, "a.docx").part("body")
    except Refusal:
        written = ""
    on_paper, numbers = printed_letters(printed)
    said = letters_of(written) + Counter(numbers)
    heads = Counter()
    for table in (block for block in letter.blocks if isinstance(block, Table)):
        heads += letters_of("".join(table.head) * len(numbers))
    return said <= on_paper <= said + heads


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(letters(words))
def test_both_files_say_the_same_letters(letter):
    assert same_letters(letter)


@pytest.mark.slow
@settings(max_examples=100, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(letters(words))
def test_both_files_of_many_say_the_same_letters(letter):
    assert same_letters(letter)
