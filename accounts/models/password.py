"""The hashes of passwords, away from the accounts: no office's scope reads them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.row_security import OwnWhileSigningIn


class Password(models.Model):
    """The hash of one account's password. `User.password` reads and writes it.

    A password that somebody else gave opens the page that changes it and nothing else, and that
    until `expires_at`. Who gives one calls the database's `accounts_give_password`.
    """

    row_scope = OwnWhileSigningIn()

    user = models.OneToOneField(
        "accounts.User", primary_key=True, on_delete=models.CASCADE, related_name="secret"
    )
    hash = models.CharField(max_length=128)
    given_by_name = models.CharField(max_length=130, blank=True)
    given_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Password")
        verbose_name_plural = _("Passwords")
        default_permissions = ()

    def __str__(self) -> str:
        return f"password of {self.user_id}"

    @property
    def is_given(self) -> bool:
        return self.given_at is not None

    @property
    def is_over(self) -> bool:
        """Whether it was given, and not changed in time."""
        return self.expires_at is not None and self.expires_at < timezone.now()
