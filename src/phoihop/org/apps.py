from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "phoihop.org"

    def ready(self) -> None:
        from phoihop.org import moves
        from phoihop.org.role_moves import RoleMoves  # models are ready only now

        moves.register("org.roles", RoleMoves())
