from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "phoihop.jobs"

    def ready(self) -> None:
        from phoihop.audit.tasks import seal_records  # models are ready only now
        from phoihop.jobs.registry import register

        register("audit.seal_records", seal_records, cron="*/5 * * * *")  # the record stands below the queue
