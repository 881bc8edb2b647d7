from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "phoihop.duties"

    def ready(self) -> None:
        from phoihop.documents import dependants
        from phoihop.documents import sights as letters
        from phoihop.duties import histories, sights
        from phoihop.duties.actions import telling
        from phoihop.duties.actions.moving import DutyMoves  # models are ready only now
        from phoihop.duties.desk.letters import LetterDuties
        from phoihop.duties.queries import may_read_obligation, may_read_response
        from phoihop.duties.queries.asking import still_owed
        from phoihop.duties.tasks import register_all
        from phoihop.files import readers
        from phoihop.notices import standing
        from phoihop.org import moves, sight

        dependants.register("duties", LetterDuties())
        moves.register("duties", DutyMoves())
        letters.also(sights.asked_by)
        sight.register("duties.duty", sights.DutySight())
        sight.register("duties.obligation", sights.ObligationSight())
        sight.register("duties.response", sights.ResponseSight())
        readers.register("duties.obligation", may_read_obligation)
        readers.register("duties.response", may_read_response)
        for kind in (telling.NUDGE, telling.RETURNED, telling.WAITS, telling.ASKED):
            standing.register(kind, still_owed)
        register_all()
        histories.register_all()
