from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "phoihop.notices"

    def ready(self) -> None:
        from phoihop.jobs.registry import register  # models are ready only now
        from phoihop.notices.tasks import send_digests

        register("notices.send_digests", send_digests, cron="30 7 * * *")
