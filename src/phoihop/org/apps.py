from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "phoihop.org"

    def ready(self) -> None:
        from phoihop.org import moves, sight
        from phoihop.org.own_sights import FileSight, UnitSight
        from phoihop.org.role_moves import RoleMoves  # models are ready only now

        moves.register("org.roles", RoleMoves())
        sight.register("org.unit", UnitSight())
        sight.register("files.attachment", FileSight())
