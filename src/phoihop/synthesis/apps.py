from django.apps import AppConfig


class SynthesisConfig(AppConfig):
    name = "phoihop.synthesis"

    def ready(self) -> None:
        from phoihop.documents import dependants
        from phoihop.org import moves, sight
        from phoihop.synthesis import histories
        from phoihop.synthesis.letters import LetterReport  # models are ready only now
        from phoihop.synthesis.moving import REPORTS
        from phoihop.synthesis.sights import ReportSight

        sight.register("synthesis.synthesis", ReportSight())
        moves.register("synthesis", REPORTS)
        dependants.register("synthesis", LetterReport())
        histories.register_all()
