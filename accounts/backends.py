"""Signing in by username or by mobile number."""

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from accounts import scope
from accounts.models import User
from accounts.names import account_named
from persian.identifiers import IdentifierError, clean_mobile
from persian.text import canonical


def refusal_of(user: User) -> str:
    """Why an account may not be used though its password is right, as the code of a sentence of
    `accounts.adapter`; "" where it may."""
    if not user.is_active or user.has_ended:
        return "account_inactive"
    secret = user.stored_password
    return "password_over" if secret is not None and secret.is_over else ""


class UsernameOrMobileBackend(BaseBackend):
    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **credentials: object,
    ) -> User | None:
        if not username or not password:
            return None
        with scope.sign_in():
            account = self.find(canonical(username))
        if account is None:
            User().set_password(password)  # takes as long as a wrong password does
            return None
        with scope.sign_in(account):
            user = User.objects.select_related("secret").get(pk=account)
            is_right = user.check_password(password)
            refusal = refusal_of(user) if is_right else ""
        if not is_right or refusal:
            if request is not None:
                request.refused_account = refusal  # type: ignore[attr-defined]
            return None
        if scope.current() == scope.Scope(scope.Kind.SIGN_IN):
            scope.go_on_as(scope.Scope(scope.Kind.SIGN_IN, user=account))
        return user

    def get_user(self, user_id: int) -> User | None:
        """With the place, which every page shows beside the name."""
        found = User.objects.select_related("secret", "province", "county")
        return found.filter(pk=user_id).first()

    @staticmethod
    def find(name: str) -> int | None:
        """The id of the account of a username or a mobile number, open or closed."""
        try:
            mobile: str | None = clean_mobile(name)
        except IdentifierError:
            mobile = None
        return account_named(username=name, mobile=mobile)
