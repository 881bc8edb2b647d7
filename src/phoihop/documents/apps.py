from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "phoihop.documents"

    def ready(self) -> None:
        from phoihop.documents.scanning import register_all  # models are ready only now

        register_all()
