"""Rights before and after a reform against the naive oracle; the bench walks everybody (`phoihop bench restructuring`).

Here the seats of all are counted, and one in nineteen asks the pages: the office's clerk, an agency's officer, the head
of a commune that is merged with another, the auditor of one that is closed.
"""

import pytest

from phoihop.ops.bench.reform import reform_differences

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.long]


def test_nobody_sees_more_or_less_after_a_reform_than_the_rule_says(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    assert [str(one) for one in reform_differences(share=19)] == []
