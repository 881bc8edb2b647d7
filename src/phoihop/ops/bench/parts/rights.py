"""Every address as every role, and every address and upload bent: what the tables and the guards promise is counted."""

from __future__ import annotations

from collections.abc import Iterator

from django.test.utils import override_settings, setup_test_environment

from phoihop.ops.bench.databases import scratch_database, static_files
from phoihop.ops.bench.figures import Measured
from phoihop.ops.bench.fuzz import fuzz_crashes
from phoihop.ops.bench.rights import rights_differences
from phoihop.ops.bench.world import World

# The people of a scratch world sign in a hundred times; nobody will guess at their passwords.
HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    static_files()
    scratch_database()
    setup_test_environment(debug=False)
    with override_settings(PASSWORD_HASHERS=HASHERS):
        world = World()
        if "rights_differences" in names:
            found = [str(one) for one in rights_differences(world, share=131 if quick else 1)]
            yield Measured("rights_differences", len(found), said="; ".join(found[:5]))
        if "fuzz_crashes" in names:
            count = 20 if quick else 10_000
            crashes = [str(one) for one in fuzz_crashes(count, world=world)]
            said = f"{count:,} uploads and as many requests. " + "; ".join(crashes[:3])
            yield Measured("fuzz_crashes", len(crashes), said=said)
