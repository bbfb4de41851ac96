"""Sessions of browsers: found by a secret that the database itself does not hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User
from accounts.row_security import OwnSessions


class Session(models.Model):
    """One browser's session. Its data and its key are reached by functions of the database alone
    (`accounts/sessions.py`); of one's own sessions the rest is read on the page that ends them.

    The key is kept as its SHA-256, so that neither a dump nor a stray query yields one that works.
    The data are signed by Django with a secret of the installation, so nobody makes them up.
    """

    row_scope = OwnSessions()

    key_hash = models.CharField(max_length=64, unique=True)
    data = models.TextField()
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(_("Signed in"))
    proven_at = models.DateTimeField()  # when the person last proved who they are
    seen_at = models.DateTimeField(_("Last seen"))
    expires_at = models.DateTimeField()
    address = models.GenericIPAddressField(_("From where"), null=True)
    device = models.CharField(_("Device"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("Session of a browser")
        verbose_name_plural = _("Sessions of browsers")
        default_permissions = ()
        indexes = [models.Index(fields=["expires_at"], name="session_expires")]

    def __str__(self) -> str:
        return f"session {self.pk}"
