from django.apps import AppConfig


class SynthesisConfig(AppConfig):
    name = "phoihop.synthesis"

    def ready(self) -> None:
        from phoihop.documents import dependants
        from phoihop.synthesis import histories
        from phoihop.synthesis.letters import LetterReport  # models are ready only now

        dependants.register("synthesis", LetterReport())
        histories.register_all()
