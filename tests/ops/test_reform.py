"""Rights before and after a reform against the naive oracle; the bench walks everybody, this one in eleven."""

import pytest

from phoihop.ops.bench.reform import reform_differences

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_nobody_sees_more_or_less_after_a_reform_than_the_rule_says(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    assert [str(one) for one in reform_differences(share=11)] == []
