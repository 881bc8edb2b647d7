"""The PostgreSQL of tests and benches is killed as a power cut kills it, and comes back with what was committed."""

import pytest

from phoihop.ops.postgres import ClusterError, private_cluster

pytestmark = [pytest.mark.slow, pytest.mark.tool("initdb")]


def test_killed_in_both_ways_it_comes_back_with_what_was_committed():
    import psycopg  # with that database only

    with private_cluster(durable=True) as cluster:
        with psycopg.connect(cluster.url, autocommit=True) as line:
            line.execute("CREATE TABLE kept (n int)")
        for n, whole in enumerate([True, False]):
            going = psycopg.connect(cluster.url)
            going.execute("INSERT INTO kept VALUES (%s)", [n])
            going.commit()
            going.execute("INSERT INTO kept VALUES (99)")
            cluster.kill(whole=whole)
            cluster.start()
            with pytest.raises(psycopg.OperationalError):
                going.execute("SELECT 1")
        with psycopg.connect(cluster.url) as line:
            assert line.execute("SELECT n FROM kept ORDER BY n").fetchall() == [(0,), (1,)]
        (cluster.data / "postmaster.pid").rename(cluster.data / "elsewhere")
        with pytest.raises(ClusterError, match=r"PostgreSQL did not start: .*FATAL"):
            cluster.start()
        (cluster.data / "elsewhere").rename(cluster.data / "postmaster.pid")
        cluster.stop()
        with pytest.raises(ClusterError, match="had ended before it was killed"):
            cluster.kill()
