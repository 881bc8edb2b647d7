from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "phoihop.org"

    def ready(self) -> None:
        from phoihop.audit.searching import NAMERS
        from phoihop.jobs.registry import register
        from phoihop.org import moves, sight
        from phoihop.org.actions import carry_out
        from phoihop.org.own_histories import register_all  # models are ready only now
        from phoihop.org.own_sights import FileSight, UnitSight
        from phoihop.org.record_words import names_of
        from phoihop.org.role_moves import RoleMoves

        register("org.carry_out", carry_out)
        moves.register("org.roles", RoleMoves())
        register_all()
        sight.register("org.unit", UnitSight())
        sight.register("files.attachment", FileSight())
        NAMERS.append(names_of)
