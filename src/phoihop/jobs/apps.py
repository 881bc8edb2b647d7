from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "phoihop.jobs"

    def ready(self) -> None:
        from phoihop.audit.tasks import seal_records  # models are ready only now
        from phoihop.jobs.registry import register, register_round

        register("audit.seal_records", seal_records)  # the record stands below the queue; jobs of before may wait
        register_round("audit.seal_records", seal_records, every=30)
