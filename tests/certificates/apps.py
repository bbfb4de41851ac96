from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "tests.certificates"
    verbose_name = "گواهی‌ها"

    def ready(self) -> None:
        from accounts import policies
        from councils import matters
        from jobs.daily import daily
        from letters import fields
        from ngos import page
        from screens import navigation, worklist
        from tests.certificates import hooks
        from tests.certificates.matter import CertificateMatter

        policies.declare("گواهی‌ها", hooks.WAITING_DAYS)
        page.declare(hooks.PART)
        worklist.declare(hooks.DUTY)
        daily("forget_certificates", hooks.forget_old)
        fields.declare(hooks.FIELD)
        navigation.declare(hooks.ENTRY)
        matters.declare(CertificateMatter())
