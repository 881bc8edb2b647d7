from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "phoihop.documents"

    def ready(self) -> None:
        from phoihop.documents import histories, scanning, seals  # models are ready only now

        scanning.register_all()
        seals.register_all()
        histories.register_all()
