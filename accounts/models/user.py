"""People who sign in."""

from contextlib import nullcontext
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import scope
from accounts.history import tracked
from accounts.models.password import Password
from accounts.models.place import County, Province
from accounts.roles import LEVELS, STAFF, Role, permissions_of
from accounts.row_security import Identity
from accounts.scope import Kind
from persian.functions import Fold, SortKey, words
from persian.model_fields import JalaliDateField, MobileField, PersianCharField


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        """A new account. Raises ValidationError when the role does not fit its place."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.full_clean()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


@tracked(exclude=["last_login", "search_text", "sort_key"])
class User(AbstractBaseUser):
    """A person with one role at one place: the nation, a province, a county, or an NGO."""

    row_scope = Identity()

    username = models.CharField(
        _("Username"),
        max_length=60,
        unique=True,
        validators=[ASCIIUsernameValidator()],
        error_messages={"unique": _("This username is taken.")},
    )
    first_name = PersianCharField(_("First name"), max_length=60)
    last_name = PersianCharField(_("Last name"), max_length=60)
    mobile = MobileField(
        _("Mobile"),
        null=True,
        blank=True,
        unique=True,
        error_messages={"unique": _("Another account has this mobile number.")},
    )
    email = models.EmailField(_("E-mail"), blank=True)
    role = models.CharField(_("Role"), max_length=30, choices=Role.choices)
    province = models.ForeignKey(
        Province, verbose_name=_("Province"), null=True, blank=True, on_delete=models.PROTECT
    )
    county = models.ForeignKey(
        County, verbose_name=_("County"), null=True, blank=True, on_delete=models.PROTECT
    )
    # The key of an NGO. The table belongs to a room above, which adds the constraint.
    ngo_id = models.BigIntegerField(_("NGO"), null=True, blank=True, db_index=True)
    role_ends_on = JalaliDateField(
        _("Role ends on"),
        null=True,
        blank=True,
        help_text=_("After this day the account may not do anything."),
    )
    is_active = models.BooleanField(_("Account is open"), default=True)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    search_text = models.GeneratedField(
        expression=Fold(words("first_name", "last_name", "username")),
        output_field=models.TextField(),
        db_persist=True,
    )
    sort_key = models.GeneratedField(
        expression=SortKey(words("last_name", "first_name")),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name", "role"]

    class Meta:
        verbose_name = _("User")
        verbose_name_plural = _("Users")
        ordering = ("sort_key", "id")
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="user_name_once",
                violation_error_message=_("This username is taken."),
            ),
            models.CheckConstraint(
                name="user_name_is_no_mobile",
                condition=~Q(username__regex=r"^(\+98|0098|98|0)?9[0-9]{9}$"),
                violation_error_message=_(
                    "A username may not be a mobile number: people sign in with theirs."
                ),
            ),
            models.CheckConstraint(
                name="user_role_fits_place",
                condition=(
                    Q(role=Role.NATIONAL_EXPERT, province=None, county=None, ngo_id=None)
                    | Q(
                        role__in=[Role.DIRECTOR_GENERAL, Role.PROVINCIAL_EXPERT],
                        province__isnull=False,
                        county=None,
                        ngo_id=None,
                    )
                    | Q(
                        role__in=[Role.COUNTY_EXPERT, Role.CASE_WORKER],
                        province__isnull=False,
                        county__isnull=False,
                        ngo_id=None,
                    )
                    | Q(role=Role.NGO_OFFICER, province__isnull=False, ngo_id__isnull=False)
                    # Whose NGO was deleted.
                    | Q(role=Role.NGO_OFFICER, province__isnull=False, is_active=False)
                    | Q(role=Role.AUDITOR, county=None, ngo_id=None)
                    | Q(
                        Q(county=None) | Q(province__isnull=False),
                        role__in=[Role.COUNCIL_SECRETARY, Role.COUNCIL_CHAIR],
                        ngo_id=None,
                    )
                ),
                violation_error_message=_(
                    "The role does not fit the place: a provincial role needs a province, "
                    "a county role a county too, an NGO officer an NGO."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.username

    def get_short_name(self) -> str:
        return self.first_name or self.username

    def clean(self) -> None:
        super().clean()
        if self.county and self.county.province_id != self.province_id:
            from django.core.exceptions import ValidationError

            raise ValidationError({"county": _("This county is not in the chosen province.")})

    # -- the password, which is no column of this table ----------------------------------------

    _new_hash: str | None = None

    @property
    def password(self) -> str:
        """The hash of the password; one that nothing fits, where the account has none yet."""
        if self._new_hash is not None:
            return self._new_hash
        secret = self.stored_password
        return secret.hash if secret is not None else UNUSABLE_PASSWORD_PREFIX

    @password.setter
    def password(self, hashed: Any) -> None:
        self._new_hash = hashed

    @property
    def stored_password(self) -> Password | None:
        """What is stored of the password, read in the scope of the account's own signing in."""
        if self.pk is None:
            return None
        kept = self._state.fields_cache
        if "secret" not in kept:
            within = nullcontext() if scope.is_system() else scope.sign_in(self.pk)
            with within:
                kept["secret"] = Password.objects.filter(user_id=self.pk).first()
        return kept["secret"]

    @property
    def has_given_password(self) -> bool:
        """Whether somebody else gave it, so that it only opens the page that changes it."""
        secret = self.stored_password
        return secret is not None and secret.is_given

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps a new password in its own table, in the scope of a job or of signing in alone."""
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = [name for name in fields if name != "password"]
        hashed, is_changed = self._new_hash, getattr(self, "_password", None) is not None
        with transaction.atomic() if hashed is not None else nullcontext():
            super().save(*args, **kwargs)
            if hashed is not None:
                self._store(hashed, is_changed)

    def save_password(self) -> None:
        """Keep a new password alone: while somebody signs in, the database lets nothing else of an
        account be changed."""
        self.save(update_fields=[])

    def _store(self, hashed: str, is_changed: bool) -> None:
        """A hash that was only made anew, by a newer algorithm, leaves who gave the password."""
        values: dict[str, Any] = {"hash": hashed}
        if is_changed:
            values |= {"given_by_name": "", "given_at": None, "expires_at": None}
        Password.objects.update_or_create(user_id=self.pk, defaults=values)
        self.forget_password()

    def forget_password(self) -> None:
        """Read it anew when it is asked for: it was changed in the database."""
        self._new_hash = None
        self._state.fields_cache.pop("secret", None)

    # -- what this person may do ---------------------------------------------------------------

    @property
    def scope_kind(self) -> Kind:
        """The kind of scope of this person's work."""
        levels = LEVELS[Role(self.role)]
        if Kind.COUNTY in levels and self.county_id is not None:
            return Kind.COUNTY
        if Kind.PROVINCE in levels and self.province_id is not None:
            return Kind.PROVINCE
        if Kind.NATIONAL in levels and self.province_id is None:
            return Kind.NATIONAL
        return levels[0]

    @property
    def has_ended(self) -> bool:
        return self.role_ends_on is not None and self.role_ends_on < timezone.localdate()

    @property
    def is_staff(self) -> bool:
        """Whether the office's screens are for this person."""
        return self.role in STAFF

    @property
    def is_superuser(self) -> bool:
        """Nobody is above the roles."""
        return False

    def has_perm(self, perm: str, obj: object | None = None) -> bool:
        return self.is_active and not self.has_ended and perm in permissions_of(self.role)

    def has_perms(self, perm_list: "list[str]", obj: object | None = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return any(self.has_perm(perm) for perm in permissions_of(self.role)
                   if perm.startswith(f"{app_label}.view_"))  # fmt: skip
