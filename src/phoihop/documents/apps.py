from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "phoihop.documents"

    def ready(self) -> None:
        from phoihop.documents import histories, scanning, seals  # models are ready only now
        from phoihop.documents.moving import LETTERS
        from phoihop.documents.sights import LetterSight
        from phoihop.org import moves, sight

        moves.register("documents", LETTERS)
        sight.register("documents.document", LetterSight())
        scanning.register_all()
        seals.register_all()
        histories.register_all()
