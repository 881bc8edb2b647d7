"""A number that cannot be is said, with 64, before anything is announced or touched."""

import pytest

from phoihop.ops import demo, serve, worker


@pytest.mark.parametrize(
    ("main", "words", "said"),
    [
        (serve.main, "--port=99999", "«99999» is no port. Give one from 1024 to 65535."),
        (serve.main, "--port=0", "«0» is no port. Give one from 1024 to 65535."),
        (serve.main, "--port=٨٠", "«٨٠» is no port. Give one from 1024 to 65535."),
        (serve.main, "--workers=-1", "«-1» cannot be used here. Give a whole number from 1 to 64."),
        (serve.main, "--workers=0", "«0» cannot be used here. Give a whole number from 1 to 64."),
        (serve.main, "--threads=0", "«0» cannot be used here. Give a whole number from 1 to 64."),
        (serve.main, "--threads=1.5", "«1.5» cannot be used here. Give a whole number from 1 to 64."),
        (worker.main, "--pause=nan", "«nan» is no pause. Give seconds from 0.01 to 3600."),
        (worker.main, "--pause=-1", "«-1» is no pause. Give seconds from 0.01 to 3600."),
        (worker.main, "--pause=soon", "«soon» is no pause. Give seconds from 0.01 to 3600."),
        (demo.main, "--port=0", "«0» is no port. Give one from 1024 to 65535."),
    ],
)
def test_a_number_that_cannot_be_is_said(main, words, said, capsys):
    assert main(["--lang", "en", words]) == 64
    heard = capsys.readouterr()
    assert heard.out == ""
    assert heard.err.endswith(f"{said}\n")
