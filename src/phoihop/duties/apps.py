from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "phoihop.duties"

    def ready(self) -> None:
        from phoihop.duties.actions.moving import move_duties  # models are ready only now
        from phoihop.org import moves

        moves.register("duties", move_duties)
