from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "phoihop.documents"

    def ready(self) -> None:
        from phoihop.documents import histories, scanning, seals  # models are ready only now
        from phoihop.documents.moving import LETTERS
        from phoihop.org import moves

        moves.register("documents", LETTERS)
        scanning.register_all()
        seals.register_all()
        histories.register_all()
